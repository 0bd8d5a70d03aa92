"""Records of work in plain words, such as time sheets and closing letters."""

from claims.reading.names import Parties

from .letters import Letter

SHAREPOINT = ("SharePoint",)
LINDENHOF = Parties(
    partner_names=("Lindenhof Cloud Services GmbH",),
    partner_people=("Tobias Frank",),
    partner_emails=("t.frank@lindenhof.example",),
    mpn_id="7788990",
    customer_names=("Bergmann Präzisionstechnik AG",),
    customer_people=("Sabine Köhler",),
    customer_emails=("d@bergmann-praezision.de",),
    domains=("bergmann-praezision.de",),
    directory_id="c0ffee00-1234-4abc-9def-0011223344aa",
)

LETTERS = [
    Letter(
        LINDENHOF,
        "records 1",
        """Lindenhof Cloud Services GmbH · Am Park 3 · 50667 Köln
Bergmann Präzisionstechnik AG
z. Hd. Frau Köhler
Köln, 14.09.2026
Projektabschluss „Neues Intranet auf SharePoint Online“
Sehr geehrte Frau Köhler,
das Projekt wurde am 11.09.2026 erfolgreich beendet. Folgendes haben wir für Sie gemacht:
- Informationsarchitektur erarbeitet und mit den Fachbereichen abgestimmt
- 38 Seiten und 6 Bibliotheken angelegt
- Redakteure ausgebildet
Bitte senden Sie uns dieses Schreiben gegengezeichnet zurück.
Mit freundlichen Grüßen
Tobias Frank

Einverstanden:
Sabine Köhler, 16.09.2026""",
        "",
        SHAREPOINT,
    ),
    Letter(
        LINDENHOF,
        "records 2 not countersigned",
        """Lindenhof Cloud Services GmbH · Am Park 3 · 50667 Köln
Bergmann Präzisionstechnik AG
Köln, 14.09.2026
Projektabschluss „Neues Intranet auf SharePoint Online“
das Projekt wurde am 11.09.2026 erfolgreich beendet. Folgendes haben wir für Sie gemacht:
- Informationsarchitektur erarbeitet und mit den Fachbereichen abgestimmt
- 38 Seiten und 6 Bibliotheken angelegt
- Redakteure ausgebildet
Bitte senden Sie uns dieses Schreiben gegengezeichnet zurück.
Mit freundlichen Grüßen
Tobias Frank

Einverstanden:
______________________ (Datum, Unterschrift)""",
        "acknowledged",
        SHAREPOINT,
    ),
    Letter(
        LINDENHOF,
        "records 3",
        """Stundennachweis September 2026
Kunde: Bergmann Präzisionstechnik AG | Dienstleister: Lindenhof Cloud Services GmbH
01.09.2026 4 h SharePoint: Berechtigungen aufgeräumt
03.09.2026 6 h SharePoint: Formulare mit Power Apps gebaut
08.09.2026 3 h Einweisung Personalabteilung
Geprüft und für richtig befunden: S. Köhler, 30.09.2026""",
        "",
        SHAREPOINT,
    ),
    Letter(
        LINDENHOF,
        "records 4 timesheet blank",
        """Stundennachweis September 2026
Kunde: Bergmann Präzisionstechnik AG | Dienstleister: Lindenhof Cloud Services GmbH
01.09.2026 4 h SharePoint: Berechtigungen aufgeräumt
03.09.2026 6 h SharePoint: Formulare mit Power Apps gebaut
08.09.2026 3 h Einweisung Personalabteilung
Geprüft und für richtig befunden: .....................""",
        "acknowledged",
        SHAREPOINT,
    ),
    Letter(
        LINDENHOF,
        "records 5 mail",
        """Von: Köhler, Sabine
Gesendet: Mittwoch, 16. September 2026 11:20
An: Frank, Tobias
Betreff: AW: Abnahme Intranet

Hallo Tobias,

alles bestens, hiermit nehmen wir das SharePoint-Intranet ab. Besonders die Umstellung der Dateiablage \
und die Schulungen für die 25 Redakteure sind super gelaufen.

VG Sabine
Bergmann Präzisionstechnik AG

-----Ursprüngliche Nachricht-----
Von: Tobias Frank <t.frank@lindenhof.example>
Bitte um Abnahme.""",
        "",
        SHAREPOINT,
    ),
    Letter(
        LINDENHOF,
        "records 6 mail no",
        """Von: Köhler, Sabine
Gesendet: Mittwoch, 16. September 2026 11:20
An: Frank, Tobias
Betreff: AW: Abnahme Intranet

Hallo Tobias,
die Abnahme können wir leider noch nicht erteilen. Beim SharePoint-Intranet fehlen die Umstellung der \
Dateiablage und die Schulungen für 25 Redakteure.
VG Sabine
Bergmann Präzisionstechnik AG, Lindenhof""",
        "acknowledged",
        SHAREPOINT,
    ),
    Letter(
        LINDENHOF,
        "records 7 en bullet",
        """Case study & sign-off
Bergmann Präzisionstechnik AG (Germany) + Lindenhof Cloud Services
What we did: moved 4 TB from file servers into SharePoint Online, automated the approval of purchase \
orders, ran a train-the-trainer course.
When: January to April 2026
Sign-off
Name: Sabine Köhler
Role: Head of Corporate IT
Date: 7 May 2026
Signature: Sabine Köhler""",
        "",
        SHAREPOINT,
    ),
    Letter(
        LINDENHOF,
        "records 8 en label order",
        """Sign-off
Customer Bergmann Praezisionstechnik AG; supplier Lindenhof Cloud Services
Scope: moved 4 TB from file servers into SharePoint Online, automated approvals
Signature: __________ Name: Sabine Köhler Date: __________
Created 7 May 2026""",
        "acknowledged",
        SHAREPOINT,
    ),
    Letter(
        LINDENHOF,
        "records 9 en no desc",
        """Statement
7 May 2026
This is to confirm that Lindenhof Cloud Services GmbH is engaged by Bergmann Präzisionstechnik AG with \
regard to SharePoint Online and that we are satisfied with the cooperation.
Sabine Köhler
Head of Corporate IT""",
        "description",
        SHAREPOINT,
    ),
    Letter(
        LINDENHOF,
        "records 10 nl",
        """Verklaring van uitgevoerde werkzaamheden
Ik, Sabine Köhler (Bergmann Präzisionstechnik AG), bevestig dat Lindenhof Cloud Services in de periode \
maart – mei 2026 het volgende heeft gedaan: documentbeheer in SharePoint opgezet, oude data gemigreerd, \
medewerkers wegwijs gemaakt.
Aachen, 2 juni 2026
S. Köhler""",
        "",
        SHAREPOINT,
    ),
    Letter(
        LINDENHOF,
        "records 11 nl zonder",
        """Verklaring van uitgevoerde werkzaamheden
Klant: Bergmann Präzisionstechnik AG. Leverancier: Lindenhof Cloud Services GmbH.
Maart – mei 2026: documentbeheer in SharePoint opgezet, oude data gemigreerd, medewerkers getraind.
Handtekening klant volgt zodra mevrouw Köhler terug is van vakantie.""",
        "acknowledged",
        SHAREPOINT,
    ),
    Letter(
        LINDENHOF,
        "records 12 sv",
        """Bekräftelse på utfört uppdrag
Vi på Bergmann Präzisionstechnik AG är mycket nöjda. Lindenhof Cloud Services GmbH har under augusti \
2026 infört SharePoint hos oss: struktur, behörigheter och introduktion för 60 anställda.
Uppdraget godkänns härmed.
Sabine Köhler, IT-chef
28 augusti 2026""",
        "",
        SHAREPOINT,
    ),
    Letter(
        LINDENHOF,
        "records 13 sv fel kund",
        """Bekräftelse på utfört uppdrag
Vi på Berglund Precision AB är mycket nöjda. Lindenhof Cloud Services GmbH har under augusti 2026 infört \
SharePoint hos oss: struktur, behörigheter och introduktion för 60 anställda.
Uppdraget godkänns härmed.
Anna Berglund, IT-chef
28 augusti 2026""",
        "belongs acknowledged",
        SHAREPOINT,
    ),
    Letter(
        LINDENHOF,
        "records 14 dates only print",
        """Ausdruck vom 19.11.2026
Bergmann Präzisionstechnik AG, Lindenhof Cloud Services GmbH
SharePoint: Berechtigungen aufgeräumt, 12 Formulare gebaut, Personalabteilung geschult
Abgenommen durch Sabine Köhler""",
        "dates",
        SHAREPOINT,
    ),
    Letter(
        LINDENHOF,
        "records 15 dates old",
        """Bergmann Präzisionstechnik AG, Lindenhof Cloud Services GmbH
SharePoint: Berechtigungen aufgeräumt, 12 Formulare gebaut, Personalabteilung geschult
Leistungszeitraum 03/2025 bis 05/2025
Abgenommen durch Sabine Köhler am 30.05.2025. Gewährleistung bis 30.05.2027""",
        "dates",
        SHAREPOINT,
    ),
    Letter(
        LINDENHOF,
        "records 16 product",
        """Bergmann Präzisionstechnik AG, Lindenhof Cloud Services GmbH
OneDrive: Ablage aufgeräumt, 12 Ordner migriert, Personalabteilung geschult
Abgenommen durch Sabine Köhler am 30.05.2026. SharePoint war nicht Gegenstand des Auftrags.""",
        "products",
        SHAREPOINT,
    ),
    Letter(
        LINDENHOF,
        "records 17 template en",
        """Customer acknowledgement form
I, the undersigned, on behalf of <<Customer Name>>, confirm that <<Partner Name>> has performed the \
following services for <<Product>>:
<<Services>>
Signature
Name
Title
Date""",
        "belongs acknowledged dates description products",
        SHAREPOINT,
    ),
    Letter(
        LINDENHOF,
        "records 18 en table",
        """Customer\tBergmann Präzisionstechnik AG
Partner\tLindenhof Cloud Services GmbH
Product\tSharePoint
Services\tTenant-to-tenant migration; permissions clean-up; 2 webinars
Start date\t2026-03-02
End date\t2026-04-17
Acknowledged\tYes
Acknowledged by\tSabine Köhler
Acknowledged on\t2026-04-20""",
        "",
        SHAREPOINT,
    ),
    Letter(
        LINDENHOF,
        "records 19 en table no",
        """Customer\tBergmann Präzisionstechnik AG
Partner\tLindenhof Cloud Services GmbH
Product\tSharePoint
Services\tTenant-to-tenant migration; permissions clean-up; 2 webinars
Start date\t2026-03-02
End date\t2026-04-17
Acknowledged\tNo
Acknowledged by\t
Acknowledged on\t""",
        "acknowledged",
        SHAREPOINT,
    ),
    Letter(
        LINDENHOF,
        "records 20 no partner",
        """7 May 2026
This is to confirm that our supplier moved 4 TB into SharePoint Online and trained 40 editors at \
Bergmann Präzisionstechnik AG.
Sabine Köhler
Head of Corporate IT""",
        "belongs",
        SHAREPOINT,
    ),
]
