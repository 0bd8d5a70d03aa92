"""What somebody of the customer's says of the work: that it is accepted, confirmed, or was well done.

A broad set of words, and then whose they are: the author's of an e-mail or a chat, those of whoever is named
in the sentence, or of whoever's name stands below.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from .dates import dates_in
from .names import Parties
from .people import CUSTOMER, PARTNER, UNKNOWN, companies_in, named, person_of, sides_of
from .text import Line, Page
from .voices import OTHER, author_of
from .wording import CLOSING, FROM, NOT_AN_ACKNOWLEDGEMENT, PARTNER_SPEAKS, either

LONGEST = 400
AHEAD = 14
# Words by which people accept; what they are part of, as an acceptance test, is something else.
ACCEPTS = re.compile(
    r"(?<![\w-])"
    + either(
        r"(?:re)?confirm(?:s|ed|ing|ation (?:that|of))?",
        r"accept(?:s|ed|ing)?|acceptance (?:is |was )?(?:granted|given|declared)|approv(?:e|es|ed|ing|al (?:is|was|given))",
        r"acknowledge[sd]?|agree[sd]?(?! (?:that|with|to) (?:we|you|the (?:next|following)))|certif(?:y|ies|ied)|attest(?:s|ed)?",
        r"sign(?:ed|ing|s)?[ -]?(?:it |this |them )?off|countersign(?:ed|s)?|verif(?:y|ies|ied)|vouch(?:es)?|endorsed?",
        r"a true (?:record|account|statement)|(?:is|are|was|were|all) (?:true|correct|in order|as agreed|as ordered)",
        r"(?:you can|you may|feel free to|go ahead and|please(?: go ahead and)?|happy (?:for you )?to) close",
        r"(?:has|have|had|was|were|is|are) (?:been )?(?:fully |duly |properly |successfully )?(?:received|rendered|performed)",
        r"bestae?tig(?:e|en|t|te|ten)(?! sie)|bescheinig(?:e|en|t)|bezeug(?:e|en|t)|versicher(?:e|n|t)(?= (?:hiermit|ich|wir))",
        r"abgenommen|(?:nehme|nehmen|nimmt)\b[^.\n]{1,110}\bab|(?:ab|an)genommen|abzeichn\w*|abgezeichnet|abgesegnet",
        r"(?:die )?abnahme (?:ist |wird |wurde )?(?:hiermit )?(?:erteilt|erklart|erfolgt\w*)|(?:erklar|erteil)(?:e|en|t) "
        r"[^.\n]{0,70}(?:abnahme|freigabe)|freigegeben|geben [^.\n]{0,50}frei|genehmigt?|gebilligt|einverstanden",
        r"akzeptier(?:e|en|t)|anerkannt|erkennen [^.\n]{0,60} an|gegengezeichnet|(?:sachlich |alles )?richtig|in ordnung"
        r"|passt (?:so|alles|fur)|alles passt|gepruft und|vertragsgemaß|wie (?:vereinbart|bestellt)|ordnungsgemaß",
        r"bevestig(?:en|t|d|de)?(?! u)|verkla(?:ar|art|ren)|akkoord|accoord|goedgekeurd|keur(?:t|en)? [^.\n]{0,70}goed"
        r"|goedkeuring (?:gegeven|verleend)|accepte(?:er|ert|ren)|geaccepteerd|aanvaard(?:t|en)?|decharge",
        r"voor gezien|gezien en|(?:in orde|goed) bevonden|conform (?:afspraak|opdracht)|naar (?:volle )?(?:wens|tevredenheid)|vastgesteld"
        r"|erken(?:t|nen)|stem(?:t|men)? (?:in|er)|ingestemd|instemming",
        r"bekrafta(?:r|s|t|d|de|des|ts)?|intyga(?:r|s|t|d|de|des|ts)?|godkann(?:er|a|s)|godkan(?:t|d|da|de|ner|des|ts|nts)"
        r"|accepterar?(?:s|t|d|de)?|attest(?:erar|eras|erat|eras)?|tillstyrk(?:er|s)",
        r"undertecknade|undertecknad av|unterzeichnete|ondertekende|signed the (?:document|agreement)|e-signed",
        r"without (?:reservations?|defects|objections?)|no (?:defects|objections|reservations|complaints)"
        r"|(?:ohne|keine) (?:beanstandung\w*|mangel\w*|einwand\w*)|(?:zonder|geen) (?:gebreken|opmerkingen|bezwaren|voorbehoud)"
        r"|(?:utan|inga) (?:anmarkning\w*|fel|invandning\w*|reservation\w*)",
        r"justera[st](?:\b)|godtar|godtas|utan anmarkning(?:ar)?|enligt (?:ovan|avtal|overenskommelse|bestallning)"
        r"|styrker|samtyck(?:er|t)|ar overens",
    )
    + r"(?! (?:tests?|criteria|form|protocol|protokoll)\b)(?![\w-])"
)
# Words of somebody content; worth an acknowledgement only below the customer's own name.
PRAISES = re.compile(
    r"(?<![\w-])"
    + either(
        r"satisf\w+|(?:very |really |so |more than |extremely |perfectly )?(?:happy|pleased|delighted|impressed|content) with",
        r"thank you(?: so much| very much| again)?,? (?:for|and|to)|to thank|thanks (?:for|to|again|a lot)|grateful|gratitude",
        r"you (?:have )?(?:delivered|did|kept)|well done|great (?:job|work)|excellent (?:job|work)|good (?:job|work)|recommend(?:ed)?"
        r"|appreciat\w+|works? (?:perfectly|well|as)|as (?:promised|planned)|completed? to|all (?:done|good|fine)",
        r"zufrieden\w*|bedanken|danken|(?:vielen|herzlichen|besten|grossen|großen) dank(?! fur (?:ihre? (?:auftrag|bestell"
        r"|vertrau|anfrag)))|danke|verdanken|empfehlen|begeistert|tadellos\w*|einwandfrei\w*|reibungslos\w*"
        r"|gute arbeit|saubere arbeit|gelungen",
        r"tevreden|bedank(?:en|t)|dank (?:voor|aan|jullie|u)|dankbaar|(?:erg|heel) blij|goed (?:gedaan|verlopen|werk)"
        r"|complimenten|aanbevelen|naar behoren|vlekkeloos|keurig|prima|uitstekend",
        r"nojda?|tack(?:ar|a)? (?:for|till|sa|er|dig)|stort tack|tacka|bra jobbat|tacksam\w*|fungerar (?:bra|utmarkt|som|perfekt)"
        r"|rekommendera\w*|belatn\w+|imponerad\w*|fint arbete|smidigt|enligt forvantan",
    )
    + r"(?![\w-])"
)
# Close to such a word, that it is not so, not yet, or asked for.
DENIED_BEFORE = re.compile(
    either(
        r"(?<!\w)(?:not|never|cannot|can't|won't|nothing|nobody|no|un|until|once|before|unless|if|whether|when|after you"
        r"|as soon as|may i|may we|can you|could you|will you|would you|ask\w*|request\w*|await\w*|waiting|wait|pending"
        r"|to be|will|shall|should|must|has to|need to be|expect\w*|hope)",
        r"(?<!\w)(?:nicht|noch nicht|nie|kein\w*|erst|bis|sobald|wenn|falls|ob|bitten?|durfen wir|konnen sie|konnten sie|bitte"
        r"|wollen|soll|sollen|muss|zu|wird noch|vor der|erwart\w*)",
        r"(?<!\w)(?:niet|nog niet|nooit|geen|pas|zodra|als|indien|tot|of u|mag ik|mogen wij|kunt u|kun je|wilt u|gelieve"
        r"|verzoek\w*|vragen|moet|zal|zullen|te|wacht\w*|graag (?:uw|je|jullie))",
        r"(?<!\w)(?:inte|ej|ingen|inget|aldrig|annu|forst|innan|tills|nar|om|sa snart|kan ni|kan du|vill ni|vanligen|ber|bett"
        r"|ska|skall|maste|bor|att fa|kommer att|vantar|invantar|sager du|far vi)",
    )
    + r"(?: [\w'-]+){0,3} ?$"
)
DENIED_AFTER = re.compile(
    r"^[^.!;,\n]{0,45}?(?<!\w)(?:not|never|pending|outstanding|open|later|deferred|postponed|nicht|steht aus|ausstehend|offen|spater"
    r"|niet|nog|later|volgt|inte|ej|annu|senare|utestaende)(?!\w)"
)
FIRST_PERSON = re.compile(
    r"(?<!\w)(?:we|i|us|our|my|wir|ich|uns|unser\w*|mir|wij|ik|ons|onze|mij|mijn|vi|jag|oss|var|vart|vara|min|mig)(?!\w)"
)
ORDERED = re.compile(r"(?<!\w)(?:the following order|(?:den )?(?:folgenden )?auftrag|ihren auftrag|uw opdracht|er bestallning)(?!\w)")
# Hardly anything between the words and a name in the same line.
BESIDE = re.compile(r"(?:[^.:(\n]{0,40}[.:,(;/-]+|,?)[\s\W]*(?:[^\n:]{0,30}[:,])?[\s\W]*(?:(?:mr|mrs|ms|dr|herr|frau|dhr|mevr)\.? )*")
# Whatever sounds content or done in what the customer wrote to the partner.
CONTENT = re.compile(
    r"(?<![\w-])"
    + either(
        r"good|fine|great|perfect(?:ly)?|brilliant|excellent|super|top|lovely|happy|glad|pleased|done|finished|complete[d]?|closed?|works?"
        r"|working|spot on|thumbs up|ok(?:ay)?|cheers|thanks|invoice|delighted|smooth(?:ly)?|ready|live",
        r"gut|prima|bestens|klasse|toll|wunderbar|perfekt|lauft|laufen|funktionier(?:t|en)|fertig|abgeschlossen|erledigt|passt|stimmt"
        r"|danke|dank|freuen|freut|beendet|schlussrechnung|erfolgreich\w*|okay",
        r"goed|fijn|mooi|geweldig|uitstekend|klaar|draait|draaien|werkt|werken|afgerond|gedaan|dicht|blij|bedankt|dank|geslaagd|opgeleverd|afsluiten"
        r"|gesloten|perfect|tevreden|afgesloten",
        r"bra|fint|utmarkt|klart?|fardigt?|glada?|rullar|fungerar|toppen|perfekt|nojda?|tack|avsluta[dts]?|avslutat|slutfort|levererat|stamm(?:er)",
    )
    + r"(?![\w-])"
)
BY = re.compile(r"^(?: [\w.:/-]+){0,6}? (?:by|von|durch|vom|door|av|from|namens|on behalf of|seitens) ")
TO_SOMEBODY = re.compile(r"^\W*(?:to|an|aan|till|att|dear|hi|hello|hallo|hej|liebe\w*|sehr|beste|geachte|fao|c/o|for|fur|voor)(?!\w)")
# A letter about the partner, from the customer's own mouth.
DONE_FOR_US = re.compile(r"(?<!\w)(?:us|our|ours|uns|unser\w*|ons|onze|oss|var|vara|vart)(?!\w)")
LABELLED = re.compile(r"^\W*[^:\n]{2,30}:|^\W*[-•*\[]")
SIGNED_WITH = re.compile(r"undertecknade|unterzeichnete|ondertekende|signed the|e-signed")
DAYTIME = re.compile(r"^\W*\d[\d./-]+ \d\d?[:.]\d\d")
UNTICKED = re.compile(r"(?:☐|□|▢|\[ ?\]|\( \))[^☐□▢☒☑✓✔\[\n]*")
FOOT = 5
BY_LABEL = re.compile(
    r"(?<!\w)(?:by|door|durch|von|av|chair\w*|signed|approv\w+|accept\w+|gez|vorsitz\w*|voorzitter|ordforande|leitung)\W*$"
)
# Before a name that closes: a place and a day, or a word or two.
AT_THE_FOOT = re.compile(r"(?:(?:[^\W\d_][\w.]*,? )?(?:den |the |am |op )?[\d./-]+(?: ?[^\W\d_]{3,10}\.?)?(?: \d{4})?,?|i\. ?[av]\.|ppa\.|/|(?:dr|mr|mrs|ms|ir|drs)\.?|)",
                         re.IGNORECASE)
PRESENT = re.compile(r"^\W*(?:present|attend|participants|apologies|anwesend|teilnehm|aanwezig|deelnemers|narvarande|deltagare)")
# Before the company or the role for which somebody signs.
SIGNS_FOR = re.compile(
    r"(?<!\w)(?:for(?: and on behalf of)?|on behalf of|fur|im namen|namens|voor|for)(?: (?:the|die|den|der|das|de|het))? (?=\w)"
)
ROLE_CELL = re.compile(r"(?:^|(?<=\s))[\w]+(?: party)?:(?=\s)")
ROLES = re.compile(r"^\W*\w+: [^:]{4,60}\s\w+: ")
FILL = re.compile(r"_{3,}|\.{4,}|-{5,}|(?:_ ){3,}|…{2,}")


@dataclass(frozen=True)
class Said:
    """Words of acceptance: where, and whether they are the customer's without any doubt."""

    index: int
    start: int
    end: int
    is_certain: bool


