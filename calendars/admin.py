from django.contrib import admin

from .models import Closure, Sweep


class ReadOnlyAdmin(admin.ModelAdmin):
    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(Closure)
class ClosureAdmin(ReadOnlyAdmin):
    """Leads edit closures on their own page, which first shows what an edit would move."""

    list_display = ["date", "calendar", "name"]
    list_filter = ["calendar"]
    search_fields = ["name"]
    date_hierarchy = "date"
    ordering = ["-date", "calendar"]


@admin.register(Sweep)
class SweepAdmin(ReadOnlyAdmin):
    list_display = ["name", "ran_at"]
    ordering = ["ran_at"]
