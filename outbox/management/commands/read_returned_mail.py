from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from outbox import sweeps


class Command(BaseCommand):
    help = "Looks through the mailbox of BOUNCE_URL, as the scheduler does, and says which mails came back."

    def handle(self, **options: object) -> None:
        if not settings.BOUNCE_URL:
            raise CommandError("BOUNCE_URL names no mailbox.")
        count = 0
        for line in sweeps.read_returned(timezone.now()):
            count += 1
            self.stdout.write(line)
        self.stdout.write(f"{count} came back.")
