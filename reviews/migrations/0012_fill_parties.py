from django.db import migrations
from django.db.models import OuterRef, Subquery


def fill(apps, schema_editor):
    products = apps.get_model("claims", "ClaimProduct").objects.filter(pk=OuterRef("claim_product"))
    parties = apps.get_model("reviews", "ArbitrationParty").objects.filter(claim_product__isnull=False)
    parties.update(claim_id=Subquery(products.values("claim")[:1]))


class Migration(migrations.Migration):
    dependencies = [("reviews", "0011_parties_keep_their_record")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
