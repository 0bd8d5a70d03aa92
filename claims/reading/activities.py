"""Whether a proof describes what was done: concrete work in sentences, lists or tables, not only its title."""

import re
from collections.abc import Iterable, Iterator

from .names import Evidence
from .text import Document, Outcome, Page, Place
from .wording import ACKNOWLEDGED, SLOT

# Kinds of work; what names two of them says more than what names one twice.
WORK = {
    "migration": r"umstell|umgestellt|omstall|overschakel|clean(?:ed|-?up|sing|ing)|aufgeraumt|bereinig"
    r"|opgeschoond|opschon|rensa(?:t|de)|migrat"
    r"|upgrad|replac|abgelost|vervang|vervangen|ersatt|ubernahm|migrier|migrer|umzug"
    r"|umgezogen|ubernommen|uberfuhrt|datenubernahme|overgezet"
    r"|overzett|overgang"
    r"|flytt(?:ade|at|ning|en)?\b|import(?:s|ed|ing|iert\w*|eer\w*|era\w*| of| von| van| av)?\b"
    r"|transferred|moved|cut-?over",
    "configuration": r"configur|konfigur|inricht|ingericht|einricht|eingericht|set[- ]?up|setting up"
    r"|install|aufgesetzt"
    r"|opgezet|opzetten|satt upp|satte upp|uppsattning|provision|parametri|tenant setup|enabled|aktivier"
    r"|activat|aktiver",
    "deployment": r"deploy|roll(?:ed|ing)?[- ]?out|rollout|introduc|ausgerollt|ausroll|bereitstell|bereitgestellt"
    r"|uitrol|uitgerold"
    r"|utrull|rullad|driftsatt|infor(?:d|t|ande)|implement|einfuhr|eingefuhrt|invoer|ingevoerd"
    r"|inbetriebnahme|go-?live"
    r"|ingebruikname|produktivsetzung|lanser|launch|onboard",
    "training": r"class(?:es)?\b|ausbild|ausgebildet|wegwijs|showed|larde upp|lart upp|lar(?:de|t) sig"
    r"|bijgeschool|bijschol|taught"
    r"|teach|sessions?\b"
    r"|einweis|eingewiesen|lektion|explain|zeigte|gezeigt|erklart|uitgelegd"
    r"|visade|train(?:ing|ed|er|ings)|workshop"
    r"|schulung|geschult|schulte|coach|opleid|opgeleid"
    r"|getraind|utbild|e-learning"
    r"|key[- ]?users?|webinar|kurs(?:e|er|en)?\b|cursus|unterwies|instru[ck]",
    "assessment": r"survey|umfrage|enkat|enquete|review|optimi[sz]|mapped|assess|analy[sz]|audit"
    r"|bestandsaufnahme|inventar|inventor"
    r"|nulmeting|kartlagg|kartlad"
    r"|discovery|evaluat"
    r"|bedarf|requirement|anforderung|eisen\b|behov|interview|fit-?gap|readiness|health ?check|ist-aufnahme|behoefte",
    "design": r"erarbeit|defin(?:ed|ier|ition|ieer)|vorbereitet|prepared|voorbereid|forbered|design|architec"
    r"|architek|arkitek|konzept|konzipier|entwurf|entworfen|ontwerp|ontworpen"
    r"|plan(?:ned|ning|ung)"
    r"|roadmap|blueprint|utform|zielbild|doelarchitectuur|target (?:state|operating)|strateg",
    "pilot": r"pilot|tested|testing|\btests?\b|getestet|testphase|getest|testad|testning"
    r"|proof[- ]of[- ]concept|\bpoc\b"
    r"|prototyp|user acceptance|validat|validier",
    "adoption": r"adoption|adoptie|adoptions|change[- ]management|champions|kommunikation|communicati"
    r"|forandringsledning"
    r"|verander|nutzungs|akzeptanz|gebruikersacceptatie|anvandning(?:en)? oka|awareness|office hours|sprechstunde",
    "support": r"resolved|tickets|support(?:ed|ing)?\b|help ?desk|service ?desk|hypercare|betreu|begleit|begeleid"
    r"|ondersteun|stod\b|stott"
    r"|beratung|beraten|berieten|advis|geadviseerd|advies|radgiv|floorwalk|nazorg|nachbetreuung"
    r"|troubleshoot|fehlerbehebung",
    "integration": r"integrat|integrier|integrer|interface|schnittstelle|koppel|koppla|workflow|automat"
    r"|automatis|connect(?:ed|or)"
    r"|anbindung|angebunden|verknupf|synchroni|anslut",
    "development": r"angelegt|gebaut|aufbau|aufgebaut|opgebouwd|created|aangemaakt|skapad|passte?n? [^.]{0,60} an\b"
    r"|customi[sz]|develop|entwick"
    r"|ontwikkel|utveckl|anpass|angepasst|aangepast|maatwerk"
    r"|programm(?:iert|eerd)"
    r"|extension|dashboard|report(?:s|ing) built|built|gebouwd|erstellt|byggd|formular(?:e|en)\b"
    r"|templates? (?:for|created)",
    "security": r"polic(?:y|ies)|security (?:roles?|groups?|settings)|richtlini|governance"
    r"|conditional access|bedingte[rn]? zugriff"
    r"|voorwaardelijke toegang"
    r"|multi-?factor|\bmfa\b|beleid|sakerhet|berechtigung|rechten|behorighet|retention|aufbewahrung"
    r"|security baseline|dlp\b"
    r"|compliance|hardening|lifecycle|naming convention",
    "documentation": r"document(?:ed|ation)|dokumentation|dokumentiert|documentatie|gedocumenteerd"
    r"|dokumenter|handbuch"
    r"|handleiding|manual|runbook|quick guide|anleitung|instruktion|hand-?over|ubergabe|overdracht"
    r"|overlamn|knowledge transfer"
    r"|wissenstransfer|kennisoverdracht",
    "presales": r"demonstrat|\bdemos?\b|vorfuhr|vorgefuhrt|demonstratie|business case|\broi\b|\btco\b"
    r"|wirtschaftlichkeit"
    r"|lizenzberatung|licen[cs]e (?:review|advice)|licentieadvies|licensradgivning|angebot|proposal"
    r"|offert|quotation|produktwahl"
    r"|showcase|vision|envisioning|proof of value|value assessment",
}
KINDS = {kind: re.compile(stems) for kind, stems in WORK.items()}
ANY = re.compile("|".join(WORK.values()))
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
    r"\b(?:did|delivered|completed|following|folgend\w*|gemacht|erledigt|volgende|gedaan|foljande|gjort|gjorde)\b"
)
INSTRUCTION = re.compile(
    r"^\W*(?:\d+[.)] )?(?:(?:please|kindly) )?(?:describe|list|enter|insert|fill|provide|specify|state"
    r"|explain|add|give|attach"
    r"|complete|use this|briefly|tell us|bitte|beschreiben sie|tragen sie|geben sie|nennen sie|fullen sie"
    r"|listen sie|fugen sie"
    r"|hier\b|beschrijf|vul|geef|vermeld|noem|licht\b|omschrijf|gelieve|beskriv|fyll|ange|lista|lagg till"
    r"|redogor|her\b"
    r"|what (?:did|was|were|has)|which|welche|was wurde|wat (?:is|heeft)|welke|vad\b|vilka)\b|\?\s*$"
)
EXAMPLE = re.compile(r"[(\[<{«][^)\]>}»]{0,200}(?:[)\]>}»]|$)")
EXAMPLES = re.compile(
    r"\b(?:e\.g\.|for example|such as|z\. ?b\.|zum beispiel|bijv\.|bijvoorbeeld|t\.ex\.|till exempel|exempelvis)"
)
UNCHECKED = re.compile(r"(?:☐|□|▢|○|\[ ?\]|\( \)|❏)[^☐□▢○☒☑✓✔❏\[\n]*")
LABELLED = re.compile(
    r"^\W*(?:project|projekt|projektname|project ?naam|projektnamn|subject|betreff|onderwerp|amne|re|aw"
    r"|claim(?: name)?|titel"
    r"|title|customer|kunde|klant|kund|product\w*|produkt\w*|partner|activity type|programme?|programm"
    r"|solution area|workload"
    r"|reference|referenz|referentie|referens|date|datum|to|an|aan|till|from|von|van|fran|cc)\s*[:\t]"
)
BULLET = re.compile(r"^\s*(?:[-•*·▪◦–>o]\s|\d{1,2}[.)]\s|[a-z][.)]\s|☒|☑|✓|✔|\[x\])", re.IGNORECASE)
# A stop after one letter is part of an abbreviation.
SENTENCE = re.compile(r"(?<=[\w)%][\w)%][.!?])(?<!\bdr\.)(?<!\bhd\.)(?<!\bnr\.)(?<!\bca\.)\s+(?=\S)")
SHORT_LINE = 45


