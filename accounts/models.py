from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from calendars import countries
from calendars.zones import refuse_unknown_zone, zone_of_country

from .news import News as News
from .news import NewsChoice as NewsChoice
from .programmes import Programme
from .roles import DECIDING_ROLES, DRAFTING_ROLES, PartnerRole, StaffRole

COUNTRY = RegexValidator(r"^[A-Z]{2}$", _("Enter a two-letter country code, such as DE."))
MPN_ID = RegexValidator(r"^\d{5,10}$", _("An MPN ID has five to ten digits."))


class UserManager(BaseUserManager):
    def create_user(self, email: str, password: str | None = None, **fields):
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save()
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields):
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)


class User(AbstractBaseUser, PermissionsMixin):
    email = models.EmailField(_("e-mail"), unique=True)
    name = models.CharField(_("name"), max_length=200)
    language = models.CharField(_("language"), max_length=10, default="en")
    time_zone = models.CharField(_("time zone"), max_length=50, default="UTC")
    without_keys = models.BooleanField(_("without single keys on the review pages"), default=False)
    staff_role = models.CharField(_("staff role"), max_length=20, choices=StaffRole, blank=True)
    former_employers = models.ManyToManyField(
        "accounts.Partner", verbose_name=_("former employers"), blank=True, related_name="former_people"
    )
    is_staff = models.BooleanField(_("may open the admin"), default=False)
    is_active = models.BooleanField(_("active"), default=True)
    date_joined = models.DateTimeField(default=timezone.now, editable=False)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="staff_role_is_known", condition=Q(staff_role__in=["", *StaffRole.values])
            ),
        ]

    def __str__(self):
        return self.name or self.email

    def get_full_name(self):
        return self.name

    def get_short_name(self):
        return self.name.split(" ")[0]

    @property
    def zone(self) -> ZoneInfo:
        """The person's time zone; what can't be read is UTC, which the page then says."""
        try:
            return ZoneInfo(self.time_zone)
        except (ValueError, KeyError, OSError):
            return ZoneInfo("UTC")

    @cached_property
    def roles(self) -> list["Membership"]:
        """The user's memberships, read once for each request."""
        return list(self.memberships.select_related("partner"))

    def holds(self, roles, partner_id, location_id=None) -> bool:
        """Whether one of `roles` covers this location, or the whole company when it is not chosen yet."""
        return any(
            role.role in roles and role.partner_id == partner_id and role.location_id in (None, location_id)
            for role in self.roles
        )

    @cached_property
    def former_employer_ids(self) -> set[int]:
        return set(self.former_employers.values_list("pk", flat=True))

    @property
    def is_partner(self) -> bool:
        return bool(self.roles)

    @property
    def is_reviewing(self) -> bool:
        return self.staff_role in DECIDING_ROLES

    @property
    def is_lead(self) -> bool:
        return self.staff_role == StaffRole.LEAD

    @property
    def is_support(self) -> bool:
        return self.staff_role == StaffRole.SUPPORT

    @property
    def may_draft_somewhere(self) -> bool:
        return any(role.role in DRAFTING_ROLES for role in self.roles)


class PartnerQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(pk__in={role.partner_id for role in user.roles})


class Partner(models.Model):
    name = models.CharField(_("name"), max_length=200)
    country = models.CharField(_("country"), max_length=2, validators=[COUNTRY])
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = PartnerQuerySet.as_manager()

    def __str__(self):
        return self.name


class LocationQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those that the person's roles cover."""
        covered = Q(pk__in=[])
        for role in user.roles:
            covered |= Q(pk=role.location_id) if role.location_id else Q(partner_id=role.partner_id)
        return self.filter(covered)


