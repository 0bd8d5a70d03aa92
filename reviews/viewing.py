"""Proof as a reviewer looks at it: the files, one of them on show, and the findings that point into it.

The number of queries does not grow with files, pages or findings.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.conf import settings
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from claims import showing
from claims.models import Claim, ProofFile, ProofReading, ShownFile
from claims.proof import DOCX
from claims.reading.findings import ACKNOWLEDGED, BELONGS, DATES, DESCRIPTION
from claims.reading.report import Report, Row, report_of
from claims.reading.text import Outcome, Place
from directory.models import Association

FIT, ACTUAL, LARGE, TEXT = "fit", "actual", "large", "text"
ZOOMS = {FIT: _("Fit width"), ACTUAL: _("Actual size"), LARGE: _("Twice the size"), TEXT: _("Text only")}
# Tenths of a point to the pixels of a style sheet, 96 to the inch.
PIXELS = 96 / 720
# A highlight is a little larger than the letters, in tenths of a point.
AROUND = 18
# What is missing, for somebody who looks for it; the partner is told what to add.
LACKS = {
    (BELONGS, "partner"): _("The partner is not named."),
    (BELONGS, "customer"): _("Neither the customer nor its domain or Directory ID is named."),
    (BELONGS, "other"): _("Another domain or Directory ID than the claim's is named."),
    (ACKNOWLEDGED, "none"): _("No acknowledgement by the customer."),
    (ACKNOWLEDGED, "unsigned"): _("The place for the customer's signature is empty."),
    (ACKNOWLEDGED, "picture"): _("There may be a signature by hand, which a program can't read."),
    (DATES, "none"): _("No date of the work or of a signature."),
    (DATES, "old"): _("The dates are older than twelve months, or not yet past."),
    (DATES, "ambiguous"): _("Day and month can be mistaken for each other."),
    (DESCRIPTION, "none"): _("The work is not described."),
    (DESCRIPTION, "thin"): _("Little more than a title."),
}
UNREADABLE = _("It may stand in a part that a program can't read, such as a scan.")
STILL_READ = _("It may stand in a file that is still being read.")


@dataclass
class Passage:
    """What a finding rests on: a link to where it stands."""

    number: int
    place: Place
    id: str
    areas: list = field(default_factory=list)
    href: str = ""
    part: str = ""

    @property
    def is_placed(self) -> bool:
        return bool(self.areas)


@dataclass(frozen=True)
class Finding:
    row: Row
    lacks: tuple[str, ...]
    passages: list[Passage]
    parts: tuple["Finding", ...] = ()


@dataclass(frozen=True)
class Sheet:
    """A page on show."""

    number: int
    id: str
    width: int
    height: int
    view_box: str
    pictures: tuple[tuple[str, int], ...]
    passages: list[Passage]

    @property
    def marked(self) -> list[Passage]:
        return [passage for passage in self.passages if passage.areas]

    @property
    def quoted(self) -> list[Passage]:
        return [passage for passage in self.passages if not passage.areas]


@dataclass(frozen=True)
class OfClaim:
    """Whose proof it is: what it is called on the page, and where its parts are served."""

    claim: Claim

    @property
    def code(self) -> str:
        return self.claim.code

    @property
    def label(self) -> str:
        return self.claim.code

    @property
    def submitted_at(self) -> datetime | None:
        return self.claim.submitted_at

    def viewer(self) -> str:
        return reverse("reviews:viewer", args=[self.code])

    def original(self, proof: ProofFile) -> str:
        return reverse("claims:file", args=[self.code, proof.pk])

    def picture(self, proof: ProofFile, number: int, width: int) -> str:
        return reverse("reviews:page_picture", args=[self.code, proof.pk, number, width])


@dataclass(frozen=True)
class OfAssociation:
    """One that came from no claim."""

    association: Association
    submitted_at: None = None

    @property
    def code(self) -> str:
        return f"association-{self.association.pk}"

    @property
    def label(self) -> str:
        return str(self.association.partner)

    def viewer(self) -> str:
        return reverse("reviews:defence_viewer", args=[self.association.pk])

    def original(self, proof: ProofFile) -> str:
        return reverse("associations:defence_file", args=[self.association.pk, proof.pk])

    def picture(self, proof: ProofFile, number: int, width: int) -> str:
        return reverse("reviews:defence_picture", args=[self.association.pk, proof.pk, number, width])


def owner_of(whose: Claim | Association) -> OfClaim | OfAssociation:
    return OfClaim(whose) if isinstance(whose, Claim) else OfAssociation(whose)


@dataclass
class Viewer:
    owner: OfClaim | OfAssociation
    id: str
    address: "Address"
    files: list[ProofFile]
    report: Report
    findings: list[Finding] = field(default_factory=list)
    file: ProofFile | None = None
    shown: ShownFile | None = None
    zoom: str = FIT
    zooms: list[tuple[str, str, str, bool]] = field(default_factory=list)
    sheets: list[Sheet] = field(default_factory=list)
    texts: list[tuple[int | None, list]] = field(default_factory=list)
    previous: ProofFile | None = None
    next: ProofFile | None = None

    @property
    def hidden_count(self) -> int:
        return self.shown.count - len(self.shown.pages) if self.shown else 0


@dataclass(frozen=True)
class Address:
    """Of the page with something else on show. Several viewers on one page each have a name, and leave the
    others' places alone."""

    owner: OfClaim | OfAssociation
    asked: QueryDict
    name: str

    def key(self, what: str) -> str:
        return f"{what}-{self.name}" if self.name else what

    def get(self, what: str) -> str:
        return self.asked.get(self.key(what), "")

    def page(self, **shown: object) -> str:
        """Relative to the page that the viewer is part of."""
        return f"?{self._query(shown).urlencode()}"

    def part(self, **shown: object) -> str:
        query = self._query(shown)
        if self.name:
            query["viewer"] = self.name
        return f"{self.owner.viewer()}?{query.urlencode()}"

    def _query(self, shown: dict) -> QueryDict:
        query = self.asked.copy()
        query.pop("viewer", None)
        for what, value in shown.items():
            query[self.key(what)] = str(value)
        return query


