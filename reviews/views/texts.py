"""Canned texts: the leads' list, and a page for each text."""

from itertools import groupby

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from claims.refusals import Refused

from .. import actions
from ..filling import offered_for
from ..forms import TextForm
from ..models import CannedText, Language, Purpose
from .access import leads_only

LATEST = 10


@require_safe
@leads_only
def texts(request):
    found = CannedText.objects.in_order().select_related("edited_by")
    groups = [
        (Purpose(purpose), list(group)) for purpose, group in groupby(found, key=lambda text: text.purpose)
    ]
    return render(request, "reviews/texts.html", {"groups": groups, "languages": list(Language)})


@require_http_methods(["GET", "HEAD", "POST"])
@leads_only
def new_text(request):
    if request.method != "POST":
        chosen = request.GET.get("purpose", "")
        return _show(request, TextForm(initial={"purpose": chosen if chosen in Purpose else ""}))
    return _keep(request, TextForm(request.POST))


@require_http_methods(["GET", "HEAD", "POST"])
@leads_only
def text(request, pk):
    found = get_object_or_404(CannedText.objects.select_related("edited_by"), pk=pk)
    if request.method != "POST":
        return _show(request, TextForm(instance=found), found)
    return _keep(request, TextForm(request.POST, instance=found), found)


def _keep(request, form, found=None):
    if not form.is_valid():
        return _show(request, form, found, status=422)
    by, at = request.user, timezone.now()
    try:
        if found is None:
            actions.write_text(by=by, at=at, **form.values())
        else:
            actions.change_text(found.pk, by=by, at=at, seen=form.cleaned_data["seen"] or 0, **form.values())
    except Refused as refusal:
        form.add_error(None, refusal.message)
        form.data = form.data.copy()
        form.data["seen"] = CannedText.objects.values_list("version", flat=True).get(pk=found.pk)
        return _show(request, form, found, status=409)
    messages.success(request, _("The text is kept."))
    return redirect("reviews:texts")


def _show(request, form, found=None, status=200):
    purposes = [(purpose, offered_for(purpose)) for purpose in Purpose]
    everywhere = offered_for("")
    return render(
        request,
        "reviews/text.html",
        {
            "form": form,
            "text": found,
            "changes": found.changes.select_related("made_by").order_by("-pk")[:LATEST] if found else [],
            "everywhere": everywhere,
            "only_for": [
                (name, meaning, [purpose.label for purpose, known in purposes if name in known])
                for name, meaning in _special(purposes, everywhere).items()
            ],
        },
        status=status,
    )


def _special(purposes, everywhere):
    """Placeholders that only some texts can have."""
    return {
        name: meaning
        for _purpose, known in purposes
        for name, meaning in known.items()
        if name not in everywhere
    }