class Location(models.Model):
    partner = models.ForeignKey(Partner, models.PROTECT, related_name="locations")
    mpn_id = models.CharField(_("MPN ID"), max_length=10, unique=True, validators=[MPN_ID])
    name = models.CharField(_("name"), max_length=200)
    country = models.CharField(_("country"), max_length=2, validators=[COUNTRY])
    time_zone = models.CharField(
        _("time zone"), max_length=50, blank=True, help_text=_("Left empty, it is the country's main one.")
    )
    partner_type = models.CharField(_("partner type"), max_length=50, blank=True)

    objects = LocationQuerySet.as_manager()

    def __str__(self):
        return f"{self.name} ({self.mpn_id})"

    def save(self, *args, **kwargs):
        self.time_zone = self.time_zone or zone_of_country(self.country)
        super().save(*args, **kwargs)

    def clean(self):
        refuse_unknown_zone(self.time_zone)

    @property
    def country_name(self) -> str:
        return countries.name_of(self.country)

    def local_date(self, at: datetime) -> date:
        """The day that instant falls on where this location is: what enrolments and subscriptions go by."""
        return at.astimezone(ZoneInfo(self.time_zone)).date()

    def enrolled_programmes(self, on_date) -> set[str]:
        """Programmes this location is in on that day; reads `enrolments`, so prefetch them for lists."""
        return {enrolment.programme for enrolment in self.enrolments.all() if enrolment.covers(on_date)}


class Enrolment(models.Model):
    location = models.ForeignKey(Location, models.CASCADE, related_name="enrolments")
    programme = models.CharField(_("programme"), max_length=20, choices=Programme)
    from_date = models.DateField(_("from"))
    until_date = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="enrolled_once_from_a_day", fields=["location", "programme", "from_date"]
            ),
            models.CheckConstraint(
                name="enrolment_ends_after_it_begins",
                condition=Q(until_date__isnull=True) | Q(until_date__gte=F("from_date")),
            ),
            models.CheckConstraint(
                name="enrolment_programme_is_known", condition=Q(programme__in=Programme.values)
            ),
        ]

    def __str__(self):
        return f"{self.get_programme_display()} – {self.location}"

    def covers(self, day) -> bool:
        return self.from_date <= day and (self.until_date is None or day <= self.until_date)


class InCompanyQuerySet(models.QuerySet):
    """Of what holds in a whole company, or at one location of it."""

    def visible_to(self, user):
        """At the places that the person's roles cover; what holds for the whole company holds there too."""
        covered = Q(pk__in=[])
        for role in user.roles:
            company = Q(partner_id=role.partner_id)
            if role.location_id:
                company &= Q(location_id=None) | Q(location_id=role.location_id)
            covered |= company
        return self.filter(covered)


class Membership(models.Model):
    user = models.ForeignKey(User, models.CASCADE, related_name="memberships")
    partner = models.ForeignKey(Partner, models.CASCADE, related_name="memberships")
    location = models.ForeignKey(
        Location,
        models.CASCADE,
        null=True,
        blank=True,
        help_text=_("Left empty, the role holds for the company."),
    )
    role = models.CharField(_("role"), max_length=20, choices=PartnerRole)

    objects = InCompanyQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="role_once_in_a_company",
                fields=["user", "partner", "role"],
                condition=Q(location__isnull=True),
            ),
            models.UniqueConstraint(
                name="role_once_at_a_location",
                fields=["user", "location", "role"],
                condition=Q(location__isnull=False),
            ),
            models.CheckConstraint(name="membership_role_is_known", condition=Q(role__in=PartnerRole.values)),
        ]

    def __str__(self):
        return f"{self.user}: {self.get_role_display()}"


class InvitationQuerySet(InCompanyQuerySet):
    def open(self):
        """Neither used nor taken back; it may be too old."""
        return self.filter(accepted_at=None, taken_back_at=None)


