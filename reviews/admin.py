from django.contrib import admin

from .models import Arbitration, Note


class ReadOnly(admin.ModelAdmin):
    """What reviewers wrote and decided is changed on their pages, with history, or not at all."""

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(Note)
class NoteAdmin(ReadOnly):
    list_display = ["claim", "written_by", "written_at"]
    list_select_related = ["claim", "written_by"]
    search_fields = ["claim__code"]
    date_hierarchy = "written_at"
    ordering = ["-pk"]


@admin.register(Arbitration)
class ArbitrationAdmin(ReadOnly):
    list_display = ["product", "tenant", "opened_at", "outcome", "decided_by"]
    list_select_related = ["product", "tenant", "decided_by"]
    list_filter = ["outcome"]
    date_hierarchy = "opened_at"
    ordering = ["-pk"]
