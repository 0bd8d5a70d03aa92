import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_invitations"),
    ]

    operations = [
        migrations.CreateModel(
            name="News",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=400, unique=True, verbose_name="key")),
                ("kind", models.CharField(max_length=50, verbose_name="kind")),
                ("about", models.CharField(blank=True, max_length=40, verbose_name="about claim")),
                ("title", models.CharField(max_length=300, verbose_name="title")),
                ("text", models.TextField(blank=True, verbose_name="text")),
                ("link", models.CharField(max_length=300, verbose_name="link")),
                ("visible_at", models.DateTimeField(verbose_name="visible")),
                ("read_at", models.DateTimeField(blank=True, null=True, verbose_name="read")),
                (
                    "digest_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="due in a daily e-mail"),
                ),
                (
                    "partner",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="accounts.partner",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="news",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "notice",
                "verbose_name_plural": "notices",
                "indexes": [
                    models.Index(
                        condition=models.Q(("read_at__isnull", True)),
                        fields=["user", "visible_at"],
                        name="news_unread",
                    ),
                    models.Index(fields=["user", "-visible_at", "-id"], name="news_newest_first"),
                    models.Index(
                        condition=models.Q(("digest_at__isnull", False)),
                        fields=["digest_at", "user"],
                        name="news_for_digest",
                    ),
                    models.Index(fields=["visible_at"], name="news_by_age"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("read_at__isnull", True), ("digest_at__isnull", True), _connector="OR"
                        ),
                        name="news_read_is_in_no_digest",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("link__startswith", "/")), name="news_leads_into_the_portal"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("title", ""), _negated=True), name="news_has_a_title"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="NewsChoice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=50, verbose_name="kind")),
                (
                    "way",
                    models.CharField(
                        choices=[
                            ("at_once", "At once"),
                            ("digest", "Once a day"),
                            ("portal", "No e-mail"),
                        ],
                        max_length=10,
                        verbose_name="way",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="news_choices",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("user", "kind"), name="one_choice_for_a_kind"),
                    models.CheckConstraint(
                        condition=models.Q(("way__in", ["at_once", "digest", "portal"])),
                        name="news_way_is_known",
                    ),
                ],
            },
        ),
    ]
