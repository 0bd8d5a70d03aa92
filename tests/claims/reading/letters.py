"""Proofs in plain words, as people of four countries write them: what is true of each stands beside it."""

from dataclasses import dataclass

from claims.reading.findings import KINDS, Facts
from claims.reading.names import Parties
from claims.reading.products import Claimed
from claims.reading.text import Outcome

from .papers import as_docx, as_pdf, lines

BLUE_YONDER = Parties(
    partner_names=("Blue Yonder Digital B.V.",),
    partner_people=("Kees Jansen",),
    partner_emails=("kees@blueyonder.example",),
    mpn_id="5123456",
    customer_names=("Alpine Ski House GmbH",),
    customer_people=("Petra Hofmann",),
    customer_emails=("p@alpineskihouse.example",),
    domains=("alpineskihouse.example",),
    directory_id="a1b2c3d4-1111-4222-8333-abcdefabcdef",
)


@dataclass(frozen=True)
class Letter:
    """`missing` names the findings that are not in it."""

    parties: Parties
    name: str
    words: str
    missing: str = ""
    products: tuple[str, ...] = ("Microsoft Teams",)

    @property
    def expected(self):
        missing = self.missing.split()
        return {kind: Outcome.NOT_FOUND if kind in missing else Outcome.FOUND for kind in KINDS}


def facts_of(letter, catalogue):
    return Facts(letter.parties, tuple(map(Claimed, letter.products)), catalogue, "DE")


def written(number, words):
    blocks = [lines(*words.split("\n"))]
    return ("docx", as_docx(blocks)) if number % 3 == 0 else ("pdf", as_pdf(blocks))


