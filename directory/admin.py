from django.contrib import admin
from django.utils import timezone

from accounts.looking import ToLookAt

from . import actions
from .models import Association, Domain, EndWarning, Holding, Product, Subscription, Tenant, Usage


class DomainInline(admin.TabularInline):
    model = Domain
    extra = 0


class HoldingInline(admin.TabularInline):
    model = Holding
    extra = 0
    autocomplete_fields = ["product"]


class SubscriptionInline(admin.TabularInline):
    model = Subscription
    extra = 0
    autocomplete_fields = ["product"]
    show_change_link = True


@admin.register(Tenant)
class TenantAdmin(admin.ModelAdmin):
    list_display = ["name", "directory_id", "country", "language"]
    list_filter = ["country", "language"]
    search_fields = ["name", "directory_id", "domains__name"]
    ordering = ["name"]
    inlines = [DomainInline, HoldingInline, SubscriptionInline]

    def save_formset(self, request, form, formset, change):
        super().save_formset(request, form, formset, change)
        if formset.model is Subscription:
            actions.keep_terms_of([each for each, _names in formset.changed_objects], at=timezone.now())


@admin.register(Product)
class ProductAdmin(admin.ModelAdmin):
    list_display = ["name", "code", "area", "valid_from_date", "valid_until_date"]
    list_filter = ["area"]
    search_fields = ["name", "code"]
    ordering = ["area", "name"]


@admin.register(Subscription)
class SubscriptionAdmin(admin.ModelAdmin):
    list_display = ["subscription_id", "tenant", "product", "channel", "state", "start_date", "end_date"]
    list_select_related = ["tenant", "product"]
    list_filter = ["state", "channel", "product"]
    search_fields = ["subscription_id", "tenant__name", "product__name"]
    ordering = ["tenant__name", "subscription_id"]
    autocomplete_fields = ["tenant", "product"]

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        actions.keep_terms_of([obj], at=timezone.now())


class UsageInline(ToLookAt, admin.TabularInline):
    model = Usage
    extra = 0
    ordering = ["-month_date"]


class EndWarningInline(ToLookAt, admin.TabularInline):
    model = EndWarning
    extra = 0


@admin.register(Association)
class AssociationAdmin(ToLookAt, admin.ModelAdmin):
    list_display = ["tenant", "product", "subscription", "kind", "location", "official_at", "ended_at"]
    list_select_related = ["tenant", "product", "subscription", "location"]
    list_filter = ["kind", "source", "end_reason", "product"]
    search_fields = ["tenant__name", "partner__name", "location__mpn_id", "subscription__subscription_id"]
    ordering = ["-started_at"]
    inlines = [UsageInline, EndWarningInline]
