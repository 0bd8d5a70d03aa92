"""The desk: what staff read about one claim. Support reads the same and is offered nothing to do."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from claims import permissions
from claims.deadlines import take_back_until
from claims.states import OPEN

from .. import desk, possible, presence, viewing
from ..forms import CommentForm, NoteForm
from .access import claim_or_404, staff_only


@require_safe
@staff_only
def claim(request, code):
    return show_desk(request, claim_or_404(request, code), timezone.now())


def show_desk(request, found, at, *, comment_form=None, note_form=None, refused_tick=None, status=200):
    """Also the answer to a comment, a note or a tick that could not be kept, with what was typed."""
    user = request.user
    read = desk.desk(found, user, at)
    return render(
        request,
        "reviews/claim.html",
        {
            **read,
            "viewer": viewing.viewer_of(request.GET, found, read["files"], at, report=read["reading"]),
            "claim": found,
            "now": at,
            "presence": presence.open_page(found, user, at),
            "may": possible.moves(found, user, at),
            "has_conflict": possible.has_conflict(found, user),
            "may_tick": permissions.may_review(found, user) and found.state in OPEN,
            "refused_tick": refused_tick,
            "take_back_until": take_back_until(found.entered_at),
            "comment_form": comment_form or CommentForm(auto_id="comment_%s"),
            "note_form": note_form or NoteForm(auto_id="note_%s"),
        },
        status=status,
    )
