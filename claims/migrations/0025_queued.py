import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

STATES = [
    ("draft", "Draft"),
    ("submitted", "Submitted"),
    ("under_review", "Under review"),
    ("partner_action_required", "Partner action required"),
    ("approved", "Approved"),
    ("rejected", "Rejected"),
]
# Of all claims, of which a planner could not tell how many are in the queue.
REPLACED = [
    "claim_queue",
    *("queue_by_due", "queue_of_reviewer", "queue_of_state", "queue_by_age", "queue_of_area", "queue_of_country"),
    *("queue_of_partner", "queue_of_presales", "queue_of_usage", "queue_of_answered", "queue_at_risk"),
]  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0004_single_keys"),
        ("claims", "0024_compare_due"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        *(migrations.RemoveIndex(model_name="claim", name=name) for name in REPLACED),
        migrations.CreateModel(
            name="Queued",
            fields=[
                (
                    "claim",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="queued",
                        serialize=False,
                        to="claims.claim",
                    ),
                ),
                ("state", models.CharField(choices=STATES, max_length=30)),
                ("due_at", models.DateTimeField()),
                ("submitted_at", models.DateTimeField()),
                (
                    "reviewer",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "partner",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.partner",
                    ),
                ),
                ("customer_country", models.CharField(blank=True, max_length=2)),
                ("area", models.CharField(blank=True, max_length=30)),
                ("presales", models.BooleanField()),
                ("usage", models.BooleanField()),
                ("answered_at", models.DateTimeField(null=True)),
                ("overall_risk_at", models.DateTimeField(null=True)),
                ("overall_due_at", models.DateTimeField(null=True)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["due_at", "claim"], name="queue_by_due"),
                    models.Index(fields=["submitted_at", "claim"], name="queue_by_age"),
                    models.Index(fields=["reviewer", "due_at", "claim"], name="queue_of_reviewer"),
                    models.Index(fields=["state", "due_at", "claim"], name="queue_of_state"),
                    models.Index(fields=["partner", "due_at", "claim"], name="queue_of_partner"),
                    models.Index(fields=["customer_country", "due_at", "claim"], name="queue_of_country"),
                    models.Index(fields=["overall_risk_at", "claim"], name="queue_at_risk"),
                    models.Index(
                        condition=models.Q(("answered_at__isnull", False)),
                        fields=["due_at", "claim"],
                        name="queue_of_answered",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                ["submitted", "under_review", "partner_action_required", "rejected"],
                            )
                        ),
                        name="queued_while_open_or_disputed",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("answered_at__isnull", True), ("state", "under_review"), _connector="OR"
                        ),
                        name="queued_answered_under_review",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("overall_due_at__isnull", True), ("overall_risk_at__isnull", True)),
                            models.Q(("overall_due_at__isnull", False), ("overall_risk_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="queued_overall_due_and_risk",
                    ),
                ],
            },
        ),
    ]
