"""The desk: what staff read about one claim. Support reads the same and is offered nothing to do."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from claims import permissions
from claims.deadlines import take_back_until
from claims.states import OPEN

from .. import checking, desk, possible, presence, since_look, viewing
from ..forms import CommentForm, NoteForm
from ..standing_in import absence_of_reviewer
from ..walking import walk_of
from .access import claim_or_404, staff_only


@require_safe
@staff_only
def claim(request, code):
    return show_desk(request, claim_or_404(request, code), timezone.now())


def show_desk(request, found, at, *, comment_form=None, note_form=None, refused_tick=None, status=200):
    """Also the answer to a comment, a note or a tick that could not be kept, with what was typed."""
    user = request.user
    may = possible.moves(found, user, at)
    look = since_look.look_of(found, user, at)
    walk = walk_of(found, request.GET.get("from", look.came_from or None), user, at)
    if _is_read(request):
        since_look.keep(look, found, at, came_from=walk.here)
    read = desk.desk(found, user, at, since_look.news_of(found, look, user))
    viewer = viewing.viewer_of(request.GET, found, read["files"], at, report=read["reading"])
    checking.link(read["checklist"], viewer)
    return render(
        request,
        "reviews/claim.html",
        {
            **read,
            "viewer": viewer,
            "claim": found,
            "now": at,
            "walk": walk,
            "presence": presence.open_page(found, user, at),
            **absence_of_reviewer(found, user, at),
            "may": may,
            "has_next_step": bool(
                may & {"start", "take", "ask", "approve", "reject", "accept_dispute", "uphold"}
            ),
            "has_buttons": bool(may - {"comment", "note"}),
            "has_conflict": possible.has_conflict(found, user),
            "may_tick": permissions.may_review(found, user) and found.state in OPEN,
            "refused_tick": refused_tick,
            "take_back_until": take_back_until(found.entered_at),
            "comment_form": comment_form or CommentForm(claim=found, auto_id="comment_%s"),
            "note_form": note_form or NoteForm(auto_id="note_%s"),
        },
        status=status,
    )


def _is_read(request) -> bool:
    """A page that the browser fetches ahead has not been read, and may never be."""
    ahead = request.headers.get("Sec-Purpose", "") + request.headers.get("Purpose", "")
    return request.method != "HEAD" and "prefetch" not in ahead
