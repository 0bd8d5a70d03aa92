"""Dates in a proof, in the four languages, and whether one of them is of the last twelve months."""

import calendar
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from .names import Evidence
from .text import Document, Outcome, Page, Place

MONTHS = {
    1: "januari|januar|january|janner|jan",
    2: "februari|februar|february|feb",
    3: "march|maerz|marz|maart|mars|mar|mrz|mrt",
    4: "april|apr",
    5: "may|mai|mei|maj",
    6: "juni|june|jun",
    7: "juli|july|jul",
    8: "augustus|augusti|august|aug",
    9: "september|sept|sep",
    10: "oktober|october|okt|oct",
    11: "november|nov",
    12: "december|dezember|dec|dez",
}
MONTH = "|".join(f"(?:{names})" for names in MONTHS.values())
NUMBER_OF = {name: number for number, names in MONTHS.items() for name in names.split("|")}
YEAR = r"(?:19|20)\d\d"
GAP = r"[\s,.\-/]{1,3}"
PATTERNS = {
    "iso": re.compile(rf"(?<![\w.-])(?P<y>{YEAR})(?P<s>[-./])(?P<m>\d\d?)(?P=s)(?P<d>\d\d?)(?![\d])(?!-\d)"),
    "dotted": re.compile(
        rf"(?<![\w.])(?P<a>\d\d?)(?P<s>\. ?)(?P<b>\d\d?)\. ?(?P<y>{YEAR}|\d\d)(?!\w)(?!\.\d)"
    ),
    "numeric": re.compile(
        rf"(?<![\w./-])(?P<a>\d\d?)(?P<s> ?[/-] ?)(?P<b>\d\d?)(?P=s)(?P<y>{YEAR}|\d\d)(?!\w)(?!(?P=s)\d)"
    ),
    "day_first": re.compile(
        rf"(?<![\w.])(?P<d>\d\d?)(?:st|nd|rd|th|e|:e)?(?: of)?[\s.\-/]{{0,3}}(?:of )?"
        rf"(?P<name>{MONTH})(?![^\W\d_])[\s,.'\-/]{{0,3}}(?P<y>{YEAR}|\d\d(?![\d:]))"
    ),
    "month_first": re.compile(
        rf"(?<!\w)(?P<name>{MONTH})\.?\s?(?P<d>\d\d?)(?:st|nd|rd|th)?{GAP}(?P<y>{YEAR})(?!\d)"
    ),
    "six_digits": re.compile(
        r"(?<!\w)(?:datum|date|den|dat\.|d\.)[:\s]{1,3}(?P<y>[12]\d)(?P<m>0[1-9]"
        r"|1[0-2])(?P<d>[0-3]\d)(?![\w.,-])"
    ),
    "month": re.compile(rf"(?<!\w)(?P<name>{MONTH})[\s,.\-/']{{1,3}}(?P<y>{YEAR})(?!\d)"),
    "month_number": re.compile(r"(?<![\w./-])(?P<m>0[1-9]|1[0-2])[/.](?P<y>20\d\d)(?![\d./-])"),
    "quarter": re.compile(
        r"(?<!\w)q(?P<q>[1-4])[\s/.-]{0,2}(?P<y>20\d\d)(?!\d)|(?P<q2>[1-4])\. ?quartal (?P<y2>20\d\d)"
    ),
    "week": re.compile(
        r"(?<!\w)(?:kw|week|vecka|v\.|calendar week"
        r"|kalenderwoche) ?(?P<w>\d\d?)[\s,/]{1,2}(?P<y>20\d\d)(?!\d)"
    ),
}
# What stands before a date that says nothing of the work or of its acknowledgement.
BESIDE = re.compile(
    r"(?:\b(?:template|vorlage|sjabloon|formular|formulier|blankett|mall(?:en|version)?|form (?:no"
    r"|version|rev))\b[^\n]{0,28}"
    r"|(?:print(?:ed|out)?|gedruckt|druckdatum|ausdruck|ausgedruckt|afgedrukt|afdruk\w*|utskriv\w+"
    r"|utskrift\w*"
    r"|copyright|\(c\)|©|valid (?:until|to|through|till)|expir\w+|gultig bis|geldig tot"
    r"|giltig\w* (?:till|t\.o\.m)"
    r"|ablauf\w*|vervalt|verloopt|lauft bis|upphor|date of birth|born|birthday|d\.?o\.?b\.?"
    r"|geb(?:oren|\.|urtsdatum|urtstag)|geboortedatum|geboren|fodd|fodelsedatum|fodelsedag"
    r"|download\w*|heruntergeladen|gedownload|nedladdad\w*|accessed"
    r"|invoice no|rechnung nr|factuurnr|fakturanr|warranty|garanti\w*|next (?:review|meeting|audit)"
    r"|planned(?: for)?|geplant(?: fur| am)?|gepland(?: op| voor)?|planera[dt]\w*(?: till)?)"
    r"[^\n\d]{0,28})$"
)
# The head or foot that a browser puts on each page that it prints.
BROWSER_LINE = re.compile(
    r"https?://|\boutlook\b.*\d\d?:\d\d|\bgmail\b.*\d\d?:\d\d|\d\d?:\d\d.*\b(?:outlook|gmail)\b"
)


