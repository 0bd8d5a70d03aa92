from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0017_fill_acted_at"),
    ]

    operations = [
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.CheckConstraint(
                condition=models.Q(("reviewer__isnull", True), ("acted_at__isnull", False), _connector="OR"),
                name="acted_at_once_held",
            ),
        ),
        migrations.AddIndex(
            model_name="claim",
            index=models.Index(
                condition=models.Q(("due_at__isnull", False), ("reviewer__isnull", True)),
                fields=["due_at", "id", "state"],
                name="claim_free",
            ),
        ),
        migrations.AddIndex(
            model_name="claim",
            index=models.Index(
                condition=models.Q(("reviewer__isnull", False), ("state__in", ["submitted", "under_review"])),
                fields=["acted_at", "id"],
                name="claim_idle",
            ),
        ),
    ]
