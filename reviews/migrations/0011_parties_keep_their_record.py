import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("claims", "0024_compare_due"), ("reviews", "0010_mentions")]

    operations = [
        migrations.RemoveConstraint(
            model_name="keptchecklist",
            name="kept_with_a_decision_or_a_request",
        ),
        migrations.AddField(
            model_name="arbitrationparty",
            name="claim",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="arbitration_parties",
                to="claims.claim",
            ),
        ),
        migrations.AddField(
            model_name="arbitrationparty",
            name="left_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="keptchecklist",
            name="party",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="kept_checklist",
                to="reviews.arbitrationparty",
            ),
        ),
        migrations.AlterField(
            model_name="arbitrationparty",
            name="claim_product",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="arbitration_parties",
                to="claims.claimproduct",
            ),
        ),
        migrations.AddConstraint(
            model_name="keptchecklist",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("decision__isnull", False), ("party__isnull", True), ("request__isnull", True)),
                    models.Q(("decision__isnull", True), ("party__isnull", True), ("request__isnull", False)),
                    models.Q(("decision__isnull", True), ("party__isnull", False), ("request__isnull", True)),
                    _connector="OR",
                ),
                name="kept_with_one_thing",
            ),
        ),
    ]
