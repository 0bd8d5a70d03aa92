from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class PartnerRole(TextChoices):
    INCENTIVES_ADMIN = "incentives_admin", _("Incentives admin")
    INCENTIVES_USER = "incentives_user", _("Incentives user")
    BILLING_ADMIN = "billing_admin", _("Billing admin")
    GLOBAL_ADMIN = "global_admin", _("Global admin")


class StaffRole(TextChoices):
    REVIEWER = "reviewer", _("Reviewer")
    LEAD = "lead", _("Lead reviewer")
    SUPPORT = "support", _("Support")


MANAGING_ROLES = frozenset(
    {PartnerRole.INCENTIVES_ADMIN, PartnerRole.BILLING_ADMIN, PartnerRole.GLOBAL_ADMIN}
)
FILING_ROLES = frozenset({PartnerRole.INCENTIVES_ADMIN, PartnerRole.GLOBAL_ADMIN})
DRAFTING_ROLES = FILING_ROLES | {PartnerRole.INCENTIVES_USER}
DECIDING_ROLES = frozenset({StaffRole.REVIEWER, StaffRole.LEAD})
# Which roles of their company's people somebody gives and takes away, where their own role holds.
MANAGED_ROLES = {
    PartnerRole.GLOBAL_ADMIN: frozenset(PartnerRole),
    PartnerRole.INCENTIVES_ADMIN: frozenset({PartnerRole.INCENTIVES_USER}),
}
