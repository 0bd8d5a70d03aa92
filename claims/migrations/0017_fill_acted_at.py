from django.db import migrations
from django.db.models import F, Max
from django.utils import timezone

BATCH = 5000
DECIDED = ["approved", "rejected"]


def fill(apps, schema_editor):
    """Nobody loses a claim on the day on which lying idle begins to count: what is open counts from now."""
    claims = apps.get_model("claims", "Claim").objects.filter(reviewer__isnull=False, acted_at__isnull=True)
    now = timezone.now()
    last = claims.aggregate(last=Max("pk"))["last"] or 0
    for first in range(0, last + 1, BATCH):
        batch = claims.filter(pk__gte=first, pk__lt=first + BATCH)
        batch.filter(state__in=DECIDED).update(acted_at=F("entered_at"))
        batch.update(acted_at=now)


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0016_acted_at"),
    ]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
