from django.db import migrations
from django.db.models import Max, Min, OuterRef, Q, Subquery

from claims.folding import fold
from claims.models.listing import NEVER
from directory import spelling

BATCH = 2000
COLUMNS = [
    "changed_at", "due_at", "due_order_at", "submitted_order_at", "name_key", "customer", "customer_key", "domain_key",
    "directory_key", "ends_date",
]  # fmt: skip


def fill(apps, schema_editor):
    """For the claims that were there before their lists."""
    claims = apps.get_model("claims", "Claim").objects.order_by("pk")
    events = apps.get_model("claims", "Event").objects.filter(claim_id=OuterRef("pk"), staff_only=False)
    disputes = apps.get_model("claims", "Deadline").objects.filter(
        claim_id=OuterRef("pk"), kind="dispute_answer", settled_at__isnull=True
    )
    live = Q(products__association__isnull=False, products__association__ended_at__isnull=True)
    claims = claims.select_related("tenant").annotate(
        last_at=Subquery(events.order_by().values("claim_id").annotate(last=Max("at")).values("last")),
        dispute_at=Subquery(disputes.values("due_at")[:1]),
        first_end=Min("products__association__subscription__end_date", filter=live),
    )
    after = 0
    while batch := list(claims.filter(pk__gt=after)[:BATCH]):
        for claim in batch:
            _fill_one(claim)
        claims.model.objects.bulk_update(batch, COLUMNS, batch_size=BATCH // 20)
        after = batch[-1].pk


def _fill_one(claim):
    claim.changed_at = claim.last_at or claim.created_at
    if claim.disputed_at is not None:
        claim.due_at = claim.dispute_at
    claim.due_order_at = claim.due_at or NEVER
    claim.submitted_order_at = claim.submitted_at or NEVER
    claim.name_key = fold(claim.name)[:200]
    claim.customer = (claim.tenant.name if claim.tenant_id else "") or claim.customer_name or claim.domain
    claim.customer_key = fold(claim.customer)[:253]
    claim.domain_key = spelling.domain(claim.domain)[:253]
    claim.directory_key = fold(claim.directory_id).strip("{}")[:60]
    claim.ends_date = claim.first_end


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0007_lists"),
    ]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
