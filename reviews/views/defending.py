"""Where the people of a partner of record prove an association that came from no claim, while it is compared (ARB-4).

They learn what everybody is asked, and nothing of who else is compared.
"""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import User
from claims.permissions import may_see_inside
from claims.refusals import Refused
from claims.states import RequestReason
from claims.views.files import serve
from directory.models import Association

from .. import actions
from ..forms import DefenceForm
from ..models import ArbitrationParty, JointRequest


@require_http_methods(["GET", "HEAD", "POST"])
def defence(request, pk):
    association = _association(request.user, pk)
    if request.method != "POST":
        return _show(request, association, DefenceForm())
    form = DefenceForm(request.POST, request.FILES)
    if form.is_valid() and _keep(request, association, form):
        messages.success(request, _("The review team has it now."))
        return redirect(reverse("associations:defence", args=[association.pk]))
    return _show(request, association, form, status=422)


def _keep(request, association: Association, form: DefenceForm) -> bool:
    """File by file, so that the good ones stay; what is refused is said beside the field."""
    at = timezone.now()
    for upload in form.cleaned_data["files"]:
        try:
            actions.add_defence_file(association.pk, by=request.user, at=at, upload=upload, name=upload.name)
        except Refused as refusal:
            form.add_error("files", f"{upload.name}: {refusal.message}")
    if form.cleaned_data["body"].strip() and not form.errors:
        try:
            actions.write_defence(association.pk, by=request.user, at=at, body=form.cleaned_data["body"])
        except Refused as refusal:
            form.add_error(None, refusal.message)
    return not form.errors


def _show(request, association: Association, form: DefenceForm, status: int = 200):
    parties = association.arbitration_parties.filter(claim__isnull=True)
    asked = (
        JointRequest.objects.filter(arbitration__parties__in=parties, incumbents_told_at__isnull=False)
        .order_by("-pk")
        .first()
    )
    return render(
        request,
        "reviews/defence.html",
        {
            "association": association,
            "form": form,
            "is_questioned": actions.is_questioned(association),
            "asked": asked,
            "asked_until": asked and actions.until_of(asked),
            "points": [(RequestReason(reason).label, said) for reason, said in asked.points.items()]
            if asked
            else [],
            "files": association.files.select_related("uploaded_by").order_by("pk"),
            "texts": association.defence_texts.select_related("written_by").order_by("pk"),
        },
        status=status,
    )


@require_safe
def defence_file(request, pk, file):
    """For those people, and for the review team: of a type that we told ourselves, and nothing that runs."""
    if may_see_inside(request.user):
        association = get_object_or_404(Association, pk=pk)
    else:
        association = _association(request.user, pk)
    return serve(request, get_object_or_404(association.files, pk=file))


def _association(user: User, pk: int) -> Association:
    """Only one that was ever compared: nobody else finds anything here."""
    compared = ArbitrationParty.objects.filter(association__isnull=False, claim__isnull=True)
    found = get_object_or_404(
        Association.objects.select_related("product", "tenant", "subscription", "location", "partner"),
        pk=pk,
        pk__in=compared.values("association"),
    )
    if not actions.is_defender(found, user):
        raise Http404
    return found
