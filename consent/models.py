from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from claims.models import Claim
from claims.models.rules import exactly_when, one_of
from claims.states import CustomerReason
from directory.models import Association, Tenant


class NoticeQuerySet(models.QuerySet):
    def current(self):
        return self.filter(replaced_at__isnull=True)

    def undelivered(self):
        """Sent off, and neither accepted nor refused by the customer's mail server yet."""
        return self.current().filter(accepted_at__isnull=True, bounced_at__isnull=True)

    def bounced(self):
        return self.current().filter(bounced_at__isnull=False)

    def may_still_return(self):
        """Taken by the mail server, answered by nobody, for whoever answered has read it, and with time to stop."""
        official = Window.objects.filter(notice=OuterRef("pk"), outcome=Window.Outcome.OFFICIAL)
        return self.current().filter(~Exists(official), accepted_at__isnull=False, answers__isnull=True)


class Notice(models.Model):
    """What the customer's contact is written: on submission, and on approval."""

    class Kind(models.TextChoices):
        SUBMISSION = "submission", _("Request to confirm")
        APPROVAL = "approval", _("Opt-out notice")

    claim = models.ForeignKey(Claim, models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=20, choices=Kind)
    contact_name = models.CharField(max_length=200)
    contact_email = models.EmailField()
    language = models.CharField(max_length=10)
    # The outbox message that carries it.
    message_key = models.CharField(max_length=200, unique=True)
    created_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    bounced_at = models.DateTimeField(null=True)
    replaced_at = models.DateTimeField(null=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        constraints = [
            one_of("notice_kind_is_known", "kind", ["submission", "approval"]),
            models.UniqueConstraint(
                name="one_current_notice", fields=["claim"], condition=Q(replaced_at__isnull=True)
            ),
            models.CheckConstraint(
                name="accepted_or_bounced", condition=Q(accepted_at__isnull=True) | Q(bounced_at__isnull=True)
            ),
        ]
        indexes = [
            models.Index(
                fields=["id"],
                name="notice_undelivered",
                condition=Q(replaced_at__isnull=True, accepted_at__isnull=True, bounced_at__isnull=True),
            ),
            models.Index(
                fields=["id"],
                name="notice_bounced",
                condition=Q(replaced_at__isnull=True, bounced_at__isnull=False),
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.contact_email}"

    def is_for(self, claim: Claim) -> bool:
        """Not once a newer one took its place, nor in the minute after the contact was changed."""
        return self.replaced_at is None and self.contact_email.lower() == claim.contact_email.lower()


class Link(models.Model):
    """A signed link in a notice. Only the hash of its token is kept."""

    notice = models.ForeignKey(Notice, models.CASCADE, related_name="links")
    token_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(name="link_has_a_hash", condition=~Q(token_hash=""))]

    def __str__(self):
        return f"{self.notice}"


class Window(models.Model):
    """The customer's time to opt out: it begins when the customer's mail server has the notice."""

    class Outcome(models.TextChoices):
        OFFICIAL = "official", _("Official")
        OPTED_OUT = "opted_out", _("Opted out")
        CANCELLED = "cancelled", _("Cancelled")

    claim = models.ForeignKey(Claim, models.CASCADE, related_name="windows")
    notice = models.ForeignKey(Notice, models.PROTECT, related_name="windows")
    opened_at = models.DateTimeField()
    remind_at = models.DateTimeField()
    reminded_at = models.DateTimeField(null=True)
    ends_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=20, choices=Outcome, blank=True)

    class Meta:
        constraints = [
            one_of("window_outcome_is_known", "outcome", ["", "official", "opted_out", "cancelled"]),
            exactly_when("closed_with_an_outcome", Q(closed_at__isnull=False), ~Q(outcome="")),
            models.CheckConstraint(
                name="window_has_a_length",
                condition=Q(
                    ends_at__gt=F("opened_at"), remind_at__gte=F("opened_at"), remind_at__lte=F("ends_at")
                ),
            ),
            models.UniqueConstraint(
                name="one_open_window", fields=["claim"], condition=Q(closed_at__isnull=True)
            ),
        ]
        indexes = [
            models.Index(fields=["ends_at", "id"], name="window_ends", condition=Q(closed_at__isnull=True)),
            models.Index(
                fields=["remind_at", "id"],
                name="window_reminds",
                condition=Q(closed_at__isnull=True, reminded_at__isnull=True),
            ),
        ]

    def __str__(self):
        return f"{self.opened_at:%Y-%m-%d} – {self.ends_at:%Y-%m-%d}"


