from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0004_single_keys"),
        ("claims", "0020_disputes_waiting"),
        ("directory", "0002_live_directory"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name="claim",
            index=models.Index(fields=["reviewer", "-id"], name="queue_any_of_reviewer"),
        ),
        migrations.AddIndex(
            model_name="claim",
            index=models.Index(fields=["customer_country", "-id"], name="queue_any_of_country"),
        ),
    ]
