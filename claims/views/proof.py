"""The step in which a draft gets its files."""

from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from .. import permissions, reading
from ..actions.proving import may_add_file
from ..forms import FilesForm
from ..problems import problems_of
from ..proof import MAX_SIZE
from ..states import State
from ..steps import next_after, steps_of, way_from
from .files import marked, place_of_files
from .finding import partner_claim


@require_safe
def proof(request, code):
    now = timezone.now()
    claim = partner_claim(request, code)
    if claim.state != State.DRAFT:
        return redirect(place_of_files(claim))
    context = {
        "claim": claim,
        "steps": steps_of(claim, "proof", problems_of(claim, claim.location.local_date(now))),
        "files": marked(claim, claim.files.select_related("uploaded_by", "in_answer_to").order_by("pk")),
        "files_form": FilesForm(),
        "files_title": _("Your files"),
        "max_bytes": MAX_SIZE,
        "may": {
            "add_file": may_add_file(claim, request.user),
            "remove_file": permissions.is_drafter(claim, request.user),
        },
        "reading": reading.report_of(claim, now),
        "back_url": way_from(claim, "proof", "back"),
        "on_url": next_after(claim, "proof"),
    }
    return render(request, "claims/proof.html", context)
