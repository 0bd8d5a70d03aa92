"""What staff can ask the queue for: all of it stands in the address, and what is wrong is said at its field."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache, cached_property

from django import forms
from django.db.models import Q, QuerySet, TextChoices
from django.forms.utils import flatatt
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.http import urlencode
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from accounts.models import Location, Partner, User
from accounts.programmes import Programme
from accounts.roles import DECIDING_ROLES
from calendars import lookup
from calendars.business_time import add_business_days
from claims.filters import PROGRAMMES, midnight
from claims.finding import MOST_TERMS, terms_of
from claims.models import ClaimProduct
from claims.states import Area, Result, State
from directory.models import Product

from .models import ArbitrationParty

SOON_DAYS, WEEK_DAYS = 2, 5
MOST_PARTNERS = 20
ME, NOBODY = "me", "nobody"


class Listing(TextChoices):
    SOON = "soon", gettext_lazy("Due soon or mine")
    ALL = "all", gettext_lazy("Everything waiting")
    MINE = "mine", gettext_lazy("Mine")
    UNASSIGNED = "unassigned", gettext_lazy("Unassigned")
    OVERDUE = "overdue", gettext_lazy("Overdue")
    ANSWERED = "answered", gettext_lazy("Answered")
    PARTNER = "partner", gettext_lazy("Waiting for the partner")
    ARBITRATION = "arbitration", gettext_lazy("In arbitration")
    DISPUTED = "disputed", gettext_lazy("Disputed")
    SECOND_LOOK = "second_look", gettext_lazy("Second look")
    ANY = "any", gettext_lazy("All claims")


class DueBy(TextChoices):
    OVERDUE = "overdue", gettext_lazy("Overdue")
    TODAY = "today", gettext_lazy("By the end of today")
    SOON = "soon", gettext_lazy("Within two business days")
    WEEK = "week", gettext_lazy("Within five business days")
    LATER = "later", gettext_lazy("Later than that")


def listings_for(user: User) -> list[Listing]:
    """Reviewing is what “mine” is about; disputes are the leads' business, and support reads everything."""
    shown = set(Listing)
    if not user.is_reviewing:
        shown.discard(Listing.MINE)
    if not (user.is_lead or user.is_support):
        shown.discard(Listing.DISPUTED)
    return [listing for listing in Listing if listing in shown]


@dataclass
class Asker:
    """Who asks, and what the choices are made of: read once, however many filters are understood with it."""

    user: User
    at: datetime

    @cached_property
    def reviewers(self) -> list[tuple[str, str]]:
        people = User.objects.filter(is_active=True, staff_role__in=DECIDING_ROLES).order_by("name", "pk")
        return [(str(person.pk), str(person)) for person in people]

    @cached_property
    def products(self) -> dict[str, tuple[int, str]]:
        """By code, each with its ID: a condition on that says most to the database's planner."""
        found = Product.objects.order_by("name", "pk").values_list("code", "pk", "name")
        return {code: (pk, name) for code, pk, name in found}

    @cached_property
    def _team(self):
        return lookup.for_review_team()

    def within(self, business_days: int) -> datetime:
        return add_business_days(self._team, self.at, business_days).at


def _countries() -> list[tuple[str, str]]:
    return _countries_in(get_language())


@cache
def _countries_in(language: str | None) -> list[tuple[str, str]]:
    """The active language, in which they are named and sorted."""
    return sorted(lookup.country_names().items(), key=lambda country: country[1])


class PlainSelect(forms.Select):
    """Its options as they are: Django's own draws each through a template, which takes long for all countries."""

    def render(self, name, value, attrs=None, renderer=None):
        chosen = "" if value is None else str(value)
        options = format_html_join(
            "",
            '<option value="{}"{}>{}</option>',
            ((key, " selected" if str(key) == chosen else "", label) for key, label in self.choices),
        )
        return format_html("<select{}>{}</select>", flatatt(self.build_attrs({"name": name}, attrs)), options)


def _choice(label, empty, choices=()):
    return forms.ChoiceField(label=label, required=False, choices=[("", empty), *choices], widget=PlainSelect)


def _mark(label):
    return forms.BooleanField(label=label, required=False)


