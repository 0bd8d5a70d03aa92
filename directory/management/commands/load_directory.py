from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from directory.loading import Refused, Report, load


class Command(BaseCommand):
    help = (
        "Loads tenants, workloads held, subscriptions, associations from before and usage from CSV or JSON "
        "files, in any order and as often as you like. docs/directory-data.md describes the files."
    )

    def add_arguments(self, parser):
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
        parser.add_argument("--strict", action="store_true", help="load nothing at all if any row is bad")

    def handle(self, *, files: list[Path], strict: bool, **options):
        try:
            reports = load(files, strict=strict)
        except Refused as refusal:
            self._tell_problems(refusal.reports)
            raise CommandError("Nothing was loaded.") from refusal
        for report in reports:
            self.stdout.write(_summary(report))
        if self._tell_problems(reports):
            raise CommandError("The rows above were not loaded; all others were.")

    def _tell_problems(self, reports: list[Report]) -> int:
        problems = [(report.path, *problem) for report in reports for problem in report.problems]
        for path, line, message in problems:
            place = f"{path}:{line}" if line else str(path)
            self.stderr.write(f"{place}: {message}")
        return len(problems)


def _summary(report: Report) -> str:
    summary = f"{report.path}: {report.kind or 'rows'}: {report.loaded} loaded"
    if report.skipped:
        summary += f", {report.skipped} without a partner of record left out"
    if report.problems:
        summary += f", {len(report.problems)} bad"
    return summary