def said_by_customer(
    parties: Parties, others: tuple[re.Pattern, ...], spots: list[tuple[Page, Line]]
) -> Iterator[Said]:
    lines = [line for _page, line in spots]
    dated = frozenset(_dated(spots))
    for index, line in enumerate(lines):
        text = without_unticked(_paragraph(lines, index))
        for pattern in (ACCEPTS, PRAISES, CONTENT, DONE_FOR_US):
            if pattern is CONTENT and author_of(parties, lines, index) != CUSTOMER:
                continue
            for match in pattern.finditer(text):
                if match.start() >= len(line.folded[:LONGEST]):
                    break
                certain = _whose(parties, others, dated, lines, index, text, match, praises=pattern is not ACCEPTS)
                if pattern is DONE_FOR_US and not _names_the_partner(parties, lines, index):
                    continue
                if certain is not None:
                    yield Said(index, match.start(), min(match.end(), len(line.folded)), certain)


def without_unticked(folded: str) -> str:
    """Of the same length, without what a form offered and nobody chose."""
    return UNTICKED.sub(lambda found: " " * len(found.group()), folded)


def _paragraph(lines: list[Line], index: int) -> str:
    """The line and the two after it: sentences don't end with lines."""
    return "\n".join(line.folded[:LONGEST] for line in lines[index : index + 3])


