import time

from django.core.management.base import BaseCommand
from django.utils import timezone

from reviews.insights import expecting
from reviews.insights.rebuilding import rebuild

SHOWN = 50


class Command(BaseCommand):
    help = (
        "Counts every claim anew for insights, and says what the figures had got wrong: nothing, as a rule."
    )

    def handle(self, *, verbosity, **options):
        began, said = time.monotonic(), 0

        def say(line):
            nonlocal said
            said += 1
            if said <= SHOWN or verbosity > 1:
                self.stdout.write(line)

        def tell(done):
            if verbosity > 1:
                self.stdout.write(f"{done} claims after {time.monotonic() - began:.0f} s")

        wrong = rebuild(say, tell=tell)
        expecting.refresh(timezone.now(), is_counted=True)
        if said > SHOWN and verbosity < 2:
            self.stdout.write(f"… and {said - SHOWN} more")
        self.stdout.write(f"{wrong} differences, {time.monotonic() - began:.1f} s")
