"""What the partner's pages ask for. Fields are named as the claim's own, so that problems can point at them."""

import uuid

from django import forms
from django.db.models import Q
from django.forms.models import fields_for_model
from django.forms.utils import ErrorDict, ErrorList
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from accounts.models import Location
from accounts.programmes import Programme
from accounts.roles import DRAFTING_ROLES, MANAGING_ROLES

from .actions.filing import DRAFT_FIELDS, editable_fields
from .models import Claim, RequestPoint
from .problems import impossible_activities
from .states import Area, PartnerReason, State
from .steps import ACTIVITIES, BY_SLUG, CUSTOMER_CONTACT, OWN_CONTACT, REVENUE, TECHNICAL

SIDE_BY_SIDE = 8
SUFFIXES = ".pdf,.docx,.png,.jpg,.jpeg"
SECTIONS = (
    (_("Location and customer"), BY_SLUG["customer"].fields),
    (_("Solution area and activity"), BY_SLUG["activity"].fields),
    (_("The claim"), ("name",)),
    (_("Revenue association"), REVENUE),
    (_("Customer's contact"), CUSTOMER_CONTACT),
    (_("Your contact"), OWN_CONTACT),
    (_("Technical contact at the customer"), TECHNICAL),
    (_("For the review team"), BY_SLUG["comment"].fields),
)
HELP = {
    "domain": _("For example contoso.com, as the customer verified it."),
    "directory_id": _("The tenant's ID, which the customer finds in the Entra admin center under Overview."),
    "name": _("How you and the review team recognise the claim, for example “Contoso – Teams roll-out”."),
    "contact_email": _("This person is asked to confirm the association, and can opt out."),
    "own_contact_email": _("The review team turns to this person with its questions."),
    "opening_comment": _(
        "Optional. What the proof alone does not say; it becomes the claim's first comment."
    ),
}


class LocationField(forms.ModelChoiceField):
    """Shows what decides about a location: its programmes and its partner type (PRG-5)."""

    def __init__(self, *, on_date, **kwargs):
        super().__init__(**kwargs)
        self.on_date = on_date

    def label_from_instance(self, location):
        enrolled = location.enrolled_programmes(self.on_date)
        programmes = [str(programme.label) for programme in Programme if programme in enrolled]
        parts = [
            f"{location.name} – MPN ID {location.mpn_id}",
            location.country_name,
            location.partner_type,
            ", ".join(programmes) or str(_("enrolled in no programme")),
        ]
        return " · ".join(filter(None, parts))


def locations_for(user, roles, keep=None):
    """The locations that these roles of the person cover, and the one that is chosen already."""
    places = Q(pk=keep)
    for role in user.roles:
        if role.role in roles:
            places |= Q(pk=role.location_id) if role.location_id else Q(partner_id=role.partner_id)
    return Location.objects.filter(places).prefetch_related("enrolments").order_by("name", "pk")


def _fields(names, locations, on_date):
    made = fields_for_model(Claim, fields=[name for name in names if name not in ("location", "area")])
    if "location" in names:
        label = capfirst(Claim._meta.get_field("location").verbose_name)
        # Side by side they can be compared; too many of them would hide the rest of the form.
        few = {"widget": forms.RadioSelect, "empty_label": None} if locations.count() <= SIDE_BY_SIDE else {}
        made["location"] = LocationField(queryset=locations, label=label, on_date=on_date, **few)
    for name in made:
        if name.endswith("_email"):
            # Half an address is saved as it was typed; what is wrong with it stops the submission only.
            made[name] = forms.CharField(
                label=made[name].label, max_length=254, required=False, widget=forms.EmailInput
            )
    if "area" in names:
        label = capfirst(Claim._meta.get_field("area").verbose_name)
        made["area"] = forms.ChoiceField(
            label=label, choices=Area.choices, required=False, widget=forms.RadioSelect
        )
    for name, text in HELP.items():
        if name in made:
            made[name].help_text = text
    return {name: made[name] for name in names}


class ClaimFields(forms.Form):
    """Fields that are the claim's own."""

    def clean(self):
        """PRG-3: what can't be combined is refused at once, as it can't be stored either."""
        cleaned = super().clean()
        chosen = {name: bool(cleaned.get(name)) for name in ACTIVITIES}
        for name, message in impossible_activities(cleaned.get("area", ""), **chosen).items():
            self.add_error(name, message)
        return cleaned

    @property
    def sections(self):
        """Legend and fields of each part that this form has."""
        for legend, names in SECTIONS:
            present = [self[name] for name in names if name in self.fields]
            if present:
                yield legend, present

    @property
    def values(self):
        return {name: value for name, value in self.cleaned_data.items() if name in DRAFT_FIELDS}