def _goes_on(above: Line, line: Line) -> bool:
    """Whether only the page's width has cut a sentence."""
    if len(above.plain) <= 60 or above.plain.rstrip().endswith((".", ":", "!", "?")):
        return False
    return line.plain.lstrip()[:1].islower() or not LABELLED.match(above.folded)


def _sentence(lines: list[Line], index: int, text: str, match: re.Match) -> tuple[str, str]:
    """What stands in it before and behind the words."""
    before = lines[index].folded[: match.start()]
    if index and _goes_on(lines[index - 1], lines[index]):
        before = lines[index - 1].folded[-LONGEST:] + " " + before
    for stop in reversed(list(re.finditer(r"(?<=[\w)\]]{3})[.!?;]\s|\t|(?<=\d\d)\.\s", before))):
        before = before[stop.end() :]
        break
    after = text[match.end() :]
    cut = re.search(r"(?<=[\w)\]]{3})[.!?;](?=\s|$)|(?<=\d\d)\.(?=\s|$)|\t", after)
    return before, re.sub(r"\n", " ", after[: cut.end()] if cut else after[:240])


def _names_the_partner(parties, lines, index) -> bool:
    """What we say of the partner's work, and not what the partner says of it."""
    near = "\n".join(line.folded[:LONGEST] for line in lines[max(0, index - 3) : index + 3])
    return PARTNER in {side for _start, side in companies_in(parties, near)}


