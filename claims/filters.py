"""Which claims a person looks for in the list: what can be asked for, and how it is found by an index."""

from datetime import date, datetime, time, timedelta

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import Q, QuerySet
from django.forms.models import ModelChoiceIterator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Location
from accounts.programmes import Programme
from directory.models import Product

from . import paging
from .models import ClaimProduct
from .models.listing import NEVER
from .states import OPEN, Activity, Area, State

ENDS_SOON = timedelta(days=60)
# What is going on besides the state; asked for in the same place.
DISPUTED, WINDOW, ENDING, BOUNCED = "disputed", "window", "ending", "bounced"
SITUATIONS = {
    DISPUTED: _("Disputed"),
    WINDOW: _("Customer can opt out"),
    ENDING: _("Ends within 60 days"),
    BOUNCED: _("Customer not reached"),
}
SHOWN = {**dict(State.choices), **SITUATIONS}
OVERDUE = "overdue"
DUE_WITHIN = [
    ("", _("Any time")),
    (OVERDUE, _("Overdue")),
    ("1", _("Within a day")),
    ("2", _("Within 2 days")),
    ("7", _("Within a week")),
    ("30", _("Within 30 days")),
]


class AtOnce(ModelChoiceIterator):
    """In one query, as on any database; Django's own opens a cursor on the server for these few rows."""

    def __iter__(self):
        yield ("", self.field.empty_label)
        yield from map(self.choice, self.queryset)


class ModelChoice(forms.ModelChoiceField):
    iterator = AtOnce


def _choice(label, choices, empty):
    return forms.ChoiceField(label=label, required=False, choices=[("", empty), *choices])


def day_field(label):
    """Far from the first and the last day that Python can count to, which have no midnight in every time zone."""
    ask = _("Enter a day between 2000 and 2999.")
    return forms.DateField(
        label=label,
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        validators=[MinValueValidator(date(2000, 1, 1), ask), MaxValueValidator(date(2999, 12, 31), ask)],
    )


class ClaimFilterForm(forms.Form):
    q = forms.CharField(
        label=_("Search"),
        required=False,
        max_length=253,
        widget=forms.TextInput(
            attrs={"type": "search", "placeholder": _("Claim ID, customer, domain, name, MPN ID …")}
        ),
    )
    state = _choice(_("State"), SHOWN.items(), _("All claims"))
    sort = forms.ChoiceField(
        label=_("Sort by"),
        required=False,
        choices=[(name, order.label) for name, order in paging.ORDERS.items()],
    )
    programme = _choice(_("Programme"), Programme.choices, _("All programmes"))
    area = _choice(_("Solution area"), Area.choices, _("All solution areas"))
    activity = _choice(_("Activity"), Activity.choices, _("All activities"))
    location = ModelChoice(
        Location.objects.none(),
        label=_("Location (MPN ID)"),
        required=False,
        to_field_name="mpn_id",
        empty_label=_("All locations"),
    )
    product = ModelChoice(
        Product.objects.order_by("name", "pk"),
        label=_("Product"),
        required=False,
        to_field_name="code",
        empty_label=_("All products"),
    )
    due = forms.ChoiceField(label=_("Due"), required=False, choices=DUE_WITHIN)
    submitted_from = day_field(_("Submitted from"))
    submitted_until = day_field(_("Submitted until"))
    mine = forms.BooleanField(label=_("Only mine: begun by me, or I am the contact"), required=False)

    MORE = (
        *("programme", "area", "activity", "location", "product"),
        *("due", "submitted_from", "submitted_until", "mine"),
    )

    def __init__(self, data, *, user):
        super().__init__(data)
        self.fields["location"].queryset = Location.objects.visible_to(user).order_by("name", "pk")

    def clean(self):
        cleaned = super().clean()
        first, last = cleaned.get("submitted_from"), cleaned.get("submitted_until")
        if first and last and last < first:
            self.add_error("submitted_until", _("This day is before the first one."))
        return cleaned

    @property
    def wanted(self) -> dict:
        """What was asked for and can be understood."""
        return {name: value for name, value in self.cleaned_data.items() if value}

    @property
    def narrowing(self) -> dict:
        return {name: value for name, value in self.wanted.items() if name != "sort"}

    @property
    def order(self) -> paging.Order:
        """Among days of submission the newest is what was submitted last; in this order they are found, too."""
        by_day = self.wanted.keys() & {"submitted_from", "submitted_until"}
        name = self.wanted.get("sort", paging.NEWEST)
        return paging.ORDERS[paging.SUBMITTED if by_day and name == paging.NEWEST else name]

    def more(self):
        return [self[name] for name in self.MORE]

    @property
    def has_more(self) -> bool:
        return any(name in self.wanted or name in self.errors for name in self.MORE)


def in_situation(claims: QuerySet, shown: str, at: datetime) -> QuerySet:
    """Those of a state, or of what else `state` can ask for."""
    if shown == DISPUTED:
        return claims.filter(disputed_at__isnull=False)
    if shown == WINDOW:
        return claims.filter(state=State.APPROVED, window_ends_at__gt=at)
    if shown == ENDING:
        today = timezone.localdate(at)
        return claims.filter(state=State.APPROVED, ends_date__range=(today, today + ENDS_SOON))
    if shown == BOUNCED:
        return claims.filter(contact_bounced_at__isnull=False, state__in=(*OPEN, State.APPROVED))
    return claims.filter(state=shown)


def narrowed(claims: QuerySet, wanted: dict, *, user, at: datetime) -> QuerySet:
    """`wanted` is what the form understood."""
    if shown := wanted.get("state"):
        claims = in_situation(claims, shown, at)
    if programme := wanted.get("programme"):
        claims = claims.filter(**PROGRAMMES[programme])
    if area := wanted.get("area"):
        claims = claims.filter(area=area)
    if activity := wanted.get("activity"):
        claims = claims.filter(**{activity: True})
    if location := wanted.get("location"):
        claims = claims.filter(location=location)
    if product := wanted.get("product"):
        claims = claims.filter(pk__in=ClaimProduct.objects.filter(product=product).values("claim"))
    if wanted.get("mine"):
        claims = claims.filter(Q(created_by=user) | Q(own_contact_email__iexact=user.email))
    if due := wanted.get("due"):
        until = at if due == OVERDUE else at + timedelta(days=int(due))
        claims = claims.filter(due_order_at__lte=until)
    if first := wanted.get("submitted_from"):
        claims = claims.filter(submitted_order_at__gte=midnight(first), submitted_order_at__lt=NEVER)
    if last := wanted.get("submitted_until"):
        claims = claims.filter(submitted_order_at__lt=midnight(last + timedelta(days=1)))
    return claims


PROGRAMMES = {
    Programme.OSA_SELL: {"presales": True},
    Programme.OSU_M365: {"usage": True, "area": Area.M365},
    Programme.OSU_BA: {"usage": True, "area": Area.BUSINESS_APPLICATIONS},
}


def midnight(day: date) -> datetime:
    """As the person's own clock has it."""
    return timezone.make_aware(datetime.combine(day, time()))
