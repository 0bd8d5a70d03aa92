from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from claims.models.rules import one_of, together
from claims.states import REVIEWER_REASONS, RejectionReason, RequestReason


class Purpose(models.TextChoices):
    """The field that a text is offered for."""

    ASK = "ask", _("Asking: text to the partner")
    ASK_WRONG_POE = "ask_wrong_poe", _("Asking: the PoE does not belong to this claim")
    ASK_NO_ACKNOWLEDGEMENT = "ask_no_acknowledgement", _("Asking: no customer acknowledgement or signature")
    ASK_DATES = "ask_dates", _("Asking: dates missing or older than twelve months")
    ASK_NO_DESCRIPTION = "ask_no_description", _("Asking: no description of the service")
    ASK_PRODUCT_NOT_MENTIONED = "ask_product_not_mentioned", _("Asking: a claimed product is not mentioned")
    APPROVE = "approve", _("Approving: text to the partner")
    REMOVE = "remove", _("Approving: why a product is removed")
    REJECT_INSUFFICIENT_POE = "reject_insufficient_poe", _("Rejecting: insufficient PoE")
    REJECT_MISSING_ACKNOWLEDGEMENT = (
        "reject_missing_acknowledgement",
        _("Rejecting: missing customer acknowledgement in PoE"),
    )
    REJECT_MISSING_PRODUCTS = "reject_missing_products", _("Rejecting: missing products")
    REJECT_POE_UNAVAILABLE = "reject_poe_unavailable", _("Rejecting: PoE unavailable")
    COMMENT = "comment", _("Comment to the partner")


ASK_FOR = {reason: Purpose(f"ask_{reason}") for reason in RequestReason}
REJECT_FOR: dict[RejectionReason, Purpose] = {
    reason: Purpose(f"reject_{reason}") for reason in REVIEWER_REASONS
}


class Language(models.TextChoices):
    """Each in its own name, as people who read it know it."""

    ENGLISH = "en", "English"
    GERMAN = "de", "Deutsch"
    DUTCH = "nl", "Nederlands"
    SWEDISH = "sv", "Svenska"


class CannedTextQuerySet(models.QuerySet):
    def in_order(self):
        """As leads and reviewers see them: what is asked first, then by the leads' own numbers."""
        place = models.Case(
            *[models.When(purpose=purpose, then=number) for number, purpose in enumerate(Purpose.values)],
            output_field=models.IntegerField(),
        )
        return self.order_by(place, "rank", "name", "pk")


class CannedText(models.Model):
    """Words that leads keep ready, with placeholders for what a claim knows of itself."""

    # Of a text that came with the portal, so that it comes once; empty for the leads' own.
    slug = models.CharField(max_length=60, blank=True, editable=False)
    name = models.CharField(_("name"), max_length=100)
    purpose = models.CharField(_("offered for"), max_length=40, choices=Purpose)
    active = models.BooleanField(_("offered to reviewers"), default=True)
    rank = models.PositiveSmallIntegerField(_("place in the list"), default=100)
    body_en = models.TextField(Language.ENGLISH.label, max_length=4000)
    body_de = models.TextField(Language.GERMAN.label, max_length=4000, blank=True)
    body_nl = models.TextField(Language.DUTCH.label, max_length=4000, blank=True)
    body_sv = models.TextField(Language.SWEDISH.label, max_length=4000, blank=True)
    # Counts the changes, so that of two leads who edit at once the second is told.
    version = models.PositiveIntegerField(default=1, editable=False)
    edited_at = models.DateTimeField(null=True, editable=False)
    edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False
    )

    objects = CannedTextQuerySet.as_manager()

    class Meta:
        constraints = [
            one_of("text_purpose_is_known", "purpose", Purpose.values),
            models.CheckConstraint(name="text_says_something", condition=~Q(body_en="")),
            models.UniqueConstraint(name="text_name_once_for_a_purpose", fields=["purpose", "name"]),
            models.UniqueConstraint(name="starting_text_once", fields=["slug"], condition=~Q(slug="")),
            together("text_edited_by_somebody", "edited_at", "edited_by"),
        ]
        indexes = [models.Index(fields=["purpose", "rank"], name="text_of_purpose")]

    def __str__(self):
        return self.name

    def words_in(self, language: str) -> tuple[str, str]:
        """In this language, or in English where there are none; and the language that it is."""
        words = getattr(self, f"body_{language}", "") if language in Language else ""
        return (words, language) if words else (self.body_en, Language.ENGLISH.value)

    @property
    def languages(self) -> list[Language]:
        return [language for language in Language if getattr(self, f"body_{language}")]


class TextChange(models.Model):
    """What a lead changed of a text, kept for good."""

    text = models.ForeignKey(CannedText, models.CASCADE, related_name="changes")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["text", "id"], name="change_of_text")]

    def __str__(self):
        return f"{self.text} {self.made_at:%Y-%m-%d}"

    @property
    def told(self) -> list[tuple[str, str, str]]:
        """Label, before and after of each field that was changed; of a new text only what it is called."""
        fields = self.after if self.before else {}
        return [
            (CannedText._meta.get_field(name).verbose_name, self.before.get(name, ""), after)
            for name, after in fields.items()
        ]
