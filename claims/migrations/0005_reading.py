import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0004_guided_filing"),
    ]

    operations = [
        migrations.CreateModel(
            name="ProofReading",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("waiting", "Being read"),
                            ("read", "Read"),
                            ("no_text", "No text in it"),
                            ("failed", "Can't be read"),
                        ],
                        default="waiting",
                        max_length=20,
                    ),
                ),
                ("pages", models.JSONField(default=list)),
                ("is_cut", models.BooleanField(default=False)),
                ("tries", models.PositiveIntegerField(default=0)),
                ("due_at", models.DateTimeField(null=True)),
                ("read_at", models.DateTimeField(null=True)),
                (
                    "proof",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reading",
                        to="claims.prooffile",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("due_at__isnull", False)),
                        fields=["due_at", "id"],
                        name="reading_due",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("status__in", ["waiting", "read", "no_text", "failed"])),
                        name="reading_status_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("read_at__isnull", True), ("status", "waiting")),
                            models.Q(
                                models.Q(("read_at__isnull", True), _negated=True),
                                models.Q(("status", "waiting"), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="read_at_unless_waiting",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("due_at__isnull", False), ("status", "waiting")),
                            models.Q(
                                models.Q(("due_at__isnull", False), _negated=True),
                                models.Q(("status", "waiting"), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="reading_due_while_waiting",
                    ),
                ],
            },
        ),
    ]
