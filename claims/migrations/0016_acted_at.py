from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0015_fill_queue"),
    ]

    operations = [
        migrations.AddField(
            model_name="claim",
            name="acted_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
    ]
