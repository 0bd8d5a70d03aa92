"""What partner and reviewers say to each other, with the files that go with it."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from .. import actions
from ..forms import CommentForm
from ..models import CommentFile
from ..proof import FileRefused
from ..refusals import Refused
from .files import serve
from .finding import partner_claim, visible_claim
from .page import detail_page


@require_POST
def comment(request, code):
    claim = partner_claim(request, code)
    form = CommentForm(request.POST, request.FILES)
    if form.is_valid():
        said, files = form.cleaned_data["body"], form.cleaned_data["files"]
        try:
            actions.comment(claim.pk, by=request.user, at=timezone.now(), body=said, uploads=files)
        except Refused as refused:
            form.add_error("files" if isinstance(refused, FileRefused) else None, refused.message)
        else:
            messages.success(request, _("Your comment was sent."))
            return redirect(f"{claim.get_absolute_url()}#comments")
    return detail_page(request, claim, timezone.now(), comment_form=form, status=422)


@require_safe
def comment_file(request, code, pk):
    """For whoever may see the claim, partner and staff alike."""
    claim = visible_claim(request, code)
    return serve(request, get_object_or_404(CommentFile, pk=pk, comment__claim=claim))
