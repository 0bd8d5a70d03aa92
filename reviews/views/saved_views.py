"""Saved views of the queue: named filters, one's own or shared with the team."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from claims.refusals import Refused

from .. import actions, queues
from ..forms import SavedViewForm
from ..models import DefaultView, SavedView
from .access import staff_only
from .queueing import DEFAULT


def _default_of(user) -> int | None:
    return DefaultView.objects.filter(user=user).values_list("view_id", flat=True).first()


def _query(request, at) -> str:
    """The filter that is to be saved, in the spelling of the portal."""
    typed = request.POST.get("from", request.GET.get("from", ""))[:2000]
    return queues.asked(typed, request.user, at).form.query[:1000]


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only
def saved_views(request):
    """The views that there are, and a form to save the filter that somebody came from."""
    user, at = request.user, timezone.now()
    query = _query(request, at)
    form = SavedViewForm(request.POST or None)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                view = actions.save_view(by=user, at=at, query=query, **form.cleaned_data)
            except Refused as refusal:
                form.add_error("name", refusal.message)
            else:
                messages.success(request, _("The view “%(name)s” is saved.") % {"name": view.name})
                return redirect(view)
    views = SavedView.objects.visible_to(user).select_related("owner").order_by("name", "pk")
    default = _default_of(user)
    context = {
        "form": form,
        "query": query,
        "views": [(view, actions.may_change(view, user), view.pk == default) for view in views],
        "has_default": default is not None,
    }
    return render(request, "reviews/views.html", context, status=status)


@require_safe
@staff_only
def view(request, pk):
    """The address of a view, for a colleague as well: leads to what it asks for by now."""
    found = get_object_or_404(SavedView.objects.visible_to(request.user), pk=pk)
    return redirect(reverse("reviews:queue") + f"?{found.query or DEFAULT}")


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only
def change_view(request, pk):
    user, at = request.user, timezone.now()
    found = _changeable(user, pk)
    values = {"name": found.name, "is_shared": found.is_shared, "is_default": _default_of(user) == found.pk}
    form = SavedViewForm(request.POST or None, initial=values)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                actions.change_view(found.pk, by=user, at=at, **form.cleaned_data)
            except Refused as refusal:
                form.add_error("name", refusal.message)
            else:
                messages.success(request, _("The view is changed."))
                return redirect("reviews:views")
    return render(request, "reviews/view_change.html", {"form": form, "view": found}, status=status)


@require_POST
@staff_only
def delete_view(request, pk):
    found = actions.delete_view(_changeable(request.user, pk).pk, by=request.user)
    messages.success(request, _("The view “%(name)s” is deleted.") % {"name": found.name})
    return redirect("reviews:views")


def _changeable(user, pk) -> SavedView:
    """What somebody may not see is not there; who may only look at it is refused."""
    found = get_object_or_404(SavedView.objects.visible_to(user), pk=pk)
    if not actions.may_change(found, user):
        raise PermissionDenied(_("Only who saved a view changes it, or a lead when it is shared."))
    return found


@require_POST
@staff_only
def default_view(request):
    """Which view the queue begins with; none leads back to what is due soon or theirs."""
    chosen = request.POST.get("view", "")
    found = None
    if chosen:
        found = get_object_or_404(
            SavedView.objects.visible_to(request.user), Q(pk=int(chosen) if chosen.isdecimal() else 0)
        )
    actions.set_default(found, by=request.user)
    messages.success(request, _("Your queue begins with it from now on."))
    return redirect("reviews:views")