@dataclass(frozen=True)
class Dated:
    """What a date may mean: one span of days, or two where day and month can't be told apart."""

    start: int
    end: int
    spans: tuple[tuple[date, date], ...]


def dates_in(page: Page, *, month_first: bool | None = None) -> list[Dated]:
    """In order; what is part of a longer date is not one of its own."""
    taken: list[Dated] = []
    for kind, pattern in PATTERNS.items():
        for match in pattern.finditer(page.folded):
            spans = tuple(_spans(kind, match.groupdict(), month_first))
            overlaps = any(one.start < match.end() and match.start() < one.end for one in taken)
            if spans and not overlaps:
                taken.append(Dated(*match.span(), spans))
    return sorted(taken, key=lambda one: one.start)


def _spans(kind: str, part: dict, month_first: bool | None) -> Iterator[tuple[date, date]]:
    year = int(part.get("y") or part.get("y2"))
    year += 2000 if year < 100 else 0
    if kind in ("dotted", "numeric"):
        yield from _either_way(int(part["a"]), int(part["b"]), year, part["s"].strip(), month_first)
        return
    if kind == "quarter":
        last = 3 * int(part["q"] or part["q2"])
        yield date(year, last - 2, 1), date(year, last, calendar.monthrange(year, last)[1])
        return
    if kind == "week":
        if 1 <= int(part["w"]) <= 52:
            monday = date.fromisocalendar(year, int(part["w"]), 1)
            yield monday, monday + timedelta(days=6)
        return
    month = NUMBER_OF[part["name"]] if part.get("name") else int(part["m"])
    if kind in ("month", "month_number"):
        yield date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
    else:
        yield from _day(year, month, int(part["d"]))


def _either_way(
    a: int, b: int, year: int, sign: str, month_first: bool | None
) -> Iterator[tuple[date, date]]:
    """With dots the day comes first everywhere; with a stroke it depends on who writes."""
    if sign == "." or month_first is False or a > 12:
        yield from _day(year, b, a)
    elif month_first or b > 12:
        yield from _day(year, a, b)
    else:
        yield from _day(year, b, a)
        yield from _day(year, a, b)


def _day(year: int, month: int, day: int) -> Iterator[tuple[date, date]]:
    try:
        found = date(year, month, day)
    except ValueError:
        return
    if found.year >= 1900:
        yield found, found


STROKES = re.compile(rf"(?<![\w./-])(\d\d?)[/-](\d\d?)[/-](?:{YEAR}|\d\d)(?![\w])")


def order_of(documents: Iterable[Document], country: str) -> bool | None:
    """Whether months come first: by a date that leaves no doubt, else by the country, else unknown."""
    for document in documents:
        for page in document.pages:
            for a, b in STROKES.findall(page.folded):
                if int(a) > 12 >= int(b):
                    return False
                if int(b) > 12 >= int(a):
                    return True
    if country == "US":
        return True
    return (
        False
        if country in ("DE", "AT", "CH", "NL", "BE", "SE", "FI", "DK", "NO", "IE", "GB", "FR", "LU")
        else None
    )


def is_beside(page: Page, dated: Dated) -> bool:
    """The date of a print, a form, a birth or an end: no date of the work."""
    first = page.folded.rfind("\n", 0, dated.start) + 1
    last = page.folded.find("\n", dated.end)
    line = page.folded[first : last if last >= 0 else len(page.folded)]
    before = page.folded[max(first, dated.start - 60) : dated.start]
    if before.strip() == "":  # a label may stand alone in the line or cell above
        above = page.folded[max(0, first - 40) : max(0, first - 1)].rpartition("\n")[2]
        before = above if len(above) < 30 else before
    return bool(BESIDE.search(before) or BROWSER_LINE.search(line))


def year_before(day: date) -> date:
    return day.replace(year=day.year - 1) if (day.month, day.day) != (2, 29) else date(day.year - 1, 2, 28)


def recent(documents: list[Document], on_date: date, country: str) -> Evidence:
    """Found when a date of the work or its acknowledgement lies in the last twelve months."""
    oldest, newest = year_before(on_date), on_date + timedelta(days=1)
    month_first = order_of(documents, country)
    old: list[Place] = []
    doubtful: list[Place] = []
    for document in documents:
        for page in document.pages:
            for dated in dates_in(page, month_first=month_first):
                if is_beside(page, dated):
                    continue
                fits = [last >= oldest and first <= newest for first, last in dated.spans]
                place = document.place(page, dated.start, dated.end)
                if all(fits):
                    return Evidence(Outcome.FOUND, [place])
                if any(fits):
                    doubtful.append(place)
                elif all(last < oldest for _first, last in dated.spans):
                    old.append(place)
    if doubtful:
        return Evidence(Outcome.CANT_TELL, doubtful[:1], ["ambiguous"])
    return Evidence(Outcome.NOT_FOUND, old[-1:], ["old" if old else "none"])