class Invitation(models.Model):
    """A link by e-mail that gives whoever reads that address one role in the company, once."""

    HOLDS = timedelta(days=7)

    partner = models.ForeignKey(Partner, models.CASCADE, related_name="invitations")
    location = models.ForeignKey(Location, models.CASCADE, null=True, blank=True)
    email = models.EmailField(_("e-mail"))
    role = models.CharField(_("role"), max_length=20, choices=PartnerRole)
    # Of the newest link only: inviting again makes the earlier one worthless.
    token_hash = models.CharField(max_length=64, unique=True)
    invited_at = models.DateTimeField()
    invited_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    accepted_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    taken_back_at = models.DateTimeField(null=True)
    taken_back_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    objects = InvitationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_open_invitation",
                fields=["partner", "email"],
                condition=Q(accepted_at__isnull=True, taken_back_at__isnull=True),
            ),
            models.CheckConstraint(name="invitation_role_is_known", condition=Q(role__in=PartnerRole.values)),
            models.CheckConstraint(name="invitation_email_is_lower_case", condition=Q(email=Lower("email"))),
            models.CheckConstraint(
                name="invitation_expires_after_it_began", condition=Q(expires_at__gt=F("invited_at"))
            ),
            models.CheckConstraint(
                name="invitation_accepted_at_and_by",
                condition=Q(accepted_at__isnull=True, accepted_by__isnull=True)
                | Q(accepted_at__isnull=False, accepted_by__isnull=False),
            ),
            models.CheckConstraint(
                name="invitation_taken_back_at_and_by",
                condition=Q(taken_back_at__isnull=True, taken_back_by__isnull=True)
                | Q(taken_back_at__isnull=False, taken_back_by__isnull=False),
            ),
            models.CheckConstraint(
                name="invitation_accepted_or_taken_back",
                condition=Q(accepted_at__isnull=True) | Q(taken_back_at__isnull=True),
            ),
        ]

    def __str__(self):
        return f"{self.email}: {self.get_role_display()}"

    def is_expired(self, at: datetime) -> bool:
        return at >= self.expires_at


class PeopleAreNotRewritten(Exception):
    """What happened to a company's people can be added to, never changed or deleted."""


class PeopleChangeQuerySet(InCompanyQuerySet):
    def update(self, **kwargs):
        raise PeopleAreNotRewritten

    def delete(self):
        raise PeopleAreNotRewritten


class PeopleChange(models.Model):
    """Who was invited, joined, got or lost a role or was removed, by whom and when; all as text, to stay."""

    class Kind(models.TextChoices):
        INVITED = "invited", _("invited")
        INVITED_AGAIN = "invited_again", _("invited again")
        TAKEN_BACK = "taken_back", _("took the invitation back")
        JOINED = "joined", _("joined")
        ROLE_GIVEN = "role_given", _("gave a role")
        ROLE_TAKEN = "role_taken", _("took a role away")
        REMOVED = "removed", _("removed from the company")

    partner = models.ForeignKey(Partner, models.PROTECT, related_name="people_changes")
    # Where a role at one location is meant; without a database constraint, as the location may go.
    location = models.ForeignKey(Location, models.DO_NOTHING, null=True, db_constraint=False)
    at = models.DateTimeField()
    kind = models.CharField(max_length=20, choices=Kind)
    actor = models.CharField(max_length=200)
    actor_id = models.BigIntegerField()
    person = models.CharField(max_length=254)
    role = models.CharField(max_length=20, choices=PartnerRole, blank=True)
    place = models.CharField(max_length=220, blank=True)

    objects = PeopleChangeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="people_change_kind_is_known",
                condition=Q(
                    kind__in=[
                        "invited",
                        "invited_again",
                        "taken_back",
                        "joined",
                        "role_given",
                        "role_taken",
                        "removed",
                    ]
                ),
            ),
        ]

    def __str__(self):
        return f"{self.kind}: {self.person}"

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise PeopleAreNotRewritten
        super().save(*args, **{**kwargs, "force_insert": True})

    def delete(self, *args, **kwargs):
        raise PeopleAreNotRewritten
