from django.contrib import admin

from .models import Closure, Sweep


@admin.register(Closure)
class ClosureAdmin(admin.ModelAdmin):
    list_display = ["date", "calendar", "name"]
    list_filter = ["calendar"]
    search_fields = ["name"]
    date_hierarchy = "date"
    ordering = ["-date", "calendar"]


@admin.register(Sweep)
class SweepAdmin(admin.ModelAdmin):
    list_display = ["name", "ran_at"]
    ordering = ["ran_at"]

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
