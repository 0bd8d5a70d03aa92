"""Closures: days without work. An edit first shows which deadlines would move, then moves them."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from calendars.models import Closure
from claims.numbers import worded
from claims.refusals import Refused

from .. import closures as domain
from ..forms import ClosureForm
from .access import leads_only


@require_http_methods(["GET", "HEAD", "POST"])
@leads_only
def closures(request):
    if request.method != "POST":
        return _show(request, ClosureForm())
    if "remove" in request.POST:
        return _remove(request)
    return _add(request)


def _add(request):
    form = ClosureForm(request.POST)
    if not form.is_valid():
        return _show(request, form, status=422)
    at = timezone.now()
    wanted = form.instance
    if "confirmed" not in request.POST:
        return _preview(request, wanted, domain.preview(add=wanted, at=at), form=form)
    try:
        moved = domain.add(wanted.calendar, wanted.date, wanted.name, by=request.user, at=at)
    except Refused as refusal:
        form.add_error(None, refusal.message)
        return _show(request, form, status=422)
    return _done(request, moved)


def _remove(request):
    pk = request.POST["remove"]
    closure = get_object_or_404(Closure, pk=pk if pk.isdecimal() else 0)
    at = timezone.now()
    if "confirmed" not in request.POST:
        return _preview(request, closure, domain.preview(remove=closure, at=at))
    try:
        moved = domain.remove(closure.pk, by=request.user, at=at)
    except Refused as refusal:
        messages.error(request, refusal.message)
        return redirect("reviews:closures")
    return _done(request, moved)


def _done(request, moved):
    count = len(moved)
    told = worded(ngettext("%(count)d deadline moved.", "%(count)d deadlines moved.", count), count=count)
    told = told if moved else _("No deadline moved.")
    messages.success(request, _("The calendar is changed.") + " " + told)
    return redirect("reviews:closures")


def _preview(request, closure, moves, form=None):
    return render(request, "reviews/closure_preview.html", {"closure": closure, "moves": moves, "form": form})


def _show(request, form, status=200):
    today = timezone.localdate()
    return render(
        request,
        "reviews/closures.html",
        {
            "form": form,
            "upcoming": Closure.objects.upcoming(today),
            "past": Closure.objects.filter(date__lt=today).order_by("-date", "calendar")[:25],
        },
        status=status,
    )