def _whose(parties, others, dated, lines, index, text, match, *, praises) -> bool | None:
    before, after = _sentence(lines, index, text, match)
    sentence = f"{before}{match.group()}{after}"
    if DENIED_BEFORE.search(before[-60:]) or DENIED_AFTER.search(after) or sentence.rstrip().endswith("?"):
        return None
    if NOT_AN_ACKNOWLEDGEMENT.search(sentence) or PARTNER_SPEAKS.search(sentence) or ORDERED.search(sentence):
        return None
    author = author_of(parties, lines, index)
    if author is not None:
        return None if author == PARTNER else True
    if SIGNED_WITH.match(match.group()) and DAYTIME.match(before):
        above = [person_of(parties, line.folded[:LONGEST]) for line in reversed(lines[max(0, index - 3) : index])]
        if next(filter(None, above), UNKNOWN) == CUSTOMER:
            return True
    foreign = any(other.search(sentence) for other in others)
    line = lines[index]
    behind = line.plain[match.end() : LONGEST], line.folded[match.end() : LONGEST]
    beside = _signer(parties, others, *behind)
    if BY.match(after):
        agents = sides_of(parties, after)
        if agents:
            if agents[0] != CUSTOMER or FILL.search(after) or _is_role_only(parties, after):
                return None
            return person_of(parties, after) == CUSTOMER
    is_beside = beside is not None and BESIDE.fullmatch(behind[1][: behind[0].find(named(parties, *behind))])
    if is_beside and not praises and not foreign and not FIRST_PERSON.search(behind[1]) and len(behind[1]) < 120:
        return True if beside in (CUSTOMER, UNKNOWN) and not FILL.search(behind[1]) else None
    subject = sides_of(parties, before)
    is_partners = subject[:1] == [PARTNER] and not FIRST_PERSON.search(sentence)
    if is_partners and praises:
        is_partners = False
    if foreign and CUSTOMER not in sides_of(parties, sentence):
        return None
    if subject and subject[0] == CUSTOMER and not praises and not FILL.search(sentence):
        if person_of(parties, before) == CUSTOMER:
            return True
        below = _below(parties, others, dated, lines, index, match)
        return None if below in (PARTNER, OTHER) or (below is None and _is_role_only(parties, before)) else False
    below = _below(parties, others, dated, lines, index, match, praises=praises)
    if below is None or below in (PARTNER, OTHER) or is_partners and below != CUSTOMER:
        return None
    if praises and below == UNKNOWN and _letterhead(parties, lines) == PARTNER:
        return None
    return False


