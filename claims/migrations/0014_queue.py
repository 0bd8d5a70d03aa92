import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import claims.models.listing


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_notices"),
        ("claims", "0013_shown_files"),
        ("directory", "0002_live_directory"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="claim",
            name="customer_country",
            field=models.CharField(default="", editable=False, max_length=2),
        ),
        migrations.AddField(
            model_name="claim",
            name="mpn_id",
            field=models.CharField(default="", editable=False, max_length=10),
        ),
        migrations.AddField(
            model_name="claim",
            name="partner_name",
            field=models.CharField(default="", editable=False, max_length=200),
        ),
        migrations.AddIndex(
            model_name="claim",
            index=models.Index(
                condition=models.Q(("due_at__isnull", False)),
                fields=["due_at", "id", "state"],
                name="queue_by_due",
            ),
        ),
        migrations.AddIndex(
            model_name="claim",
            index=models.Index(
                condition=models.Q(("due_at__isnull", False)),
                fields=["reviewer", "due_at", "id", "state"],
                name="queue_of_reviewer",
            ),
        ),
        migrations.AddIndex(
            model_name="claim",
            index=models.Index(
                condition=models.Q(("due_at__isnull", False)),
                fields=["state", "due_at", "id"],
                name="queue_of_state",
            ),
        ),
        migrations.AddIndex(
            model_name="claim",
            index=models.Index(
                condition=models.Q(("due_at__isnull", False)),
                fields=["submitted_at", "id", "state"],
                name="queue_by_age",
            ),
        ),
        migrations.AddIndex(
            model_name="claim",
            index=models.Index(
                condition=models.Q(("due_at__isnull", False)),
                fields=["area", "due_at", "id", "state"],
                name="queue_of_area",
            ),
        ),
        migrations.AddIndex(
            model_name="claim",
            index=models.Index(
                condition=models.Q(("due_at__isnull", False)),
                fields=["customer_country", "due_at", "id", "state"],
                name="queue_of_country",
            ),
        ),
        migrations.AddIndex(
            model_name="claim",
            index=models.Index(
                condition=models.Q(("due_at__isnull", False)),
                fields=["partner", "due_at", "id", "state"],
                name="queue_of_partner",
            ),
        ),
        migrations.AddIndex(
            model_name="claim",
            index=models.Index(
                condition=models.Q(("presales", True), ("due_at__isnull", False)),
                fields=["due_at", "id", "state"],
                name="queue_of_presales",
            ),
        ),
        migrations.AddIndex(
            model_name="claim",
            index=models.Index(
                condition=models.Q(("usage", True), ("due_at__isnull", False)),
                fields=["area", "due_at", "id", "state"],
                name="queue_of_usage",
            ),
        ),
        migrations.AddIndex(
            model_name="claim",
            index=models.Index(
                condition=models.Q(("answered_at__isnull", False), ("due_at__isnull", False)),
                fields=["due_at", "id", "state"],
                name="queue_of_answered",
            ),
        ),
        migrations.AddIndex(
            model_name="claim",
            index=models.Index(
                condition=models.Q(("overall_risk_at__isnull", False), ("due_at__isnull", False)),
                fields=["overall_risk_at", "due_at", "id", "state"],
                name="queue_at_risk",
            ),
        ),
        migrations.CreateModel(
            name="Word",
            fields=[
                (
                    "claim",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="words",
                        to="claims.claim",
                    ),
                ),
                ("word", claims.models.listing.KeyField(max_length=253)),
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "claim", "word", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
            ],
            options={"indexes": [models.Index(fields=["word", "claim"], name="word_of_claims")]},
        ),
    ]
