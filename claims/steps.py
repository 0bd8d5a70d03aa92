"""The way of a draft to its submission, as far as it has come."""

from django.urls import reverse
from django.utils.translation import gettext as _

from .models import Claim
from .problems import Problem
from .states import State


def place_of(problem: Problem) -> str:
    """Which page a problem is put right on."""
    return problem.field if problem.field in ("products", "files") else "edit"


def url_of(claim: Claim, problem: Problem) -> str:
    """The field itself."""
    place = place_of(problem)
    if place == "products":
        return reverse("claims:products", args=[claim.code])
    if place == "files":
        return f"{claim.get_absolute_url()}#files"
    return f"{reverse('claims:edit', args=[claim.code])}#id_{problem.field}"


def steps_of(claim: Claim | None, here: str, problems: list[Problem]) -> list[dict]:
    """Nothing for a claim that is past drafting."""
    if claim is not None and claim.state != State.DRAFT:
        return []
    open_places = {place_of(problem) for problem in problems if problem.blocks}
    names = {"edit": _("Claim"), "products": _("Products"), "files": _("Proof and submission")}
    urls = {}
    if claim is not None:
        urls = {
            "edit": reverse("claims:edit", args=[claim.code]),
            "products": reverse("claims:products", args=[claim.code]),
            "files": claim.get_absolute_url(),
        }

    def state(place):
        if place == here:
            return "current"
        # The last step ends with the submission, which has not been.
        return "todo" if claim is None or place == "files" or place in open_places else "done"

    return [
        {"label": label, "url": urls.get(place, ""), "state": state(place)} for place, label in names.items()
    ]