def viewer_of(
    asked: QueryDict,
    whose: Claim | Association,
    files: Iterable[ProofFile],
    at: datetime,
    *,
    name: str = "",
    report: Report | None = None,
) -> Viewer:
    """`asked` is the query of the page's address; `name` parts several viewers on one page: the owner's code.

    `files` in the order of the list; what they carry (`is_new`, `elsewhere`) is shown.
    """
    owner = owner_of(whose)
    address = Address(owner, asked, name)
    viewer = Viewer(owner, f"viewer-{owner.code}", address, list(files), report or report_of(whose, at))
    _with_readings(viewer.files)
    if not viewer.files:
        return viewer
    place = _chosen(viewer)
    viewer.file = viewer.files[place]
    viewer.previous = viewer.files[place - 1] if place else None
    viewer.next = viewer.files[place + 1] if place + 1 < len(viewer.files) else None
    viewer.findings = _findings(viewer)
    zoom = viewer.address.get("zoom")
    viewer.zoom = zoom if zoom in ZOOMS else FIT
    for proof in viewer.files:
        proof.href, proof.part = viewer.address.page(file=proof.pk), viewer.address.part(file=proof.pk)
        proof.original = owner.original(proof)
    _show(viewer, at)
    return viewer


def _with_readings(files: list[ProofFile]) -> None:
    readings = ProofReading.objects.filter(proof__in=files).defer("pages")
    known = {reading.proof_id: reading for reading in readings}
    for proof in files:
        proof.read = known.get(proof.pk)
        proof.is_picture = proof.content_type in showing.PICTURES


def _chosen(viewer: Viewer) -> int:
    """The file that is asked for; else one that is new, or the one that the first finding rests on."""
    asked = viewer.address.get("file")
    first = next((place.key for row in viewer.report.rows for place in row.places), None)
    for is_it in (
        lambda proof: str(proof.pk) == asked,
        lambda proof: getattr(proof, "is_new", False),
        lambda proof: proof.pk == first,
    ):
        for place, proof in enumerate(viewer.files):
            if is_it(proof):
                return place
    return 0


# Findings


def _findings(viewer: Viewer) -> list[Finding]:
    passages: list[Passage] = []
    found = [_finding(viewer, row, passages) for row in viewer.report.rows]
    return found


