"""The register of partners of record: a company's own entries, and for staff all of them."""

from itertools import chain

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from directory.models import Association

from .. import actions, permissions, register, usage
from ..models import Claim
from ..register import RegisterFilterForm
from .tables import CSV, XLSX, download

PAGE = 25


def _refuse_strangers(user) -> None:
    if not (user.is_partner or permissions.may_see_inside(user)):
        raise PermissionDenied(_("This page is for the partner's people."))


@require_safe
def associations(request):
    _refuse_strangers(request.user)
    now = timezone.now()
    form = RegisterFilterForm(request.GET, user=request.user)
    form.is_valid()  # what can't be understood is said next to its field, and the rest asked for
    page = register.page_of(
        register.found(form, user=request.user, at=now),
        form.wanted.get("sort", register.NEWEST),
        PAGE,
        after=request.GET.get("after", ""),
        before=request.GET.get("before", ""),
    )
    asked = {name: request.GET[name] for name in form.fields if request.GET.get(name)}
    context = {
        "form": form,
        "rows": page.rows,
        "inside": permissions.may_see_inside(request.user),
        "is_filtered": bool(form.narrowing or form.errors),
        "is_first": not (request.GET.get("after") or request.GET.get("before")),
        "now": now,
        "export_url": f"{reverse('claims:associations_export')}?{urlencode(asked)}",
        "previous_url": page.previous and _address(asked, before=page.previous),
        "next_url": page.next and _address(asked, after=page.next),
        "first_url": _address(asked),
    }
    return render(request, "claims/register/list.html", context)


def _address(asked: dict, **place) -> str:
    words = urlencode(asked | place)
    return reverse("claims:associations") + (f"?{words}" if words else "")


@require_safe
def associations_export(request):
    """What the list shows with the same filters, on all its pages."""
    _refuse_strangers(request.user)
    now = timezone.now()
    form = RegisterFilterForm(request.GET, user=request.user)
    if not form.is_valid():
        return redirect(f"{reverse('claims:associations')}?{request.GET.urlencode()}")
    inside = permissions.may_see_inside(request.user)
    found = register.rows_of(register.found(form, user=request.user, at=now), inside=inside)
    return download(
        chain([register.titles(timezone.get_current_timezone_name(), inside=inside)], found),
        f"association-register-{timezone.localtime(now):%Y-%m-%d}",
        XLSX if request.GET.get("as") == XLSX else CSV,
        title=_("Association register"),
        freeze="B2",
    )


def _visible(request, pk: int) -> Association:
    """404 for whoever may not see it, as for what isn't there."""
    visible = Association.objects.visible_to(request.user).listed()
    return get_object_or_404(
        visible.select_related("tenant", "product", "subscription", "partner", "location"), pk=pk
    )


@require_safe
def association(request, pk):
    found, now = _visible(request, pk), timezone.now()
    user = request.user
    may_see_usage = usage.may_see(found, user, now)
    may_draft = permissions.is_drafter(found, user)
    context = {
        "association": found,
        "inside": permissions.may_see_inside(user),
        "is_official": found.is_official(now),
        "may_see_usage": may_see_usage,
        "usage": usage.shown([found] if may_see_usage else []),
        "has_next": _has_next(found),
        "may_draft": may_draft,
        "newer": register.newer_claims(found, Claim.objects.visible_to(user))[:3] if may_draft else [],
        "now": now,
    }
    return render(request, "claims/register/association.html", context)


def _has_next(association: Association) -> bool:
    """Only what ends with its subscription has a next term to claim."""
    if association.ended_at is not None:
        return association.end_reason == Association.EndReason.SUBSCRIPTION_ENDED
    return association.ends_date is not None


@require_safe
def association_usage(request, pk, suffix):
    found = _visible(request, pk)
    if suffix not in (CSV, XLSX) or not usage.may_see(found, request.user, timezone.now()):
        raise Http404
    return download(
        chain([usage.titles()], usage.rows_of(found)),
        f"usage-{found.product.code}-{found.pk}",
        XLSX if suffix == XLSX else CSV,
        title=_("Usage"),
    )


@require_POST
def draft_next(request, pk):
    found = _visible(request, pk)
    draft = actions.draft_next(found.pk, by=request.user, at=timezone.now())
    text = _("%(draft)s is a draft of the next claim. It says what the last one said, without its files.")
    messages.success(request, text % {"draft": draft.code})
    return redirect("claims:edit", draft.code)