class QueueFilterForm(forms.Form):
    show = forms.ChoiceField(required=False, widget=forms.HiddenInput)
    q = forms.CharField(
        label=gettext_lazy("Search"),
        required=False,
        max_length=300,
        widget=forms.TextInput(
            attrs={
                "type": "search",
                "aria-keyshortcuts": "/",
                "autocomplete": "off",
                "placeholder": gettext_lazy("Claim ID, MPN ID, domain, Directory or subscription ID, names"),
            }
        ),
    )
    due = _choice(gettext_lazy("Due"), gettext_lazy("Any time"), DueBy.choices)
    reviewer = _choice(gettext_lazy("Reviewer"), gettext_lazy("Anybody"))
    state = _choice(
        gettext_lazy("State"),
        gettext_lazy("Any state"),
        [choice for choice in State.choices if choice[0] != State.DRAFT],
    )
    programme = _choice(gettext_lazy("Programme"), gettext_lazy("All programmes"), Programme.choices)
    area = _choice(gettext_lazy("Solution area"), gettext_lazy("All solution areas"), Area.choices)
    country = _choice(gettext_lazy("Customer's country"), gettext_lazy("All countries"))
    product = _choice(gettext_lazy("Product"), gettext_lazy("All products"))
    partner = forms.CharField(label=gettext_lazy("Partner: name or MPN ID"), required=False, max_length=200)
    sort = _choice(
        gettext_lazy("Order"),
        gettext_lazy("Most urgent first"),
        [("age", gettext_lazy("Waiting longest first"))],
    )
    answered = _mark(gettext_lazy("Answered"))
    arbitration = _mark(gettext_lazy("In arbitration"))
    overdue = _mark(gettext_lazy("Overdue"))
    risk = _mark(gettext_lazy("Overall date at risk or missed"))

    CHOICES = ("due", "reviewer", "state", "programme", "area", "country", "product", "partner", "sort")
    MARKS = ("answered", "arbitration", "overdue", "risk")

    def __init__(self, data, *, asker: Asker, looks_up: bool = True):
        """Without `looks_up`, nothing is read for it: names of partners are taken as they are."""
        super().__init__(data)
        self.asker, self._looks_up = asker, looks_up
        self.fields["show"].choices = [("", ""), *((each.value, each.label) for each in self.listings)]
        self.fields["show"].error_messages["invalid_choice"] = _("This list is not there, or not for you.")
        own = [(ME, _("Me"))] if asker.user.is_reviewing else []
        self._add("reviewer", [*own, (NOBODY, _("Nobody")), *asker.reviewers])
        self._add("product", [(code, name) for code, (_pk, name) in asker.products.items()])
        self._add("country", _countries())

    def _add(self, name: str, choices) -> None:
        self.fields[name].choices = [*self.fields[name].choices, *choices]

    @cached_property
    def listings(self) -> list[Listing]:
        return listings_for(self.asker.user)

    def clean_q(self):
        words = self.cleaned_data["q"].replace("\x00", "")
        if len(terms_of(words)) > MOST_TERMS:
            raise forms.ValidationError(_("Enter eight words at most."))
        if words.strip() and not terms_of(words):
            raise forms.ValidationError(_("Enter letters or digits."))
        return words

    def clean_partner(self):
        typed = self.cleaned_data["partner"].replace("\x00", "")
        if not typed or not self._looks_up:
            return typed
        self.partner_ids = list(_partners(typed).values_list("pk", flat=True)[: MOST_PARTNERS + 1])
        if not self.partner_ids:
            raise forms.ValidationError(
                _("No partner's name begins like this, and no location has it as its MPN ID.")
            )
        if len(self.partner_ids) > MOST_PARTNERS:
            raise forms.ValidationError(
                ngettext(
                    "More than %d partner begins like this: enter more of the name.",
                    "More than %d partners begin like this: enter more of the name.",
                    MOST_PARTNERS,
                )
                % MOST_PARTNERS
            )
        return typed

    @cached_property
    def wanted(self) -> dict:
        """What was asked for and can be understood."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    @property
    def narrowing(self) -> dict:
        return {name: value for name, value in self.wanted.items() if name not in ("show", "sort")}

    @cached_property
    def listing(self) -> Listing:
        """Without a chosen list, a search or a state is asked of all claims."""
        if chosen := self.wanted.get("show"):
            return Listing(chosen)
        return Listing.ANY if self.wanted.keys() & {"q", "state"} else Listing.SOON

    @property
    def is_clocked(self) -> bool:
        """Only claims that a clock runs for, which are few, and have a due date to be sorted by."""
        if self.listing == Listing.SECOND_LOOK:
            return False
        asked = self.wanted.keys() & {"due", *self.MARKS}
        is_open = self.wanted.get("state") in (State.SUBMITTED, State.UNDER_REVIEW, State.ACTION_REQUIRED)
        return self.listing != Listing.ANY or bool(asked) or is_open

    @cached_property
    def query(self) -> str:
        """The address of exactly this, in one spelling."""
        return urlencode(
            {name: self._spelled(self.wanted[name]) for name in self.fields if name in self.wanted}
        )

    @staticmethod
    def _spelled(value) -> str:
        return "on" if value is True else str(value)

    def address(self, **changed) -> str:
        """The same with something else; None takes it out."""
        asked = {name: self._spelled(self.wanted[name]) for name in self.fields if name in self.wanted}
        return urlencode({name: value for name, value in (asked | changed).items() if value is not None})

    def choices(self):
        return [self[name] for name in self.CHOICES]

    def marks(self):
        return [self[name] for name in self.MARKS]

    @property
    def has_more(self) -> bool:
        return any(name in self.wanted or name in self.errors for name in (*self.CHOICES, *self.MARKS))


def _partners(typed: str) -> QuerySet:
    if typed.isascii() and typed.isdigit():
        return Partner.objects.filter(pk__in=Location.objects.filter(mpn_id=typed).values("partner"))
    return Partner.objects.filter(name__istartswith=typed)


def contested() -> QuerySet:
    return ArbitrationParty.objects.filter(
        arbitration__closed_at__isnull=True, claim_product__isnull=False
    ).values("claim_product__claim_id")


def narrowed(claims: QuerySet, form: QueueFilterForm) -> QuerySet:
    """By everything but the list and the words."""
    wanted, at = form.wanted, form.asker.at
    if state := wanted.get("state"):
        claims = claims.filter(state=state)
    if due := wanted.get("due"):
        claims = claims.filter(_due(due, form.asker))
    if reviewer := wanted.get("reviewer"):
        claims = claims.filter(_of_reviewer(reviewer, form.asker.user))
    if programme := wanted.get("programme"):
        claims = claims.filter(**PROGRAMMES[programme])
    if area := wanted.get("area"):
        claims = claims.filter(area=area)
    if country := wanted.get("country"):
        claims = claims.filter(customer_country=country)
    if product := wanted.get("product"):
        product_id, _name = form.asker.products[product]
        claims = claims.filter(_with_product(product_id, only_open=form.is_clocked))
    if partner := wanted.get("partner"):
        ids = getattr(form, "partner_ids", None)
        claims = claims.filter(_of_partners(ids) if ids else Q(partner__in=_partners(partner)))
    if wanted.get("answered"):
        claims = claims.filter(answered_at__isnull=False)
    if wanted.get("arbitration"):
        claims = claims.filter(pk__in=contested())
    if wanted.get("overdue"):
        claims = claims.filter(due_at__lte=at)
    if wanted.get("risk"):
        claims = claims.filter(overall_risk_at__lte=at)
    return claims


def _due(due: str, asker: Asker) -> Q:
    if due == DueBy.OVERDUE:
        return Q(due_at__lte=asker.at)
    if due == DueBy.TODAY:
        return Q(due_at__lt=midnight(timezone.localdate(asker.at) + timedelta(days=1)))
    if due == DueBy.LATER:
        return Q(due_at__gt=asker.within(WEEK_DAYS))
    return Q(due_at__lte=asker.within(SOON_DAYS if due == DueBy.SOON else WEEK_DAYS))


def _of_reviewer(reviewer: str, user: User) -> Q:
    if reviewer == NOBODY:
        return Q(reviewer__isnull=True)
    return Q(reviewer_id=user.pk if reviewer == ME else int(reviewer))


def _of_partners(ids: list[int]) -> Q:
    return Q(partner_id__in=ids) if len(ids) > 1 else Q(partner_id=ids[0])


def _with_product(product_id: int, *, only_open: bool) -> Q:
    """What an open claim still wants is pending, which few products of all claims are."""
    chosen = ClaimProduct.objects.filter(product_id=product_id)
    if only_open:
        chosen = chosen.filter(result=Result.PENDING)
    return Q(pk__in=chosen.values("claim_id"))
