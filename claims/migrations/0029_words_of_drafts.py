from importlib import import_module

from django.db import migrations, transaction

# A landed migration stays as it is.
queue = import_module("claims.migrations.0015_fill_queue")


def fill(apps, schema_editor):
    drafts = apps.get_model("claims", "Claim").objects.filter(state="draft").order_by("pk")
    after = 0
    while batch := list(drafts.filter(pk__gt=after)[: queue.BATCH]):
        with transaction.atomic():
            queue._fill(apps, batch)
        after = batch[-1].pk


class Migration(migrations.Migration):
    # Batch by batch; one that was stopped goes on when run again.
    atomic = False

    dependencies = [
        ("claims", "0028_claims_of_associations"),
    ]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