class Answer(models.Model):
    class Kind(models.TextChoices):
        CONFIRMED = "confirmed", _("Confirmed")
        DECLINED = "declined", _("Declined")
        OPTED_OUT = "opted_out", _("Opted out")
        CHANGED_MIND = "changed_mind", _("Agreed after all")

    notice = models.ForeignKey(Notice, models.CASCADE, related_name="answers")
    kind = models.CharField(max_length=20, choices=Kind)
    reason = models.CharField(max_length=20, choices=CustomerReason, blank=True)
    text = models.TextField(blank=True)
    answered_at = models.DateTimeField()
    # When the lead reviewers were told, where a reason is for them to know.
    leads_told_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["id"],
                name="answer_for_leads",
                condition=Q(reason="unknown_partner", leads_told_at__isnull=True),
            )
        ]
        constraints = [
            one_of("answer_kind_is_known", "kind", ["confirmed", "declined", "opted_out", "changed_mind"]),
            one_of(
                "answer_reason_is_known",
                "reason",
                ["", "unknown_partner", "other_partner", "no_sharing", "other"],
            ),
            models.CheckConstraint(
                name="only_a_no_has_a_reason", condition=Q(reason="") | Q(kind__in=["declined", "opted_out"])
            ),
        ]

    def __str__(self):
        return self.get_kind_display()


class HandOffQuerySet(models.QuerySet):
    def waiting(self):
        """Not taken by evaluation yet, as far as is known: under way, or failed."""
        return self.filter(handed_at__isnull=True)

    def handed(self):
        return self.filter(handed_at__isnull=False)


class HandOff(models.Model):
    """That an official association went to incentive evaluation, once. Its message is in the outbox."""

    claim = models.ForeignKey(Claim, models.PROTECT, related_name="hand_offs")
    association = models.OneToOneField(Association, models.PROTECT, related_name="hand_off")
    message_key = models.CharField(max_length=200, unique=True)
    created_at = models.DateTimeField()
    # When evaluation took it, and the reference that it gave back.
    handed_at = models.DateTimeField(_("handed over"), null=True)
    reference = models.CharField(_("reference"), max_length=255, blank=True)

    objects = HandOffQuerySet.as_manager()

    class Meta:
        constraints = [
            exactly_when("handed_with_a_reference", Q(handed_at__isnull=False), ~Q(reference="")),
        ]
        indexes = [
            models.Index(fields=["id"], name="hand_off_waiting", condition=Q(handed_at__isnull=True)),
        ]

    def __str__(self):
        return self.message_key


class TenantAccessQuerySet(models.QuerySet):
    def unhandled(self):
        return self.filter(handled_at__isnull=True)


class TenantAccess(models.Model):
    """Somebody asked to see a customer's partners of record; when we know the contact, a link and a session."""

    email = models.EmailField()
    # A domain, or a Directory ID.
    asked_for = models.CharField(max_length=253)
    asked_at = models.DateTimeField()
    handled_at = models.DateTimeField(null=True)
    tenant = models.ForeignKey(Tenant, models.CASCADE, null=True, related_name="+")
    name = models.CharField(max_length=200, blank=True)
    token_hash = models.CharField(max_length=64, unique=True, null=True)  # noqa: DJ001 (unique where there is one)
    opened_at = models.DateTimeField(null=True)
    session_hash = models.CharField(max_length=64, unique=True, null=True)  # noqa: DJ001 (as above)
    # Of the link until it is opened, then of the session.
    ends_at = models.DateTimeField(null=True)
    replaced_at = models.DateTimeField(null=True)

    objects = TenantAccessQuerySet.as_manager()

    class Meta:
        constraints = [
            exactly_when("access_with_a_link", Q(tenant__isnull=False), Q(token_hash__isnull=False)),
            exactly_when("access_with_an_end", Q(tenant__isnull=False), Q(ends_at__isnull=False)),
            exactly_when(
                "access_opened_with_a_session", Q(opened_at__isnull=False), Q(session_hash__isnull=False)
            ),
            models.CheckConstraint(
                name="access_opened_by_a_contact",
                condition=Q(opened_at__isnull=True) | Q(tenant__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["id"], name="access_unhandled", condition=Q(handled_at__isnull=True)),
            models.Index(fields=["asked_at"], name="access_by_age"),
        ]

    def __str__(self):
        return self.email


class Ending(models.Model):
    """An association that a contact of the customer ended, by whom and why; it stays."""

    association = models.OneToOneField(Association, models.PROTECT, related_name="ending")
    contact_name = models.CharField(max_length=200)
    contact_email = models.EmailField()
    reason = models.CharField(max_length=20, choices=CustomerReason, blank=True)
    text = models.TextField(blank=True)
    ended_at = models.DateTimeField()
    # When the lead reviewers were told, and the partner of an association that came from no claim.
    told_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            one_of(
                "ending_reason_is_known",
                "reason",
                ["", "unknown_partner", "other_partner", "no_sharing", "other"],
            ),
        ]
        indexes = [models.Index(fields=["id"], name="ending_untold", condition=Q(told_at__isnull=True))]

    def __str__(self):
        return f"{self.association}: {self.contact_email}"
