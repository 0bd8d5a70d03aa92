from django.db import migrations, transaction

BATCH = 2000


def fill(apps, schema_editor):
    """Batch by batch, each in a transaction of its own; one that was stopped is run again."""
    Association = apps.get_model("directory", "Association")
    claimed = Association.objects.filter(source="claim", claim_code="").order_by("pk")
    after = 0
    while batch := list(claimed.filter(pk__gt=after)[:BATCH]):
        with transaction.atomic():
            _fill(apps, batch)
        after = batch[-1].pk


def _fill(apps, batch):
    """From the product that it hangs on; else from the claim to which something happened when it began."""
    ClaimProduct = apps.get_model("claims", "ClaimProduct")
    of_products = ClaimProduct.objects.filter(association__in=[each.pk for each in batch])
    codes = dict(of_products.values_list("association", "claim__code"))
    for association in batch:
        association.claim_code = codes.get(association.pk) or _of_history(ClaimProduct, association)
    type(batch[0]).objects.bulk_update(batch, ["claim_code"])


def _of_history(ClaimProduct, association):
    """Approved anew since, or reversed. Empty where two claims come into question."""
    made = ClaimProduct.objects.filter(
        product=association.product_id,
        subscription=association.subscription_id,
        claim__tenant=association.tenant_id,
        claim__partner=association.partner_id,
        claim__events__at=association.started_at,
    )
    codes = set(made.values_list("claim__code", flat=True))
    return codes.pop() if len(codes) == 1 else ""


class Migration(migrations.Migration):
    atomic = False

    dependencies = [
        ("claims", "0027_proof_of_associations"),
        ("directory", "0004_claim_of_an_association"),
    ]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
