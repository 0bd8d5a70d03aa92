import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import claims.models.batch


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("claims", "0005_reading"),
    ]

    operations = [
        migrations.CreateModel(
            name="Batch",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "sheet",
                    models.FileField(
                        blank=True,
                        max_length=200,
                        upload_to=claims.models.batch.upload_path,
                        verbose_name="sheet",
                    ),
                ),
                ("sheet_name", models.CharField(max_length=255, verbose_name="name of the sheet")),
                (
                    "proofs",
                    models.FileField(
                        blank=True,
                        max_length=200,
                        upload_to=claims.models.batch.upload_path,
                        verbose_name="ZIP with proof",
                    ),
                ),
                ("proofs_name", models.CharField(blank=True, max_length=255, verbose_name="name of the ZIP")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("reading", "Being read"),
                            ("checking", "Being checked"),
                            ("checked", "Ready for your decision"),
                            ("making", "Claims are being made"),
                            ("done", "Done"),
                            ("unreadable", "Can't be read"),
                            ("abandoned", "Abandoned"),
                        ],
                        default="reading",
                        max_length=20,
                        verbose_name="state",
                    ),
                ),
                ("failure", models.TextField(blank=True, verbose_name="why it can't be read")),
                ("columns", models.JSONField(default=list, verbose_name="columns")),
                ("unknown_columns", models.JSONField(default=list, verbose_name="unknown columns")),
                ("missing_columns", models.JSONField(default=list, verbose_name="missing columns")),
                ("row_count", models.PositiveIntegerField(default=0, verbose_name="rows")),
                ("created_at", models.DateTimeField(verbose_name="uploaded")),
                ("confirmed_at", models.DateTimeField(blank=True, null=True, verbose_name="confirmed")),
                ("submits", models.BooleanField(default=False, verbose_name="submits what is ready")),
                ("worked_at", models.DateTimeField(verbose_name="last worked on")),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "partner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="batches",
                        to="accounts.partner",
                    ),
                ),
            ],
            options={
                "verbose_name": "upload of many claims",
                "verbose_name_plural": "uploads of many claims",
            },
        ),
        migrations.CreateModel(
            name="BatchFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("place", models.PositiveIntegerField(verbose_name="place in the ZIP")),
                ("name", models.CharField(max_length=500, verbose_name="name")),
                ("path_key", models.CharField(max_length=500)),
                ("name_key", models.CharField(max_length=500)),
                ("is_named", models.BooleanField(default=False, verbose_name="a row names it")),
                ("is_inspected", models.BooleanField(default=False, verbose_name="looked into")),
                ("problem", models.TextField(blank=True, verbose_name="why it can't be taken")),
                (
                    "batch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="proof_files",
                        to="claims.batch",
                    ),
                ),
            ],
            options={
                "verbose_name": "file in an uploaded ZIP",
                "verbose_name_plural": "files in uploaded ZIPs",
            },
        ),
        migrations.CreateModel(
            name="BatchRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField(verbose_name="row")),
                ("values", models.JSONField(default=dict, verbose_name="cells")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("new", "Not checked yet"),
                            ("wrong", "Has problems"),
                            ("draftable", "Good for a draft"),
                            ("ready", "Ready to be submitted"),
                            ("repeated", "Made before"),
                            ("begun", "Being made"),
                            ("drafted", "Draft made"),
                            ("submitted", "Submitted"),
                            ("refused", "Not made"),
                        ],
                        default="new",
                        max_length=20,
                        verbose_name="state",
                    ),
                ),
                ("remarks", models.JSONField(default=list, verbose_name="remarks")),
                ("fingerprint", models.CharField(blank=True, max_length=64)),
                (
                    "batch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="rows", to="claims.batch"
                    ),
                ),
                (
                    "claim",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="batch_rows",
                        to="claims.claim",
                    ),
                ),
                (
                    "earlier",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="claims.claim",
                    ),
                ),
                (
                    "partner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.partner"
                    ),
                ),
            ],
            options={
                "verbose_name": "row of an upload",
                "verbose_name_plural": "rows of uploads",
            },
        ),
        migrations.AddIndex(
            model_name="batch",
            index=models.Index(fields=["partner", "-id"], name="batch_of_partner"),
        ),
        migrations.AddIndex(
            model_name="batch",
            index=models.Index(
                condition=models.Q(("state__in", ["reading", "checking", "making"])),
                fields=["worked_at"],
                name="batch_at_work",
            ),
        ),
        migrations.AddConstraint(
            model_name="batch",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        ["reading", "checking", "checked", "making", "done", "unreadable", "abandoned"],
                    )
                ),
                name="batch_state_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="batch",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("confirmed_at__isnull", True), ("confirmed_by__isnull", True)),
                    models.Q(("confirmed_at__isnull", False), ("confirmed_by__isnull", False)),
                    _connector="OR",
                ),
                name="batch_confirmed_at_and_by",
            ),
        ),
        migrations.AddConstraint(
            model_name="batch",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("confirmed_at__isnull", False), ("state__in", ["making", "done"])),
                    models.Q(
                        models.Q(("confirmed_at__isnull", False), _negated=True),
                        models.Q(("state__in", ["making", "done"]), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="batch_confirmed_before_claims",
            ),
        ),
        migrations.AddConstraint(
            model_name="batch",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(models.Q(("failure", ""), _negated=True), ("state", "unreadable")),
                    models.Q(("failure", ""), models.Q(("state", "unreadable"), _negated=True)),
                    _connector="OR",
                ),
                name="batch_unreadable_says_why",
            ),
        ),
        migrations.AddIndex(
            model_name="batchfile",
            index=models.Index(fields=["batch", "name_key"], name="batch_file_by_name"),
        ),
        migrations.AddIndex(
            model_name="batchfile",
            index=models.Index(fields=["batch", "path_key"], name="batch_file_by_path"),
        ),
        migrations.AddConstraint(
            model_name="batchfile",
            constraint=models.UniqueConstraint(fields=("batch", "place"), name="place_once_in_a_zip"),
        ),
        migrations.AddIndex(
            model_name="batchrow",
            index=models.Index(fields=["batch", "state", "number"], name="batch_row_by_state"),
        ),
        migrations.AddConstraint(
            model_name="batchrow",
            constraint=models.UniqueConstraint(fields=("batch", "number"), name="row_once_in_a_batch"),
        ),
        migrations.AddConstraint(
            model_name="batchrow",
            constraint=models.UniqueConstraint(
                condition=models.Q(("claim__isnull", False)),
                fields=("partner", "fingerprint"),
                name="row_made_once_in_a_company",
            ),
        ),
        migrations.AddConstraint(
            model_name="batchrow",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        [
                            "new",
                            "wrong",
                            "draftable",
                            "ready",
                            "repeated",
                            "begun",
                            "drafted",
                            "submitted",
                            "refused",
                        ],
                    )
                ),
                name="batch_row_state_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="batchrow",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("claim__isnull", True), models.Q(("fingerprint", ""), _negated=True), _connector="OR"
                ),
                name="batch_row_claim_has_a_fingerprint",
            ),
        ),
    ]
