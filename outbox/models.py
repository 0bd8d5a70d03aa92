from __future__ import annotations

from datetime import datetime, timedelta

from django.db import models
from django.db.models import Min, Q
from django.utils.translation import gettext_lazy as _

from .sealing import PLACEHOLDER
from .states import ARRIVED_ONCE, FAILED, KEPT_SECRET, TO_DELIVER, Channel, State


class MessageQuerySet(models.QuerySet["Message"]):
    def due(self, at: datetime) -> MessageQuerySet:
        """What should leave now, with what a worker took and never came back from."""
        return self.filter(state__in=TO_DELIVER, next_attempt_at__lte=at)

    def undelivered(self) -> MessageQuerySet:
        """What arrives only if somebody acts."""
        return self.filter(state__in=FAILED)

    def left(self) -> MessageQuerySet:
        """What somebody outside may have seen: everything that was ever tried, whatever came of it."""
        return self.filter(Q(attempts__gt=0) | ~Q(last_error=""))

    def about(self, code: str) -> MessageQuerySet:
        return self.filter(about=code)

    def oldest_overdue(self, at: datetime) -> timedelta | None:
        """For how long the oldest message has been due; None when nothing is. Large when nobody delivers."""
        since = self.due(at).aggregate(since=Min("next_attempt_at"))["since"]
        return None if since is None else at - since


class Message(models.Model):
    """Something that leaves the portal once the transaction that wrote it is committed."""

    key = models.CharField(_("key"), max_length=400, unique=True)
    channel = models.CharField(_("channel"), max_length=10, choices=Channel)
    kind = models.CharField(_("kind"), max_length=50)
    about = models.CharField(_("about claim"), max_length=40, blank=True, db_index=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.WAITING)
    recipient = models.CharField(_("recipient"), max_length=320, blank=True)
    reply_to = models.CharField(_("reply to"), max_length=320, blank=True)
    headers = models.JSONField(_("further headers"), default=dict, blank=True)
    subject = models.CharField(_("subject"), max_length=500, blank=True)
    text = models.TextField(_("text"), blank=True)
    html = models.TextField(_("HTML"), blank=True)
    document = models.JSONField(_("document"), null=True, blank=True)
    counted = models.JSONField(_("dates counted when it leaves"), default=dict, blank=True)
    sealed = models.TextField(_("encrypted secrets"), blank=True, editable=False)
    message_id = models.CharField(_("Message-ID"), max_length=255, unique=True)
    reference = models.CharField(_("reference"), max_length=255, blank=True)
    attempts = models.IntegerField(_("attempts"), default=0)
    last_error = models.CharField(_("last error"), max_length=300, blank=True)
    created_at = models.DateTimeField(_("created"))
    not_before = models.DateTimeField(_("not before"))
    next_attempt_at = models.DateTimeField(_("next attempt"))
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    cancelled_at = models.DateTimeField(_("cancelled"), null=True, blank=True)
    returned_at = models.DateTimeField(_("came back"), null=True, blank=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        indexes = [
            models.Index(
                name="message_to_deliver", fields=["next_attempt_at"], condition=Q(state__in=TO_DELIVER)
            ),
            models.Index(name="message_undelivered", fields=["created_at"], condition=Q(state__in=FAILED)),
        ]
        constraints = [
            models.CheckConstraint(name="message_state_is_known", condition=Q(state__in=State.values)),
            models.CheckConstraint(name="message_channel_is_known", condition=Q(channel__in=Channel.values)),
            models.CheckConstraint(
                name="message_sent_at_iff_sent",
                condition=Q(state__in=ARRIVED_ONCE, sent_at__isnull=False)
                | (~Q(state__in=ARRIVED_ONCE) & Q(sent_at__isnull=True)),
            ),
            models.CheckConstraint(
                name="message_returned_at_iff_returned",
                condition=Q(state=State.RETURNED, returned_at__isnull=False)
                | (~Q(state=State.RETURNED) & Q(returned_at__isnull=True)),
            ),
            models.CheckConstraint(
                name="message_cancelled_at_iff_cancelled",
                condition=Q(state=State.CANCELLED, cancelled_at__isnull=False)
                | (~Q(state=State.CANCELLED) & Q(cancelled_at__isnull=True)),
            ),
            models.CheckConstraint(name="message_attempts_not_negative", condition=Q(attempts__gte=0)),
            models.CheckConstraint(
                name="message_keeps_no_secret_at_its_end", condition=Q(sealed="") | Q(state__in=KEPT_SECRET)
            ),
            models.CheckConstraint(
                name="message_is_mail_or_document",
                condition=(Q(channel=Channel.EMAIL, document__isnull=True) & ~Q(recipient=""))
                | Q(channel=Channel.DOCUMENT, document__isnull=False, recipient=""),
            ),
        ]

    def __str__(self) -> str:
        return self.key

    @property
    def waits_for_another_try(self) -> bool:
        return self.state == State.WAITING and self.attempts > 0

    @property
    def may_be_sent_again(self) -> bool:
        """Not once it had left with a link, which nobody knows any more."""
        has_link = bool(PLACEHOLDER.search(self.text) or PLACEHOLDER.search(self.html))
        return self.state in FAILED and bool(self.sealed or not has_link)


class Bounce(models.Model):
    """That a mail which had been taken came back for good: each report of it counts once."""

    class Source(models.TextChoices):
        MAILBOX = "mailbox", _("Mailbox")
        WEBHOOK = "webhook", _("Mail provider")

    message = models.ForeignKey(Message, models.CASCADE, related_name="bounces", verbose_name=_("message"))
    event_id = models.CharField(_("report"), max_length=255, unique=True)
    source = models.CharField(_("told by"), max_length=10, choices=Source)
    status = models.CharField(_("status"), max_length=20, blank=True)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    received_at = models.DateTimeField(_("received"))

    class Meta:
        verbose_name = _("bounce")
        verbose_name_plural = _("bounces")
        constraints = [
            models.CheckConstraint(
                name="bounce_source_is_known", condition=Q(source__in=["mailbox", "webhook"])
            ),
            models.CheckConstraint(name="bounce_has_a_report", condition=~Q(event_id="")),
        ]

    def __str__(self) -> str:
        return f"{self.status} {self.reason}".strip()
