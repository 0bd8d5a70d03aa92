"""A draft's own page: everything once more, what is missing, what may raise a question, and Submit claim."""

from django.db.models import Q
from django.shortcuts import render
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.roles import FILING_ROLES

from .. import permissions
from ..actions.filing import may_edit
from ..forms import CommentForm, shown_fields
from ..models import Claim
from ..problems import problems_of
from ..reading import report_of
from ..steps import STEPS, next_open, steps_of, url_of
from ..turns import turn_of

NAMED = 3


def review_page(request, claim: Claim, now, *, comment_form=None, status=200):
    user = request.user
    problems = problems_of(claim, claim.location.local_date(now))
    linked = [(problem, url_of(claim, problem)) for problem in problems]
    is_filer, can_edit = permissions.is_filer(claim, user), may_edit(claim, user)
    is_ready = not any(problem.blocks for problem in problems)
    context = {
        "claim": claim,
        "now": now,
        "turn": turn_of(claim, now, may_file=is_filer),
        "steps": steps_of(claim, "review", problems) if can_edit else [],
        "next_step": _link(claim, next_open(claim, problems)) if can_edit else None,
        "blocking": [each for each in linked if each[0].blocks],
        "warnings": [each for each in linked if not each[0].blocks],
        "parts": _parts(claim),
        "products": claim.products.select_related("product", "subscription").order_by("pk"),
        "files": claim.files.order_by("pk"),
        "reading": report_of(claim, now),
        "comments": claim.comments.select_related("written_by").order_by("pk"),
        "comment_form": comment_form or CommentForm(),
        "is_filer": is_filer,
        "filers": [] if is_filer else _filers(claim),
        "may": {"edit": can_edit, "submit": is_filer and is_ready, "copy": can_edit, "delete": can_edit},
    }
    return render(request, "claims/review.html", context, status=status)


def _link(claim, step):
    return {"label": step.label, "url": step.url(claim)} if step else None


def _filers(claim) -> list[str]:
    """Who may submit it, as far as a few names help."""
    here = Q(memberships__location=None) | Q(memberships__location=claim.location_id)
    people = User.objects.filter(
        here, memberships__partner=claim.partner_id, memberships__role__in=FILING_ROLES, is_active=True
    )
    return list(people.order_by("name").values_list("name", flat=True).distinct()[:NAMED])


def _parts(claim):
    """The steps before this one, each with what it asked for; products and files are drawn by the template."""
    shown = shown_fields(claim)
    for step in STEPS[:-1]:
        yield {
            "step": step,
            "url": step.url(claim),
            "rows": _activity(claim)
            if step.slug == "activity"
            else [_row(claim, name) for name in step.fields if name in shown],
        }


def _row(claim, name):
    label = capfirst(Claim._meta.get_field(name).verbose_name)
    if name != "location":
        return label, getattr(claim, name)
    place = claim.location
    more = [f"{_('MPN ID')} {place.mpn_id}", place.country_name, place.partner_type]
    return label, f"{place.name} – {', '.join(filter(None, more))}"


def _activity(claim):
    activities = ", ".join(str(activity.label) for activity in claim.activities)
    programmes = ", ".join(str(programme.label) for programme in claim.programmes)
    nothing = _("none: not paid") if claim.revenue else ""
    return [
        (capfirst(Claim._meta.get_field("area").verbose_name), claim.get_area_display()),
        (_("Activity"), activities),
        (_("Programme"), programmes or nothing),
    ]
