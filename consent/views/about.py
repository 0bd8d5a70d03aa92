"""What anybody can read about partners of record."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.views.decorators.http import require_safe

from .speaking import speaks


@require_safe
@login_not_required
@speaks
def about(request):
    return render(request, "consent/about.html", {"days": settings.OPT_OUT_DAYS})
