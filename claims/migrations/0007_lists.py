import datetime

import django.db.models.functions.text
import django.utils.timezone
from django.db import migrations, models

import claims.models.listing


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0006_batches"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="claim",
            name="due_while_open",
        ),
        migrations.AddField(
            model_name="claim",
            name="changed_at",
            field=models.DateTimeField(default=django.utils.timezone.now, editable=False),
        ),
        migrations.AddField(
            model_name="claim",
            name="customer",
            field=models.CharField(default="", editable=False, max_length=253),
        ),
        migrations.AddField(
            model_name="claim",
            name="customer_key",
            field=claims.models.listing.KeyField(default="", editable=False, max_length=253),
        ),
        migrations.AddField(
            model_name="claim",
            name="directory_key",
            field=claims.models.listing.KeyField(default="", editable=False, max_length=60),
        ),
        migrations.AddField(
            model_name="claim",
            name="domain_key",
            field=claims.models.listing.KeyField(default="", editable=False, max_length=253),
        ),
        migrations.AddField(
            model_name="claim",
            name="due_order_at",
            field=models.DateTimeField(
                default=datetime.datetime(9999, 12, 31, 0, 0, tzinfo=datetime.UTC), editable=False
            ),
        ),
        migrations.AddField(
            model_name="claim",
            name="submitted_order_at",
            field=models.DateTimeField(
                default=datetime.datetime(9999, 12, 31, 0, 0, tzinfo=datetime.UTC), editable=False
            ),
        ),
        migrations.AddField(
            model_name="claim",
            name="ends_date",
            field=models.DateField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="claim",
            name="name_key",
            field=claims.models.listing.KeyField(default="", editable=False, max_length=200),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("due_at__isnull", False),
                    models.Q(
                        ("state__in", ("submitted", "under_review", "partner_action_required")), _negated=True
                    ),
                    _connector="OR",
                ),
                name="due_while_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("due_at__isnull", True),
                    ("state__in", ("submitted", "under_review", "partner_action_required")),
                    ("disputed_at__isnull", False),
                    _connector="OR",
                ),
                name="due_only_while_open_or_disputed",
            ),
        ),
        migrations.AddIndex(
            model_name="claim",
            index=models.Index(fields=["partner", "-changed_at", "-id"], name="list_by_change"),
        ),
        migrations.AddIndex(
            model_name="claim",
            index=models.Index(fields=["partner", "due_order_at", "id"], name="list_by_due"),
        ),
        migrations.AddIndex(
            model_name="claim",
            index=models.Index(fields=["partner", "customer_key", "id"], name="list_by_customer"),
        ),
        migrations.AddIndex(
            model_name="claim",
            index=models.Index(fields=["partner", "name_key", "id"], name="list_by_name"),
        ),
        migrations.AddIndex(
            model_name="claim",
            index=models.Index(fields=["partner", "domain_key"], name="list_search_domain"),
        ),
        migrations.AddIndex(
            model_name="claim",
            index=models.Index(fields=["partner", "directory_key"], name="list_search_directory"),
        ),
        migrations.AddIndex(
            model_name="claim",
            index=models.Index(fields=["partner", "-submitted_order_at", "-id"], name="list_by_submission"),
        ),
        migrations.AddIndex(
            model_name="claim",
            index=models.Index(fields=["partner", "location", "state", "-id"], name="list_of_location"),
        ),
        migrations.AddIndex(
            model_name="claim",
            index=models.Index(fields=["partner", "area", "-id"], name="list_of_area"),
        ),
        migrations.AddIndex(
            model_name="claim",
            index=models.Index(
                condition=models.Q(("presales", True)), fields=["partner", "-id"], name="list_of_presales"
            ),
        ),
        migrations.AddIndex(
            model_name="claim",
            index=models.Index(
                condition=models.Q(("usage", True)), fields=["partner", "area", "-id"], name="list_of_usage"
            ),
        ),
        migrations.AddIndex(
            model_name="claim",
            index=models.Index(
                condition=models.Q(("revenue", True)), fields=["partner", "-id"], name="list_of_revenue"
            ),
        ),
        migrations.AddIndex(
            model_name="claim",
            index=models.Index(
                condition=models.Q(("disputed_at__isnull", False)),
                fields=["partner", "-id"],
                name="list_of_disputed",
            ),
        ),
        migrations.AddIndex(
            model_name="claim",
            index=models.Index(
                condition=models.Q(("state", "approved")),
                fields=["partner", "window_ends_at", "id", "location"],
                name="list_of_windows",
            ),
        ),
        migrations.AddIndex(
            model_name="claim",
            index=models.Index(
                condition=models.Q(("ends_date__isnull", False), ("state", "approved")),
                fields=["partner", "ends_date", "id", "location"],
                name="list_of_ending",
            ),
        ),
        migrations.AddIndex(
            model_name="claim",
            index=models.Index(
                condition=models.Q(("contact_bounced_at__isnull", False)),
                fields=["partner", "-id"],
                name="list_of_bounced",
            ),
        ),
        migrations.AddIndex(
            model_name="claim",
            index=models.Index(fields=["created_by", "state", "-id"], name="list_of_creator"),
        ),
        migrations.AddIndex(
            model_name="claim",
            index=models.Index(
                models.F("partner"),
                django.db.models.functions.text.Upper("own_contact_email"),
                name="list_of_contact",
            ),
        ),
    ]
