from django.utils.translation import gettext_lazy as _

from claims.history_filters import HistoryFilterForm

INSIDE = "inside"


class StaffHistoryForm(HistoryFilterForm):
    """With what only staff may read as a group of its own."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        group = self.fields["group"]
        group.choices = [*group.choices, (INSIDE, _("For staff only"))]
