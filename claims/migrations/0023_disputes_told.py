from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("claims", "0022_unsettled_files")]

    operations = [
        migrations.AddField(
            model_name="dispute",
            name="leads_told_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddIndex(
            model_name="dispute",
            index=models.Index(
                condition=models.Q(("leads_told_at__isnull", True), ("settled_at__isnull", True)),
                fields=["id"],
                name="dispute_to_tell",
            ),
        ),
    ]
