"""Short forms and mails, written last: no rule was changed for them, so they tell how others may fare."""

from claims.reading.names import Parties

from .letters import Letter

INTUNE = ("Microsoft Intune",)
NORDWIND = Parties(
    partner_names=("Nordwind Consulting AB",),
    partner_people=("Johan Ek",),
    partner_emails=("johan@nordwind.se",),
    mpn_id="4455667",
    customer_names=("Fabrikam Residences Ltd",),
    customer_people=("Emma Lindholm",),
    customer_emails=("d@fabrikamresidences.com",),
    domains=("fabrikamresidences.com",),
    directory_id="aaaabbbb-cccc-4ddd-8eee-ffff00001111",
)
HEAD = (
    "Customer: Fabrikam Residences Ltd\n"
    "Partner: Nordwind Consulting AB\n"
    "Tenant: aaaabbbb-cccc-4ddd-8eee-ffff00001111\n"
    "Product: Microsoft Intune\n"
)
WORK = (
    "Description of services\n"
    "Our consultants enrolled 320 devices, wrote compliance policies and held a handover session with the IT team.\n"
)
KOPF = (
    "Kunde: Fabrikam Residences Ltd\n"
    "Partner: Nordwind Consulting AB\n"
    "Mandant: aaaabbbb-cccc-4ddd-8eee-ffff00001111\n"
    "Produkt: Intune\n"
)
ARBEIT = (
    "Leistungsbeschreibung\n"
    "Unsere Berater haben 320 Geräte aufgenommen, Compliance-Richtlinien erstellt und das IT-Team eingearbeitet.\n"
)
KOP = (
    "Klant: Fabrikam Residences Ltd\n"
    "Partner: Nordwind Consulting AB\n"
    "Tenant-ID: aaaabbbb-cccc-4ddd-8eee-ffff00001111\n"
    "Product: Microsoft Intune\n"
)
WERK = (
    "Omschrijving dienstverlening\n"
    "Onze consultants hebben 320 apparaten aangemeld, nalevingsbeleid geschreven en het IT-team getraind.\n"
)
HUVUD = (
    "Kund: Fabrikam Residences Ltd\n"
    "Partner: Nordwind Consulting AB\n"
    "Klient-ID: aaaabbbb-cccc-4ddd-8eee-ffff00001111\n"
    "Produkt: Microsoft Intune\n"
)
ARBETE = (
    "Beskrivning av tjänsten\n"
    "Våra konsulter registrerade 320 enheter, skrev regler för efterlevnad och utbildade IT-avdelningen.\n"
)
LETTERS = [
    Letter(
        NORDWIND,
        "forms a1",
        HEAD
        + WORK
        + (
            "Customer acknowledgement\n"
            "The customer acknowledges the services above.\n"
            "Signed: Emma Lindholm\n"
            "Date: 12 August 2026"
        ),
        "",
        INTUNE,
    ),
    Letter(
        NORDWIND,
        "forms a2",
        HEAD
        + WORK
        + "Customer acknowledgement\nThe customer acknowledges the services above.\nSigned:\nDate:",
        "acknowledged dates",
        INTUNE,
    ),
    Letter(NORDWIND, "forms a3", HEAD + WORK + "Date: 12 August 2026\n", "acknowledged", INTUNE),
    Letter(
        NORDWIND, "forms a4", HEAD + WORK + "Acknowledged by: Emma Lindholm, CTO, 12/08/2026", " ", INTUNE
    ),
    Letter(
        NORDWIND,
        "forms a5",
        HEAD + "Services were provided.\nAcknowledged by: Emma Lindholm, CTO, 12/08/2026",
        "description",
        INTUNE,
    ),
    Letter(
        NORDWIND,
        "forms a6",
        HEAD + WORK + "Acknowledged by: Emma Lindholm, CTO, 12/08/2024",
        " dates",
        INTUNE,
    ),
    Letter(NORDWIND, "forms a7", HEAD + WORK + "Acknowledged by: Emma Lindholm, CTO", "dates", INTUNE),
    Letter(
        NORDWIND,
        "forms a8",
        HEAD + WORK + "Signature: ______________\nName: Emma Lindholm\nDate: 12/08/2026",
        "acknowledged",
        INTUNE,
    ),
    Letter(
        NORDWIND,
        "forms a9",
        HEAD.replace("Microsoft Intune", "Microsoft Defender for Endpoint")
        + WORK
        + "Acknowledged by: Emma Lindholm, CTO, 12/08/2026",
        "products",
        INTUNE,
    ),
    Letter(
        NORDWIND,
        "forms a10",
        HEAD.replace("Fabrikam Residences Ltd", "Wide World Importers").replace(
            "aaaabbbb-cccc-4ddd-8eee-ffff00001111", "12345678-cccc-4ddd-8eee-ffff00001111"
        )
        + WORK
        + "Acknowledged by: Paul Smith, CTO, 12/08/2026",
        "belongs acknowledged",
        INTUNE,
    ),
    Letter(
        NORDWIND,
        "forms d1",
        KOPF
        + ARBEIT
        + (
            "Hiermit bestätigen wir die Durchführung der Arbeiten.\n"
            "Unterschrift: Emma Lindholm\n"
            "Datum: 12.08.2026"
        ),
        "",
        INTUNE,
    ),
    Letter(
        NORDWIND,
        "forms d2",
        KOPF
        + ARBEIT
        + (
            "Hiermit bestätigen wir die Durchführung der Arbeiten.\n"
            "Unterschrift: nicht unterschrieben\n"
            "Datum: 12.08.2026"
        ),
        "acknowledged",
        INTUNE,
    ),
    Letter(
        NORDWIND,
        "forms d3",
        KOPF + ARBEIT + "Unterschrift ausstehend\nStand: 12.08.2026",
        "acknowledged",
        INTUNE,
    ),
    Letter(
        NORDWIND,
        "forms d4",
        KOPF
        + ARBEIT
        + (
            "Hiermit bestätigen wir die Durchführung der Arbeiten.\n"
            "Ort, Datum: Malmö, 12. August 2026\n"
            "Emma Lindholm (Technische Leitung)"
        ),
        "",
        INTUNE,
    ),
    Letter(
        NORDWIND,
        "forms d5",
        KOPF
        + (
            "Hiermit bestätigen wir, dass Leistungen erbracht wurden.\n"
            "Unterschrift: Emma Lindholm\n"
            "Datum: 12.08.2026"
        ),
        "description",
        INTUNE,
    ),
    Letter(
        NORDWIND,
        "forms d6",
        KOPF
        + ARBEIT
        + (
            "Hiermit bestätigen wir die Durchführung der Arbeiten.\n"
            "Unterschrift: Emma Lindholm\n"
            "Datum: 12.08.2025"
        ),
        "dates",
        INTUNE,
    ),
    Letter(
        NORDWIND,
        "forms d7",
        KOPF + ARBEIT + "Für den Kunden: ______________________\nFür den Partner: Johan Ek, 12.08.2026",
        "acknowledged",
        INTUNE,
    ),
    Letter(
        NORDWIND,
        "forms n1",
        KOP
        + WERK
        + (
            "Hierbij bevestigen wij de uitvoering van bovenstaande diensten.\n"
            "Handtekening: Emma Lindholm\n"
            "Datum: 12-8-2026"
        ),
        "",
        INTUNE,
    ),
    Letter(
        NORDWIND,
        "forms n2",
        KOP + WERK + "Handtekening: nog niet getekend\nDatum: 12-8-2026",
        "acknowledged",
        INTUNE,
    ),
    Letter(
        NORDWIND,
        "forms n3",
        KOP
        + (
            "Hierbij bevestigen wij dat diensten zijn geleverd.\n"
            "Handtekening: Emma Lindholm\n"
            "Datum: 12-8-2026"
        ),
        "description",
        INTUNE,
    ),
    Letter(
        NORDWIND,
        "forms n4",
        KOP + WERK + "Bevestigd door Emma Lindholm namens Fabrikam Residences op 12 augustus 2026",
        "",
        INTUNE,
    ),
    Letter(
        NORDWIND,
        "forms n5",
        KOP + WERK + "Naam klant:\nHandtekening klant:\nDatum:\n",
        "acknowledged dates",
        INTUNE,
    ),
    Letter(
        NORDWIND,
        "forms s1",
        HUVUD
        + ARBETE
        + "Härmed bekräftar vi att tjänsterna har utförts.\nUnderskrift: Emma Lindholm\nDatum: 2026-08-12",
        "",
        INTUNE,
    ),
    Letter(
        NORDWIND,
        "forms s2",
        HUVUD + ARBETE + "Underskrift: saknas\nDatum: 2026-08-12",
        "acknowledged",
        INTUNE,
    ),
    Letter(
        NORDWIND,
        "forms s3",
        HUVUD
        + "Härmed bekräftar vi att tjänster har utförts.\nUnderskrift: Emma Lindholm\nDatum: 2026-08-12",
        "description",
        INTUNE,
    ),
    Letter(
        NORDWIND,
        "forms s4",
        HUVUD + ARBETE + "Bekräftat av kund den 12 augusti 2026: Emma Lindholm",
        "",
        INTUNE,
    ),
    Letter(
        NORDWIND,
        "forms s5",
        HUVUD.replace("Microsoft Intune", "Microsoft Teams")
        + ARBETE
        + "Bekräftat av kund den 12 augusti 2026: Emma Lindholm",
        "products",
        INTUNE,
    ),
    Letter(
        NORDWIND,
        "forms m1",
        """From: Emma Lindholm <emma.lindholm@fabrikamresidences.com>
Sent: 12 August 2026 14:03
To: Johan Ek <johan@nordwind.se>
Subject: Re: Intune project sign-off

Dear Johan,
I confirm that Nordwind Consulting has finished the Intune project. You enrolled 320 devices, wrote the \
compliance policies and held a handover session.
Regards,
Emma""",
        "",
        INTUNE,
    ),
    Letter(
        NORDWIND,
        "forms m2",
        """From: Johan Ek <johan@nordwind.se>
Sent: 12 August 2026 14:03
To: Emma Lindholm <emma.lindholm@fabrikamresidences.com>
Subject: Intune project sign-off

Dear Emma,
Nordwind Consulting has finished the Intune project. We enrolled 320 devices, wrote the compliance \
policies and held a handover session.
Please confirm by reply.
Regards,
Johan""",
        "acknowledged",
        INTUNE,
    ),
    Letter(
        NORDWIND,
        "forms m3",
        """Fabrikam Residences Ltd
12 August 2026
To Nordwind Consulting AB
Reference letter
Nordwind Consulting enrolled 320 devices in Microsoft Intune for us, wrote compliance policies and held \
a handover session with the IT team in June and July 2026. We accept the work without reservation.
Yours sincerely
Emma Lindholm""",
        "",
        INTUNE,
    ),
    Letter(
        NORDWIND,
        "forms m4",
        """Offer 2026-77, 12 August 2026
Nordwind Consulting AB offers Fabrikam Residences Ltd: Intune enrolment of 320 devices, compliance \
policies, handover session.
Price 12,000 EUR. We look forward to your order.
Johan Ek""",
        "acknowledged",
        INTUNE,
    ),
]