# Said of almost any service: worth half as much as what was done in it.
GENERIC = re.compile(
    r"(?:service|project|projekt|work|partner|customer|kund|klant|product|confirm|bestatig|bevestig|bekraft|leistung"
    r"|zufrieden|satisf|tevreden|nojd|cooperat|zusammenarbeit|samenwerking|samarbete|dienst|tjanst|x{4}|microsoft"
    r"|dynamics|that|with|from|have|been|were|this|their|haben|wurde|wird|sind|nach|fur|durch|eine|unser|with|hebben"
    r"|werd|zijn|voor|onze|naar|har|och|till|fran|under|inom|hos)\w*"
)
WEAK = frozenset(["support", "deployment", "adoption"])
QUANTITY = re.compile(
    r"(?<![\w.,:/-])\d{1,6} (?!(?:uhr|jan|feb|mar|apr|ma[yij]|jun|jul|aug|sep|o[kc]t|nov|de[cz]|am\b"
    r"|pm\b)\w*)[^\W\d_]{2,}"
)


# Products whose names sound like work.
LIKE_WORK = re.compile(
    r"power automate|customer service|field service|project (?:operations|service automation)|contact cent(?:er|re)"
    r"|supply chain management|information protection|insider risk management|teams meetings?|customer insights"
)


