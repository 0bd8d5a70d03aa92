"""The guided way of a draft to its submission: one page each, and how far the claim has come on it."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .models import Claim
from .problems import Problem
from .states import State

ACTIVITIES = ("presales", "usage", "revenue")
REVENUE = ("seller_name", "customer_name", "isv_solution")
CUSTOMER_CONTACT = ("contact_name", "contact_title", "contact_email")
OWN_CONTACT = ("own_contact_name", "own_contact_email")
TECHNICAL = ("technical_contact_name", "technical_contact_title", "technical_contact_email")


@dataclass(frozen=True)
class Step:
    """`fields` are the claim's own that are asked for here; `page` is the URL name of a page of its own."""

    slug: str
    label: Promise | str
    fields: tuple[str, ...] = ()
    page: str = ""

    def url(self, claim: Claim) -> str:
        if self.page:
            return reverse(self.page, args=[claim.code])
        return reverse("claims:step", args=[claim.code, self.slug])


STEPS = (
    Step("customer", _("Customer"), ("location", "domain", "directory_id")),
    Step("activity", _("Activity"), ("area", *ACTIVITIES)),
    Step("details", _("Details"), ("name", *REVENUE)),
    Step("products", _("Products"), ("products",), "claims:products"),
    Step("contacts", _("Contacts"), CUSTOMER_CONTACT + OWN_CONTACT + TECHNICAL),
    Step("proof", _("Proof"), ("files",), "claims:proof"),
    Step("comment", _("Comment"), ("opening_comment",)),
    Step("review", pgettext_lazy("step", "Review"), (), "claims:detail"),
)
BY_SLUG = {step.slug: step for step in STEPS}
ORDER = {step.slug: number for number, step in enumerate(STEPS)}
OF_FIELD = {field: step for step in STEPS for field in step.fields}
# Said of every draft from its beginning, so that they tell nothing of how far it has come.
FILLED_IN_FOR_THE_PERSON = ("location", *OWN_CONTACT)


def url_of(claim: Claim, problem: Problem) -> str:
    """The page and the field on which a problem is put right: after submission there is one page for all."""
    step = OF_FIELD[problem.field]
    if claim.state != State.DRAFT and step.slug == "proof":
        return f"{claim.get_absolute_url()}#files"
    page = step.url(claim)
    if claim.state != State.DRAFT and not step.page:
        page = reverse("claims:edit", args=[claim.code])
    return f"{page}#id_{problem.field}"


def next_after(claim: Claim, slug: str) -> str:
    return STEPS[ORDER[slug] + 1].url(claim)


def way_from(claim: Claim, slug: str, button: str | None) -> str:
    """Where the pressed button of a step's form leads, once the step is saved: `back`, `leave`, or on."""
    if button == "leave":
        return reverse("claims:list")
    if button == "back":
        return STEPS[max(ORDER[slug] - 1, 0)].url(claim)
    return next_after(claim, slug)


def furthest(claim: Claim, problems: list[Problem]) -> int:
    """The number of the last step in which something has been entered; counted without a query."""
    open_fields = {problem.field for problem in problems if problem.blocks}
    entered = {"products", "files"} - open_fields
    entered |= {
        field
        for field in OF_FIELD
        if field not in ("products", "files", *FILLED_IN_FOR_THE_PERSON) and getattr(claim, field)
    }
    return max((ORDER[OF_FIELD[field].slug] for field in entered), default=0)


def steps_of(claim: Claim | None, here: str, problems: list[Problem]) -> list[dict]:
    """For `components/stepper.html`; nothing for a claim that is past drafting.

    A step that was reached is done or has a problem, and is a link; those further on are still to do.
    """
    if claim is None:
        return [
            {"label": step.label, "url": "", "state": "current" if step.slug == here else "todo"}
            for step in STEPS
        ]
    if claim.state != State.DRAFT:
        return []
    reached = max(ORDER[here], furthest(claim, problems))
    missing = {OF_FIELD[problem.field].slug for problem in problems if problem.blocks}

    def state(step: Step) -> str:
        if step.slug == here:
            return "current"
        if ORDER[step.slug] > reached:
            return "todo"
        return "problem" if step.slug in missing else "done"

    return [
        {
            "label": step.label,
            "url": step.url(claim) if ORDER[step.slug] <= reached else "",
            "state": state(step),
        }
        for step in STEPS
    ]


def next_open(claim: Claim, problems: list[Problem]) -> Step | None:
    """The first step with something missing; the optional comment is none."""
    missing = {OF_FIELD[problem.field].slug for problem in problems if problem.blocks}
    return next((step for step in STEPS if step.slug in missing), None)