class NewClaimForm(ClaimFields):
    """The first step, of a claim that isn't there yet; `key` makes one draft of it, however often it is sent."""

    key = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, user, on_date, **kwargs):
        super().__init__(*args, **kwargs)
        locations = locations_for(user, DRAFTING_ROLES)
        self.fields |= _fields(BY_SLUG["customer"].fields, locations, on_date)
        self.fields["key"].initial = uuid.uuid4
        if len(locations) == 1:
            self.fields["location"].initial = locations[0]


def shown_fields(claim):
    """What this state lets change (EDT-1), but for what this kind of claim does not ask."""
    names = editable_fields(claim)
    if not claim.needs_technical_contact:
        names -= set(TECHNICAL)
    if not claim.revenue:
        names -= set(REVENUE)
    return names


class ClaimForm(ClaimFields):
    """`seen` and `seen_history` say which claim this person had before them when the form was opened.

    `flagged` are problems of what is saved: shown at their fields as long as nothing else was typed.
    """

    seen = forms.IntegerField(widget=forms.HiddenInput)
    seen_history = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, claim, user, names=None, proposed=None, flagged=(), **kwargs):
        names = shown_fields(claim) if names is None else names
        saved = {name: getattr(claim, name) for name in names}
        saved |= {name: text for name, text in (proposed or {}).items() if not saved.get(name)}
        saved |= {"seen": claim.version, "seen_history": claim.history_length}
        super().__init__(*args, initial=saved, **kwargs)
        roles = DRAFTING_ROLES if claim.state == State.DRAFT else MANAGING_ROLES
        locations = locations_for(user, roles, keep=claim.location_id).filter(partner_id=claim.partner_id)
        ordered = [name for _legend, part in SECTIONS for name in part if name in names]
        self.fields |= _fields(ordered, locations, timezone.localdate())
        self.flagged = ErrorDict()
        for problem in flagged:
            self.flagged.setdefault(problem.field, ErrorList()).append(problem.message)

    @property
    def errors(self):
        return super().errors if self.is_bound else self.flagged


class ProductsForm(forms.Form):
    """The template draws the boxes, as each says more than a label.

    A workload is ticked; of a Business Applications product, which has a group, the subscriptions are as well.
    """

    seen_history = forms.IntegerField(widget=forms.HiddenInput)
    seen_state = forms.CharField(widget=forms.HiddenInput, required=False)
    # Offered when the page was opened, or never; below stands what is offered now.
    gone = {"invalid_choice": _("Something that was ticked can't be chosen any more. Please look again.")}
    products = forms.MultipleChoiceField(required=False, label=_("Products"), error_messages=gone)
    subscriptions = forms.MultipleChoiceField(required=False, label=_("Subscriptions"), error_messages=gone)

    def __init__(self, *args, claim, offers, **kwargs):
        chosen = {
            "seen_history": claim.history_length,
            "seen_state": claim.state,
            "products": [str(each.product.pk) for each in (*offers.workloads, *offers.groups) if each.chosen],
            "subscriptions": [
                str(offer.pk) for group in offers.groups for offer in group.offers if offer.chosen
            ],
        }
        chosen |= {self.typed_name(group): group.typed for group in offers.groups}
        super().__init__(*args, initial=chosen, **kwargs)
        self.offers = offers
        self.workloads = {str(offer.pk): offer.product for offer in offers.workloads}
        self.groups = {str(group.product.pk): group for group in offers.groups}
        self.fields["products"].choices = [(key, key) for key in (*self.workloads, *self.groups)]
        self.fields["subscriptions"].choices = [
            (str(offer.pk), str(offer.pk)) for group in offers.groups for offer in group.to_choose
        ]
        for group in offers.groups:
            label = _("Subscription ID of %(product)s") % {"product": group.product}
            self.fields[self.typed_name(group)] = forms.CharField(label=label, required=False, max_length=60)

    @staticmethod
    def typed_name(group) -> str:
        return f"typed_{group.product.pk}"

    def clean(self):
        cleaned = super().clean()
        for key, group in self.groups.items():
            named = self._picked(group) or cleaned.get(self.typed_name(group))
            # Whoever took the tick out wants none of it; whoever never set it may have overlooked it.
            if named and key not in cleaned.get("products", ()) and not group.chosen:
                missed = _("Tick %(product)s as well, or leave out its subscription.")
                self.add_error(self.typed_name(group), missed % {"product": group.product})
        return cleaned

    def _picked(self, group):
        picked = self.cleaned_data.get("subscriptions", ())
        return [offer.subscription for offer in group.to_choose if str(offer.pk) in picked]

    @property
    def values(self):
        """DIR-3: the only subscription of a ticked product is filled in, unless another ID is typed."""
        ticked = self.cleaned_data["products"]
        found = {
            "workloads": [product for key, product in self.workloads.items() if key in ticked],
            "subscriptions": [],
            "typed": {},
        }
        for key, group in self.groups.items():
            if key not in ticked:
                continue
            picked, typed = self._picked(group), self.cleaned_data[self.typed_name(group)]
            if not picked and not typed and group.only:
                picked = [group.only.subscription]
            found["subscriptions"] += picked
            if typed or not picked:
                found["typed"][group.product] = typed
        return found

    @property
    def typed(self):
        """As it stands in the boxes, saved or not."""
        return {group.product: self[self.typed_name(group)].value() or "" for group in self.groups.values()}


