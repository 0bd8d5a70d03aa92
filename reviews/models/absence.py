from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Partner
from claims.models import Claim
from claims.models.rules import one_of, together


class AbsenceQuerySet(models.QuerySet):
    def standing(self):
        """Not taken back."""
        return self.filter(taken_back_at__isnull=True)

    def on(self, day: date):
        return self.standing().filter(from_date__lte=day, until_date__gte=day)

    def not_over(self, day: date):
        """Present and future ones."""
        return self.standing().filter(until_date__gte=day)

    def touching(self, from_date: date, until_date: date):
        return self.standing().filter(from_date__lte=until_date, until_date__gte=from_date)


class Absence(models.Model):
    """Whole days, in the review team's calendar, on which somebody is given no claims; both ends belong to it."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="absences")
    from_date = models.DateField(_("from"))
    until_date = models.DateField(_("until and with"))
    planned_at = models.DateTimeField()
    planned_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    taken_back_at = models.DateTimeField(null=True)
    taken_back_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = AbsenceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="absence_ends_after_it_begins", condition=Q(until_date__gte=F("from_date"))
            ),
            together("absence_taken_back_at_and_by", "taken_back_at", "taken_back_by"),
            # That no two overlap, which no constraint of both databases can say, is kept under a lock.
            models.UniqueConstraint(
                name="one_absence_from_a_day",
                fields=["person", "from_date"],
                condition=Q(taken_back_at__isnull=True),
            ),
        ]
        indexes = [models.Index(fields=["until_date", "person"], name="absence_not_over")]

    def __str__(self):
        return f"{self.person}: {self.from_date} – {self.until_date}"


class EmployerChange(models.Model):
    """That somebody worked for a partner was noted or struck out, which decides what they may review."""

    class Kind(models.TextChoices):
        NOTED = "noted", _("noted")
        STRUCK_OUT = "struck_out", _("struck out")

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="employer_changes")
    partner = models.ForeignKey(Partner, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        constraints = [one_of("employer_change_is_known", "kind", ["noted", "struck_out"])]
        indexes = [models.Index(fields=["person", "-id"], name="employer_change_of_person")]

    def __str__(self):
        return f"{self.person}, {self.partner}: {self.kind}"


class IdleReturn(models.Model):
    """A claim that went back into the queue, because who had it did nothing on it since `acted_at`."""

    claim = models.ForeignKey(Claim, models.CASCADE, related_name="idle_returns")
    holder = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    acted_at = models.DateTimeField()
    returned_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="returned_once_for_each_idleness", fields=["claim", "acted_at"]),
            models.CheckConstraint(
                name="returned_after_it_lay_idle", condition=Q(returned_at__gt=F("acted_at"))
            ),
        ]
        indexes = [models.Index(fields=["-returned_at", "-id"], name="idle_return_latest")]

    def __str__(self):
        return f"{self.claim}: {self.holder}"
