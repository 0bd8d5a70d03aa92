"""The register of partners of record as a list: what can be asked for, page by page, and to take away."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Location
from directory import spelling
from directory.models import Association, Product, Tenant

from .exports import local
from .filters import ENDS_SOON, ModelChoice
from .models import ClaimProduct
from .permissions import may_see_inside
from .states import State

OFFICIAL, WAITING, ENDING, ENDED = "official", "waiting", "ending", "ended"
SHOWN = {
    OFFICIAL: gettext_lazy("Official"),
    WAITING: gettext_lazy("Not official yet"),
    ENDING: gettext_lazy("Ends within 60 days"),
    ENDED: gettext_lazy("Ended"),
}
NEWEST, BY_END = "newest", "end"
SORTS = {NEWEST: gettext_lazy("Newest first"), BY_END: gettext_lazy("Ends first")}
CHUNK = 500


def _choice(label, choices, empty):
    return forms.ChoiceField(label=label, required=False, choices=[("", empty), *choices])


class RegisterFilterForm(forms.Form):
    q = forms.CharField(
        label=gettext_lazy("Search"),
        required=False,
        max_length=200,
        widget=forms.TextInput(
            attrs={
                "type": "search",
                "placeholder": gettext_lazy("Customer, Directory ID, subscription ID, MPN ID …"),
            }
        ),
    )
    show = _choice(gettext_lazy("Show"), SHOWN.items(), gettext_lazy("All associations"))
    sort = forms.ChoiceField(label=gettext_lazy("Sort by"), required=False, choices=SORTS.items())
    product = ModelChoice(
        Product.objects.order_by("name", "pk"),
        label=gettext_lazy("Product"),
        required=False,
        to_field_name="code",
        empty_label=gettext_lazy("All products"),
    )
    location = ModelChoice(
        Location.objects.none(),
        label=gettext_lazy("Location (MPN ID)"),
        required=False,
        to_field_name="mpn_id",
        empty_label=gettext_lazy("All locations"),
    )
    kind = _choice(gettext_lazy("Kind"), Association.Kind.choices, gettext_lazy("All kinds"))
    source = _choice(gettext_lazy("Source"), Association.Source.choices, gettext_lazy("Claimed and imported"))

    def __init__(self, data, *, user):
        super().__init__(data)
        if may_see_inside(user):
            # There are too many to choose from; search finds them by MPN ID.
            del self.fields["location"]
        else:
            self.fields["location"].queryset = Location.objects.visible_to(user).order_by("name", "pk")

    @property
    def wanted(self) -> dict:
        """What was asked for and can be understood."""
        return {name: value for name, value in self.cleaned_data.items() if value}

    @property
    def narrowing(self) -> dict:
        return {name: value for name, value in self.wanted.items() if name != "sort"}

    def more(self):
        return [self[name] for name in ("product", "location", "kind", "source") if name in self.fields]

    @property
    def has_more(self) -> bool:
        return any(field.name in self.wanted or field.errors for field in self.more())


def found(form: RegisterFilterForm, *, user, at: datetime) -> QuerySet[Association]:
    associations = Association.objects.visible_to(user).listed()
    wanted = form.wanted
    if show := wanted.get("show"):
        associations = _standing(associations, show, at)
    for name in ("product", "location", "kind", "source"):
        if name in wanted:
            associations = associations.filter(**{name: wanted[name]})
    if words := wanted.get("q"):
        associations = associations.filter(_matching(words))
    return associations


def _standing(associations: QuerySet, show: str, at: datetime) -> QuerySet:
    if show == ENDED:
        return associations.filter(ended_at__isnull=False)
    live = associations.filter(ended_at__isnull=True)
    if show == ENDING:
        today = timezone.localdate(at)
        return live.filter(ends_date__range=(today, today + ENDS_SOON))
    return live.filter(official_at__isnull=show == WAITING)


def _matching(words: str) -> Q:
    """An ID whole; a customer by how its name begins."""
    if guid := spelling.guid(words):
        return Q(subscription__subscription_id=guid) | Q(tenant__directory_id=guid)
    matches = Q(tenant__in=Tenant.objects.filter(name__istartswith=words.strip()))
    if words.strip().isdigit():
        matches |= Q(location__mpn_id=words.strip())
    return matches


@dataclass(frozen=True)
class Page:
    rows: list[Association]
    previous: str = ""
    next: str = ""


def page_of(associations: QuerySet, sort: str, size: int, *, after: str = "", before: str = "") -> Page:
    """By the place where it begins, whatever lies before it (keyset)."""
    by_end = sort == BY_END
    if by_end:
        associations = associations.filter(ended_at__isnull=True, ends_date__isnull=False)
    place, is_backwards = _place(after, by_end), False
    if place is None and (place := _place(before, by_end)) is not None:
        is_backwards = True
    goes_down = by_end == is_backwards
    if place is not None:
        associations = associations.filter(_beyond(place, goes_down))
    sign = "-" if goes_down else ""
    ordered = associations.order_by(*(sign + name for name in (("ends_date", "pk") if by_end else ("pk",))))
    rows = list(_whole(ordered)[: size + 1])
    has_more, rows = len(rows) > size, rows[:size]
    if is_backwards:
        rows.reverse()
    if not rows:
        return Page([])
    has_previous, has_next = (has_more, True) if is_backwards else (place is not None, has_more)
    return Page(
        rows,
        _words(rows[0], by_end) if has_previous else "",
        _words(rows[-1], by_end) if has_next else "",
    )


def _whole(associations: QuerySet) -> QuerySet:
    return associations.select_related("tenant", "product", "subscription", "partner", "location")


def _beyond(place: tuple, goes_down: bool) -> Q:
    *day, pk = place
    than = "lt" if goes_down else "gt"
    if not day:
        return Q(**{f"pk__{than}": pk})
    return Q(**{f"ends_date__{than}": day[0]}) | Q(**{"ends_date": day[0], f"pk__{than}": pk})


def _words(association: Association, by_end: bool) -> str:
    return f"{association.pk}~{association.ends_date}" if by_end else str(association.pk)


def _place(words: str, by_end: bool) -> tuple | None:
    number, _tilde, day = words.partition("~")
    if not (number.isascii() and number.isdigit() and len(number) < 19) or bool(day) != by_end:
        return None
    try:
        return (date.fromisoformat(day), int(number)) if by_end else (int(number),)
    except ValueError:
        return None


def titles(zone: str, *, inside: bool) -> list[str]:
    """Times are in the reader's zone, which their titles name."""
    return [
        *(_("Customer"), _("Directory ID"), _("Product"), _("Subscription ID"), _("Kind")),
        *((_("Partner"),) if inside else ()),
        *(_("Location"), _("MPN ID"), _("Source"), _("Claim ID")),
        *(f"{title} ({zone})" for title in (_("Since"), _("Official since"), _("Ended"))),
        *(_("Why it ended"), _("Subscription ends")),
    ]


