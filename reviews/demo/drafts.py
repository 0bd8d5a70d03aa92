"""Claims that somebody still writes, each with something else left to do."""

from .steps import comment, draft
from .world import Case

CASES = (
    # Complete, and ready to be submitted.
    Case(
        "trey-phone",
        "Teams Phone for the laboratories",
        "dublin",
        "trey",
        workloads=("teams-phone",),
        fields={"opening_comment": "The laboratories in Cork and Galway moved last month; Dublin was first."},
        files=("proof", "report"),
        steps=((1, "16:10", draft()),),
    ),
    # The proof is neither signed nor recent.
    Case(
        "coffee-mail",
        "Exchange Online for store managers",
        "dublin",
        "fourthcoffee",
        workloads=("exchange-online",),
        files=("old",),
        steps=((2, "09:40", draft()),),
    ),
    # The ID that was typed is the one of another product's subscription.
    Case(
        "lamna-service",
        "Customer Service for the clinics",
        "dublin",
        "lamna",
        typed={"dynamics-365-customer-service": "lamna-people"},
        activities=("presales", "usage"),
        files=(),
        steps=((2, "17:05", draft()),),
    ),
    # München is not enrolled.
    Case(
        "adatum-south",
        "Business Central Süd, Einführung",
        "munich",
        "adatum",
        subscriptions=("adatum-bc-south",),
        fields={"own_contact_name": "Uma User", "own_contact_email": "uma@demo.example"},
        files=(),
        steps=(
            (2, "11:30", draft("uma")),
            (1, "09:20", comment("uma", "Fiona, is München enrolled by now?")),
        ),
    ),
    # The domain is another customer's.
    Case(
        "wingtip-mismatch",
        "Exchange migration",
        "dublin",
        "wingtip",
        fields={"domain": "litware.example"},
        files=(),
        steps=((3, "15:05", draft()),),
    ),
    Case(
        "proseware-teams",
        "Teams Einführung Proseware",
        "amsterdam",
        "proseware",
        workloads=("teams",),
        files=("unsigned",),
        steps=((2, "14:00", draft()),),
    ),
)
