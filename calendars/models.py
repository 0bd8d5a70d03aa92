from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

TEAM = "team"


class ClosureQuerySet(models.QuerySet):
    def of(self, calendar):
        return self.filter(calendar=calendar)

    def upcoming(self, date):
        return self.filter(date__gte=date).order_by("date", "calendar")


class Closure(models.Model):
    """A day without work that no public holiday explains."""

    calendar = models.CharField(
        _("calendar"),
        max_length=4,
        validators=[
            RegexValidator(r"^(team|[A-Z]{2})\Z", _("Enter “team” or a two-letter country code, such as DE."))
        ],
        help_text=_("“team” for the reviewing team, or the country whose partners it concerns."),
    )
    date = models.DateField(_("date"))
    name = models.CharField(
        _("name"), max_length=200, help_text=_("What people read when they ask why a date moved.")
    )

    objects = ClosureQuerySet.as_manager()

    class Meta:
        verbose_name = _("closure")
        verbose_name_plural = _("closures")
        constraints = [
            models.UniqueConstraint(
                name="closure_once_a_day",
                fields=["calendar", "date"],
                violation_error_message=_("That day is closed already."),
            ),
            models.CheckConstraint(
                name="closure_calendar_is_known",
                condition=Q(calendar=TEAM) | Q(calendar__regex=r"^[A-Z]{2}\Z"),
            ),
            models.CheckConstraint(name="closure_has_a_name", condition=~Q(name="")),
        ]

    def __str__(self):
        return f"{self.calendar}: {self.name}, {self.date}"


class Sweep(models.Model):
    """When a piece of scheduled work last came to its end."""

    name = models.CharField(_("name"), max_length=100, unique=True)
    ran_at = models.DateTimeField(_("last ran"))

    class Meta:
        verbose_name = _("sweep")
        verbose_name_plural = _("sweeps")

    def __str__(self):
        return self.name
