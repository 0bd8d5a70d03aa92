import time
from io import StringIO

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from reviews.demo.bulk.seed import seed as add_claims


class Command(BaseCommand):
    help = (
        "Adds very many claims of invented partners and customers, to measure with: three years of them, most "
        "decided, two in a hundred open. For a portal that nobody uses meanwhile."
    )

    def add_arguments(self, parser):
        parser.add_argument("--claims", type=int, required=True)
        parser.add_argument(
            "--partners", type=int, help="by default one for each 500 claims, and 20 at least"
        )
        parser.add_argument("--seed", type=int, default=1, help="another number makes other claims")

    def handle(self, *, claims, partners, seed, verbosity, **options):
        if claims < 1 or (partners is not None and partners < 1):
            raise CommandError("Ask for one claim and one partner at least.")
        if not (settings.DEMO or settings.DEBUG):
            raise CommandError("Invented claims are for measuring, not for a portal in use: set DEMO=1.")
        call_command("load_catalogue", stdout=StringIO())
        began, cpu = time.monotonic(), time.process_time()

        def tell(done):
            if verbosity > 1:
                self.stdout.write(f"{done} claims after {time.monotonic() - began:.0f} s")

        written = add_claims(claims, partners=partners, seed=seed, now=timezone.now(), tell=tell)
        for table, count in written.items():
            self.stdout.write(f"{count:>12,} {table}")
        self.stdout.write(
            f"{claims} claims in {time.monotonic() - began:.1f} s, of which this process computed "
            f"{time.process_time() - cpu:.1f} s"
        )
