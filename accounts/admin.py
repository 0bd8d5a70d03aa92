from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm
from django.utils.translation import gettext_lazy as _

from .looking import ToLookAt
from .models import Enrolment, Invitation, Location, Membership, Partner, PeopleChange, User


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


class MembershipInline(admin.TabularInline):
    model = Membership
    extra = 0
    autocomplete_fields = ["partner", "location"]


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
class MembershipAdmin(admin.ModelAdmin):
    list_display = ["user", "role", "partner", "location"]
    list_select_related = ["user", "partner", "location"]
    list_filter = ["role"]
    search_fields = ["user__email", "user__name", "partner__name", "location__mpn_id"]
    ordering = ["user__email", "partner__name"]
    autocomplete_fields = ["user", "partner", "location"]


@admin.register(Invitation)
class InvitationAdmin(ToLookAt, admin.ModelAdmin):
    list_display = ["email", "role", "partner", "location", "invited_by", "expires_at", "accepted_at"]
    list_select_related = ["partner", "location", "invited_by"]
    list_filter = ["role"]
    search_fields = ["email", "partner__name"]
    ordering = ["-pk"]
    exclude = ["token_hash"]


@admin.register(PeopleChange)
class PeopleChangeAdmin(ToLookAt, admin.ModelAdmin):
    list_display = ["at", "partner", "kind", "person", "role", "place", "actor"]
    list_select_related = ["partner"]
    list_filter = ["kind"]
    search_fields = ["person", "actor", "partner__name"]
    ordering = ["-pk"]
