from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from claims.models import Claim
from reviews.demo import past, people, story


class Command(BaseCommand):
    help = "Makes demo people, customers and claims in every state. The second time does nothing."

    def add_arguments(self, parser):
        parser.add_argument("--list", action="store_true", dest="only_list", help="only name the demo people")

    def handle(self, *, only_list, **options):
        if only_list:
            self._list()
            return
        if not (settings.DEMO or settings.DEBUG):
            raise CommandError(
                "Demo data is for a demo: set DEMO=1. Anybody can sign in as the demo people there."
            )
        if people.is_complete():
            self.stdout.write("The demo data is there already.")
            return
        if people.demo_people().exists():
            raise CommandError(
                "An earlier attempt at the demo data was interrupted. Start over with `make reset`."
            )
        world = story.tell(timezone.now())
        told = Claim.objects.count() - past.CLAIMS
        self.stdout.write(
            f"{told} claims of {len(world.places)} locations and their customers made, "
            f"and {past.CLAIMS} decided ones of other companies."
        )

    def _list(self):
        found = list(people.demo_people())
        if not found:
            self.stdout.write("There are no demo people yet; `manage.py seed_demo` makes them.")
        for person in found:
            self.stdout.write(f"{person.email:22} {person.name:14} {people.role_of(person)}")