def described(documents: list[Document], names: Iterable[re.Pattern] = ()) -> Evidence:
    """The companies' names are left out of what is told: some sound like work, too."""
    thin: list[Place] = []
    for document in documents:
        kinds: dict[str, Place] = {}
        words, is_counted = 0, False
        rich: set[str] = set()
        for page in document.pages:
            told = _told(page, names)
            for start, end, is_headed in _content(page, told):
                said = told[start:end]
                found = (
                    [kind for kind, pattern in KINDS.items() if pattern.search(said)]
                    if ANY.search(said)
                    else []
                )
                count = len(re.findall(r"[^\W\d_]{2,}", said))
                if is_headed or found:
                    rich |= {
                        word for word in re.findall(r"[^\W\d_]{4,}", said) if not GENERIC.fullmatch(word)
                    }
                if not found or count < 3 - is_headed:
                    continue
                words += count
                is_counted = is_counted or bool(QUANTITY.search(said))
                for kind in found:
                    kinds.setdefault(kind, document.place(page, start, end))
        weight = sum(1 if kind in WEAK else 2 for kind in kinds) + is_counted
        if (weight >= 4 and words >= 6) or (weight == 3 and words >= 12) or (weight >= 2 and len(rich) >= 10):
            return Evidence(Outcome.FOUND, [next(iter(kinds.values()))])
        thin += list(kinds.values())[:1]
    return Evidence(Outcome.NOT_FOUND, thin[:1], ["thin" if thin else "none"])


def _told(page: Page, names: Iterable[re.Pattern]) -> str:
    """Of the same length, without examples, prompts and boxes that nobody ticked."""
    text = page.folded
    for pattern in (UNCHECKED, LIKE_WORK, *names):
        text = pattern.sub(lambda match: "x" * len(match.group()), text)
    return EXAMPLE.sub(
        lambda match: " " * len(match.group()) if _is_prompt(match.group()) else match.group(), text
    )


def _is_prompt(bracketed: str) -> bool:
    """An instruction to whoever fills the form in."""
    return bool(bracketed[0] in "[<{«" or EXAMPLES.search(bracketed) or INSTRUCTION.search(bracketed[1:]))


def _content(page: Page, told: str) -> Iterator[tuple[int, int, bool]]:
    """The sentences that may describe work, and whether they stand under a heading that says so."""
    is_headed = False
    for start, end in _units(page, told):
        folded = told[start:end]
        words = folded.split()
        is_title = len(words) <= 6 and not BULLET.match(folded) and not folded.rstrip().endswith(".")
        if is_title and "\t" not in folded:
            is_headed = bool(HEADING.search(folded) or DID.search(folded)) or (
                is_headed and not folded.rstrip().endswith(":")
            )
            if ":" not in folded.rstrip(" :") and not is_headed:
                continue
            if HEADING.search(folded) and ":" not in folded.rstrip(" :"):
                continue
        if INSTRUCTION.search(folded) or LABELLED.match(folded) or "___" in folded or "....." in folded:
            continue
        if DID.search(folded) and folded.rstrip().endswith(":"):
            is_headed = True
        if (folded.rstrip().endswith(":") and len(words) <= 8) or SLOT.match(folded.strip()):
            continue
        if (
            ACKNOWLEDGED.search(folded)
            and sum(1 for kind in KINDS if kind not in WEAK and KINDS[kind].search(folded)) < 2
        ):
            continue
        label = re.match(r"\W*([\w /()-]{3,40})[:\t]", folded)
        yield start, end, is_headed or bool(label and HEADING.search(label.group(1)))


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
