"""Many claims at once: an uploaded sheet, its rows, and the files of proof that came with it."""

import secrets

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Partner
from accounts.roles import DRAFTING_ROLES

from .claim import Claim
from .rules import exactly_when, one_of, together


def upload_path(batch, filename: str) -> str:
    """A path that tells nothing and can't be guessed; the name that people see is kept in the row."""
    return f"batches/{secrets.token_urlsafe(24)}"


class BatchQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Who drafts for the whole company sees its uploads; who drafts for some locations, their own only."""
        places = Q(pk__in=[])
        for role in user.roles:
            if role.role in DRAFTING_ROLES:
                place = Q(partner_id=role.partner_id)
                places |= place & Q(created_by=user) if role.location_id else place
        return self.filter(places)

    def at_work(self):
        return self.filter(state__in=Batch.AT_WORK)


class Batch(models.Model):
    """An uploaded sheet. Its files are deleted once nobody needs them; what became of each row stays."""

    class State(models.TextChoices):
        READING = "reading", pgettext_lazy("upload", "Being read")
        CHECKING = "checking", pgettext_lazy("upload", "Being checked")
        CHECKED = "checked", pgettext_lazy("upload", "Ready for your decision")
        MAKING = "making", pgettext_lazy("upload", "Claims are being made")
        DONE = "done", pgettext_lazy("upload", "Done")
        UNREADABLE = "unreadable", pgettext_lazy("upload", "Can't be read")
        ABANDONED = "abandoned", pgettext_lazy("upload", "Abandoned")

    # A worker has something to do; in all other states a person has, or nobody.
    AT_WORK = (State.READING, State.CHECKING, State.MAKING)
    OVER = (State.DONE, State.ABANDONED)

    partner = models.ForeignKey(Partner, models.PROTECT, related_name="batches")
    sheet = models.FileField(_("sheet"), upload_to=upload_path, max_length=200, blank=True)
    sheet_name = models.CharField(_("name of the sheet"), max_length=255)
    proofs = models.FileField(_("ZIP with proof"), upload_to=upload_path, max_length=200, blank=True)
    proofs_name = models.CharField(_("name of the ZIP"), max_length=255, blank=True)

    state = models.CharField(_("state"), max_length=20, choices=State, default=State.READING)
    failure = models.TextField(_("why it can't be read"), blank=True)
    columns = models.JSONField(_("columns"), default=list)
    unknown_columns = models.JSONField(_("unknown columns"), default=list)
    missing_columns = models.JSONField(_("missing columns"), default=list)
    row_count = models.PositiveIntegerField(_("rows"), default=0)

    created_at = models.DateTimeField(_("uploaded"))
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    submits = models.BooleanField(_("submits what is ready"), default=False)
    # When a worker last did something: one that is silent for long was lost.
    worked_at = models.DateTimeField(_("last worked on"))

    objects = BatchQuerySet.as_manager()

    class Meta:
        verbose_name = _("upload of many claims")
        verbose_name_plural = _("uploads of many claims")
        constraints = [
            one_of(
                "batch_state_is_known",
                "state",
                ["reading", "checking", "checked", "making", "done"] + ["unreadable", "abandoned"],
            ),
            together("batch_confirmed_at_and_by", "confirmed_at", "confirmed_by"),
            exactly_when(
                "batch_confirmed_before_claims",
                Q(confirmed_at__isnull=False),
                Q(state__in=["making", "done"]),
            ),
            exactly_when("batch_unreadable_says_why", ~Q(failure=""), Q(state="unreadable")),
        ]
        indexes = [
            models.Index(fields=["partner", "-id"], name="batch_of_partner"),
            models.Index(
                fields=["worked_at"],
                name="batch_at_work",
                condition=Q(state__in=["reading", "checking", "making"]),
            ),
        ]

    def __str__(self):
        return self.sheet_name

    @property
    def is_at_work(self) -> bool:
        return self.state in self.AT_WORK

    @property
    def is_emptied(self) -> bool:
        return self.state in self.OVER and not self.columns


class BatchRowQuerySet(models.QuerySet):
    def made(self):
        """Those that a claim came of which is still there."""
        return self.filter(claim__isnull=False)


class BatchRow(models.Model):
    class State(models.TextChoices):
        NEW = "new", pgettext_lazy("row", "Not checked yet")
        WRONG = "wrong", pgettext_lazy("row", "Has problems")
        DRAFTABLE = "draftable", pgettext_lazy("row", "Good for a draft")
        READY = "ready", pgettext_lazy("row", "Ready to be submitted")
        REPEATED = "repeated", pgettext_lazy("row", "Made before")
        BEGUN = "begun", pgettext_lazy("row", "Being made")
        DRAFTED = "drafted", pgettext_lazy("row", "Draft made")
        SUBMITTED = "submitted", pgettext_lazy("row", "Submitted")
        REFUSED = "refused", pgettext_lazy("row", "Not made")

    GOOD = (State.DRAFTABLE, State.READY)
    PENDING = (*GOOD, State.BEGUN)

    batch = models.ForeignKey(Batch, models.CASCADE, related_name="rows")
    partner = models.ForeignKey(Partner, models.PROTECT, related_name="+")
    # As people see it in the sheet: the header is in row 1.
    number = models.PositiveIntegerField(_("row"))
    values = models.JSONField(_("cells"), default=dict)
    state = models.CharField(_("state"), max_length=20, choices=State, default=State.NEW)
    # What is wrong, missing or worth knowing: {"column", "kind", "text"}.
    remarks = models.JSONField(_("remarks"), default=list)
    # Of what makes two rows the same claim; the same row makes none twice in a company.
    fingerprint = models.CharField(max_length=64, blank=True)
    # The claim that was made of this row, and the one that an equal row was made into before.
    claim = models.ForeignKey(Claim, models.SET_NULL, null=True, blank=True, related_name="batch_rows")
    earlier = models.ForeignKey(Claim, models.SET_NULL, null=True, blank=True, related_name="+")

    objects = BatchRowQuerySet.as_manager()

    class Meta:
        verbose_name = _("row of an upload")
        verbose_name_plural = _("rows of uploads")
        constraints = [
            models.UniqueConstraint(name="row_once_in_a_batch", fields=["batch", "number"]),
            models.UniqueConstraint(
                name="row_made_once_in_a_company",
                fields=["partner", "fingerprint"],
                condition=Q(claim__isnull=False),
            ),
            one_of(
                "batch_row_state_is_known",
                "state",
                ["new", "wrong", "draftable", "ready", "repeated"]
                + ["begun", "drafted", "submitted", "refused"],
            ),
            models.CheckConstraint(
                name="batch_row_claim_has_a_fingerprint",
                condition=Q(claim__isnull=True) | ~Q(fingerprint=""),
            ),
        ]
        indexes = [models.Index(fields=["batch", "state", "number"], name="batch_row_by_state")]

    def __str__(self):
        return f"{self.batch_id}/{self.number}"

    @property
    def is_pending(self) -> bool:
        return self.state in self.PENDING


class BatchFile(models.Model):
    """A file in the ZIP, as the ZIP's own list says."""

    batch = models.ForeignKey(Batch, models.CASCADE, related_name="proof_files")
    place = models.PositiveIntegerField(_("place in the ZIP"))
    name = models.CharField(_("name"), max_length=500)
    # Path and bare name, folded so that neither case nor the kind of accent matters.
    path_key = models.CharField(max_length=500)
    name_key = models.CharField(max_length=500)
    is_named = models.BooleanField(_("a row names it"), default=False)
    is_inspected = models.BooleanField(_("looked into"), default=False)
    problem = models.TextField(_("why it can't be taken"), blank=True)

    class Meta:
        verbose_name = _("file in an uploaded ZIP")
        verbose_name_plural = _("files in uploaded ZIPs")
        constraints = [
            models.UniqueConstraint(name="place_once_in_a_zip", fields=["batch", "place"]),
        ]
        indexes = [
            models.Index(fields=["batch", "name_key"], name="batch_file_by_name"),
            models.Index(fields=["batch", "path_key"], name="batch_file_by_path"),
        ]

    def __str__(self):
        return self.name
