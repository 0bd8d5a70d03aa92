from django.db import migrations
from django.utils import timezone

COLUMNS = [
    "association_id",
    "file",
    "name",
    "content_type",
    "size",
    "sha256",
    "uploaded_at",
    "uploaded_by_id",
]
PICTURES = ("image/png", "image/jpeg")


def move(apps, schema_editor):
    """Each becomes a file of proof like any other, and is read by the sweep, as pictures are not."""
    proof = apps.get_model("claims", "ProofFile")
    reading = apps.get_model("claims", "ProofReading")
    at = timezone.now()
    for values in apps.get_model("reviews", "DefenceFile").objects.order_by("pk").values(*COLUMNS):
        moved = proof.objects.create(**values)
        if values["content_type"] in PICTURES:
            reading.objects.create(proof=moved, status="no_text", read_at=at)
        else:
            reading.objects.create(proof=moved, due_at=at)


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0027_proof_of_associations"),
        ("reviews", "0015_figures_are_rebuilt_in_place"),
    ]

    operations = [migrations.RunPython(move, migrations.RunPython.noop)]
