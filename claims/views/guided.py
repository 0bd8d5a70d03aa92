"""The steps of a draft that ask for the claim's own fields, one page each."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from .. import actions, door
from ..actions.filing import named
from ..forms import ClaimForm, NewClaimForm, shown_fields
from ..models import Claim
from ..problems import problems_of
from ..refusals import ClaimMoved, Refused
from ..states import State
from ..steps import ACTIVITIES, BY_SLUG, ORDER, furthest, steps_of, url_of, way_from
from .checking import activity_choices, customer_checks, places_of
from .conflicts import tell_of_others, with_changes_of_others
from .finding import afresh, partner_claim, refuse_or_leave, show_in, status_of

TEMPLATES = {
    "customer": "claims/steps/customer.html",
    "activity": "claims/steps/activity.html",
    "details": "claims/steps/details.html",
    "contacts": "claims/steps/contacts.html",
    "comment": "claims/steps/comment.html",
}
# A wrong pair, or a location without the programme, can be the doing of each of these.
CAUSES = {
    "domain": {"domain", "directory_id"},
    "directory_id": {"domain", "directory_id"},
    "location": {"location", "area", "presales", "usage"},
}
KEYS_REMEMBERED = 20


@require_http_methods(["GET", "HEAD", "POST"])
def new(request):
    """The first step; Continue makes the draft, and sending the same page again goes on with that draft."""
    now = timezone.now()
    if not request.user.may_draft_somewhere:
        raise PermissionDenied(_("Your role does not allow this."))
    sent = request.POST if request.method == "POST" else None
    form = NewClaimForm(sent, user=request.user, on_date=timezone.localdate(now))
    if form.is_valid():
        claim = _draft_of(request, form, now)
        return redirect(_way_on(request, claim, BY_SLUG["customer"], set(form.values), now))
    context = {
        "form": form,
        "step": BY_SLUG["customer"],
        "steps": steps_of(None, "customer", []),
        "places": places_of(form),
        "checks": customer_checks(form["domain"].value(), form["directory_id"].value()),
        "can_save": True,
    }
    return render(request, "claims/steps/customer.html", context, status=422 if form.is_bound else 200)


def _draft_of(request, form, now) -> Claim:
    """Who goes back to the first page with the browser's own button changes the draft that it made."""
    begun = request.session.get("begun", {})
    key = str(form.cleaned_data.get("key") or "")
    known = Claim.objects.visible_to(request.user).filter(code=begun.get(key, ""), state=State.DRAFT).first()
    if known is not None:
        return actions.edit(known.pk, by=request.user, at=now, **form.values)
    own = {"own_contact_name": request.user.name, "own_contact_email": request.user.email}
    claim = actions.create_draft(by=request.user, at=now, **form.values, **own)
    if key:
        latest = dict(list(begun.items())[1 - KEYS_REMEMBERED :])
        request.session["begun"] = latest | {key: claim.code}
    return claim


@require_http_methods(["GET", "HEAD", "POST"])
def step(request, code, slug):
    now = timezone.now()
    claim = partner_claim(request, code)
    here = BY_SLUG.get(slug)
    if here is None or here.page:
        raise Http404
    if request.method != "POST":
        if leave := refuse_or_leave(request, claim):
            return leave
        if claim.state != State.DRAFT:
            return redirect("claims:edit", claim.code)
        return afresh(_page(request, claim, here, None, now))
    form = ClaimForm(request.POST, claim=claim, user=request.user, names=_sent(request, here))
    return _save(request, claim, here, form, now)


def _sent(request, here) -> set[str]:
    """What the page had boxes for: another tab may have changed since which fields the claim asks for (FIL-2)."""
    return {name for name in here.fields if name in request.POST or name in ACTIVITIES}


def _save(request, claim, here, form, now):
    if not form.is_valid():
        return _page(request, claim, here, form, now, status=422)
    was, had = {name: getattr(claim, name) for name in form.values}, named(claim)
    seen_history = form.cleaned_data["seen_history"]
    try:
        if claim.state != State.DRAFT:
            raise door.moved(claim, request.user)
        saved = actions.edit(claim.pk, by=request.user, at=now, seen_history=seen_history, **form.values)
    except ClaimMoved as refused:
        claim = partner_claim(request, claim.code)
        form, others = with_changes_of_others(form, claim, seen_history, request.user)
        return _page(request, claim, here, form, now, status=409, refused=refused, others=others)
    except Refused as refused:
        show_in(form, refused)
        return _page(request, claim, here, form, now, status=status_of(refused))
    tell_of_others(request, saved, seen_history, saved_at=now)
    if here.slug == "details" and not was["name"] and saved.name:
        _say_created(request, saved)
    if here.slug in ("customer", "activity"):
        _say_taken_out(request, [name for name in had if name not in named(saved)])
    changed = {name for name, value in form.values.items() if was[name] != value}
    return redirect(_way_on(request, saved, here, changed, now))


