"""The columns of a sheet: the one table that reading, the explanation on the page and the examples come from."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from ..models import Claim


@dataclass(frozen=True)
class Column:
    """`key` is what the code calls it: the claim's own field where there is one."""

    key: str
    header: str
    text: str
    # What other sheets call it.
    also: tuple[str, ...] = ()
    # Two rows of the example: a Microsoft 365 and a Business Applications claim.
    examples: tuple[str, str] = ("", "")
    # Several values in one cell, with a semicolon between them.
    is_list: bool = False
    # A field of the claim that takes the cell as it is.
    is_field: bool = True


# Headers are names of a file format and stay in English, whatever the language of the page.
COLUMNS = (
    Column(
        "mpn_id",
        "MPN ID",
        _("Of the location that claims."),
        ("Location", "Location MPN ID", "Partner ID", "MPN"),
        ("1234567", "1234567"),
        is_field=False,
    ),
    Column(
        "domain",
        "Customer domain",
        _("As the customer verified it."),
        ("Domain", "Customer's domain"),
        ("contoso.com", "fabrikam.com"),
    ),
    Column(
        "directory_id",
        "Directory ID",
        _("The customer's tenant."),
        ("Tenant ID", "Tenant", "Directory", "Customer directory ID"),
        ("0f3c5a2e-4b1d-4e8f-9a60-7c2d1e5b8f01", "6d9e8b7a-1c2f-4a3b-8d5e-0f1a2b3c4d5e"),
    ),
    Column(
        "area",
        "Solution area",
        _("Microsoft 365 or Business Applications."),
        ("Area",),
        ("Microsoft 365", "Business Applications"),
        is_field=False,
    ),
    Column(
        "activities",
        "Activities",
        _("Usage, Pre-sales or both; or Revenue association alone."),
        ("Activity",),
        ("Usage", "Pre-sales; Usage"),
        is_list=True,
        is_field=False,
    ),
    Column(
        "name",
        "Claim name",
        _("How you and the review team recognise the claim."),
        ("Name",),
        ("Contoso – Teams roll-out", "Fabrikam – Sales"),
    ),
    Column(
        "products",
        "Products",
        _("Names or codes of workloads or Dynamics 365 and Power Platform products."),
        ("Product", "Workload", "Workloads"),
        ("Microsoft Teams; Exchange Online", "Dynamics 365 Sales"),
        is_list=True,
        is_field=False,
    ),
    Column(
        "subscription_ids",
        "Subscription IDs",
        _("Business Applications only; may stay empty where the customer has one subscription of a product."),
        ("Subscription ID", "Subscription", "Subscriptions"),
        ("", "3b8f6a52-7d41-4c0e-b2a9-5e6f7081920a"),
        is_list=True,
        is_field=False,
    ),
    Column(
        "contact_name",
        "Customer contact name",
        _("Who at the customer can confirm the work."),
        ("Contact name", "Customer contact's name", "Customer contact"),
        ("Carla Customer", "Frank Fabricant"),
    ),
    Column(
        "contact_title",
        "Customer contact title",
        _("This person's job title."),
        ("Contact title", "Customer contact's title"),
        ("Head of IT", "Sales director"),
    ),
    Column(
        "contact_email",
        "Customer contact e-mail",
        _("Gets the notice about the claim, and can opt out."),
        ("Contact email", "Customer contact's e-mail", "Customer email"),
        ("carla@contoso.com", "frank@fabrikam.com"),
    ),
    Column(
        "own_contact_name",
        "Own contact name",
        _("Left empty, it is you."),
        ("Your contact's name", "Your contact name", "Partner contact name"),
        ("Fiona Filer", ""),
    ),
    Column(
        "own_contact_email",
        "Own contact e-mail",
        _("Left empty, it is yours."),
        ("Your contact's e-mail", "Your contact e-mail", "Partner contact e-mail"),
        ("fiona@northwind.example", ""),
    ),
    Column(
        "technical_contact_name",
        "Technical contact name",
        _("Business Applications only, as the next two; not for a revenue association."),
        ("Technical contact's name", "Technical contact"),
        ("", "Tom Technical"),
    ),
    Column(
        "technical_contact_title",
        "Technical contact title",
        _("This person's job title."),
        ("Technical contact's title",),
        ("", "Administrator"),
    ),
    Column(
        "technical_contact_email",
        "Technical contact e-mail",
        _("This person's address."),
        ("Technical contact's e-mail",),
        ("", "tom@fabrikam.com"),
    ),
    Column(
        "seller_name",
        "Dynamics solution seller name",
        _("Revenue association only, as the next two."),
        ("Dynamics solution seller's name", "Seller name", "Seller"),
    ),
    Column(
        "customer_name",
        "Customer name",
        _("As it stands in the contract."),
        ("Customer's name", "Customer"),
    ),
    Column(
        "isv_solution",
        "ISV solution",
        _("Name of the ISV product or solution."),
        ("Name of the ISV product or solution", "ISV product"),
    ),
    Column(
        "opening_comment",
        "Comment",
        _("Becomes the first comment to the review team when the claim is submitted."),
        ("Comments", "Comment to the review team"),
        ("Second wave of the roll-out.", ""),
    ),
    Column(
        "files",
        "Proof files",
        _("Names of files in the ZIP."),
        ("Proof", "Proof file", "Files", "File", "PoE", "PoE files", "Proof of execution"),
        ("contoso.pdf; contoso-signed.png", "fabrikam.docx"),
        is_list=True,
        is_field=False,
    ),
)
BY_KEY = {column.key: column for column in COLUMNS}
FIELDS = tuple(column.key for column in COLUMNS if column.is_field)
# What the portal adds to a sheet that is downloaded again; skipped when that is uploaded.
ADDED = ("Row", "Result", "Claim ID", "What to do")
# Without it no row can become anything.
NEEDED = ("mpn_id",)


def folded(header: str) -> str:
    """Neither case nor spaces, underscores, hyphens and apostrophes make another header."""
    return "".join(sign for sign in header.casefold() if sign.isalnum())


_KNOWN = {
    folded(name): column.key for column in COLUMNS for name in (column.header, column.key, *column.also)
}
_ADDED = {folded(name) for name in ADDED}


def key_of(header: str) -> str | None:
    return _KNOWN.get(folded(header))


def is_added(header: str) -> bool:
    return folded(header) in _ADDED


def recognised(headers: Iterable[str]) -> int:
    return sum(key_of(header) is not None for header in headers)


def longest(key: str) -> int:
    """How many characters a cell may have."""
    column = BY_KEY[key]
    return Claim._meta.get_field(key).max_length or 200 if column.is_field else 4000


def parts(cell: str) -> list[str]:
    """The values of a list, each once."""
    return list(dict.fromkeys(part.strip() for part in cell.replace("\n", ";").split(";") if part.strip()))
