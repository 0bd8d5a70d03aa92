from django.db import migrations

BATCH = 2000
COLUMNS = [
    "state", "due_at", "submitted_at", "reviewer_id", "partner_id", "customer_country", "area", "presales", "usage",
    "answered_at", "overall_risk_at", "overall_due_at",
]  # fmt: skip


def fill(apps, schema_editor):
    """What is open or disputed by now, which is little whatever there ever was."""
    model = apps.get_model("claims", "Queued")
    claims = apps.get_model("claims", "Claim").objects.filter(due_at__isnull=False).order_by("pk")
    after = 0
    while batch := list(claims.filter(pk__gt=after).values_list("pk", *COLUMNS)[:BATCH]):
        model.objects.bulk_create(
            model(claim_id=pk, **dict(zip(COLUMNS, values, strict=True))) for pk, *values in batch
        )
        after = batch[-1][0]


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0025_queued"),
    ]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
