"""Who is meant by an @ in an internal note: `@Ravi Reviewer`, `@Ravi` where there is one, or `@ravi@team.example`."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from django.db.models import QuerySet
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.roles import StaffRole

OFFERED = 8
# An @ inside a word belongs to an address that somebody wrote down, and one before a space to nobody.
SIGN = re.compile(r"(?<![\w@.+-])@(?=\w)")
ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
WORD = re.compile(r"\w[\w'’-]*")


class Found(NamedTuple):
    """The note with every name written out, who is meant, and what is wrong, each in a sentence."""

    body: str
    people: list[User]
    flaws: list[str]


def colleagues() -> QuerySet[User]:
    """Everybody who may read an internal note, and so can be meant in one."""
    return User.objects.filter(is_active=True, staff_role__in=StaffRole.values).order_by("name", "pk")


def offered(typed: str) -> list[tuple[User, str]]:
    """Whom to offer for what was typed after the @, and what to write for each."""
    staff = list(colleagues())
    names = [each.name.casefold() for each in staff]
    wanted = typed.casefold()
    found = [
        each
        for each in staff
        if any(part.startswith(wanted) for part in (each.name.casefold(), *each.name.casefold().split()))
        or each.email.startswith(wanted)
    ]
    return [
        (each, each.name if names.count(each.name.casefold()) == 1 else each.email)
        for each in found[:OFFERED]
    ]


def find(body: str) -> Found:
    if SIGN.search(body) is None:
        return Found(body, [], [])
    staff = list(colleagues())
    people: dict[int, User] = {}
    parts, flaws, end = [], [], 0
    for sign in SIGN.finditer(body):
        if sign.start() < end:
            continue
        typed, meant = _meant(body[sign.end() :], staff)
        if len(meant) == 1:
            person = meant[0]
            people[person.pk] = person
            parts += [body[end : sign.start()], f"@{_written(person, staff)}"]
            end = sign.end() + len(typed)
        elif meant:
            flaws.append(
                _("“@%(typed)s” can be: %(names)s. Write the e-mail address after the @.")
                % {"typed": typed, "names": ", ".join(f"{each.name} ({each.email})" for each in meant)}
            )
        else:
            flaws.append(
                _("Nobody of the team is “@%(typed)s”. If you mean nobody, put a space after the @.")
                % {"typed": typed}
            )
    return Found("".join([*parts, body[end:]]), list(people.values()), list(dict.fromkeys(flaws)))


def _written(person: User, staff: list[User]) -> str:
    alike = [each for each in staff if each.name.casefold() == person.name.casefold()]
    return person.name if len(alike) == 1 else person.email


def _meant(rest: str, staff: list[User]) -> tuple[str, list[User]]:
    """What was typed after the @, as far as it names somebody, and who it may be."""
    if address := ADDRESS.match(rest):
        typed = address[0]
        return typed, [each for each in staff if each.email == typed.casefold()]
    named = [each for each in staff if _begins_with(rest, each.name)]
    if named:
        longest = max(len(each.name) for each in named)
        return rest[:longest], [each for each in named if len(each.name) == longest]
    typed = WORD.match(rest)[0]
    first = [each for each in staff if each.name.casefold().split()[:1] == [typed.casefold()]]
    return typed, first


def _begins_with(rest: str, name: str) -> bool:
    whole = rest[: len(name)].casefold() == name.casefold()
    return bool(name) and whole and not re.match(r"\w", rest[len(name) :])


def marked(body: str, people: Iterable[User]) -> SafeString:
    """The note with its mentions marked; everything that somebody typed is escaped."""
    written = sorted({each for one in people for each in (one.name, one.email)}, key=len, reverse=True)
    if not written:
        return conditional_escape(body)
    names = re.compile("(@(?:" + "|".join(re.escape(each) for each in written) + r"))(?!\w)")
    return format_html_join(
        "",
        "{}",
        (
            (format_html('<span class="mention">{}</span>', part) if place % 2 else part,)
            for place, part in enumerate(names.split(body))
        ),
    )
