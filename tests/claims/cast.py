"""The people of the filing partner, and the addresses of their pages."""

from django.urls import reverse

from accounts.roles import PartnerRole
from tests import factories


def people_of(partner):
    return {
        "fiona": factories.a_filer(partner, name="Fiona Filer"),
        "uma": factories.a_member(partner, PartnerRole.INCENTIVES_USER, name="Uma User"),
        "bill": factories.a_member(partner, PartnerRole.BILLING_ADMIN, name="Bill Billing"),
        "greta": factories.a_member(partner, PartnerRole.GLOBAL_ADMIN, name="Greta Global"),
    }


def url(name, claim=None, *args):
    return reverse(f"claims:{name}", args=[claim.code, *args] if claim else [])


def body_of(response) -> bytes:
    """Of a download; reading it to its end closes the file."""
    return b"".join(response.streaming_content)


def typed(page, **changes):
    """What a browser would send of the form on that page, with these changes."""
    form = page.context["form"]
    values = {bound.html_name: bound.value() for bound in form}
    values |= changes
    return {name: value for name, value in values.items() if value not in (None, False)}
