from django.contrib import admin

from .models import Answer, HandOff, Notice, Window


class ReadOnly(admin.ModelAdmin):
    """To look at: only customers, partners and the clock write here. Links are not shown at all."""

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(Notice)
class NoticeAdmin(ReadOnly):
    list_display = [
        "claim",
        "kind",
        "contact_email",
        "created_at",
        "accepted_at",
        "bounced_at",
        "replaced_at",
    ]
    list_filter = ["kind"]
    list_select_related = ["claim"]
    search_fields = ["claim__code", "contact_email"]
    date_hierarchy = "created_at"
    ordering = ["-pk"]


@admin.register(Window)
class WindowAdmin(ReadOnly):
    list_display = ["claim", "opened_at", "reminded_at", "ends_at", "closed_at", "outcome"]
    list_filter = ["outcome"]
    list_select_related = ["claim"]
    search_fields = ["claim__code"]
    ordering = ["-pk"]


@admin.register(Answer)
class AnswerAdmin(ReadOnly):
    list_display = ["notice", "kind", "reason", "answered_at", "leads_told_at"]
    list_filter = ["kind", "reason"]
    list_select_related = ["notice"]
    search_fields = ["notice__claim__code"]
    ordering = ["-pk"]


@admin.register(HandOff)
class HandOffAdmin(ReadOnly):
    list_display = ["claim", "message_key", "created_at"]
    list_select_related = ["claim"]
    search_fields = ["claim__code"]
    ordering = ["-pk"]
