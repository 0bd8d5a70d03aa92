from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [
        ("consent", "0001_initial"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="notice",
            index=models.Index(
                fields=["id"],
                name="notice_bounced",
                condition=Q(replaced_at__isnull=True, bounced_at__isnull=False),
            ),
        ),
    ]
