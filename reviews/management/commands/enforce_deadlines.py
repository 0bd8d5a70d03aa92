from datetime import datetime

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from calendars import heartbeat
from reviews import sweeps


class Command(BaseCommand):
    help = "Does in the foreground what the scheduler does: enforces every deadline that has passed, and says so."

    def add_arguments(self, parser):
        parser.add_argument("--now", metavar="ISO-8601", help="act as of this instant instead of the present")
        parser.add_argument("--dry-run", action="store_true", help="only say what would be done")

    def handle(self, *, now, dry_run, **options):
        at = instant(now) if now else timezone.now()
        count = 0
        for line in sweeps.enforce(at, dry_run=dry_run):
            self.stdout.write(line)
            count += 1
        if not dry_run and not now:
            heartbeat.beat("deadlines", at)
        self.stdout.write(f"{count} {'to do' if dry_run else 'done'} as of {at.isoformat()}")


def instant(text: str) -> datetime:
    """An instant without an offset is in UTC."""
    try:
        given = datetime.fromisoformat(text)
    except ValueError:
        raise CommandError(
            f"--now takes an instant such as 2026-03-02T09:30:00+01:00, not {text!r}."
        ) from None
    return timezone.make_aware(given, timezone.get_fixed_timezone(0)) if timezone.is_naive(given) else given