def _say_created(request, claim) -> None:
    text = _(
        "Claim %(code)s is created as a draft. Everything is saved as you go: leave whenever you like, and come "
        "back to it from your list, on any device."
    )
    messages.success(request, text % {"code": claim.code})


def _say_taken_out(request, products) -> None:
    if products:
        text = _("These products do not fit any more, and were taken out of the claim: %(products)s.")
        messages.warning(request, text % {"products": ", ".join(products)})


def _problems(claim, now):
    return problems_of(claim, claim.location.local_date(now)) if claim.state == State.DRAFT else []


def _here(problem, here) -> bool:
    """A location without the programme is a question of the activity as well."""
    return problem.field in here.fields or (here.slug == "activity" and problem.field == "location")


def _place(claim, here, problem):
    """Where it is put right: on this page, or on the one that has its field."""
    return f"#id_{problem.field}" if problem.field in here.fields else url_of(claim, problem)


def _is_typed(claim, problem) -> bool:
    """Wrong rather than missing."""
    return bool(getattr(claim, problem.field, None))


def _way_on(request, claim, here, changed, now) -> str:
    """On; but what was just entered and would stop the submission is shown first, once."""
    button = request.POST.get("go")
    wrong = [
        problem
        for problem in _problems(claim, now)
        if _here(problem, here)
        and _is_typed(claim, problem)
        and changed & CAUSES.get(problem.field, {problem.field})
    ]
    if wrong and not button:
        return f"{here.url(claim)}?look"
    if button == "leave":
        text = _("%(code)s is saved as a draft. You can go on with it at any time.")
        messages.success(request, text % {"code": claim.code})
    return way_from(claim, here.slug, button)


def _page(request, claim, here, form, now, *, status=200, refused=None, others=()):
    problems = _problems(claim, now)
    is_past = furthest(claim, problems) > ORDER[here.slug]
    # What is missing is worth saying only to who comes back; what is wrong, at once.
    flagged = [
        problem for problem in problems if _here(problem, here) and (_is_typed(claim, problem) or is_past)
    ]
    checks = customer_checks(claim.domain, claim.directory_id) if here.slug == "customer" else []
    if form is None:
        # What the check of the pair says beside a field is not said at it as well.
        said = [check.field for check in checks]
        form = ClaimForm(
            claim=claim,
            user=request.user,
            names=shown_fields(claim) & set(here.fields),
            proposed=_proposed(claim) if here.slug == "details" else {},
            flagged=[
                problem for problem in flagged if problem.field in here.fields and problem.field not in said
            ],
        )
    elif here.slug == "customer":
        checks = customer_checks(form["domain"].value(), form["directory_id"].value())
    context = {
        "claim": claim,
        "step": here,
        "steps": steps_of(claim, here.slug, problems),
        "form": form,
        "flagged": [] if form.is_bound else [(problem, _place(claim, here, problem)) for problem in flagged],
        "look": "look" in request.GET,
        "on_url": way_from(claim, here.slug, None),
        "refused": refused,
        "others": others,
        "can_save": claim.state == State.DRAFT,
        "creates": here.slug == "details" and not claim.name,
    }
    if here.slug == "customer":
        context |= {"places": places_of(form, claim), "checks": checks}
    if here.slug == "activity":
        context |= activity_choices(form, claim, now)
    return render(request, TEMPLATES[here.slug], context, status=status)


def _proposed(claim) -> dict[str, str]:
    """Names that most would type; they are saved only when the page is."""
    customer = claim.tenant.name if claim.tenant_id else claim.domain
    activities = " + ".join(str(activity.label) for activity in claim.activities)
    about = " ".join(filter(None, [str(claim.get_area_display()), activities.lower()]))
    return {"name": " – ".join(filter(None, [customer, about])), "customer_name": customer}
