"""Claims that somebody still works on."""

from claims.states import RequestReason

from .steps import (
    accept_dispute,
    answer,
    approve,
    ask,
    attach,
    comment,
    confirm,
    copy,
    defend,
    dispute,
    draft,
    look,
    name_contact,
    note,
    reject,
    reverse,
    second_look,
    start,
    submit,
    take,
    tick,
)
from .world import Case

SUBMITTED = (
    Case(
        "coffee-teams",
        "Teams for 60 coffee shops",
        "dublin",
        "fourthcoffee",
        workloads=("teams",),
        files=("proof", "report"),
        steps=((2, "15:40", draft()), (1, "10:05", submit()), (1, "14:30", confirm())),
    ),
    Case(
        "adatum-mail",
        "Exchange Online und Teams, Umstieg",
        "munich",
        "adatum",
        workloads=("exchange-online", "teams"),
        fields={"own_contact_name": "Uma User", "own_contact_email": "uma@demo.example"},
        steps=(
            (4, "09:15", draft("uma")),
            (3, "10:20", submit("greta")),
            (2, "13:00", comment("fiona", "The customer's works council signed off last week; see page 2.")),
        ),
    ),
    Case(
        "relecloud-identity",
        "Conditional access roll-out",
        "amsterdam",
        "relecloud",
        workloads=("entra-id-p2",),
        steps=((3, "11:00", draft()), (2, "09:10", submit())),
    ),
    Case(
        "tailspin-engage",
        "Viva Engage community programme",
        "dublin",
        "tailspin",
        workloads=("viva-engage",),
        steps=((9, "11:00", draft()), (7, "09:30", submit())),
    ),
    Case(
        "lamna-devices",
        "Intune for ward devices",
        "dublin",
        "lamna",
        workloads=("intune",),
        fields={"contact_name": "Robin Pryce", "contact_email": "robin.pryce@lamna.example"},
        steps=((3, "16:00", draft()), (2, "10:45", submit())),
    ),
    Case(
        "proseware-mail-again",
        "Exchange Online Proseware, MPN ID München",
        "munich",
        "proseware",
        steps=((6, "10:00", copy("proseware-mail")), (2, "16:20", submit())),
    ),
)

