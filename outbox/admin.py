from django.contrib import admin, messages
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from . import actions
from .models import Bounce, Message


@admin.register(Message)
class MessageAdmin(admin.ModelAdmin):
    """What left, what waits and what failed: to look at, and to send again."""

    list_display = ["kind", "recipient", "about", "state", "attempts", "created_at", "sent_at", "last_error"]
    list_filter = ["state", "kind", "channel"]
    search_fields = ["recipient", "key", "about"]
    date_hierarchy = "created_at"
    ordering = ["-created_at", "-pk"]
    actions = ["send_again"]

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def has_send_permission(self, request):
        return request.user.has_perm("outbox.change_message")

    @admin.action(description=_("Send again what was refused or given up"), permissions=["send"])
    def send_again(self, request, queryset):
        at = timezone.now()
        sent, others = 0, 0
        for message in queryset.order_by("pk"):
            try:
                actions.send_again(message.pk, at=at)
            except actions.NothingToSendAgain:
                others += 1
                continue
            self.log_change(request, message, "Sent again.")
            sent += 1
        if sent:
            text = ngettext("%d message will be sent again.", "%d messages will be sent again.", sent)
            self.message_user(request, text % sent, messages.SUCCESS)
        if others:
            text = ngettext(
                "%d message was left alone: it was neither refused nor given up.",
                "%d messages were left alone: they were neither refused nor given up.",
                others,
            )
            self.message_user(request, text % others, messages.WARNING)


@admin.register(Bounce)
class BounceAdmin(admin.ModelAdmin):
    """What came back, and who told of it."""

    list_display = ["message", "source", "status", "reason", "received_at"]
    list_filter = ["source"]
    list_select_related = ["message"]
    search_fields = ["message__recipient", "message__about"]
    ordering = ["-pk"]

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
