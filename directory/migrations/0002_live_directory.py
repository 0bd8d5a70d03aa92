from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("directory", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="subscription",
            name="gone_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="unknown since"),
        ),
        migrations.AddField(
            model_name="tenant",
            name="gone_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="unknown since"),
        ),
        migrations.AddField(
            model_name="tenant",
            name="told_at",
            field=models.DateTimeField(editable=False, null=True, verbose_name="told by the live directory"),
        ),
    ]
