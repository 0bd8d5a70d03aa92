from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from .. import actions
from ..forms import PreferencesForm


@require_http_methods(["GET", "HEAD", "POST"])
def preferences(request):
    user = request.user
    if request.method != "POST":
        saved = {"name": user.name, "language": user.language, "time_zone": user.time_zone}
        form = PreferencesForm(user=user, initial=saved | {"keys": not user.without_keys})
        return render(request, "accounts/preferences.html", {"form": form})
    form = PreferencesForm(request.POST, user=user)
    if not form.is_valid():
        return render(request, "accounts/preferences.html", {"form": form}, status=422)
    actions.set_preferences(user.pk, **form.cleaned_data)
    with translation.override(form.cleaned_data["language"]):
        messages.success(request, _("Your preferences are saved."))
    return redirect("accounts:preferences")
