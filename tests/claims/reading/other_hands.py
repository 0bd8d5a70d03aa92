"""Proofs by three other hands, who had not read how the reading works; later the rules were improved on them.

Each is a text as people write them, and five letters: what is found of belongs, acknowledged, dates, description
and products. A capital means found, a small letter not found. Acknowledged is what the claim's own customer signed.
"""

import io
from collections.abc import Iterator
from datetime import date

from docx import Document as Word
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from claims.reading.findings import KINDS, Facts
from claims.reading.names import Parties
from claims.reading.products import Claimed
from claims.reading.text import Outcome

from . import held_out as held_out_letters
from . import second_hand_letters, third_hand_letters
from .labelled import CATALOGUE, Sample

ON_DATE = date(2026, 11, 20)
PARTNER = "Bluestone Digital Partners"
# Language: customer, domain, tenant, country, contact.
CUSTOMERS = {
    "en": (
        "Alpine Ski House",
        "alpineskihouse.example",
        "0c5a7f0e-3a1b-4d7f-8f43-2f1b6a9c7d10",
        "GB",
        "Peter Houston",
    ),
    "de": (
        "Lucerna Verlag GmbH",
        "lucerna-verlag.example",
        "5be1c7c2-93f0-4e52-a9d4-6b0e8f21c3aa",
        "DE",
        "Martina Keller",
    ),
    "nl": (
        "Tulpenhof Kwekerij B.V.",
        "tulpenhof.example",
        "e2f4b9a6-1d3c-4c8e-b7a5-90d8c6f1e2b3",
        "NL",
        "Joris van Dam",
    ),
    "sv": (
        "Fjällbergs Energi AB",
        "fjallbergs.example",
        "91d0e3f7-6c2b-4a9d-8e15-3b7c5a4f6d28",
        "SE",
        "Anders Lindqvist",
    ),
}
EN = [
    (
        "reply by e-mail",
        "Microsoft Teams",
        "BADSP",
        """
From: Peter Houston <peter.houston@alpineskihouse.example>
To: Project office, Bluestone Digital Partners
Date: Tue, 6 Oct 2026 16:12
Subject: RE: Hand-over of the Teams project

Hello all,
I can confirm that Bluestone Digital Partners has done what we agreed for us at Alpine Ski House. They moved our
four lodges from the old phone conferences to Teams, set up channels for each lodge, and trained 140 people in
eleven sessions. We are happy with the result and accept the work.
Best wishes
Peter Houston
IT Director, Alpine Ski House
""",
    ),
    (
        "statement of work, signed by both",
        "Exchange Online; SharePoint",
        "BADSP",
        """
STATEMENT OF WORK
between Alpine Ski House ("Client") and Bluestone Digital Partners ("Supplier")

1. Scope
The Supplier will migrate 600 mailboxes to Exchange Online and build an intranet on SharePoint Online with a news
page and a document centre. It includes a pilot, cut-over at a weekend and two weeks of support on site.
2. Timetable
Work begins on 3 August 2026 and ends on 25 September 2026.

Signed for the Client: Peter Houston          Date: 28 July 2026
Signed for the Supplier: Dana Birkby          Date: 29 July 2026
""",
    ),
    (
        "closing report that nobody signed",
        "Dynamics 365 Sales",
        "BaDSP",
        """
Project closing report
Prepared by Bluestone Digital Partners for Alpine Ski House, 30 September 2026

What was delivered
We configured Dynamics 365 Sales for three sales teams, imported 12,400 accounts from the old database, designed
the opportunity process with the sales leads and ran user acceptance tests. Forty users work with it every day.
Open points
None.
""",
    ),
    (
        "certificate of two years ago",
        "Microsoft Intune",
        "BAdSP",
        """
CERTIFICATE OF COMPLETION
Alpine Ski House hereby certifies that Bluestone Digital Partners has completed the following services:
- enrolment of 320 laptops and 90 phones in Microsoft Intune
- compliance policies and conditional access
- hand-over to the service desk
Completed on 12 June 2024.
Signed: Peter Houston, IT Director, 14 June 2024
""",
    ),
    (
        "a quote",
        "Teams Phone",
        "BaDsP",
        """
QUOTATION Q-2026-1187                                             15 October 2026
To: Alpine Ski House, 1 Slope Road
From: Bluestone Digital Partners

Item                         Quantity      Price       Total
Teams Phone licence               120       6.70      804.00
Sum                                                   804.00
Valid for thirty days. Prices are net of VAT.
""",
    ),
    (
        "of another customer and another partner",
        "Microsoft Teams",
        "baDSP",
        """
Acceptance of services
Margie's Travel confirms that Consolidated Messenger carried out the introduction of Microsoft Teams: workshops
with the branch managers, set-up of 35 teams, and training of all staff between 1 and 18 September 2026.
Accepted and signed on 21 September 2026
Olivia Wilson, Head of Operations, Margie's Travel
""",
    ),
    (
        "one of two products",
        "Microsoft Teams; Exchange Online",
        "BADSp",
        """
Acceptance form
Customer: Alpine Ski House, tenant 0c5a7f0e-3a1b-4d7f-8f43-2f1b6a9c7d10
Service partner: Bluestone Digital Partners
Services rendered: moved all mailboxes from the server in the cellar to Exchange Online and retired the server;
wrote a guide for the staff and held three question hours.
We accept these services. Signed by Peter Houston on 2 November 2026.
""",
    ),
    (
        "form with empty lines for the signature",
        "SharePoint",
        "BaDSP",
        """
Service acknowledgement                                     Prepared: 19 October 2026
Partner: Bluestone Digital Partners        Customer: Alpine Ski House
Description of services: design and build of a SharePoint site for the lodges, with a booking calendar, and
migration of 40 GB of documents from the file server.

Customer name: ______________________
Signature: __________________________
Date: _______________________________
""",
    ),
    (
        "signed and undated",
        "Power BI",
        "BAdSP",
        """
To whom it may concern
This letter confirms that Bluestone Digital Partners built the reporting of Alpine Ski House with Power BI. They
connected the ticket system and the finance system, modelled the figures, and published nine reports that our
managers use each morning.
Yours faithfully
(signed) Peter Houston
IT Director, Alpine Ski House
""",
    ),
    (
        "stamp of an electronic signature",
        "Dynamics 365 Field Service",
        "BADSP",
        """
Work completion record
Alpine Ski House / Bluestone Digital Partners
The lift maintenance crews now plan their visits in Dynamics 365 Field Service. Bluestone configured the work
orders, the schedule board and the mobile app and trained 22 technicians.

Electronically signed by: Peter Houston
Signer e-mail: peter.houston@alpineskihouse.example
Signed at: 2026-09-14 10:31:07 UTC
Envelope 7F3A9C10-22B1
""",
    ),
    (
        "still waiting for the customer",
        "Microsoft Teams",
        "BaDSP",
        """
Status report, week 44 (26 October 2026)
Customer: Alpine Ski House. Partner: Bluestone Digital Partners.
Done: Teams set up for the head office, guest access, retention rules, two trainings.
Open: the customer has not signed the acceptance yet; Peter Houston asked for more time.
""",
    ),
]
DE = [
    (
        "Abnahmeprotokoll",
        "Dynamics 365 Business Central",
        "BADSP",
        """
Abnahmeprotokoll
Auftraggeber: Lucerna Verlag GmbH          Auftragnehmer: Bluestone Digital Partners
Projekt: Einführung von Dynamics 365 Business Central
Erbrachte Leistungen: Einrichtung der Mandanten, Übernahme der Debitoren und Kreditoren, Anpassung der
Belegformulare, Schulung der Buchhaltung an vier Tagen.
Die Leistungen wurden vertragsgemäß erbracht und werden hiermit abgenommen.
Leipzig, 12.10.2026
gez. Martina Keller, Kaufmännische Leitung
""",
    ),
    (
        "Bestätigung per E-Mail",
        "Exchange Online",
        "BADSP",
        """
Von: Martina Keller <m.keller@lucerna-verlag.example>
An: Bluestone Digital Partners
Gesendet: Mittwoch, 4. November 2026 09:20
Betreff: AW: Bitte um Bestätigung

Guten Tag,
gerne bestätige ich, dass Bluestone unsere 85 Postfächer nach Exchange Online umgezogen, die Archive übernommen
und unsere Leute eingewiesen hat. Alles läuft wie vereinbart.
Mit freundlichen Grüßen
Martina Keller
Lucerna Verlag GmbH
""",
    ),
    (
        "Lizenzrechnung",
        "Microsoft Teams",
        "BaDsP",
        """
Rechnung Nr. 2026-0931                                   Datum: 30.09.2026
Bluestone Digital Partners an Lucerna Verlag GmbH
Pos. 1   Microsoft Teams, 85 Lizenzen, Monat September      425,00 EUR
Umsatzsteuer 19 %                                            80,75 EUR
Rechnungsbetrag                                             505,75 EUR
Zahlbar innerhalb von 14 Tagen ohne Abzug.
""",
    ),
    (
        "alt",
        "SharePoint",
        "BAdSP",
        """
Leistungsbestätigung
Hiermit bestätigt die Lucerna Verlag GmbH, dass die Firma Bluestone Digital Partners das Redaktionsportal auf
SharePoint konzipiert, umgesetzt und eingeführt hat, einschließlich der Schulung von 30 Redakteuren.
Leipzig, den 3. März 2025
Unterschrift: Martina Keller
""",
    ),
    (
        "Unterschrift steht aus",
        "Microsoft Intune",
        "BaDSP",
        """
Projektbericht für Lucerna Verlag GmbH, erstellt von Bluestone Digital Partners am 22.10.2026
Wir haben 110 Geräte in Intune aufgenommen, Richtlinien für Verschlüsselung und Updates verteilt und den
Helpdesk geschult.
Abnahme: Die Unterschrift des Kunden steht noch aus.
""",
    ),
    (
        "leeres Formular",
        "Power BI",
        "BaDSP",
        """
Bestätigung der Leistungserbringung                               Stand: 5. Oktober 2026
Partner: Bluestone Digital Partners
Kunde: Lucerna Verlag GmbH (lucerna-verlag.example)
Tätigkeiten: Aufbau der Auflagenberichte in Power BI, Anbindung der Vertriebsdaten, Schulung der Verlagsleitung.
Name des Kunden: ..............................
Unterschrift: .................................
Ort, Datum: ...................................
""",
    ),
    (
        "ohne Datum",
        "Dynamics 365 Sales",
        "BAdSP",
        """
Referenzschreiben
Die Bluestone Digital Partners hat bei uns Dynamics 365 Sales eingeführt: Vertriebsprozess aufgenommen,
Pipeline eingerichtet, Altdaten bereinigt und übernommen, Außendienst geschult.
Wir bestätigen die erfolgreiche Umsetzung.
Martina Keller
Lucerna Verlag GmbH
""",
    ),
    (
        "fremder Kunde",
        "Microsoft Teams",
        "baDSP",
        """
Abnahme
Die Proseware Handels KG bestätigt der Datenwerk Nord GmbH die ordnungsgemäße Einführung von Microsoft Teams mit
Konzept, Einrichtung von 25 Teams und Schulungen im September 2026.
Hamburg, 30.09.2026, gez. Sven Albers, Geschäftsführer Proseware
""",
    ),
    (
        "anderes Produkt",
        "Teams Phone",
        "BADSp",
        """
Abnahmeerklärung der Lucerna Verlag GmbH gegenüber Bluestone Digital Partners
Folgende Arbeiten wurden zwischen dem 7. und 25. September 2026 ausgeführt und von uns abgenommen: Einführung von
Viva Engage für alle Standorte, Aufbau von zwölf Communities, Begleitung der Moderatoren.
Leipzig, 28. September 2026
gezeichnet Martina Keller
""",
    ),
]
NL = [
    (
        "opleverdocument",
        "Dynamics 365 Customer Service",
        "BADSP",
        """
Opleverdocument
Opdrachtgever: Tulpenhof Kwekerij B.V.
Opdrachtnemer: Bluestone Digital Partners
Werkzaamheden: inrichting van Dynamics 365 Customer Service voor de klantenservice, koppeling met de webwinkel,
migratie van 8.000 klantdossiers en training van tien medewerkers.
De opdrachtgever verklaart dat de werkzaamheden naar tevredenheid zijn uitgevoerd.
Akkoord: Joris van Dam, directeur          Datum: 16-10-2026
""",
    ),
    (
        "bevestiging per mail",
        "Microsoft Teams",
        "BADSP",
        """
Van: Joris van Dam <joris@tulpenhof.example>
Verzonden: maandag 28 september 2026 11:05
Aan: Bluestone Digital Partners
Onderwerp: RE: afronding

Beste mensen,
Hierbij bevestig ik dat jullie Teams bij ons hebben ingericht en iedereen hebben opgeleid. De overgang van de oude
telefoonlijst naar kanalen per kas is goed verlopen.
Groet,
Joris van Dam, Tulpenhof Kwekerij
""",
    ),
    (
        "offerte",
        "Microsoft Intune",
        "BaDsP",
        """
Offerte 26-418                                                  9 november 2026
Van Bluestone Digital Partners aan Tulpenhof Kwekerij B.V.
45 x Microsoft Intune per maand                   €  7,50        € 337,50
Totaal exclusief btw                                             € 337,50
Deze offerte is dertig dagen geldig.
""",
    ),
    (
        "verouderd",
        "Exchange Online",
        "BAdSP",
        """
Verklaring
Tulpenhof Kwekerij B.V. bevestigt dat Bluestone Digital Partners de postvakken naar Exchange Online heeft gemigreerd
en de oude mailserver heeft uitgefaseerd. Getekend te Lisse op 4 mei 2025,
Joris van Dam, directeur
""",
    ),
    (
        "nog niet getekend",
        "SharePoint",
        "BaDSP",
        """
Voortgangsverslag 2 november 2026
Klant: Tulpenhof Kwekerij B.V.; partner: Bluestone Digital Partners
Gereed: SharePoint-omgeving ontworpen en gebouwd, documenten van de teeltafdeling overgezet, gebruikers getraind.
Handtekening klant: nog niet ontvangen.
""",
    ),
    (
        "zonder datum",
        "Power BI",
        "BAdSP",
        """
Bluestone Digital Partners heeft voor ons dashboards in Power BI ontwikkeld voor oogst, voorraad en verkoop, de
gegevens uit het kasbeheer ontsloten en onze planners begeleid. Wij bevestigen dat dit naar wens is opgeleverd.
Was getekend,
Joris van Dam
Tulpenhof Kwekerij B.V.
""",
    ),
    (
        "andere klant",
        "Microsoft Teams",
        "baDSP",
        """
Acceptatieverklaring
Hierbij verklaart Woodgrove Makelaars dat IT-huis De Brug Microsoft Teams heeft ingevoerd: inrichting, migratie van
gedeelde mappen en trainingen. Akkoord bevonden op 12 oktober 2026 door M. Jansen, kantoormanager.
""",
    ),
    (
        "een product ontbreekt",
        "Exchange Online; Power BI",
        "BADSp",
        """
Acceptatie
Klant Tulpenhof Kwekerij B.V. accepteert de door Bluestone Digital Partners uitgevoerde migratie naar Exchange
Online: inventarisatie, overzetten van 60 postvakken, nazorg gedurende twee weken.
Getekend: Joris van Dam, 20 oktober 2026
""",
    ),
]
SV = [
    (
        "leveransgodkännande",
        "Dynamics 365 Field Service",
        "BADSP",
        """
Leveransgodkännande
Kund: Fjällbergs Energi AB            Leverantör: Bluestone Digital Partners
Utfört arbete: införande av Dynamics 365 Field Service för servicebilarna, uppsättning av arbetsorder och
planeringstavla, utbildning av 18 tekniker.
Kunden bekräftar att leveransen är utförd och godkänd.
Östersund 2026-10-09
Anders Lindqvist, driftchef
""",
    ),
    (
        "svar per e-post",
        "Microsoft Teams",
        "BADSP",
        """
Från: Anders Lindqvist <anders.lindqvist@fjallbergs.example>
Skickat: den 13 oktober 2026 08:44
Till: Bluestone Digital Partners
Ämne: SV: Bekräftelse

Hej!
Jag bekräftar att ni har infört Teams hos oss, satt upp team för varje kraftstation och utbildat personalen.
Vi är nöjda med arbetet.
Hälsningar
Anders Lindqvist
Fjällbergs Energi AB
""",
    ),
    (
        "offert",
        "Power BI",
        "BaDsP",
        """
Offert 2026-77                                            Datum: 2026-11-02
Från Bluestone Digital Partners till Fjällbergs Energi AB
30 st licenser Power BI Pro, pris per månad 110 kr        3 300 kr
Summa exklusive moms                                      3 300 kr
Offerten gäller i 30 dagar.
""",
    ),
    (
        "gammalt",
        "SharePoint",
        "BAdSP",
        """
Intyg
Härmed intygas att Bluestone Digital Partners har byggt vårt intranät på SharePoint, flyttat dokumenten från
filservern och hållit kurser för redaktörerna.
Östersund den 20 augusti 2025
Anders Lindqvist, Fjällbergs Energi AB
""",
    ),
    (
        "underskrift saknas",
        "Exchange Online",
        "BaDSP",
        """
Slutrapport 2026-09-30
Bluestone Digital Partners har för Fjällbergs Energi AB flyttat 210 brevlådor till Exchange Online, infört
säkerhetskopiering och utbildat supporten.
Kundens underskrift saknas ännu.
""",
    ),
    (
        "blankett som inte är ifylld",
        "Microsoft Intune",
        "BaDSP",
        """
Bekräftelse av utfört arbete                                 Upprättad den 12 november 2026
Partner: Bluestone Digital Partners     Kund: Fjällbergs Energi AB
Beskrivning: registrering av 75 datorer i Microsoft Intune, regler för kryptering och uppdatering, överlämning till
driften.
Namnteckning: ______________________
Namnförtydligande: _________________
Ort och datum: _____________________
""",
    ),
    (
        "utan datum",
        "Dynamics 365 Sales",
        "BAdSP",
        """
Vi på Fjällbergs Energi AB bekräftar att Bluestone Digital Partners har infört Dynamics 365 Sales hos våra säljare,
med analys av arbetssättet, konfiguration, import av kunder och utbildning.
Undertecknat av
Anders Lindqvist, driftchef
""",
    ),
    (
        "annan kund",
        "Microsoft Teams",
        "baDSP",
        """
Godkännande
Litware Bygg AB godkänner härmed att Nordisk IT-hjälp har infört Microsoft Teams, med kanaler för varje byggplats och
utbildning av arbetsledarna. Undertecknat i Umeå den 1 oktober 2026 av Karin Berg.
""",
    ),
    (
        "en annan produkt",
        "Teams Phone",
        "BADSp",
        """
Godkänd leverans
Fjällbergs Energi AB godkänner arbetet som Bluestone Digital Partners har utfört med Dynamics 365 Business Central:
uppsättning av bolagen, överföring av saldon och utbildning av ekonomiavdelningen.
Östersund 2026-09-25
Undertecknat: Anders Lindqvist
""",
    ),
]


