from django.db import migrations, transaction
from django.db.models import F, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce

from claims import finding

BATCH = 2000


def fill(apps, schema_editor):
    """For the claims that were there before the queue could look for them; what is filled already stays."""
    claims = apps.get_model("claims", "Claim").objects.order_by("pk")
    columns = {
        "customer_country": Coalesce(_of(apps, "directory", "Tenant", "tenant", "country"), Value("")),
        "partner_name": _of(apps, "accounts", "Partner", "partner", "name"),
        "mpn_id": _of(apps, "accounts", "Location", "location", "mpn_id"),
    }
    after = 0
    while ids := list(claims.filter(pk__gt=after).values_list("pk", flat=True)[:BATCH]):
        with transaction.atomic():
            batch = claims.filter(pk__gt=after, pk__lte=ids[-1])
            batch.order_by().update(**columns)
            _fill(apps, list(batch.exclude(state="draft")))
        after = ids[-1]


def _of(apps, app, model, key, column):
    return Subquery(apps.get_model(app, model).objects.filter(pk=OuterRef(f"{key}_id")).values(column)[:1])


def _fill(apps, batch):
    chosen = apps.get_model("claims", "ClaimProduct").objects.filter(claim__in=batch)
    subscriptions = {}
    for claim_id, known, typed in chosen.annotate(known=F("subscription__subscription_id")).values_list(
        "claim_id", "known", "typed_subscription"
    ):
        subscriptions.setdefault(claim_id, []).append(str(known or typed))
    model = apps.get_model("claims", "Word")
    model.objects.bulk_create(
        (
            model(claim_id=claim.pk, word=word)
            for claim in batch
            for word in finding.words_of(
                code=claim.code,
                names=(claim.name, claim.partner_name, claim.customer),
                mpn_id=claim.mpn_id,
                domain=claim.domain,
                directory_id=claim.directory_id,
                subscriptions=subscriptions.get(claim.pk, ()),
            )
        ),
        batch_size=BATCH,
        ignore_conflicts=True,
    )


class Migration(migrations.Migration):
    # Batch by batch, so that no one transaction writes every claim anew; one that was stopped goes on when run again.
    atomic = False

    dependencies = [
        ("claims", "0014_queue"),
    ]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
