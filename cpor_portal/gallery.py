"""Every component in its states, on one page, for whoever builds the others."""

import re
from datetime import UTC, datetime, timedelta

from django import forms
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from claims.states import State

NOW = datetime(2026, 3, 17, 9, 30, tzinfo=UTC)
ICON_SPRITE = settings.BASE_DIR / "static" / "icons" / "icons.svg"


class SampleForm(forms.Form):
    claim_name = forms.CharField(label="Claim name", help_text="Only your company sees it.")
    contact_email = forms.EmailField(label="Contact e-mail")
    activity = forms.ChoiceField(
        label="Activity",
        choices=[("presales", "Pre-sales"), ("usage", "Usage"), ("revenue", "Revenue association")],
        widget=forms.RadioSelect,
        help_text="Pre-sales influences the purchase, usage drives adoption.",
    )
    country = forms.ChoiceField(label="Country", choices=[("DE", "Germany"), ("IE", "Ireland")])
    start_date = forms.DateField(
        label="Start", required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    comment = forms.CharField(label="Comment", required=False, widget=forms.Textarea(attrs={"rows": 3}))
    proof = forms.FileField(label="Proof of execution", required=False)
    agreed = forms.BooleanField(label="The customer knows of this claim")


@require_safe
@login_not_required
def components(request):
    if not (settings.DEBUG or settings.DEMO):
        raise Http404
    steps = [
        ("Location", "done"),
        ("Activity", "done"),
        ("Products", "problem"),
        ("Contacts", "current"),
        ("Submit", "todo"),
    ]
    context = {
        "now": NOW,
        "soon_at": NOW + timedelta(hours=30),
        "later_at": NOW + timedelta(days=4, hours=3),
        "late_at": NOW - timedelta(hours=5),
        "icons": re.findall(r'id="([^"]+)"', ICON_SPRITE.read_text()),
        "states": State.values,
        "tones": ("neutral", "brand", "info", "success", "warning", "error", "private"),
        "form": SampleForm(initial={"claim_name": "Contoso – Exchange Online"}),
        "refused_form": SampleForm(
            {"claim_name": "", "contact_email": "carla", "activity": "usage"}, prefix="refused"
        ),
        "steps": [
            {"label": label, "state": state, "url": "#steps" if state != "todo" else ""}
            for label, state in steps
        ],
        "changes": [
            ("Contact e-mail", "carla@contoso.example", "c.customer@contoso.example"),
            ("Claim name", "", "Contoso"),
        ],
    }
    return render(request, "gallery/components.html", context)
