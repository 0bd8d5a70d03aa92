from django.core.management.base import BaseCommand

from reviews import actions


class Command(BaseCommand):
    help = "Adds the canned texts that the portal comes with; those that are there already stay as they are."

    def handle(self, **options):
        self.stdout.write(f"{actions.load_starting_texts()} texts added.")
