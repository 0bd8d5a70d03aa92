from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class SavedViewQuerySet(models.QuerySet):
    def visible_to(self, user):
        """One's own, and what others share."""
        return self.filter(Q(owner=user) | Q(is_shared=True))


class SavedView(models.Model):
    """A filter of the queue with a name; `query` is what stands in the address."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_views")
    name = models.CharField(_("name"), max_length=60)
    query = models.CharField(max_length=1000, blank=True)
    is_shared = models.BooleanField(_("shared with the whole team"), default=False)
    saved_at = models.DateTimeField()

    objects = SavedViewQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="saved_view_has_a_name", condition=~Q(name="")),
            models.UniqueConstraint(name="saved_view_named_once", fields=["owner", "name"]),
        ]
        indexes = [models.Index(fields=["name"], name="saved_view_shared", condition=Q(is_shared=True))]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("reviews:view", args=[self.pk])


class DefaultView(models.Model):
    """What a person's queue begins with, instead of what is due soon or theirs."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="default_view")
    view = models.ForeignKey(SavedView, models.CASCADE, related_name="defaults")

    def __str__(self):
        return f"{self.user}: {self.view}"
