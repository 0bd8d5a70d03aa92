"""For admins of what changes through its actions, with history, and through nothing else."""


class ToLookAt:
    """Mixed into a ModelAdmin or an inline: nobody adds, changes or deletes here."""

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
