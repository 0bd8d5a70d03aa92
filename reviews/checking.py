"""The checklist of a claim: five points, each with what the reading of its proof suggests and what a person found.

A person's tick always wins; the suggestion is made anew from the reading each time, and stored nowhere.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Prefetch
from django.utils.dateparse import parse_datetime

from claims.models import Claim, ClaimProduct, Decision, InformationRequest
from claims.reading.findings import ACKNOWLEDGED, BELONGS, DATES, DESCRIPTION, KINDS, PRODUCTS
from claims.reading.report import TITLES, Report, Row, claimed_of
from claims.reading.text import Outcome, Place
from claims.states import RequestReason, Result

from .models import ArbitrationParty, ChecklistEntry, KeptChecklist, Verdict
from .models.checklist import PRODUCT_POINT
from .viewing import Finding, Viewer

FINDINGS = {
    RequestReason.WRONG_POE: BELONGS,
    RequestReason.NO_ACKNOWLEDGEMENT: ACKNOWLEDGED,
    RequestReason.DATES: DATES,
    RequestReason.NO_DESCRIPTION: DESCRIPTION,
    RequestReason.PRODUCT_NOT_MENTIONED: PRODUCTS,
}
SUGGESTS = {
    Outcome.FOUND: Verdict.MET,
    Outcome.NOT_FOUND: Verdict.NOT_MET,
    Outcome.CANT_TELL: Verdict.CANT_TELL,
}
# Name and icon of how each verdict is shown, also where it is only suggested.
LOOKS = {
    Verdict.MET: ("success", "check-circle"),
    Verdict.NOT_MET: ("warning", "cross-circle"),
    Verdict.CANT_TELL: ("neutral", "info"),
}
# What to fetch with claims, so that their checklists cost no query of their own.
TICKS = Prefetch("checklist", ChecklistEntry.objects.select_related("ticked_by"))
FETCHED = (TICKS, Prefetch("products", ClaimProduct.objects.select_related("product", "subscription")))


@dataclass
class Passage:
    """Where the reading found it; with a link to it once `link` has been told what shows the files."""

    place: Place
    id: str = ""
    href: str = ""
    part: str = ""


@dataclass
class Point:
    """One question of the checklist. `verdict` is what a person ticked, `suggested` what the reading says."""

    reason: RequestReason
    product: ClaimProduct | None
    entry: ChecklistEntry | None
    finding: Row | None = None
    passages: list[Passage] = field(default_factory=list)
    # What is missing, in words.
    lacks: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        return f"{self.reason}-{self.product.pk}" if self.product else str(self.reason.value)

    @property
    def title(self) -> str:
        return str(self.product) if self.product else str(TITLES[FINDINGS[self.reason]])

    @property
    def as_read(self) -> str:
        """For a form about several points: which one, and how often it was changed when it was read."""
        return f"{self.reason.value}:{self.product.pk if self.product else ''}:{self.version}"

    @property
    def question(self) -> str:
        return str(TITLES[FINDINGS[self.reason]])

    @property
    def verdict(self) -> str:
        return self.entry.verdict if self.entry else ""

    @property
    def note(self) -> str:
        return self.entry.note if self.entry else ""

    @property
    def version(self) -> int:
        return self.entry.version if self.entry else 0

    @property
    def suggested(self) -> Verdict | None:
        return SUGGESTS[self.finding.outcome] if self.finding else None

    @property
    def choices(self) -> list[tuple[str, str]]:
        return [(verdict.value, str(verdict.label)) for verdict in Verdict]


@dataclass(frozen=True)
class Checklist:
    points: list[Point]
    # Files that are still being read: what is suggested may change.
    waiting: int = 0

    def __iter__(self):
        return iter(self.points)

    def __len__(self):
        return len(self.points)

    @property
    def of_the_proof(self) -> list[Point]:
        return [point for point in self.points if point.product is None]

    @property
    def of_products(self) -> list[Point]:
        return [point for point in self.points if point.product is not None]

    @property
    def ticked(self) -> int:
        return sum(1 for point in self.points if point.verdict)

    @property
    def to_accept(self) -> list[Point]:
        """Found by the reading, and said nothing of by a person."""
        return [point for point in self.points if point.suggested == Verdict.MET and not point.verdict]

    @property
    def not_met(self) -> list[Point]:
        return [point for point in self.points if point.verdict == Verdict.NOT_MET]


def checklist_of(
    claim: Claim,
    reading: Report | None = None,
    *,
    products: Iterable[ClaimProduct] | None = None,
) -> Checklist:
    """In the order in which reviewers look, the products last; of products that are still wanted or held.

    With `reading`, what it suggests. It is fetched by the caller, as are `FETCHED` where there are many claims.
    """
    entries = {(entry.point, entry.product_id): entry for entry in claim.checklist.all()}
    chosen = list(claim.products.all() if products is None else products)
    found = _findings(reading, chosen)
    wanted: list[tuple[RequestReason, ClaimProduct | None]] = [
        (reason, None) for reason in RequestReason if reason != PRODUCT_POINT
    ]
    live = [row for row in chosen if row.result in (Result.PENDING, Result.APPROVED)]
    wanted += [(PRODUCT_POINT, row) for row in sorted(live, key=lambda row: (row.product.name, row.pk))]
    points = []
    for reason, row in wanted:
        number = row.pk if row else None
        finding = found.get((reason, number))
        passages = [Passage(place) for place in finding.places] if finding else []
        points.append(Point(reason, row, entries.get((reason.value, number)), finding, passages))
    return Checklist(points, reading.waiting if reading else 0)


def point_of_association(reason: RequestReason, reading: Report | None) -> Point:
    """The same question about proof for one product of no claim."""
    rows = {row.kind: row for row in reading.rows} if reading else {}
    finding = rows.get(FINDINGS[reason])
    if finding is not None and finding.parts:
        finding = finding.parts[0]
    passages = [Passage(place) for place in finding.places] if finding else []
    return Point(reason, None, None, finding, passages)


def _findings(
    reading: Report | None, chosen: list[ClaimProduct]
) -> dict[tuple[RequestReason, int | None], Row]:
    """Of each point; a product's own finding is a part of the last one, in the order of the rows."""
    if reading is None or not reading.rows:
        return {}
    rows = dict(zip(KINDS, reading.rows, strict=True))
    found: dict[tuple[RequestReason, int | None], Row] = {
        (reason, None): rows[kind] for reason, kind in FINDINGS.items() if reason != PRODUCT_POINT
    }
    ordered = sorted(chosen, key=lambda row: row.pk)
    parts = dict(zip(dict.fromkeys(map(claimed_of, ordered)), rows[PRODUCTS].parts, strict=False))
    for row in ordered:
        if (part := parts.get(claimed_of(row))) is not None:
            found[PRODUCT_POINT, row.pk] = part
    return found


