"""What claims and the review team's figures tell each other: what is to be counted, and how long claims take."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from .claim import Claim


class Uncounted(models.Model):
    """Something happened to this claim that the figures don't know yet.

    Rows are only added and deleted, in the transaction of what they tell of, so that nobody waits for another's.
    """

    claim = models.ForeignKey(Claim, models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("uncounted change")
        verbose_name_plural = _("uncounted changes")

    def __str__(self):
        return str(self.claim_id)


class ExpectedTime(models.Model):
    """How long the review team took lately for claims of these programmes, in tenths of business days.

    A few rows, which the review team's sweep writes and every partner's page reads.
    """

    # As `Claim.programme_set` spells them; "*" for claims of all kinds.
    programmes = models.CharField(_("programmes"), max_length=60, unique=True)
    decisions = models.PositiveIntegerField(_("decisions"))
    median_tenths = models.PositiveIntegerField(_("half are decided within, tenths of days"))
    ninety_tenths = models.PositiveIntegerField(_("nine of ten are decided within, tenths of days"))
    from_date = models.DateField(_("from"))
    until_date = models.DateField(_("until"))

    class Meta:
        verbose_name = _("expected time")
        verbose_name_plural = _("expected times")
        constraints = [
            models.CheckConstraint(
                name="expected_median_first", condition=Q(median_tenths__lte=F("ninety_tenths"))
            ),
            models.CheckConstraint(
                name="expected_from_before_until", condition=Q(from_date__lte=F("until_date"))
            ),
        ]

    def __str__(self):
        return f"{self.programmes}: {self.median_tenths / 10:g}, {self.ninety_tenths / 10:g}"
