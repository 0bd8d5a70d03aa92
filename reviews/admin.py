from django.contrib import admin

from accounts.looking import ToLookAt

from .models import (
    Absence,
    Arbitration,
    CannedText,
    ChecklistEntry,
    EmployerChange,
    IdleReturn,
    KeptChecklist,
    Note,
    SavedView,
    SecondLook,
    SendingAgain,
    TextChange,
)


@admin.register(Note)
class NoteAdmin(ToLookAt, admin.ModelAdmin):
    list_display = ["claim", "written_by", "written_at"]
    list_select_related = ["claim", "written_by"]
    search_fields = ["claim__code"]
    date_hierarchy = "written_at"
    ordering = ["-pk"]


@admin.register(Arbitration)
class ArbitrationAdmin(ToLookAt, admin.ModelAdmin):
    list_display = ["product", "tenant", "opened_at", "outcome", "decided_by"]
    list_select_related = ["product", "tenant", "decided_by"]
    list_filter = ["outcome"]
    date_hierarchy = "opened_at"
    ordering = ["-pk"]


@admin.register(SecondLook)
class SecondLookAdmin(ToLookAt, admin.ModelAdmin):
    list_display = ["decision", "drawn_at", "taken_by", "outcome", "settlement"]
    list_select_related = ["decision", "taken_by"]
    list_filter = ["outcome", "settlement"]
    search_fields = ["decision__claim__code"]
    date_hierarchy = "drawn_at"
    ordering = ["-pk"]


@admin.register(ChecklistEntry)
class ChecklistEntryAdmin(ToLookAt, admin.ModelAdmin):
    list_display = ["claim", "point", "product", "verdict", "ticked_by", "ticked_at"]
    list_select_related = ["claim", "product__product", "product__subscription", "ticked_by"]
    search_fields = ["claim__code"]
    ordering = ["-pk"]


@admin.register(KeptChecklist)
class KeptChecklistAdmin(ToLookAt, admin.ModelAdmin):
    list_display = ["decision", "request", "kept_at"]
    list_select_related = ["decision", "request"]
    date_hierarchy = "kept_at"
    ordering = ["-pk"]


@admin.register(CannedText)
class CannedTextAdmin(ToLookAt, admin.ModelAdmin):
    """Leads change texts on their own pages, which keep what was changed."""

    list_display = ["name", "purpose", "active", "edited_by", "edited_at"]
    list_select_related = ["edited_by"]
    list_filter = ["purpose", "active"]
    search_fields = ["name"]
    ordering = ["purpose", "rank", "pk"]


@admin.register(TextChange)
class TextChangeAdmin(ToLookAt, admin.ModelAdmin):
    list_display = ["text", "made_by", "made_at"]
    list_select_related = ["text", "made_by"]
    date_hierarchy = "made_at"
    ordering = ["-pk"]


@admin.register(Absence)
class AbsenceAdmin(ToLookAt, admin.ModelAdmin):
    list_display = ["person", "from_date", "until_date", "planned_by", "taken_back_at"]
    list_select_related = ["person", "planned_by"]
    date_hierarchy = "from_date"
    ordering = ["-pk"]


@admin.register(EmployerChange)
class EmployerChangeAdmin(ToLookAt, admin.ModelAdmin):
    list_display = ["person", "partner", "kind", "changed_by", "changed_at"]
    list_select_related = ["person", "partner", "changed_by"]
    date_hierarchy = "changed_at"
    ordering = ["-pk"]


@admin.register(IdleReturn)
class IdleReturnAdmin(ToLookAt, admin.ModelAdmin):
    list_display = ["claim", "holder", "acted_at", "returned_at"]
    list_select_related = ["claim", "holder"]
    search_fields = ["claim__code"]
    date_hierarchy = "returned_at"
    ordering = ["-pk"]


@admin.register(SavedView)
class SavedViewAdmin(ToLookAt, admin.ModelAdmin):
    list_display = ["name", "owner", "is_shared", "query", "saved_at"]
    list_select_related = ["owner"]
    list_filter = ["is_shared"]
    search_fields = ["name"]
    ordering = ["name", "pk"]


@admin.register(SendingAgain)
class SendingAgainAdmin(ToLookAt, admin.ModelAdmin):
    list_display = ["asked_at", "asked_by", "state", "found", "sent", "left_alone", "finished_at"]
    list_select_related = ["asked_by"]
    date_hierarchy = "asked_at"
    ordering = ["-pk"]
