"""The partner names another contact of its customer."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from claims import codes, permissions
from claims.models import Claim
from claims.refusals import ClaimMoved, Refused

from .. import actions
from ..forms import ContactForm


@require_http_methods(["GET", "HEAD", "POST"])
def contact(request, code):
    """The partner names the right contact after our message came back."""
    at = timezone.now()
    claims = Claim.objects.visible_to(request.user).for_page()
    claim = get_object_or_404(claims, code=codes.normalise(code) or "")
    if not permissions.is_manager(claim, request.user):
        raise PermissionDenied(_("Your role does not allow this."))
    notice = actions.may_correct(claim, at)
    status = 200
    form = ContactForm(request.POST or None, instance=claim)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            actions.correct_contact(
                claim.pk,
                by=request.user,
                at=at,
                seen=typed["seen"],
                name=typed["contact_name"],
                title=typed["contact_title"],
                email=typed["contact_email"],
            )
        except Refused as refusal:
            at_the_address = isinstance(refusal, actions.NotAtTheCustomer)
            form.add_error("contact_email" if at_the_address else None, str(refusal))
            # Whoever sends the form again has been told what had changed.
            form.data = request.POST.dict() | {"seen": claim.version}
            status = 409 if isinstance(refusal, ClaimMoved) else 422
        else:
            messages.success(request, _("Thank you. We are writing to the new contact."))
            return redirect(claim)
    return render(
        request,
        "consent/contact.html",
        {"claim": claim, "form": form, "notice": notice, "now": at},
        status=status,
    )
