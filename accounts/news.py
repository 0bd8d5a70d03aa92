"""What one person is told, and how they want it. The formal notices to customers are `consent`'s."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .kinds import KINDS, Way

# More than this is told as "99+", so that counting stays cheap for whoever never looks.
MOST_COUNTED = 100


class NewsQuerySet(models.QuerySet["News"]):
    def visible_to(self, user) -> NewsQuerySet:
        return self.filter(user=user)

    def shown(self, at: datetime) -> NewsQuerySet:
        """Without what is still held and may be called back."""
        return self.filter(visible_at__lte=at)

    def unread(self, at: datetime) -> NewsQuerySet:
        return self.shown(at).filter(read_at__isnull=True)

    def count_for_bell(self) -> int:
        """At most `MOST_COUNTED`, read from the index alone."""
        return self.values("visible_at")[:MOST_COUNTED].count()

    def lock(self) -> list[News]:
        """Always in the same order, so that two who change several don't wait for each other."""
        return list(self.select_for_update().order_by("pk"))

    def due(self, at: datetime) -> NewsQuerySet:
        """What waits for a digest whose hour has come."""
        return self.filter(digest_at__lte=at)


class News(models.Model):
    """One notice in the portal; it waits for the person's next daily e-mail while `digest_at` is set."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="news", db_index=False)
    # Whose claim it is about; nothing when the person is told as staff.
    partner = models.ForeignKey(
        "accounts.Partner", models.CASCADE, null=True, related_name="+", db_index=False
    )
    key = models.CharField(_("key"), max_length=400, unique=True)
    kind = models.CharField(_("kind"), max_length=50)
    about = models.CharField(_("about claim"), max_length=40, blank=True)
    title = models.CharField(_("title"), max_length=300)
    text = models.TextField(_("text"), blank=True)
    link = models.CharField(_("link"), max_length=300)
    visible_at = models.DateTimeField(_("visible"))
    read_at = models.DateTimeField(_("read"), null=True, blank=True)
    digest_at = models.DateTimeField(_("due in a daily e-mail"), null=True, blank=True)

    objects = NewsQuerySet.as_manager()

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        indexes = [
            models.Index(
                name="news_unread", fields=["user", "visible_at"], condition=Q(read_at__isnull=True)
            ),
            models.Index(name="news_newest_first", fields=["user", "-visible_at", "-id"]),
            models.Index(
                name="news_for_digest", fields=["digest_at", "user"], condition=Q(digest_at__isnull=False)
            ),
            models.Index(name="news_by_age", fields=["visible_at"]),
        ]
        constraints = [
            models.CheckConstraint(
                name="news_read_is_in_no_digest",
                condition=Q(read_at__isnull=True) | Q(digest_at__isnull=True),
            ),
            models.CheckConstraint(name="news_leads_into_the_portal", condition=Q(link__startswith="/")),
            models.CheckConstraint(name="news_has_a_title", condition=~Q(title="")),
        ]

    def __str__(self) -> str:
        return self.key

    @property
    def group(self) -> str:
        return KINDS[self.kind].group if self.kind in KINDS else ""


class NewsChoice(models.Model):
    """How a person wants one kind of notice; without a row it is the kind's default."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="news_choices", db_index=False
    )
    kind = models.CharField(_("kind"), max_length=50)
    way = models.CharField(_("way"), max_length=10, choices=Way)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_choice_for_a_kind", fields=["user", "kind"]),
            models.CheckConstraint(name="news_way_is_known", condition=Q(way__in=Way.values)),
        ]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.kind}, {self.way}"