def _finding(viewer: Viewer, row: Row, passages: list[Passage]) -> Finding:
    own = [_passage(viewer, place, passages) for place in row.places]
    parts = tuple(_finding(viewer, part, passages) for part in row.parts)
    return Finding(row, _lacks(row, viewer.report), own, parts)


def _passage(viewer: Viewer, place: Place, passages: list[Passage]) -> Passage:
    number = len(passages) + 1
    found = Passage(number, place, f"passage-{number}-{viewer.owner.code}")
    anchor = f"#{found.id}"
    if place.key == viewer.file.pk:
        found.href = anchor
    elif place.key is not None:
        found.href = viewer.address.page(file=place.key) + anchor
        found.part = viewer.address.part(file=place.key)
    passages.append(found)
    return found


def _lacks(row: Row, report: Report) -> tuple[str, ...]:
    if row.outcome == Outcome.FOUND:
        return ()
    known = [str(LACKS[row.kind, lack]) for lack in row.lacks if (row.kind, lack) in LACKS]
    if row.outcome == Outcome.CANT_TELL and not {"picture", "ambiguous"} & set(row.lacks):
        return (str(STILL_READ if report.waiting else UNREADABLE),) if row.kind else ()
    return tuple(known)


def _all(findings: Iterable[Finding]) -> Iterable[Passage]:
    for finding in findings:
        yield from finding.passages
        yield from _all(finding.parts)


# What is on show


def _show(viewer: Viewer, at: datetime) -> None:
    here = [passage for passage in _all(viewer.findings) if passage.place.key == viewer.file.pk]
    if viewer.file.content_type == DOCX:
        viewer.zoom = TEXT
        viewer.texts = _text(viewer, here)
        return
    zooms = ZOOMS if not viewer.file.is_picture else {zoom: ZOOMS[zoom] for zoom in (FIT, ACTUAL, LARGE)}
    viewer.zoom = viewer.zoom if viewer.zoom in zooms else FIT
    viewer.zooms = [
        (label, viewer.address.page(**shown), viewer.address.part(**shown), zoom == viewer.zoom)
        for zoom, label in zooms.items()
        if (shown := {"file": viewer.file.pk, "zoom": zoom})
    ]
    if viewer.zoom == TEXT:
        viewer.texts = _text(viewer, here)
        return
    looked = showing.look_into(
        viewer.file, [(passage.place.page or 0, passage.place.passage) for passage in here], at
    )
    viewer.shown = looked.shown
    for passage, areas in zip(here, looked.passages, strict=True):
        passage.areas = [_around(area) for area in areas]
    viewer.sheets = [_sheet(viewer, number, size, here) for number, size in enumerate(looked.shown.pages, 1)]


def _around(area) -> tuple[int, int, int, int]:
    x, y, width, height = area
    return x - AROUND, y - AROUND, width + 2 * AROUND, height + 2 * AROUND


def _sheet(viewer: Viewer, number: int, size, here: list[Passage]) -> Sheet:
    width, height = size
    scale = PIXELS * (2 if viewer.zoom == LARGE else 1)
    pictures = tuple(
        (viewer.owner.picture(viewer.file, number, dots), dots) for dots in settings.PROOF_SHOWN_WIDTHS
    )
    return Sheet(
        number,
        f"page-{number}-{viewer.owner.code}",
        max(1, round(width * scale)),
        max(1, round(height * scale)),
        f"0 0 {width} {height}",
        pictures,
        [passage for passage in here if passage.place.page == number],
    )


def _text(viewer: Viewer, here: list[Passage]) -> list[tuple[int | None, list]]:
    """Page by page, as it was read; a DOCX has none."""
    reading = ProofReading.objects.filter(proof=viewer.file, status=ProofReading.Status.READ).first()
    if reading is None:
        return []
    has_pages = viewer.file.content_type != DOCX
    return [
        (
            number if has_pages else None,
            showing.paragraphs_of(page, _on_page(here, number if has_pages else None)),
        )
        for number, page in enumerate(reading.pages, 1)
    ]


def _on_page(here: list[Passage], number: int | None):
    on_page = [passage for passage in here if passage.place.page == number]
    return [(passage.number, passage.place.paragraph, passage.place.passage) for passage in on_page]
