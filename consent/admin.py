from django.contrib import admin

from accounts.looking import ToLookAt

from .models import Answer, Ending, HandOff, Notice, Window


@admin.register(Notice)
class NoticeAdmin(ToLookAt, admin.ModelAdmin):
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
class WindowAdmin(ToLookAt, admin.ModelAdmin):
    list_display = ["claim", "opened_at", "reminded_at", "ends_at", "closed_at", "outcome"]
    list_filter = ["outcome"]
    list_select_related = ["claim"]
    search_fields = ["claim__code"]
    ordering = ["-pk"]


@admin.register(Answer)
class AnswerAdmin(ToLookAt, admin.ModelAdmin):
    list_display = ["notice", "kind", "reason", "answered_at", "leads_told_at"]
    list_filter = ["kind", "reason"]
    list_select_related = ["notice"]
    search_fields = ["notice__claim__code"]
    ordering = ["-pk"]


@admin.register(HandOff)
class HandOffAdmin(ToLookAt, admin.ModelAdmin):
    list_display = ["claim", "message_key", "created_at", "handed_at", "reference"]
    list_select_related = ["claim"]
    search_fields = ["claim__code"]
    ordering = ["-pk"]


@admin.register(Ending)
class EndingAdmin(ToLookAt, admin.ModelAdmin):
    list_display = ["association", "contact_email", "reason", "ended_at", "told_at"]
    list_filter = ["reason"]
    list_select_related = ["association__tenant", "association__product", "association__subscription"]
    search_fields = ["contact_email"]
    ordering = ["-pk"]