def facts_of(customer: tuple[str, str, str, str, str], products: str) -> Facts:
    customer, domain, tenant, country, person = customer
    parties = Parties(
        partner_names=(PARTNER,),
        partner_people=("Dana Birkby",),
        partner_emails=("dana@bluestone.example",),
        mpn_id="6123450",
        customer_names=(customer,),
        customer_people=(person,),
        customer_emails=(f"contact@{domain}",),
        domains=(domain,),
        directory_id=tenant,
    )
    return Facts(parties, tuple(Claimed(name) for name in products.split("; ")), CATALOGUE, country)


def as_pdf(words: str) -> bytes:
    kept = io.BytesIO()
    canvas = Canvas(kept, pagesize=A4)
    text = canvas.beginText(40, 780)
    text.setFont("Helvetica", 9)
    for line in words.splitlines():
        text.textLine(line)
    canvas.drawText(text)
    canvas.save()
    return kept.getvalue()


def as_word(words: str) -> bytes:
    document, kept = Word(), io.BytesIO()
    for paragraph in words.splitlines():
        document.add_paragraph(paragraph)
    document.save(kept)
    return kept.getvalue()


def samples_of(letters: dict[str, list[tuple[str, str, str, str]]], customers=CUSTOMERS) -> Iterator[Sample]:
    """By language: name, claimed products, what is found, and the text; as PDF and DOCX in turn."""
    number = 0
    for language, proofs in letters.items():
        for name, products, truth, words in proofs:
            kind, write = (("pdf", as_pdf), ("docx", as_word))[number % 2]
            outcomes = [Outcome.FOUND if letter.isupper() else Outcome.NOT_FOUND for letter in truth]
            expected = dict(zip(KINDS, outcomes, strict=True))
            files = ((name, kind, write(words.strip())),)
            yield Sample(f"{language}: {name}", facts_of(customers[language], products), files, expected)
            number += 1


def first_hand() -> list[Sample]:
    return list(samples_of({"en": EN, "de": DE, "nl": NL, "sv": SV}))


def second_hand() -> list[Sample]:
    return list(samples_of(second_hand_letters.LETTERS))


def third_hand() -> list[Sample]:
    return list(samples_of(third_hand_letters.LETTERS, CUSTOMERS | third_hand_letters.CUSTOMERS))


def held_out() -> list[Sample]:
    """Proofs that nothing was changed after."""
    return list(samples_of(held_out_letters.LETTERS))