class FilesInput(forms.FileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files at once; each is told by its content later, where it is kept."""

    def __init__(self, **kwargs):
        help_text = _("PDF, DOCX, PNG or JPEG, up to 25 MB each and 20 files for a claim.")
        super().__init__(
            **{
                "widget": FilesInput(attrs={"accept": SUFFIXES}),
                "help_text": help_text,
                "required": False,
                # An empty file is refused by its name, and the others with it are kept.
                "allow_empty_file": True,
            }
            | kwargs
        )

    def clean(self, data, initial=None):
        return [super(FilesField, self).clean(upload, initial) for upload in data or []]


class FilesForm(forms.Form):
    files = FilesField(label=_("Add files"), required=True)

    def clean_files(self):
        if not self.cleaned_data["files"]:
            raise forms.ValidationError(_("Choose a file first."))
        return self.cleaned_data["files"]


def _text(label, rows, **kwargs):
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": rows}), **kwargs)


COMMENT_FILES = _("PDF, DOCX, PNG or JPEG, up to 25 MB each; at most five.")


class CommentForm(forms.Form):
    body = _text(
        _("Comment"),
        4,
        max_length=10_000,
        error_messages={"required": _("Write a comment first.")},
    )
    files = FilesField(label=_("Files with it"), help_text=COMMENT_FILES)


class EndForm(forms.Form):
    """Withdrawing a claim, or giving an association up (LIF-5)."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.ChoiceField(label=_("Reason"), choices=PartnerReason.choices, widget=forms.RadioSelect)
    text = _text(_("In your own words"), 3, required=False, max_length=2000)

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("reason") == PartnerReason.OTHER and not cleaned.get("text"):
            self.add_error("text", _("Say what the reason is."))
        return cleaned


class DisputeForm(forms.Form):
    seen = forms.IntegerField(widget=forms.HiddenInput)
    justification = _text(
        _("Justification"),
        8,
        max_length=10_000,
        help_text=_(
            "Say why the rejection is wrong. A lead reviewer who did not take the decision reads it."
        ),
    )
    files = FilesField(label=_("More proof of execution"))


class AnswerForm(forms.Form):
    """One box, and files, for each point that was asked."""

    def __init__(self, *args, points, **kwargs):
        super().__init__(*args, **kwargs)
        self.points = points
        for point in points:
            # The list of errors on top has to say which of the equal boxes it means.
            missing = _("“%(point)s” needs an answer.") % {"point": point.get_reason_display()}
            self.fields[self.answer_name(point)] = _text(
                _("Your answer"), 4, max_length=10_000, error_messages={"required": missing}
            )
            self.fields[self.files_name(point)] = FilesField(label=_("Files for this point"))

    @staticmethod
    def answer_name(point: RequestPoint) -> str:
        return f"answer_{point.pk}"

    @staticmethod
    def files_name(point: RequestPoint) -> str:
        return f"files_{point.pk}"

    @property
    def parts(self):
        for point in self.points:
            yield point, self[self.answer_name(point)], self[self.files_name(point)]

    @property
    def answers(self) -> dict[int, str]:
        return {point.pk: self.cleaned_data.get(self.answer_name(point), "") for point in self.points}

    def uploads(self):
        for point in self.points:
            for upload in self.cleaned_data.get(self.files_name(point)) or []:
                yield point, upload


class HelpForm(forms.Form):
    # Of the page as it was opened: however often it is sent, support is asked once.
    once = forms.UUIDField(widget=forms.HiddenInput)
    details = _text(
        _("What do you need help with?"),
        8,
        required=False,
        max_length=10_000,
        help_text=_("What you did, what happened, and what you expected instead."),
    )