def rows_of(associations: QuerySet, *, inside: bool) -> Iterator[list[str]]:
    """The newest first whatever the list's order is, a chunk at a time."""
    last = None
    while True:
        chunk = associations if last is None else associations.filter(pk__lt=last)
        rows = list(_whole(chunk.order_by("-pk"))[:CHUNK])
        yield from (_row(each, inside=inside) for each in rows)
        if len(rows) < CHUNK:
            return
        last = rows[-1].pk


def _row(association: Association, *, inside: bool) -> list[str]:
    return [
        *(association.tenant.name, str(association.tenant.directory_id), association.product.name),
        *(str(association.subscription or ""), str(association.get_kind_display())),
        *((association.partner.name,) if inside else ()),
        *(association.location.name, association.location.mpn_id, str(association.get_source_display())),
        association.claim_code,
        *map(local, (association.started_at, association.official_at, association.ended_at)),
        str(association.get_end_reason_display()) if association.end_reason else "",
        f"{association.ends_date or ''}",
    ]


def newer_claims(association: Association, claims: QuerySet) -> QuerySet:
    """Of `claims`, those of the same product at this customer that were begun since."""
    newer = claims.filter(
        partner_id=association.partner_id,
        tenant_id=association.tenant_id,
        created_at__gt=association.official_at or association.started_at,
        pk__in=ClaimProduct.objects.filter(product_id=association.product_id).values("claim"),
    )
    return newer.exclude(state=State.REJECTED).order_by("-pk")