UNDER_REVIEW = (
    Case(
        "contoso-engage",
        "Intranet and communities",
        "dublin",
        "contoso",
        workloads=("viva-engage", "sharepoint-online"),
        files=("proof", "acceptance", "report"),
        steps=(
            (6, "10:00", draft()),
            (5, "09:45", submit()),
            (5, "13:20", confirm()),
            (2, "09:30", start("ravi")),
            (
                2,
                "10:05",
                tick(
                    "ravi",
                    {
                        RequestReason.WRONG_POE: ("met", ""),
                        RequestReason.NO_ACKNOWLEDGEMENT: ("met", "Signed by the head of IT."),
                        RequestReason.DATES: ("met", ""),
                        "sharepoint-online": (
                            "cant_tell",
                            "Named in the plan only; see the adoption report.",
                        ),
                    },
                ),
            ),
            (2, "10:10", note("ravi", "The report counts people of two tenants. Check which are Contoso's.")),
            (1, "11:15", comment("ravi", "Thank you, I am reading your report and will decide this week.")),
        ),
    ),
    Case(
        "wingtip-service",
        "Customer Service voor de webwinkel",
        "dublin",
        "wingtip",
        subscriptions=("wingtip-service",),
        activities=("presales", "usage"),
        files=("unsigned",),
        steps=(
            (10, "09:30", draft()),
            (9, "11:00", submit()),
            (7, "09:40", start("rosa")),
            (
                6,
                "15:00",
                ask(
                    "We need the customer's signature before we can go on.",
                    {
                        RequestReason.NO_ACKNOWLEDGEMENT: "The customer did not sign the statement of work.",
                        RequestReason.DATES: "When was the work carried out?",
                    },
                ),
            ),
            (5, "16:10", look("rosa")),
            (4, "10:30", comment("fiona", "Femke signs tomorrow.")),
            (
                3,
                "12:10",
                answer(
                    {
                        RequestReason.NO_ACKNOWLEDGEMENT: "The signed acceptance is attached.",
                        RequestReason.DATES: "In ten weeks, up to the hand-over that the acceptance names.",
                    },
                    paper="acceptance",
                ),
            ),
        ),
    ),
    Case(
        "litware-endpoint",
        "Defender for Endpoint, 900 devices",
        "amsterdam",
        "litware",
        workloads=("defender-endpoint",),
        steps=((5, "10:00", draft()), (4, "14:00", submit()), (3, "15:30", start("ravi"))),
    ),
    Case(
        "woodgrove-risk",
        "Insider risk policies",
        "dublin",
        "woodgrove",
        workloads=("insider-risk-management",),
        steps=(
            (12, "10:00", draft()),
            (11, "14:00", submit()),
            (8, "16:00", start("rosa")),
            (7, "09:00", note("rosa", "@Lena Lead: two people signed. Who may sign for the bank?")),
            (
                7,
                "11:30",
                note("lena", "@Rosa Reviewer, either of them. Legal has the list; @Leo Lead knows it."),
            ),
        ),
    ),
    Case(
        "woodgrove-sales-fabrikam",
        "Sales accelerator for private banking",
        "amsterdam",
        "woodgrove",
        subscriptions=("woodgrove-sales",),
        activities=("presales",),
        files=("proof", "plan"),
        steps=((7, "10:00", draft()), (6, "13:00", submit()), (3, "10:00", start("ravi"))),
    ),
    Case(
        "woodgrove-sales-northwind",
        "Dynamics 365 Sales, introduction and training",
        "dublin",
        "woodgrove",
        subscriptions=("woodgrove-sales",),
        activities=("presales", "usage"),
        files=("proof", "plan", "report"),
        steps=(
            (6, "10:00", draft()),
            (5, "15:00", submit()),
            (5, "16:40", confirm()),
            (2, "11:00", start("rosa")),
            (
                1,
                "10:00",
                note("rosa", "Both have the customer's project plan. Northwind's training is dated later."),
            ),
        ),
    ),
    Case(
        "woodgrove-sales-vanarsdel",
        "Sales for branch managers",
        "stockholm",
        "woodgrove",
        subscriptions=("woodgrove-sales",),
        activities=("presales",),
        files=("unsigned",),
        steps=((4, "09:30", draft()), (3, "10:00", submit()), (1, "09:00", start("ravi"))),
    ),
    Case(
        "contoso-devices-vanarsdel",
        "Intune for the shops",
        "stockholm",
        "contoso",
        workloads=("intune",),
        files=("proof", "report"),
        steps=((4, "12:00", draft()), (3, "09:00", submit())),
    ),
    Case(
        "contoso-devices-fabrikam",
        "Device management, second line",
        "amsterdam",
        "contoso",
        workloads=("intune",),
        steps=((5, "12:00", draft()), (4, "09:00", submit()), (2, "14:00", start("ravi"))),
    ),
    Case(
        "lamna-service-vanarsdel",
        "Customer Service for the appointment desk",
        "stockholm",
        "lamna",
        subscriptions=("lamna-service",),
        steps=(
            (5, "10:00", draft()),
            (4, "11:00", submit()),
            (2, "10:20", start("ravi")),
            (
                1,
                "11:40",
                defend(
                    "rita",
                    "We introduced Customer Service at Lamna in 2025 and support its agents; see the report.",
                    "report",
                ),
            ),
        ),
    ),
    Case(
        "lamna-people",
        "Human Resources for the clinics",
        "dublin",
        "lamna",
        subscriptions=("lamna-people",),
        steps=(
            (20, "10:00", draft()),
            (19, "11:00", submit()),
            (16, "09:30", start("ravi")),
            (14, "15:00", reject("missing_acknowledgement", "The acknowledgement names another hospital.")),
            (
                8,
                "10:00",
                dispute(
                    "The hospital was renamed in March; the customer's letter is attached to our comment."
                ),
            ),
            (4, "14:00", accept_dispute("The renaming is in the public register. Back to review.")),
            (3, "09:15", take("rosa")),
        ),
    ),
    Case(
        "woodgrove-teams",
        "Teams for the branches",
        "dublin",
        "woodgrove",
        workloads=("teams",),
        steps=(
            (16, "10:00", draft()),
            (15, "10:30", submit()),
            (12, "11:00", start("ravi")),
            (9, "16:00", approve()),
            (3, "15:00", reverse("The wrong file was compared; it has to be looked at again.")),
            (2, "09:50", take("rosa")),
        ),
    ),
)

