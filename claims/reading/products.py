"""Whether each claimed product is mentioned, under any of the names that people use for it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from .names import guid_pattern, words_of
from .text import Document, Outcome, Page, Place, fold


@dataclass(frozen=True)
class Claimed:
    """A product of the claim; with the ID of its subscription where it has one."""

    name: str
    subscription_id: str = ""


@dataclass(frozen=True)
class Mention:
    name: str
    outcome: Outcome
    place: Place | None = None


SPACE = r"[\s\-_/]{0,2}"
SUITE = r"(?:(?:microsoft|ms|m(?:icrosoft )?365|o(?:ffice )?365)[\s\-]{1,2}){0,2}"
MODULES = (
    (
        "sales",
        "customer service",
        "field service",
        r"contact cent(?:er|re)",
        "finance",
        "commerce",
        "marketing",
    )
    + (
        r"supply chain(?: management)?",
        "scm",
        "human resources",
        "hr",
        "project operations",
        "business central",
    )
    + ("customer insights", "customer engagement", "remote assist", r"project service(?: automation)?")
)
MODULE = "|".join(MODULES)
LISTED = (
    rf"(?:(?:{MODULE})\s*(?:,|/|&|\+|\band\b|\bund\b|\ben\b|\boch\b|\bsowie\b|\bor\b){{1,2}}\s*"
    r"(?:and |und |en |och )?){0,5}"
)
DYNAMICS = (
    rf"(?:dynamics{SPACE}(?:crm )?365|d{SPACE}365|dynamics)(?: ce| crm)?[\s:(\-]{{1,4}}"
    rf"(?:for (?:the )?|fur |voor )?{LISTED}"
)
# Beside what is a department or a trade, and no product.
PEOPLE_BEFORE = re.compile(
    r"\b(?:head of|director,? (?:of )?|leiter\w*,? (?:des )?|our|your|their"
    r"|hoofd|chef(?: for)?|good|and|und)[\s-]$"
)
PEOPLE_AFTER = re.compile(
    r"[\s-](?:teams?|department|manager|agents?|director|desk|reps?|representatives?|abteilung"
    r"|leiter\w*|mitarbeiter\w*"
    r"|afdeling|medewerkers?|avdelning\w*|medarbetare|engineers?|technicians?|lead)\b"
)
# Words that are common ones, too, unless they begin with a capital and stand where a product does.
COMMON = {
    "teams": (
        re.compile(
            r"\b(?:project|projekt|sales|support|service|customer|account|it|joint|core|delivery"
            r"|business|hr|finance"
            r"|marketing|field|virtual|both|two|three|several|beide|zwei|drei|twee|drie|tva|tre)[\s-]$"
        ),
        re.compile(r"\s(?:der|des|aus|wurden|haben|sind|have|were|of|from|who|are)\b"),
    ),
    "exchange": (
        re.compile(r"\b(?:premises|prem|knowledge|data|stock|information|foreign|heat)[\s-]$"),
        re.compile(r"\s?(?:server|20\d\d|rate|of\b|on[- ]prem)"),
    ),
    **dict.fromkeys(("field service", "customer service"), (PEOPLE_BEFORE, PEOPLE_AFTER)),
}
# Other names, by the catalogue's name without the maker's; folded.
ALIASES = {
    "exchange online": [r"exchange(?: online)?", r"exo(?= migration| mailbox)"],
    "sharepoint": [rf"share{SPACE}point(?: online)?", "spo"],
    "onedrive": [rf"one{SPACE}drive(?: for business)?"],
    "teams": ["teams"],
    "teams meetings": [r"teams[\s-](?:meetings?|besprechungen|vergaderingen|moten|konferenzen|webinars?)"],
    "teams phone": [
        r"teams[\s-]?(?:phone(?: system)?|telephony|telefoni\w*|telefon\w*|voice|calling|telefonanlage)",
        "phone system",
        r"(?:telefonie|telefoni|telephony|telefonanlage)[\w ]{0,20} (?:teams)",
    ],
    "teams platform": [r"teams[\s-]?plat+form\w*", r"teams[\s-]apps?"],
    "365 apps": [
        r"(?:microsoft|m|office|o)\s?365[\s-]apps?(?: for (?:enterprise|business))?",
        r"office (?:365 )?pro\s?plus",
    ],
    "viva engage": ["viva engage", "yammer"],
    "intune": ["intune", "endpoint manager"],
    "entra id p1": [
        r"(?:entra id|azure (?:ad|active directory)|aad)(?: premium)?,? \(?(?:p|plan )1",
        r"entra id p2 (?:and|und|en|och|&) p1",
    ],
    "entra id p2": [
        r"(?:entra id|azure (?:ad|active directory)|aad)(?: premium)?,? \(?(?:p|plan )2",
        r"entra id p1(?:,| and| und| en| och| &|/) ?p2",
    ],
    "defender for office 365": [
        "defender for (?:office|o365)(?: 365)?",
        "mdo",
        "office 365 (?:atp|advanced threat protection)",
    ],
    "defender for endpoint": ["defender for endpoints?", "mde", "defender atp"],
    "defender for identity": ["defender for identity", "mdi", "azure (?:atp|advanced threat protection)"],
    "defender for cloud apps": ["defender for cloud apps?", "mdca", "mcas", "cloud app security"],
    "purview information protection": [
        r"(?:purview )?information protection",
        "azure information protection",
        "aip",
        "sensitivity labels?",
    ],
    "purview insider risk management": [r"(?:purview )?insider[\s-]risk(?:[\s-]management)?"],
    "skype for business online": ["skype for business(?: online)?"],
    "business central": ["business central"],
    "project operations": ["project operations"],
    "supply chain management": [],
    "customer insights": ["customer insights"],
    "remote assist": ["remote assist"],
    "field service": ["field service"],
    "customer service": ["customer service"],
    "power apps": [rf"power{SPACE}apps?"],
    "power automate": [rf"power{SPACE}automate", "microsoft flow"],
    "power bi": [rf"power{SPACE}bi"],
    "power pages": [rf"power{SPACE}pages"],
    "copilot studio": ["copilot studio", "power virtual agents?"],
}
MODULE_NAMES = {
    "sales": "sales(?: hub| professional| enterprise| premium)?",
    "customer service": "customer service",
    "contact center": r"contact cent(?:er|re)",
    "finance": r"finance(?: (?:and|&) operations)?|fin(?: ?ops)|f ?& ?o",
    "supply chain management": r"supply chain(?: management)?|scm",
    "human resources": "human resources|hr",
    "project service automation": "project service(?: automation)?|psa",
    "customer insights": "customer insights|marketing",
}
NOT_PART_AFTER = re.compile(
    r"[^.;\n,]{0,60}?(?:\b(?:not (?:part|included|covered|in (?:the )?scope|affected|used|deployed"
    r"|delivered|subject)|out of"
    r" scope|excluded|outside (?:of )?(?:the )?scope|nicht (?:teil|bestandteil|enthalten|umfasst"
    r"|betroffen|im umfang|gegenstand)"
    r"|kein (?:teil|bestandteil)|ausgeschlossen|ausgenommen|geen (?:onderdeel|deel)"
    r"|maakte? geen (?:deel|onderdeel)"
    r"|niet (?:inbegrepen|in scope|meegenomen)|buiten (?:de )?scope|ingar (?:inte|ej)|ingick (?:inte|ej)"
    r"|omfatta\w* (?:inte|ej)|utanfor (?:omfattningen|scope)))\b"
)
NOT_PART_BEFORE = re.compile(
    r"(?:\b(?:excluding|except|without|not included|out of scope|not in scope|instead of|ohne|ausgenommen"
    r"|nicht enthalten"
    r"|nicht im umfang|statt|anstelle von|exclusief|zonder|behalve|niet inbegrepen|buiten scope"
    r"|in plaats van|exklusive"
    r"|forutom|ingar inte|ingar ej|utanfor omfattningen|i stallet for)\b)[^.;\n,]{0,30}$"
)


@lru_cache(maxsize=1000)
def patterns_of(name: str) -> tuple[re.Pattern, ...]:
    """Each with a group `core`, the name itself without the maker's or the suite's."""
    folded = " ".join(re.findall(r"\w+", fold(name)))
    short = re.sub(r"^(?:microsoft |ms )+", "", folded)
    if match := re.match(r"(?:dynamics 365|d365) (.+)", short):
        module = match.group(1)
        inner = MODULE_NAMES.get(module) or r"\s".join(map(re.escape, module.split()))
        found = [rf"{DYNAMICS}(?P<core>{inner})"]
        short = module
        own = [alias for alias in ALIASES.get(module, ()) if alias]
    else:
        plain = rf"{SPACE}".join(map(re.escape, short.split())) if len(short) > 3 else re.escape(short)
        own = [plain, *ALIASES.get(short, ())]
        found = []
    found += [rf"{SUITE}(?P<core>{alias})" for alias in own]
    return tuple(re.compile(rf"(?<![^\W_]){pattern}(?!s?[^\W_])", re.DOTALL) for pattern in found)


def _matches(name: str, page: Page) -> Iterator[tuple[int, int]]:
    for pattern in patterns_of(name):
        for match in pattern.finditer(page.folded):
            start, end = match.span("core")
            if _is_the_product(page, match.group("core"), match.start() < start, start, end):
                yield start, end


def _is_the_product(page: Page, core: str, has_prefix: bool, start: int, end: int) -> bool:
    before, after = page.folded[max(0, start - 40) : start], page.folded[end : end + 90]
    if _is_left_out(page, start, end):
        return False
    if core not in COMMON:
        return True
    wrong_before, wrong_after = COMMON[core]
    if wrong_after.match(after) and core == "exchange":
        return False
    if has_prefix:
        return True
    initials = [word[0] for word in page.plain[start:end].split()]
    is_named = all(letter.isupper() for letter in initials) and not wrong_before.search(before)
    return is_named and not wrong_after.match(after)


def _is_left_out(page: Page, start: int, end: int) -> bool:
    before, after = page.folded[max(0, start - 60) : start], page.folded[end : end + 90]
    return bool(NOT_PART_AFTER.match(after) or NOT_PART_BEFORE.search(before))


def mentioned(
    claimed: tuple[Claimed, ...], catalogue: tuple[str, ...], documents: list[Document]
) -> list[Mention]:
    names = tuple(dict.fromkeys([*(product.name for product in claimed), *catalogue]))
    open_ = dict.fromkeys(claimed)
    for document in documents:
        for page in document.pages:
            if all(open_.values()):
                break
            spans = _own_spans({product.name for product in claimed}, names, page)
            for product, known in open_.items():
                span = spans.get(product.name) or _subscription(product, page)
                if known is None and span:
                    open_[product] = document.place(page, *span)
    return [
        Mention(product.name, Outcome.FOUND if place else Outcome.NOT_FOUND, place)
        for product, place in open_.items()
    ]


def _subscription(product: Claimed, page: Page) -> tuple[int, int] | None:
    pattern = guid_pattern(product.subscription_id) if product.subscription_id else None
    match = pattern.search(page.folded) if pattern else None
    return match.span() if match else None


def _own_spans(claimed: set[str], names: tuple[str, ...], page: Page) -> dict[str, tuple[int, int]]:
    """The first mention of each that is not part of a longer name: Teams Phone does not prove Teams."""
    found = {name: sorted(set(_matches(name, page))) for name in names if _may_matter(name, claimed)}
    first = {}
    for name in claimed:
        others = [span for other, spans in found.items() if other != name for span in spans]
        for start, end in found.get(name, ()):
            if not any(s <= start and end <= e and (s, e) != (start, end) for s, e in others):
                first[name] = (start, end)
                break
    return first


def _may_matter(name: str, claimed: set[str]) -> bool:
    """A product that shares no word with a claimed one can't be mistaken for it."""
    words = set(words_of(name)) - {"microsoft", "dynamics", "365"}
    return name in claimed or any(words & set(words_of(each)) for each in claimed)
