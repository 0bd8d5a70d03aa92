from urllib.parse import urlencode

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from . import actions
from .looking import ToLookAt
from .models import Enrolment, Invitation, Location, Membership, Partner, PeopleChange, User
from .refusals import Refused


class NewUserForm(AdminUserCreationForm):
    class Meta:
        model = User
        fields = ["email", "name"]
        field_classes = {}

    def clean_email(self):
        return self.cleaned_data["email"].lower()


class UserForm(UserChangeForm):
    class Meta:
        model = User
        fields = "__all__"  # noqa: DJ007 (the admin's fieldsets choose)
        field_classes = {}

    def clean_email(self):
        return self.cleaned_data["email"].lower()


class MembershipInline(ToLookAt, admin.TabularInline):
    """Roles change on the company's own page, where the change is recorded and told."""

    model = Membership
    extra = 0


@admin.register(User)
class UserAdmin(DjangoUserAdmin):
    form = UserForm
    add_form = NewUserForm
    inlines = [MembershipInline]
    list_display = ["email", "name", "staff_role", "is_active", "is_staff", "last_login"]
    list_filter = ["staff_role", "is_active", "is_staff", "memberships__role"]
    search_fields = ["email", "name", "memberships__partner__name"]
    ordering = ["email"]
    autocomplete_fields = ["former_employers"]
    filter_horizontal = ["groups", "user_permissions"]
    readonly_fields = ["last_login", "date_joined"]
    fieldsets = [
        (None, {"fields": ["email", "password"]}),
        (_("Person"), {"fields": ["name", "language", "time_zone"]}),
        (_("Staff"), {"fields": ["staff_role", "former_employers"]}),
        (
            _("Access"),
            {"fields": ["is_active", "is_staff", "is_superuser", "groups", "user_permissions"]},
        ),
        (_("Dates"), {"fields": ["last_login", "date_joined"]}),
    ]
    add_fieldsets = [
        (
            None,
            {"classes": ["wide"], "fields": ["email", "name", "usable_password", "password1", "password2"]},
        ),
    ]

    def get_inlines(self, request, obj):
        """A person is made first and given roles then."""
        return self.inlines if obj else []


class LocationInline(admin.TabularInline):
    model = Location
    extra = 0
    show_change_link = True


@admin.register(Partner)
class PartnerAdmin(admin.ModelAdmin):
    list_display = ["name", "country", "created_at"]
    list_filter = ["country"]
    search_fields = ["name", "locations__mpn_id"]
    ordering = ["name"]
    inlines = [LocationInline]


class EnrolmentInline(admin.TabularInline):
    model = Enrolment
    extra = 0


@admin.register(Location)
class LocationAdmin(admin.ModelAdmin):
    list_display = ["mpn_id", "name", "partner", "country", "partner_type"]
    list_select_related = ["partner"]
    list_filter = ["country", "enrolments__programme"]
    search_fields = ["mpn_id", "name", "partner__name"]
    ordering = ["mpn_id"]
    autocomplete_fields = ["partner"]
    inlines = [EnrolmentInline]


@admin.register(Membership)
class MembershipAdmin(ToLookAt, admin.ModelAdmin):
    list_display = ["user", "role", "partner", "location"]
    list_select_related = ["user", "partner", "location"]
    list_filter = ["role"]
    search_fields = ["user__email", "user__name", "partner__name", "location__mpn_id"]
    ordering = ["user__email", "partner__name"]


class InvitationForm(forms.ModelForm):
    class Meta:
        model = Invitation
        fields = ["email", "role", "partner", "location"]

    def clean_email(self):
        return self.cleaned_data["email"].lower()


@admin.register(Invitation)
class InvitationAdmin(ToLookAt, admin.ModelAdmin):
    """The way to a company's first Global admin, who invites the others; the action records and sends it."""

    form = InvitationForm
    list_display = ["email", "role", "partner", "location", "invited_by", "expires_at", "accepted_at"]
    list_select_related = ["partner", "location", "invited_by"]
    list_filter = ["role"]
    search_fields = ["email", "partner__name"]
    ordering = ["-pk"]
    autocomplete_fields = ["partner", "location"]

    def has_add_permission(self, request, obj=None):
        return request.user.has_perm("accounts.add_invitation")

    def get_fields(self, request, obj=None):
        if obj is None:
            return InvitationForm.Meta.fields
        return [field.name for field in Invitation._meta.fields if field.name not in ("id", "token_hash")]

    def add_view(self, request, *args, **kwargs):
        try:
            return super().add_view(request, *args, **kwargs)
        except (Refused, PermissionDenied) as refused:
            messages.error(request, str(refused))
            typed = {name: request.POST.get(name, "") for name in InvitationForm.Meta.fields}
            return redirect(f"{request.path}?{urlencode(typed)}")

    def save_model(self, request, obj, form, change):
        invited = actions.invite(
            obj.partner_id,
            by=request.user,
            at=timezone.now(),
            email=obj.email,
            role=obj.role,
            location=obj.location,
        )
        obj.pk = invited.pk


@admin.register(PeopleChange)
class PeopleChangeAdmin(ToLookAt, admin.ModelAdmin):
    list_display = ["at", "partner", "kind", "person", "role", "place", "actor"]
    list_select_related = ["partner"]
    list_filter = ["kind"]
    search_fields = ["person", "actor", "partner__name"]
    ordering = ["-pk"]