def _is_role_only(parties: Parties, folded: str) -> bool:
    """The customer, but neither by name nor in person: so a form speaks before anybody has filled it in."""
    is_named = CUSTOMER in {side for _start, side in companies_in(parties, folded)}
    return not is_named and person_of(parties, folded) != CUSTOMER


def signed_by_both(
    parties: Parties, others: tuple[re.Pattern, ...], spots: list[tuple[Page, Line]]
) -> Iterator[Said]:
    """At the end, by a date, the name of somebody who signs for the customer, with no words of acceptance."""
    lines = [line for _page, line in spots]
    dated = frozenset(_dated(spots))
    for index in range(len(lines) // 3, len(lines)):
        folded, plain = lines[index].folded[:LONGEST], lines[index].plain[:LONGEST]
        if FILL.search(folded) or PRESENT.match(folded) or not dated & set(range(index - 3, index + 4)):
            continue
        sides = sides_of(parties, folded)
        for match in SIGNS_FOR.finditer(folded):
            part = folded[match.start() :]
            if sides_of(parties, part)[:1] != [CUSTOMER]:
                continue
            cell = plain[match.end() :]
            name = named(parties, cell, folded[match.end() :])
            if name and len(cell[: cell.find(name)].split()) <= 6:
                signer = _signer(parties, others, cell, folded[match.end() :])
            else:
                begin = max(0, match.start() - 60)
                signer = _signer(parties, others, plain[begin : match.start()], folded[begin : match.start()])
            if signer in (CUSTOMER, UNKNOWN):
                yield Said(index, match.start(), match.end(), True)
        both = ROLES.match(folded)
        if both and sides == [CUSTOMER, PARTNER] or both and sides == [PARTNER, CUSTOMER]:
            cells = [(at.start(), at.end()) for at in ROLE_CELL.finditer(folded)]
            ends = [start for start, _end in cells[1:]] + [len(folded)]
            for (start, end), until in zip(cells, ends, strict=True):
                if sides_of(parties, folded[start:end])[:1] == [CUSTOMER]:
                    if _signer(parties, others, plain[end:until], folded[end:until]) in (CUSTOMER, UNKNOWN):
                        yield Said(index, start, until, True)


def signed_at_the_foot(
    parties: Parties, others: tuple[re.Pattern, ...], spots: list[tuple[Page, Line]]
) -> Iterator[Said]:
    """Somebody of the customer's closes the document, whatever words it is in."""
    lines = [line for _page, line in spots]
    foot = range(max(len(lines) // 2, len(lines) - FOOT, 1), len(lines))
    if any(FILL.search(lines[index].folded) for index in foot) or _is_denied(lines):
        return
    for index in foot:
        line = lines[index]
        folded, plain = line.folded[:LONGEST], line.plain[:LONGEST]
        name = named(parties, plain, folded)
        if not name or len(plain) > 110 or person_of(parties, folded) != CUSTOMER or PRESENT.match(folded):
            continue
        label, colon, _value = folded[: plain.find(name)].rpartition(":")
        is_told_to = TO_SOMEBODY.match(folded) or (colon and not BY_LABEL.search(label))
        if is_told_to or not AT_THE_FOOT.fullmatch(plain[: plain.find(name)].rpartition(":")[2].strip()):
            continue
        if _is_a_name(parties, plain, folded, may_be_labelled=True) and author_of(parties, lines, index) is None:
            start = plain.find(name)
            yield Said(index, start, start + len(name), False)


def _is_denied(lines: list[Line]) -> bool:
    """Whether anything in it is not accepted, or is still asked for."""
    for index, line in enumerate(lines):
        text = without_unticked(_paragraph(lines, index))
        if NOT_AN_ACKNOWLEDGEMENT.search(text):
            return True
        for match in ACCEPTS.finditer(text[: len(line.folded)]):
            before, after = _sentence(lines, index, text, match)
            if DENIED_BEFORE.search(before[-60:]) or DENIED_AFTER.search(after):
                return True
    return False


def _signer(parties, others, plain, folded) -> str | None:
    """The side of a person named in it; None where nobody is."""
    if any(other.search(folded) for other in others):
        return OTHER if named(parties, plain, folded) else None
    name = named(parties, plain, folded)
    if not name:
        return None
    if side := person_of(parties, folded):
        return side
    sides = sides_of(parties, folded)
    return sides[0] if sides else UNKNOWN


def _below(parties, others, dated, lines, index, match, *, praises=False) -> str | None:
    """Whose name closes what is said: in the line, or alone in one of those below."""
    closed, is_partners = False, False
    for number, line in enumerate(lines[index : index + AHEAD]):
        plain, folded = line.plain[:LONGEST], line.folded[:LONGEST]
        if number == 0:
            plain, folded = plain[match.end() :], folded[match.end() :]
        elif FROM.match(folded):
            break
        if FILL.search(folded):
            return None
        closed = closed or bool(CLOSING.search(folded)) or (number > 0 and index + number in dated)
        if number and not TO_SOMEBODY.match(folded) and (closed or len(plain) < 90):
            signer = _signer(parties, others, plain, folded)
            if signer == UNKNOWN and not any(each.isalpha() for each in plain.replace(named(parties, plain, folded), "")):
                signer = _company_below(parties, others, lines, index + number)
            is_name = signer is not None and _is_a_name(parties, plain, folded, may_be_labelled=not praises)
            if signer == CUSTOMER and (is_name or closed):
                return CUSTOMER
            if is_name and signer in (UNKNOWN, OTHER):
                return signer
            if is_name and signer == PARTNER:
                is_partners = True
    return PARTNER if is_partners else None


def _is_a_name(parties, plain, folded, *, may_be_labelled) -> bool:
    """Hardly more than a name with a role, a company, a place or a day: no sentence about somebody."""
    name = named(parties, plain, folded)
    before = plain[: plain.find(name)]
    if ":" in before and not may_be_labelled:
        return False
    return len(name) > 0.25 * len(plain.strip()) or (len(plain.split()) <= 14 and not plain.rstrip().endswith((".", "!", "?")))


def _company_below(parties, others, lines, index) -> str:
    for line in [*lines[index + 1 : index + 3], *lines[index - 1 : index]]:
        if len(line.plain) > 80:
            continue
        if any(other.search(line.folded[:LONGEST]) for other in others):
            return OTHER
        if sides := sides_of(parties, line.folded[:LONGEST]):
            return sides[0]
    return UNKNOWN


def _dated(spots: list[tuple[Page, Line]]) -> Iterator[int]:
    """The short lines that have a date in them."""
    days: dict[int, list[int]] = {}
    for index, (page, line) in enumerate(spots):
        if id(page) not in days:
            days[id(page)] = [each.start for each in dates_in(page)]
        starts = days[id(page)]
        if len(line.plain) < 60:
            at = bisect_left(starts, line.start)
            if at < len(starts) and starts[at] < line.start + len(line.plain):
                yield index


def _letterhead(parties, lines) -> str:
    for line in lines[:3]:
        if len(line.plain) < 70 and not TO_SOMEBODY.match(line.folded) and (sides := sides_of(parties, line.folded[:LONGEST])):
            return sides[0]
    return UNKNOWN
