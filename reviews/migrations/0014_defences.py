import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("directory", "0002_live_directory"),
        ("reviews", "0013_party_rules"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="DefenceFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("file", models.FileField(max_length=200, upload_to="", verbose_name="file")),
                ("name", models.CharField(max_length=255)),
                ("content_type", models.CharField(max_length=100)),
                ("size", models.PositiveBigIntegerField()),
                ("sha256", models.CharField(max_length=64)),
                ("uploaded_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="DefenceText",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("body", models.TextField(max_length=10000, verbose_name="text")),
                ("written_at", models.DateTimeField()),
            ],
        ),
        migrations.AddField(
            model_name="defencefile",
            name="association",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="defence_files",
                to="directory.association",
            ),
        ),
        migrations.AddField(
            model_name="defencefile",
            name="uploaded_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="defencetext",
            name="association",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="defence_texts",
                to="directory.association",
            ),
        ),
        migrations.AddField(
            model_name="defencetext",
            name="written_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddConstraint(
            model_name="defencefile",
            constraint=models.CheckConstraint(
                condition=models.Q(("size__gt", 0)), name="defence_file_is_not_empty"
            ),
        ),
        migrations.AddConstraint(
            model_name="defencefile",
            constraint=models.CheckConstraint(
                condition=models.Q(("sha256", ""), _negated=True), name="defence_file_has_a_digest"
            ),
        ),
        migrations.AddConstraint(
            model_name="defencefile",
            constraint=models.UniqueConstraint(fields=("association", "sha256"), name="defence_file_once"),
        ),
        migrations.AddConstraint(
            model_name="defencetext",
            constraint=models.CheckConstraint(
                condition=models.Q(("body", ""), _negated=True), name="defence_text_says_something"
            ),
        ),
    ]
