"""Claims in the admin, to look at only: they change through their actions, and through nothing else."""

from django.contrib import admin

from accounts.looking import ToLookAt

from . import models


class PartToLookAt(ToLookAt, admin.TabularInline):
    extra = 0
    can_delete = False


class ProductInline(PartToLookAt):
    model = models.ClaimProduct

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("product", "subscription", "association")


class FileInline(PartToLookAt):
    model = models.ProofFile
    # The path in the storage is nobody's business: files are read through the portal.
    exclude = ("file",)


class StayInline(PartToLookAt):
    model = models.Stay


class DeadlineInline(PartToLookAt):
    model = models.Deadline


class RequestInline(PartToLookAt):
    model = models.InformationRequest


class CommentInline(PartToLookAt):
    model = models.Comment


class DecisionInline(PartToLookAt):
    model = models.Decision


class DisputeInline(PartToLookAt):
    model = models.Dispute


@admin.register(models.Claim)
class ClaimAdmin(ToLookAt, admin.ModelAdmin):
    list_display = ("code", "state", "name", "partner", "tenant", "reviewer", "due_at")
    list_filter = ("state", "area", "rejection_reason")
    list_select_related = ("partner", "tenant", "reviewer")
    search_fields = ("=code", "domain__istartswith", "name__istartswith", "=location__mpn_id")
    ordering = ("-pk",)
    show_full_result_count = False
    inlines = (
        ProductInline,
        FileInline,
        StayInline,
        DeadlineInline,
        RequestInline,
        CommentInline,
        DecisionInline,
        DisputeInline,
    )


@admin.register(models.Event)
class EventAdmin(ToLookAt, admin.ModelAdmin):
    list_display = ("claim_id", "number", "at", "kind", "side", "actor", "staff_only")
    list_filter = ("side", "kind", "staff_only")
    # A deleted draft's events stay, without their claim.
    fields = (
        "claim_id",
        "number",
        "at",
        "kind",
        "side",
        "actor",
        "actor_id",
        "before",
        "after",
        "text",
        "staff_only",
        "previous_hash",
        "hash",
    )
    readonly_fields = ("claim_id",)
    search_fields = ("=claim__code", "=actor")
    ordering = ("-pk",)
    show_full_result_count = False


@admin.register(models.Batch)
class BatchAdmin(ToLookAt, admin.ModelAdmin):
    list_display = ("sheet_name", "partner", "state", "row_count", "created_by", "created_at")
    list_filter = ("state",)
    list_select_related = ("partner", "created_by")
    # The paths in the storage are nobody's business.
    exclude = ("sheet", "proofs")
    ordering = ("-pk",)
    show_full_result_count = False


@admin.register(models.BatchRow)
class BatchRowAdmin(ToLookAt, admin.ModelAdmin):
    list_display = ("batch", "number", "state", "partner", "claim", "earlier")
    list_filter = ("state",)
    list_select_related = ("batch", "partner", "claim", "earlier")
    search_fields = ("=claim__code",)
    ordering = ("-pk",)
    show_full_result_count = False
