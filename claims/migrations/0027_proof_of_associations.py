import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0026_fill_queued"),
        ("directory", "0003_terms"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="prooffile",
            name="association",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="files",
                to="directory.association",
            ),
        ),
        migrations.AlterField(
            model_name="prooffile",
            name="claim",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="files",
                to="claims.claim",
            ),
        ),
        migrations.AddConstraint(
            model_name="prooffile",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("claim__isnull", False), ("association__isnull", True)),
                    models.Q(
                        models.Q(("claim__isnull", False), _negated=True),
                        models.Q(("association__isnull", True), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="file_of_a_claim_or_an_association",
            ),
        ),
        migrations.AddConstraint(
            model_name="prooffile",
            constraint=models.UniqueConstraint(
                condition=models.Q(("association__isnull", False)),
                fields=("association", "sha256"),
                name="file_once_for_an_association",
            ),
        ),
    ]