LETTERS = [
    Letter(
        BLUE_YONDER,
        "en letter statement",
        """ALPINE SKI HOUSE GMBH
Bergstrasse 4, 80331 Munich

Munich, 5 October 2026

To whom it may concern

During August and September 2026 Blue Yonder Digital helped us move from our old phone bridge to \
Microsoft Teams. Their people looked at our
network first, switched on the policies we had agreed, and showed 85 colleagues how meetings and \
channels work.

This is to certify that the services listed above were rendered by Blue Yonder Digital and accepted by us.

Yours faithfully,

Petra Hofmann
Managing Director""",
    ),
    Letter(
        BLUE_YONDER,
        "en SOW unsigned",
        """STATEMENT OF WORK
Client: Alpine Ski House GmbH        Supplier: Blue Yonder Digital B.V.
Scope
1. Discovery workshop with stakeholders (2 days)
2. Build of Teams templates and lifecycle
3. Enablement sessions for 6 locations
Start: 01 September 2026   End: 30 October 2026

Signed for Client                         Signed for Supplier
Name:                                     Name: Kees Jansen
Date:                                     Date: 28 August 2026
Signature: ____________________           Signature: Kees Jansen""",
        "acknowledged",
    ),
    Letter(
        BLUE_YONDER,
        "en docusign",
        """Completion certificate
Project Sleigh: Teams for Alpine Ski House GmbH
Blue Yonder Digital delivered tenant configuration, guest access review and 3 trainings between \
07/09/2026 and 25/09/2026.
Client accepts the deliverables.
DocuSigned by:
Petra Hofmann
7F3A9B22C1D84E5...
9/30/2026 | 10:12 AM CEST""",
    ),
    Letter(
        BLUE_YONDER,
        "en docusign pending",
        """Completion certificate
DocuSign Envelope ID: 7F3A9B22-C1D8-4E5F-9A9A-001122334455
Project: Teams for Alpine Ski House GmbH by Blue Yonder Digital, 30 September 2026
Work: tenant configuration, guest access review and 3 trainings for staff
Client signature:
Status: awaiting signature""",
        "acknowledged",
    ),
    Letter(
        BLUE_YONDER,
        "de email",
        """Von: Petra Hofmann <petra.hofmann@alpineskihouse.example>
Gesendet: Donnerstag, 1. Oktober 2026 08:14
An: Kees Jansen
Betreff: AW: Teams Einführung

Hallo Herr Jansen,

passt alles, wir sind zufrieden. Ich bestätige gerne, dass Sie die Schulungen und die Einrichtung von \
Teams wie besprochen gemacht haben.

Viele Grüße
Petra Hofmann""",
    ),
    Letter(
        BLUE_YONDER,
        "de email asks only",
        """Von: Kees Jansen <kees@blueyonder.example>
Gesendet: Donnerstag, 1. Oktober 2026 08:14
An: Petra Hofmann <petra.hofmann@alpineskihouse.example>
Betreff: Teams Einführung

Hallo Frau Hofmann,
wir haben im September die Teams-Umgebung bei Ihnen eingerichtet, 3 Schulungen gehalten und die \
Governance dokumentiert.
Bitte bestätigen Sie uns kurz die Abnahme.
Viele Grüße
Kees Jansen""",
        "acknowledged",
    ),
    Letter(
        BLUE_YONDER,
        "de Abnahmeprotokoll",
        """Abnahmeprotokoll
Projekt: Microsoft Teams
Auftraggeber: Alpine Ski House GmbH
Auftragnehmer: Blue Yonder Digital B.V.
Leistungen: Konzeption der Kanalstruktur, Aufbau von 14 Teams-Räumen, Einweisung der Moderatoren
Die Leistung wurde ohne Mängel abgenommen.
München, den 09.10.2026
gez. Petra Hofmann
(Auftraggeber)""",
    ),
    Letter(
        BLUE_YONDER,
        "de not signed",
        """Abnahmeprotokoll
Projekt: Microsoft Teams
Auftraggeber: Alpine Ski House GmbH
Auftragnehmer: Blue Yonder Digital B.V.
Leistungen: Konzeption der Kanalstruktur, Aufbau von 14 Teams-Räumen, Einweisung der Moderatoren
München, den 09.10.2026
Auftraggeber: nicht unterschrieben""",
        "acknowledged",
    ),
    Letter(
        BLUE_YONDER,
        "de vague",
        """Referenzschreiben
Blue Yonder Digital B.V. ist seit Jahren ein verlässlicher Partner der Alpine Ski House GmbH rund um \
Microsoft Teams.
Wir bestätigen die gute Zusammenarbeit und sind rundum zufrieden.
München, 09.10.2026
Petra Hofmann, Geschäftsführerin""",
        "description",
    ),
    Letter(
        BLUE_YONDER,
        "nl opleverdocument",
        """Opleverdocument Teams
Opdrachtgever: Alpine Ski House GmbH
Uitvoerder: Blue Yonder Digital B.V. (MPN 5123456)
Wat hebben we gedaan?
- 16-09-2026 kick-off en behoeftepeiling
- 23-09-2026 kanalen aangemaakt en rechten gezet
- 30-09-2026 gebruikers wegwijs gemaakt, 60 deelnemers
Voor akkoord opdrachtgever:
Petra Hofmann
2 oktober 2026""",
    ),
    Letter(
        BLUE_YONDER,
        "nl leeg",
        """Opleverdocument Teams
Opdrachtgever: Alpine Ski House GmbH
Uitvoerder: Blue Yonder Digital B.V. (MPN 5123456)
- 16-09-2026 kick-off en behoeftepeiling
- 23-09-2026 kanalen aangemaakt en rechten gezet
- 30-09-2026 gebruikers opgeleid, 60 deelnemers
Voor akkoord opdrachtgever:
Naam: ..............................
Datum: ..............................
Handtekening: ..............................""",
        "acknowledged",
    ),
    Letter(
        BLUE_YONDER,
        "sv intyg",
        """Intyg
Alpine Ski House GmbH intygar att Blue Yonder Digital under september 2026 hjälpt oss att ta Teams i \
bruk: behovsanalys, mallar för team och kurser för 45 medarbetare.
Stockholm 2026-10-12
Petra Hofmann
VD""",
    ),
    Letter(
        BLUE_YONDER,
        "sv old",
        """Intyg
Alpine Ski House GmbH intygar att Blue Yonder Digital hjälpt oss att ta Teams i bruk: behovsanalys, \
mallar för team och kurser för 45 medarbetare.
Stockholm den 12 oktober 2024
Petra Hofmann
VD
Utskriftsdatum: 2026-11-18""",
        "dates",
    ),
    Letter(
        BLUE_YONDER,
        "no dates",
        """Project closure note
Customer Alpine Ski House GmbH, partner Blue Yonder Digital, software version 10.0.26, ticket 2026-1187, \
phone +49 89 1203 26
We set up Teams policies, migrated 12 file shares and trained the service desk.
Accepted by: Petra Hofmann (Managing Director)""",
        "dates",
    ),
    Letter(
        BLUE_YONDER,
        "future",
        """Project closure note
Customer Alpine Ski House GmbH, partner Blue Yonder Digital
We set up Teams policies, migrated 12 file shares and trained the service desk.
Go-live planned for 1 March 2027.
Accepted by: Petra Hofmann (Managing Director)""",
        "dates",
    ),
    Letter(
        BLUE_YONDER,
        "other product",
        """Confirmation
5 October 2026
Blue Yonder Digital configured Dynamics 365 Field Service for Alpine Ski House GmbH, imported 900 work \
orders and trained dispatchers. Dynamics 365 Sales is planned for a later phase.
Confirmed and accepted: Petra Hofmann, Alpine Ski House""",
        "products",
        ("Dynamics 365 Customer Service",),
    ),
    Letter(
        BLUE_YONDER,
        "list",
        """Confirmation
5 October 2026
Blue Yonder Digital configured Dynamics 365 for Sales, Field Service and Customer Service for Alpine Ski \
House GmbH, imported 900 work orders and trained dispatchers.
Signed: Petra Hofmann, Alpine Ski House""",
        "",
        ("Dynamics 365 Customer Service", "Dynamics 365 Field Service", "Dynamics 365 Sales"),
    ),
    Letter(
        BLUE_YONDER,
        "our teams",
        """Confirmation
5 October 2026
Blue Yonder Digital configured Exchange Online for Alpine Ski House GmbH, moved 900 mailboxes and \
trained our teams. Teams were happy.
Signed: Petra Hofmann, Alpine Ski House""",
        "products",
    ),
    Letter(
        BLUE_YONDER,
        "wrong customer similar",
        """Confirmation
5 October 2026
Blue Yonder Digital configured Teams for Alpine Bike House GmbH, moved 900 files and trained users.
Signed: Sandra Bauer, Alpine Bike House""",
        "belongs",
    ),
    Letter(
        BLUE_YONDER,
        "domain only",
        """Confirmation
5 October 2026
Blue Yonder Digital configured Teams for our tenant alpineskihouse.example, moved 900 files and trained \
users.
Signed: Petra Hofmann""",
    ),
    Letter(
        BLUE_YONDER,
        "guid only",
        """Confirmation
5 October 2026
Partner 5123456 configured Teams in tenant A1B2C3D4-1111-4222-8333-ABCDEFABCDEF, moved 900 files and \
trained users.
Signed: Petra Hofmann""",
    ),
    Letter(
        BLUE_YONDER,
        "partner confirm only",
        """Confirmation of services
5 October 2026
Blue Yonder Digital B.V. hereby confirms that we configured Teams for Alpine Ski House GmbH, moved 900 \
files and trained users.
Kind regards,
Kees Jansen
Blue Yonder Digital B.V.""",
        "acknowledged",
    ),
    Letter(
        BLUE_YONDER,
        "template",
        """PROOF OF EXECUTION TEMPLATE
Partner name: [Partner]
Customer name: [Customer]
Description of services (describe in detail the deployment, training and adoption work):
[Description]
Customer signature: ___________________  Date: ___/___/_____
Template version 3, March 2026""",
        "belongs acknowledged dates description products",
    ),
    Letter(
        BLUE_YONDER,
        "template checkboxes",
        """Proof of execution
Partner: Blue Yonder Digital B.V.  Customer: Alpine Ski House GmbH  Product: Teams
Activities: [ ] Deployment [ ] Training [ ] Migration [ ] Adoption workshop
Customer signature: ___________________  Date: ___/___/_____""",
        "acknowledged dates description",
    ),
    Letter(
        BLUE_YONDER,
        "reject",
        """Von: Petra Hofmann <petra.hofmann@alpineskihouse.example>
Gesendet: 01.10.2026 08:14
Betreff: AW: Teams
Leider können wir die Abnahme nicht bestätigen, da die Schulungen und die Migration der 40 Postfächer \
noch fehlen. Blue Yonder hat bisher nur die Analyse gemacht.
Grüße
Petra Hofmann""",
        "acknowledged",
    ),
    Letter(
        BLUE_YONDER,
        "birthday+contract",
        """Customer: Alpine Ski House GmbH, contact Petra Hofmann, born 03.11.1980, customer since 12.05.2015
Provider: Blue Yonder Digital
Teams: we reviewed the phone estate, ported 230 numbers and trained the reception.
Acknowledged by Petra Hofmann on 17.09.2026""",
    ),
    Letter(
        BLUE_YONDER,
        "hyphen",
        """Wir, die Alpine Ski Hou-
se GmbH, bestätigen, dass Blue Yonder Di-
gital unsere Daten-
übernahme nach Micro-
soft Teams und die Schu-
lung von 30 Personen im Septem-
ber 2026 durchgeführt hat.
Mit freundlichen Grüßen
Petra Hofmann""",
    ),
    Letter(
        BLUE_YONDER,
        "signed twoparty",
        """Acceptance
Alpine Ski House GmbH and Blue Yonder Digital B.V. close the Teams project. Done: readiness check, pilot \
with 20 users, roll-out to 400.
For Alpine Ski House GmbH          For Blue Yonder Digital B.V.
Petra Hofmann                      Kees Jansen
Managing Director                  Project lead
02.10.2026                         02.10.2026""",
    ),
    Letter(
        BLUE_YONDER,
        "signed en 'Sign-off'",
        """Sign-off sheet
Teams adoption programme for Alpine Ski House GmbH, run by Blue Yonder Digital
Week 36/2026: champions network launched; Week 38/2026: lunch sessions, 120 people; Week 40/2026: survey
Customer sign-off: P. Hofmann, 05-Oct-2026""",
    ),
    Letter(
        BLUE_YONDER,
        "nl email confirms",
        """Van: Petra Hofmann [mailto:petra@alpineskihouse.example]
Verzonden: maandag 5 oktober 2026 16:02
Aan: Kees Jansen
Onderwerp: RE: afronding Teams

Hoi Kees,
Akkoord, alles is opgeleverd zoals afgesproken: de inrichting van Teams, de koppeling met de \
telefooncentrale en de instructies voor de balie. Dank!
Groet, Petra
Blue Yonder Digital wordt bedankt.
Alpine Ski House""",
    ),
    Letter(
        BLUE_YONDER,
        "sv email",
        """Från: Petra Hofmann
Skickat: den 5 oktober 2026 16:02
Till: Kees Jansen, Blue Yonder Digital
Ämne: SV: Teams

Hej Kees, vi godkänner leveransen. Ni har satt upp Teams, flyttat filerna från servern och visat 40 \
medarbetare hur de ska arbeta.
Hälsningar
Petra, Alpine Ski House""",
    ),
]
