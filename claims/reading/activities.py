"""Whether a proof describes what was done: concrete work in sentences, lists or tables, not only its title."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from .names import Evidence
from .text import Document, Outcome, Page, Place
from .vocabulary import COMMERCE, EMPTY, MONEY, WORK
from .wording import SLOT

STEM = 6

HEADING = re.compile(
    r"\b(?:activit(?:y|ies)|services?|work|tasks?|scope|deliverables?|summary|what (?:we|was)"
    r"|project (?:description|summary)"
    r"|description|approach|results?|achievements|leistung\w*|tatigkeit\w*|arbeiten|aufgaben|aktivitat\w*"
    r"|massnahmen|maßnahmen"
    r"|beschreibung|projektverlauf|ergebnis\w*|vorgehen|umfang|werkzaamheden|activiteiten|dienst(?:en"
    r"|verlening)|diensten"
    r"|omschrijving|uitgevoerd\w*|resultaten|aanpak|aktivitet\w*|tjanst\w*|arbete\w*|utfort\w*"
    r"|genomfor\w*|insatser|beskrivning"
    r"|omfattning|leveran\w*)\b"
)
# Before what was done.
DID = re.compile(
    r"\b(?:did|delivered|completed|following|folgend\w*|gemacht|erledigt|volgende|gedaan|foljande|gjort"
    r"|gjorde)\b"
)
INSTRUCTION = re.compile(
    r"^\W*(?:\d+[.)] )?(?:(?:please|kindly) )?(?:describe|list|enter|insert|fill|provide|specify|state"
    r"|explain|add|give|attach"
    r"|complete|use this|briefly|tell us|bitte|beschreiben sie|tragen sie|geben sie|nennen sie|fullen sie"
    r"|listen sie|fugen sie|voeg"
    r"|hier\b|beschrijf|vul|geef|vermeld|noem|licht\b|omschrijf|gelieve|beskriv|fyll|ange|lista|lagg till"
    r"|redogor|her\b"
    r"|what (?:did|was|were|has)|which|welche|was wurde|wat (?:is|heeft)|welke|vad\b|vilka)\b|\?\s*$"
)
EXAMPLE = re.compile(r"[(\[<{«][^)\]>}»]{0,200}(?:[)\]>}»]|$)")
EXAMPLES = re.compile(
    r"\b(?:e\.g\.|for example|such as|z\. ?b\.|zum beispiel|bijv\.|bijvoorbeeld|t\.ex\.|till exempel"
    r"|exempelvis)"
)
UNCHECKED = re.compile(r"(?:☐|□|▢|○|\[ ?\]|\( \)|❏)[^☐□▢○☒☑✓✔❏\[\n]*")
LABELLED = re.compile(
    r"^\W*(?:project|projekt|projektname|project ?naam|projektnamn|subject|betreff|onderwerp|amne|re|aw"
    r"|claim(?: name)?|titel"
    r"|title|customer|kunde|klant|kund|product\w*|produkt\w*|partner|activity type|programme?|programm"
    r"|solution area|workload"
    r"|antrag|ansokan|location|standort|locatie|plats|losungsbereich|oplossingsgebied|losningsomrade"
    r"|mpn.id|domain|domane|domein|doman|directory id|verzeichnis-id|katalog-id"
    r"|name|naam|namn|position|functie|befattning"
    r"|reference|referenz|referentie|referens|date|datum|to|an|aan|till|from|von|van|fran|cc)\s*[:\t]"
)
BULLET = re.compile(r"^\s*(?:[-•*·▪◦–>o]\s|\d{1,2}[.)]\s|[a-z][.)]\s|☒|☑|✓|✔|\[x\])", re.IGNORECASE)
# A stop after one letter is part of an abbreviation.
SENTENCE = re.compile(r"(?<=[\w)%][\w)%][.!?])(?<!\bdr\.)(?<!\bhd\.)(?<!\bnr\.)(?<!\bca\.)\s+(?=\S)")
ADDRESS = re.compile(
    r"[\w.+-]{1,60}@[\w.-]{1,60}"
    r"|(?<![\w-])[\w-]{3,40}\.(?:[\w-]{1,20}\.)?[a-z]{2,8}(?!\w)|[0-9a-f]{4,12}(?:-[0-9a-f]{4,12}){3,4}"
)
SHORT_LINE = 45


# A question whether work was done tells of it.
ASKED_TO_CONFIRM = re.compile(
    r"(?:confirm|bestae?tig|bevestig|bekraft|accept|akkoord|godkan)\w*[^?]{0,60}?(?<!\w)(?:that|dass|dat|att)(?!\w)"
    r"|(?<!\w)(?:has|have|hat|haben|heeft|hebben|har|wurden?|were|zijn|is)\?\s*$"
)
# Products whose names sound like work.
LIKE_WORK = re.compile(
    r"power automate|customer service|field service|project (?:operations|service automation)"
    r"|contact cent(?:er|re)"
    r"|supply chain management|information protection|insider risk management|teams meetings?"
    r"|customer insights"
)


def described(documents: list[Document], names: Iterable[re.Pattern] = ()) -> Evidence:
    """By how many different words of work it has, and how many that say more than any letter would.

    The companies' names are left out of what is told: some sound like work, too.
    """
    thin: list[Place] = []
    for document in documents:
        told = _Told()
        for page in document.pages:
            _read(document, page, names, told)
        if told.is_enough:
            return Evidence(Outcome.FOUND, [told.place])
        thin += [told.place] if told.place and told.work else []
    return Evidence(Outcome.NOT_FOUND, thin[:1], ["thin" if thin else "none"])


@dataclass
class _Told:
    """What was gathered of a file: words of work, words that tell something, and signs of a price list."""

    work: set[str] = field(default_factory=set)
    words: set[str] = field(default_factory=set)
    commerce: int = 0
    place: Place | None = None

    @property
    def is_enough(self) -> bool:
        work, words = len(self.work), len(self.words)
        if self.commerce >= 4:  # of an order or an invoice, more is asked
            return (work >= 3 and words >= 6) or (work == 2 and words >= 10)
        return (work >= 2 and words >= 4) or (work == 1 and words >= 5) or (words >= 13 and self.commerce < 2)


def _read(document: Document, page: Page, names: Iterable[re.Pattern], into: _Told) -> None:
    told = _told(page, names)
    for start, end in _content(page, told):
        said = told[start:end]
        work = {match.group()[:STEM] for match in WORK.finditer(said)}
        commerce = len(set(COMMERCE.findall(said))) + 2 * len(MONEY.findall(said))
        into.commerce += commerce
        if commerce >= 2 and len(work) < 2:
            continue
        words = {
            word[:8] for word in re.findall(r"[^\W\d_]{4,}", said) if word not in EMPTY and "xxx" not in word
        }
        if (work and not into.work) or (words and into.place is None):
            into.place = document.place(page, start, end)
        into.work |= work
        into.words |= words


def _told(page: Page, names: Iterable[re.Pattern]) -> str:
    """Of the same length, without examples, prompts and boxes that nobody ticked."""
    text = page.folded
    for pattern in (UNCHECKED, LIKE_WORK, ADDRESS, *names):
        text = pattern.sub(lambda match: "x" * len(match.group()), text)
    return EXAMPLE.sub(
        lambda match: " " * len(match.group()) if _is_prompt(match.group()) else match.group(), text
    )


def _is_prompt(bracketed: str) -> bool:
    """An instruction to whoever fills the form in."""
    if bracketed[:3] == "[x]":
        return False
    return bool(bracketed[0] in "[<{«" or EXAMPLES.search(bracketed) or INSTRUCTION.search(bracketed[1:]))


def _content(page: Page, told: str) -> Iterator[tuple[int, int]]:
    """The sentences that may describe work: no title, prompt, empty field, or fact about the claim."""
    is_headed = False
    for start, end in _units(page, told):
        folded = told[start:end]
        words = folded.split()
        ends_open = folded.rstrip().endswith(":")
        is_title = (
            len(words) <= 6 and not BULLET.match(page.folded[start:end]) and not folded.rstrip().endswith(".")
        )
        if is_title and "\t" not in folded:
            is_told = len(words) >= 4 and bool(WORK.search(folded)) and not LABELLED.match(folded)
            is_headed = bool(HEADING.search(folded) or DID.search(folded)) or (is_headed and not ends_open)
            has_value = ":" in folded.rstrip(" :")
            if not has_value and (HEADING.search(folded) or not (is_headed or is_told)):
                continue
        if _asks(folded) or LABELLED.match(folded) or "___" in folded or "....." in folded:
            continue
        if DID.search(folded) and ends_open:
            is_headed = True
        if not (ends_open and len(words) <= 8) and not SLOT.match(folded.strip()):
            yield start, end


def _asks(folded: str) -> bool:
    """A prompt; an answer behind its colon is none."""
    if not INSTRUCTION.search(folded):
        return False
    if folded.rstrip().endswith("?") and ASKED_TO_CONFIRM.search(folded):
        return False
    question, colon, answer = folded.partition(":")
    return not (colon and len(question) < 60 and len(answer.split()) >= 4 and not INSTRUCTION.search(answer))


def _units(page: Page, told: str) -> Iterator[tuple[int, int]]:
    """Sentences, bullets and rows, put together again from lines that only the page's width has cut."""
    begun: int | None = None
    # A line much shorter than the others ends where its writer ended it.
    shortest = max(SHORT_LINE, 0.6 * max((len(line.plain) for line in page.lines), default=0))
    shortest = min(shortest, 80)
    last_end = last_length = 0
    for line in page.lines:
        is_new = begun is None or (
            (last_length < shortest and not line.plain.lstrip()[:1].islower())
            or BULLET.match(line.folded)
            or re.match(r"^\s*[\w /()-]{2,30}:", line.folded)
            or "\t" in line.plain
            or line.plain.lstrip()[:1].isdigit()
            or page.folded[begun:last_end].rstrip()[-1:] in (".", "!", "?", ":")
        )
        if is_new and begun is not None:
            yield from _sentences(told, begun, last_end)
        if is_new:
            begun = line.start
        last_end, last_length = line.start + len(line.plain), len(line.plain)
    if begun is not None:
        yield from _sentences(told, begun, last_end)


def _sentences(told: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    at = start
    for match in SENTENCE.finditer(told, start, end):
        yield at, match.start()
        at = match.end()
    yield at, end
