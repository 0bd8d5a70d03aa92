from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("claims", "0023_disputes_told")]

    operations = [
        migrations.AddField(
            model_name="claim",
            name="compare_due_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddIndex(
            model_name="claim",
            index=models.Index(
                condition=models.Q(("compare_due_at__isnull", False)),
                fields=["compare_due_at", "id"],
                name="claim_compare_due",
            ),
        ),
    ]