def link(checklist: Checklist, viewer: Viewer) -> None:
    """Each point learns what its finding lacks, and where in the viewer each of its passages is shown."""
    shown = {id(finding.row): finding for finding in _all(viewer.findings)}
    for point in checklist:
        finding = shown.get(id(point.finding))
        if finding is None:
            continue
        point.lacks = finding.lacks
        for passage, there in zip(point.passages, finding.passages, strict=True):
            if passage.place.key is None:
                continue
            file = {"file": passage.place.key}
            passage.id = there.id
            passage.href = f"{viewer.address.page(**file)}#{there.id}"
            passage.part = viewer.address.part(**file)


def _all(findings: Iterable[Finding]) -> Iterable[Finding]:
    for finding in findings:
        yield finding
        yield from _all(finding.parts)


def keep_with(
    decided: Decision | InformationRequest | ArbitrationParty, *, at: datetime
) -> KeptChecklist | None:
    """A copy of what is ticked stays with the decision, or the request. Nothing ticked, nothing kept.

    Belongs into the decision's transaction, with the claim locked.
    """
    points = _as_ticked(decided.claim)
    if not points:
        return None
    kinds = {Decision: "decision", InformationRequest: "request", ArbitrationParty: "party"}
    return KeptChecklist.objects.create(**{kinds[type(decided)]: decided}, kept_at=at, points=points)


def _as_ticked(claim: Claim) -> list[dict]:
    entries = ChecklistEntry.objects.filter(claim=claim).select_related(
        "product__product", "product__subscription", "ticked_by"
    )
    said = [entry for entry in entries if entry.verdict or entry.note]
    places = list(RequestReason.values)
    said.sort(key=lambda entry: (places.index(entry.point), str(entry.product or "")))
    return [
        {
            "point": entry.point,
            "product": str(entry.product or ""),
            "verdict": entry.verdict,
            "note": entry.note,
            "by": str(entry.ticked_by),
            "at": entry.ticked_at.isoformat(),
        }
        for entry in said
    ]


def start_afresh(claim: Claim) -> None:
    """The claim is reviewed anew: what was ticked is with the decision that no longer holds."""
    ChecklistEntry.objects.filter(claim=claim).delete()


@dataclass(frozen=True)
class KeptPoint:
    """As it is read later."""

    title: str
    verdict: str
    tone: str
    icon: str
    note: str
    by: str
    at: datetime | None = field(default=None)


def kept_points(kept: KeptChecklist) -> list[KeptPoint]:
    return [_kept_point(each) for each in kept.points]


def _kept_point(each: dict) -> KeptPoint:
    title = each["product"] or str(TITLES[FINDINGS[RequestReason(each["point"])]])
    verdict = Verdict(each["verdict"]) if each["verdict"] else None
    tone, icon = LOOKS[verdict] if verdict else ("neutral", "")
    label = str(verdict.label) if verdict else ""
    return KeptPoint(title, label, tone, icon, each["note"], each["by"], parse_datetime(each["at"]))
