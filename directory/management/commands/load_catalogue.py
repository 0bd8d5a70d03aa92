from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from directory.loading import Refused, load

CATALOGUE = Path(__file__).resolve().parents[2] / "catalogue.json"


class Command(BaseCommand):
    help = "Loads the products that can be claimed, all or none; products that the file leaves out stay."

    def add_arguments(self, parser):
        parser.add_argument(
            "file", nargs="?", type=Path, default=CATALOGUE, help="the portal's own by default"
        )

    def handle(self, *, file: Path, **options):
        try:
            [report] = load([file], strict=True)
        except Refused as refusal:
            for line, message in refusal.reports[0].problems:
                self.stderr.write(f"{file}:{line}: {message}" if line else f"{file}: {message}")
            raise CommandError("Nothing was loaded.") from refusal
        self.stdout.write(f"{report.loaded} products loaded")