ACTION_REQUIRED = (
    Case(
        "proseware-finance",
        "Finance, Konzernabschluss",
        "dublin",
        "proseware",
        subscriptions=("proseware-finance",),
        files=("unsigned",),
        steps=(
            (7, "10:00", draft()),
            (6, "10:00", submit()),
            (4, "09:00", start("rosa")),
            (2, "16:00", ask(
                "Please complete the proof; a signed page with the dates is enough.",
                {
                    RequestReason.NO_ACKNOWLEDGEMENT: "Nobody at Proseware signed.",
                    RequestReason.DATES: "The services have no dates.",
                    RequestReason.NO_DESCRIPTION: "Say what was done for the consolidation.",
                },
            )),
            (1, "12:00", comment("fiona", "Martin Vogel is on leave. Does his deputy's signature do?")),
            (1, "14:20", comment("rosa", "Yes, with name and title.")),
        ),
    ),
    Case(
        "trey-apps",
        "Microsoft 365 Apps, upgrade",
        "dublin",
        "trey",
        workloads=("microsoft-365-apps",),
        files=("other_product",),
        steps=(
            (9, "10:00", draft()),
            (8, "11:30", submit()),
            (6, "10:00", start("ravi")),
            (4, "10:30", ask(
                "One question about the product.",
                {RequestReason.PRODUCT_NOT_MENTIONED: "The report is about Office 2019."},
            )),
        ),
    ),
    Case(
        "wideworld-supply",
        "Supply Chain, magazijn Rotterdam",
        "amsterdam",
        "wideworld",
        subscriptions=("wideworld-supply",),
        files=("other_customer",),
        steps=(
            (5, "10:00", draft()),
            (4, "12:00", submit()),
            (2, "10:00", start("rosa")),
            (1, "15:00", ask(
                "The file belongs to another claim.",
                {RequestReason.WRONG_POE: "Customer and tenant are not the ones of this claim."},
            )),
        ),
    ),
)  # fmt: skip

WINDOW_OPEN = (
    Case(
        "trey-identity",
        "Identity and Teams for researchers",
        "dublin",
        "trey",
        workloads=("entra-id-p1", "teams"),
        files=("proof", "acceptance"),
        steps=(
            (6, "09:30", draft()),
            (5, "10:00", submit()),
            (5, "15:10", confirm()),
            (3, "10:00", start("ravi")),
            (1, "11:30", approve("Well documented, thank you.")),
            (1, "15:00", attach("report")),
        ),
    ),
    Case(
        "coffee-bi",
        "Power BI for store managers",
        "dublin",
        "fourthcoffee",
        subscriptions=("fourthcoffee-bi",),
        steps=(
            (9, "10:00", draft()),
            (8, "15:00", submit()),
            (6, "09:20", start("rosa")),
            (4, "11:10", approve()),
            (3, "08:40", second_look()),
            (
                2,
                "09:30",
                name_contact("Luis Romero", "Head of Analytics", "luis.romero@fourthcoffee.example"),
            ),
        ),
    ),
)

CASES = (*SUBMITTED, *UNDER_REVIEW, *ACTION_REQUIRED, *WINDOW_OPEN)
