"""The step in which a draft gets its files."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from ..actions.filing import may_edit
from ..actions.proving import may_add_file
from ..forms import FilesForm
from ..problems import problems_of
from ..states import State
from ..steps import next_after, steps_of
from .finding import partner_claim


@require_safe
def proof(request, code):
    now = timezone.now()
    claim = partner_claim(request, code)
    problems = problems_of(claim, claim.location.local_date(now)) if claim.state == State.DRAFT else []
    context = {
        "claim": claim,
        "steps": steps_of(claim, "proof", problems),
        "files": claim.files.select_related("uploaded_by", "in_answer_to").order_by("pk"),
        "files_form": FilesForm(),
        "may": {"add_file": may_add_file(claim, request.user), "remove_file": may_edit(claim, request.user)},
        "on_url": next_after(claim, "proof"),
    }
    return render(request, "claims/proof.html", context)
