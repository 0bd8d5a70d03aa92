"""Proofs that the reading is measured with in the end, written by somebody who has never seen it or its results.

Each is a name, the claimed products, five letters and the text. The letters are belongs, acknowledged, dates,
description and products: a capital means found, a small letter not found. The papers are written for PARTNER,
CUSTOMERS and ON_DATE of other_hands.py, except the Swedish ones, which are for a customer of their own.
"""

CUSTOMERS = {
    "sv": (
        "Granliden Trävaror AB",
        "granliden-travaror.example",
        "2f6c8b1d-7e40-4a95-b3d8-5c1e9f0a7b62",
        "SE",
        "Elin Sandström",
    )
}

LETTERS = {
    "en": [
        (
            "Statement of work, countersigned",
            "Exchange Online; OneDrive",
            "BADSP",
            """\
STATEMENT OF WORK no. BDP-2291
between Bluestone Digital Partners ("Supplier") and Alpine Ski House ("Client")
1. Scope. The Supplier migrates 140 mailboxes and 12 shared mailboxes from the hosted mail server to
Exchange Online, moves the home drives to OneDrive and trains two administrators.
2. Out of scope. Archive mailboxes of leavers; printers.
3. Duration. 2 February 2026 to 27 March 2026.
4. Fee. Fixed price, GBP 18,400 excluding VAT, in two instalments.
Signed for the Supplier: Hannah Reeves, Engagement Manager, 19 January 2026
Signed for the Client: Peter Houston, 21 January 2026""",
        ),
        (
            "Acceptance certificate",
            "Dynamics 365 Business Central; Power BI",
            "BADSP",
            """\
CERTIFICATE OF ACCEPTANCE
Project: Finance system replacement, phase 1
Supplier: Bluestone Digital Partners
Customer: Alpine Ski House
Delivered: set-up of Business Central for three companies, import of opening balances, and a set of
Power BI reports on lift pass revenue.
The customer has tested the above and accepts it without reservation.
Name: Fiona Marsh
Position: Finance Director, Alpine Ski House
Signature: F. Marsh
Date: 14/05/2026""",
        ),
        (
            "Thank-you letter",
            "Microsoft Teams; SharePoint",
            "BADSP",
            """\
Alpine Ski House
The Old Station, Aviemore
9th June 2026

Dear Bluestone team,
I wanted to put in writing how pleased we are with what Bluestone Digital Partners did for us this spring.
You moved all our shared folders into SharePoint, set up a team for every resort in Teams, and sat with our
staff until they were comfortable. We opened the season without a single call about lost files.
Please pass on my thanks to Callum and Ruth in particular.
Yours sincerely,
Peter Houston""",
        ),
        (
            "E-mail reply with the request below",
            "Microsoft Intune",
            "BADSP",
            """\
From: Peter Houston <peter.houston@alpineskihouse.example>
To: Ruth Adeyemi
Sent: Wednesday, 8 July 2026 16:42
Subject: RE: Intune roll-out - please confirm

Hi Ruth, yes, that's all correct. Everything was done as agreed and we are happy with it. Peter

> Hi Peter, for our records could you confirm that Bluestone Digital Partners has enrolled your 85 laptops
> and 40 phones in Intune, written the compliance policies and handed over the admin guide?
> Many thanks, Ruth""",
        ),
        (
            "Steering committee minutes",
            "Dynamics 365 Sales; Dynamics 365 Customer Service",
            "BADSP",
            """\
Minutes of steering committee no. 6, 23 September 2026, 10:00 to 11:15
Present: Fiona Marsh (Alpine Ski House, chair), Greg Tully (Alpine Ski House, Head of Sales),
Hannah Reeves and Callum Price (Bluestone Digital Partners)
1. Status. Callum showed the finished configuration of D365 Sales: leads from the website, group bookings,
quote templates. Guest complaints are now handled as cases in D365 Customer Service.
2. Testing. All 31 test cases passed. Two cosmetic findings were fixed last week.
3. Decision. The committee approves the delivery and releases the final payment.
4. Any other business. None. This was the last meeting.
Minutes approved: Fiona Marsh, Finance Director, Alpine Ski House, 25 September 2026""",
        ),
        (
            "Go-live sign-off form",
            "Teams Phone",
            "BADSP",
            """\
GO-LIVE SIGN-OFF
Customer name: Alpine Ski House
Partner name: Bluestone Digital Partners
Workload: Teams Phone
Work carried out: porting of 62 numbers, call queues for bookings and ski school, desk phones at reception
Go-live date: 2 March 2026
Open issues: none
Approved by: Derek Lowe
Job title: IT Operations Manager, Alpine Ski House
Signature: Derek Lowe
Date signed: 6 March 2026""",
        ),
        (
            "Ticket closed by the customer",
            "Exchange Online",
            "BADSP",
            """\
Bluestone Digital Partners - Service Desk
Ticket 48813: Mail flow from booking system rejected
Requester: derek.lowe@alpineskihouse.example
Opened: 2026-08-17 08:12    Closed: 2026-08-18 15:30
18 Aug 2026 11:05 Ruth Adeyemi (agent): We created an inbound connector in Exchange Online for the booking
server, corrected the SPF record and sent five test messages. All were delivered.
18 Aug 2026 15:28 Derek Lowe (customer): Tested from our side too, confirmations are going out again.
Thanks for the quick fix, you can close this.
Status: Closed by requester    Satisfaction: 5 of 5""",
        ),
        (
            "Chat export",
            "Power Apps; SharePoint",
            "BADSP",
            """\
Chat export: Alpine Ski House / Bluestone Digital Partners - Rental app
Participants: Callum Price (Bluestone), Peter Houston (Alpine Ski House)
[28/10/2026 09:14] Callum Price: Morning Peter. The equipment rental app is published. It's built in Power Apps
[28/10/2026 09:14] Callum Price: and the stock list sits in SharePoint as you asked. Both shops have access.
[28/10/2026 11:37] Peter Houston: Just tried it at the till with Sue. Works a treat
[28/10/2026 11:38] Callum Price: Great! Are you OK for us to call it done?
[28/10/2026 11:40] Peter Houston: Yes, accepted. Thank you both, really good job""",
        ),
        (
            "Electronic signature certificate",
            "Dynamics 365 Field Service",
            "BADSP",
            """\
CERTIFICATE OF COMPLETION
Envelope ID: 7D20-41CE-99A3    Status: Completed
Document: Work order 118, implementation of Dynamics 365 Field Service for lift maintenance.pdf
Sender: Bluestone Digital Partners
Signer 1: Hannah Reeves, Bluestone Digital Partners
Sent 12 Dec 2025 10:02, viewed 12 Dec 2025 10:05, signed 12 Dec 2025 10:06
Signer 2: Peter Houston, peter.houston@alpineskihouse.example, Alpine Ski House
Sent 12 Dec 2025 10:06, viewed 15 Dec 2025 08:51, signed 15 Dec 2025 08:57
Both parties agreed to the use of electronic signatures.""",
        ),
        (
            "Acceptance form with an empty signature line",
            "Microsoft Intune; OneDrive",
            "BaDSP",
            """\
PROJECT ACCEPTANCE FORM
Partner: Bluestone Digital Partners
Customer: Alpine Ski House
Work: Set-up of Microsoft Intune for 60 devices; redirection of desktop and documents to OneDrive.
Carried out: 4 to 22 May 2026
To be completed by the customer:
Name: ______________________
Job title: ______________________
Signature: ______________________
Date: ______________________""",
        ),
        (
            "Partner's own status report",
            "Power BI",
            "BaDSP",
            """\
Project status report, week ending 18 September 2026
Prepared by: Callum Price, Bluestone Digital Partners
Client: Alpine Ski House
This week we connected Power BI to the till system and built the dashboards for daily visitors and
restaurant turnover. We also ran a two-hour workshop with the marketing team.
Next week: row-level security, hand-over of the documentation.
Risks: none. Budget used: 74 per cent.
Callum Price, Senior Consultant""",
        ),
        (
            "Acceptance of years ago",
            "SharePoint; Viva Engage",
            "BAdSP",
            """\
DELIVERY ACCEPTANCE
Bluestone Digital Partners has built the staff intranet of Alpine Ski House in SharePoint and launched
communities for the resorts in Viva Engage, including training for community managers.
Work carried out from 8 January 2024 to 1 March 2024.
We accept the work as complete.
For Alpine Ski House:
Peter Houston
11 March 2024""",
        ),
        (
            "Signed quotation for licences",
            "Exchange Online; Microsoft Teams",
            "BADsP",
            """\
QUOTATION Q-30417
Bluestone Digital Partners to Alpine Ski House
Date: 3 August 2026    Valid for 30 days
Item                                 Quantity    Unit price    Total per month
Exchange Online (Plan 1)             120         GBP 3.30      GBP 396.00
Microsoft Teams Essentials           120         GBP 3.10      GBP 372.00
All prices exclude VAT. Payment within 30 days.
Quotation accepted:
Peter Houston, for Alpine Ski House, 10 August 2026""",
        ),
        (
            "Migration report that leaves out a product",
            "Exchange Online; Power Apps",
            "BADSp",
            """\
MIGRATION COMPLETION REPORT
Customer: Alpine Ski House
Partner: Bluestone Digital Partners
Between 13 and 17 April 2026 we migrated 96 mailboxes and 8 room calendars to Exchange Online.
Cut-over took place on the night of 16 April. All users could log in the next morning.
Old mail server: switched off.
Sign-off
Role               Name            Company                        Signature      Date
Project manager    Hannah Reeves   Bluestone Digital Partners     H. Reeves      20 April 2026
IT manager         Derek Lowe      Alpine Ski House               D. Lowe        21 April 2026""",
        ),
        (
            "Paper of other companies",
            "Dynamics 365 Sales; Power BI",
            "baDSP",
            """\
CERTIFICATE OF ACCEPTANCE
Supplier: Kestrel Cloud Consulting Ltd
Customer: Humber Valley Dairies plc
Delivered: configuration of Dynamics 365 Sales for 35 account managers, import of contacts, and a
pipeline report in Power BI.
We confirm that the work has been completed to our satisfaction.
Signed: Joanne Pickering, Commercial Director, Humber Valley Dairies plc
Date: 17 June 2026""",
        ),
    ],
    "de": [
        (
            "Abnahmeprotokoll",
            "Dynamics 365 Business Central",
            "BADSP",
            """\
Abnahmeprotokoll
Auftraggeber: Lucerna Verlag GmbH
Auftragnehmer: Bluestone Digital Partners
Gegenstand: Einführung von Business Central in Buchhaltung und Lager, Übernahme der Stammdaten,
Anpassung der Rechnungsformulare
Datum der Abnahme: 12.03.2026
Ergebnis: [x] abgenommen   [ ] abgenommen mit Mängeln   [ ] nicht abgenommen
Für den Auftraggeber: Martina Keller
Für den Auftragnehmer: Tobias Wirth""",
        ),
        (
            "Leistungsnachweis, gegengezeichnet",
            "Microsoft Intune; Exchange Online",
            "BADSP",
            """\
Bluestone Digital Partners - Leistungsnachweis September 2026
Kunde: Lucerna Verlag GmbH, Projekt 4471
07.09.2026   8,0 Std.   Richtlinien in Intune angelegt, erste Notebooks aufgenommen   Wirth
08.09.2026   7,5 Std.   Restliche Notebooks und Diensthandys in Intune aufgenommen   Wirth
14.09.2026   6,0 Std.   Postfächer der Redaktion nach Exchange Online umgezogen   Brandt
15.09.2026   4,0 Std.   Nacharbeiten, Einweisung der Redaktion   Brandt
Summe: 25,5 Std.
Die aufgeführten Stunden wurden ordnungsgemäß geleistet.
München, 30.09.2026
gez. Holger Stamm, Leiter IT, Lucerna Verlag GmbH""",
        ),
        (
            "Referenzschreiben",
            "Dynamics 365 Sales",
            "BADSP",
            """\
Lucerna Verlag GmbH
Referenzschreiben

Die Firma Bluestone Digital Partners hat für unseren Verlag in den Monaten Februar bis Mai 2026
Dynamics 365 Sales eingeführt. Dazu gehörten die Aufnahme unserer Vertriebsabläufe, die Einrichtung des
Systems, die Übernahme von rund 9.000 Buchhandelskontakten und die Schulung unserer Vertreter.
Die Zusammenarbeit war jederzeit angenehm und zuverlässig, Termine und Budget wurden eingehalten.
Wir können Bluestone Digital Partners uneingeschränkt weiterempfehlen.

München, den 22. Juni 2026
Dr. Annegret Vogt, Geschäftsführerin""",
        ),
        (
            "Antwort per E-Mail",
            "SharePoint; Microsoft Teams",
            "BADSP",
            """\
Von: Keller, Martina <m.keller@lucerna-verlag.example>
Gesendet: Donnerstag, 16. April 2026 09:18
An: Tobias Wirth
Betreff: AW: Abschluss Projekt Dokumentenablage

Guten Morgen Herr Wirth,
das kann ich gerne bestätigen, es ist alles zu unserer Zufriedenheit erledigt worden. Vielen Dank an Ihr Team!
Viele Grüße, Martina Keller

> Sehr geehrte Frau Keller, würden Sie uns bitte kurz bestätigen, dass Bluestone Digital Partners die
> Dokumentenablage des Lektorats in SharePoint aufgebaut und Teams für alle Abteilungen eingerichtet hat?
> Mit freundlichen Grüßen, Tobias Wirth""",
        ),
        (
            "Protokoll des Lenkungsausschusses",
            "Dynamics 365 Customer Service; Power BI",
            "BADSP",
            """\
Protokoll Lenkungsausschuss "Leserservice neu", 4. Sitzung am 5. November 2026
Teilnehmer Lucerna Verlag GmbH: Dr. Annegret Vogt, Holger Stamm, Martina Keller
Teilnehmer Bluestone Digital Partners: Tobias Wirth, Sina Brandt
TOP 1 Stand: Anfragen von Abonnenten laufen seit Oktober vollständig über Dynamics 365 Customer Service.
Die Auswertungen in Power BI wurden Ende Oktober übergeben.
TOP 2 Offene Punkte: keine.
TOP 3 Beschluss: Der Lenkungsausschuss nimmt die Leistungen ab. Das Projekt ist damit beendet.
Protokoll: Sina Brandt
Genehmigt: Dr. Annegret Vogt, Geschäftsführerin Lucerna Verlag GmbH, 9. November 2026""",
        ),
        (
            "Teilnahmebestätigung einer Schulung",
            "Viva Engage; OneDrive",
            "BADSP",
            """\
Teilnahmebestätigung
Hiermit bestätigen wir, dass 18 Mitarbeiterinnen und Mitarbeiter der Lucerna Verlag GmbH an der Schulung
"Zusammenarbeiten im Verlag" von Bluestone Digital Partners teilgenommen haben.
Inhalte: Communitys in Viva Engage anlegen und betreuen, Dateien mit OneDrive teilen
Termin: 24. und 25. Februar 2026, jeweils 9 bis 13 Uhr
Trainerin: Sina Brandt
Für die Lucerna Verlag GmbH bestätigt:
Martina Keller
26. Februar 2026""",
        ),
        (
            "Migrationsbericht mit Freigabetabelle",
            "Exchange Online; OneDrive",
            "BADSP",
            """\
Abschlussbericht Migration
Kunde: Lucerna Verlag GmbH    Tenant: 5be1c7c2-93f0-4e52-a9d4-6b0e8f21c3aa
Dienstleister: Bluestone Digital Partners
Umfang: 74 Postfächer nach Exchange Online, 1,2 TB Benutzerlaufwerke nach OneDrive
Durchführung: 16.01.2026 bis 19.01.2026
Fehler: 3 beschädigte Elemente, mit dem Kunden besprochen und übersprungen
Freigabe
Rolle              Name              Datum          Unterschrift
Projektleitung     Tobias Wirth      22.01.2026     T. Wirth
Leiter IT Kunde    Holger Stamm      23.01.2026     H. Stamm""",
        ),
        (
            "Lieferschein über eine Dienstleistung",
            "Teams Phone",
            "BADSP",
            """\
Lieferschein Nr. 2026-0587
Bluestone Digital Partners
Lieferanschrift: Lucerna Verlag GmbH, Empfang, Sendlinger Straße 40, München
Pos. 1   Einrichtung von Teams Phone für 55 Nebenstellen, inkl. Rufnummernmitnahme
Pos. 2   Anschluss und Test von 12 Tischtelefonen vor Ort
Leistungsdatum: 11.08.2026
Leistung vollständig erhalten:
11.08.26, Martina Keller (Unterschrift)""",
        ),
        (
            "Einzelabruf aus dem Rahmenvertrag",
            "Power Apps; SharePoint",
            "BADSP",
            """\
Einzelabruf Nr. 7 zum Rahmenvertrag RV-118
zwischen der Lucerna Verlag GmbH (Auftraggeberin) und Bluestone Digital Partners (Auftragnehmerin)
Leistungsbeschreibung: Die Auftragnehmerin entwickelt mit Power Apps eine Anwendung zur Verwaltung von
Autorenverträgen. Die Verträge werden in SharePoint abgelegt. Enthalten sind Konzept, Umsetzung, Test und
eine Einweisung von zwei Stunden.
Leistungszeitraum: 1. Juli bis 31. August 2026
Vergütung: 22 Personentage nach Aufwand, höchstens 24.200 Euro netto
München, 18. Juni 2026
Für die Auftraggeberin: gez. Holger Stamm, Leiter IT
Für die Auftragnehmerin: gez. Tobias Wirth, Prokurist""",
        ),
        (
            "Abnahme nur vom Partner unterschrieben",
            "Dynamics 365 Field Service",
            "BaDSP",
            """\
Abnahmeerklärung
Kunde: Lucerna Verlag GmbH
Partner: Bluestone Digital Partners
Leistung: Einrichtung von Dynamics 365 Field Service für die Wartung der Druckmaschinen, Schulung der
Einsatzplanung
Zeitraum: 2. bis 20. März 2026
Für den Partner: Tobias Wirth, 23. März 2026, gez. T. Wirth
Für den Kunden: Name ....................  Datum ..............  Unterschrift ....................""",
        ),
        (
            "Elektronische Signatur steht aus",
            "Microsoft Teams; Microsoft Intune",
            "BaDSP",
            """\
Signaturprotokoll
Dokument: Leistungsbestätigung Einführung Teams und Intune, Lucerna Verlag GmbH.pdf
Inhalt: Einrichtung von Teams, Aufnahme von 45 Notebooks in Intune, Einweisung der IT
Absender: Bluestone Digital Partners
Erstellt: 19.10.2026 14:03
Unterzeichner 1: Tobias Wirth, Bluestone Digital Partners - unterzeichnet am 19.10.2026 14:07
Unterzeichner 2: Martina Keller, m.keller@lucerna-verlag.example - ausstehend
Status des Vorgangs: Wartet auf Unterschrift von 1 Person
Erinnerung gesendet: 26.10.2026""",
        ),
        (
            "Bestätigung mit Termin in der Zukunft",
            "Power BI",
            "BAdSP",
            """\
Leistungsbestätigung
Die Lucerna Verlag GmbH bestätigt, dass Bluestone Digital Partners die Absatzberichte in Power BI
entwickelt, mit unserer Warenwirtschaft verbunden und dem Controlling übergeben hat.
Die Leistung entspricht der Vereinbarung.
Der nächste Abstimmungstermin findet am 14. Januar 2027 statt.
Unterschrift Auftraggeber:
Martina Keller""",
        ),
        (
            "Abgezeichnete Lizenzrechnung",
            "Exchange Online; SharePoint",
            "BADsP",
            """\
Rechnung Nr. RE-260733
Bluestone Digital Partners
An: Lucerna Verlag GmbH, Kreditorenbuchhaltung
Rechnungsdatum: 01.07.2026
80 x Exchange Online Plan 1, Jahreslizenz           3.072,00 EUR
80 x SharePoint Plan 1, Jahreslizenz                3.840,00 EUR
Zwischensumme 6.912,00 EUR, zzgl. 19 % MwSt. 1.313,28 EUR, Gesamt 8.225,28 EUR
Zahlbar innerhalb von 14 Tagen ohne Abzug.
Sachlich und rechnerisch richtig: gez. Martina Keller, Lucerna Verlag GmbH, 03.07.2026""",
        ),
        (
            "Dankschreiben, in dem ein Produkt fehlt",
            "Dynamics 365 Sales; Dynamics 365 Customer Service",
            "BADSp",
            """\
Lucerna Verlag GmbH - München, 3. Dezember 2025

Liebes Team von Bluestone Digital Partners,
seit zwei Wochen arbeiten unsere Vertreter nun mit D365 Sales, und es läuft! Ich möchte mich herzlich
für die gute Einführung bedanken: Sie haben das System eingerichtet, unsere Adressen übernommen und
alle Kolleginnen und Kollegen geduldig geschult. Das haben wir selten so erlebt.
Auf weiterhin gute Zusammenarbeit
Jens Ostermann, Vertriebsleiter""",
        ),
        (
            "Papier anderer Firmen",
            "SharePoint; OneDrive",
            "baDSP",
            """\
Abnahmeprotokoll
Auftraggeber: Hansemann Schiffsausrüstung KG, Bremen
Auftragnehmer: Nordlicht Systemhaus GmbH
Leistung: Umzug der Abteilungslaufwerke nach SharePoint und der persönlichen Laufwerke nach OneDrive
Abgenommen am 28. Mai 2026, ohne Mängel
Unterschrift Auftraggeber: Karin Lührs, Verwaltungsleiterin
Unterschrift Auftragnehmer: Sven Petersen""",
        ),
    ],
    "nl": [
        (
            "Opdrachtbevestiging, getekend",
            "Exchange Online; Microsoft Teams",
            "BADSP",
            """\
Opdrachtbevestiging 2026-041
Opdrachtgever: Tulpenhof Kwekerij B.V.
Opdrachtnemer: Bluestone Digital Partners
Omschrijving: wij zetten 48 postbussen over naar Exchange Online en richten Microsoft Teams in voor kantoor,
kassen en expeditie. Daarna geven wij de medewerkers uitleg op de werkplek.
Uitvoering: van 9 februari tot en met 6 maart 2026
Prijs: € 11.750 exclusief btw
Voor akkoord, opdrachtgever: Joris van Dam, 27 januari 2026
Voor akkoord, opdrachtnemer: Sanne Hoekstra, 26 januari 2026""",
        ),
        (
            "Proces-verbaal van oplevering",
            "Dynamics 365 Business Central; Power BI",
            "BADSP",
            """\
PROCES-VERBAAL VAN OPLEVERING
Project: nieuw ERP-systeem
Leverancier: Bluestone Digital Partners
Klant: Tulpenhof Kwekerij B.V.
Opgeleverd: Dynamics 365 Business Central met inkoop, verkoop en voorraad per kas; gegevens uit het oude
pakket overgezet; vijf rapporten in Power BI.
Restpunten: geen
De klant verklaart het werk te hebben gecontroleerd en goedgekeurd.
Datum: 18-06-2026
Naam en functie: Marloes Visser, financieel directeur
Handtekening: M. Visser""",
        ),
        (
            "Urenstaat, afgetekend",
            "Microsoft Intune",
            "BADSP",
            """\
Urenstaat week 38, 2026
Medewerker: Bas Kuiper, Bluestone Digital Partners
Klant: Tulpenhof Kwekerij B.V.
ma 14-09-2026   8 uur   Intune ingericht, beleid voor laptops gemaakt
di 15-09-2026   8 uur   30 laptops aangemeld in Intune
wo 16-09-2026   6 uur   tablets in de kassen aangemeld, beheerder ingewerkt
Totaal 22 uur
Gezien en akkoord namens de klant: Joris van Dam
d.d. 18-09-2026""",
        ),
        (
            "Antwoord per e-mail",
            "SharePoint; OneDrive",
            "BADSP",
            """\
Van: Joris van Dam <joris@tulpenhof.example>
Verzonden: dinsdag 19 mei 2026 13:07
Aan: Sanne Hoekstra
Onderwerp: RE: Afronding overstap bestanden

Hoi Sanne,
Klopt helemaal, alles staat over en werkt prima. Wat ons betreft is het project klaar. Bedankt!
Groet, Joris

> Dag Joris, Wil je voor ons dossier bevestigen dat Bluestone Digital Partners de mappen van de server naar
> SharePoint heeft verhuisd en de persoonlijke bestanden naar OneDrive?
> Alvast dank, Sanne""",
        ),
        (
            "Verslag van de stuurgroep",
            "Dynamics 365 Sales",
            "BADSP",
            """\
Verslag stuurgroep CRM, donderdag 8 oktober 2026
Aanwezig: Marloes Visser (voorzitter, Tulpenhof Kwekerij B.V.), Henk de Wit (Tulpenhof Kwekerij B.V.),
Sanne Hoekstra (Bluestone Digital Partners)
1. Voortgang. Sanne laat zien hoe Dynamics 365 Sales is ingericht voor de exportklanten. De koppeling met de
webwinkel is getest en de verkopers zijn opgeleid.
2. Besluit. De stuurgroep keurt de oplevering goed. Er zijn geen openstaande punten.
3. Rondvraag. Henk bedankt het team voor de inzet tijdens het bollenseizoen.
Verslag vastgesteld door Marloes Visser, financieel directeur, op 12 oktober 2026""",
        ),
        (
            "Melding gesloten door de klant",
            "Teams Phone",
            "BADSP",
            """\
Servicedesk Bluestone Digital Partners
Melding: M-20931    Status: gesloten door melder
Melder: henk.dewit@tulpenhof.example
Onderwerp: wachtrij verkoop inrichten in Teams Phone
03-03-2026 09:20 Melder: Kunnen jullie voor de afdeling verkoop een wachtrij maken met een keuzemenu?
04-03-2026 14:45 Bas Kuiper: Wachtrij en keuzemenu zijn aangemaakt, de zes verkopers zitten erin. Wil je testen?
05-03-2026 08:31 Melder: Getest met drie collega's, werkt precies zoals we wilden. Top, de melding mag dicht.
Gesloten op: 05-03-2026 08:32""",
        ),
        (
            "Bevestiging van een training",
            "Viva Engage; SharePoint",
            "BADSP",
            """\
Bevestiging training
Bluestone Digital Partners verzorgde op 21 april 2026 voor Tulpenhof Kwekerij B.V. de training
"Werken met ons nieuwe intranet".
Onderwerpen: nieuws plaatsen in SharePoint, een groep beginnen in Viva Engage
Aantal deelnemers: 14
Trainer: Bas Kuiper
Ondergetekende bevestigt dat de training heeft plaatsgevonden en dat alle deelnemers aanwezig waren.
Wilma Pronk, hoofd personeelszaken Tulpenhof Kwekerij B.V.
Lisse, 22 april 2026""",
        ),
        (
            "Bedankbrief",
            "Power Apps",
            "BADSP",
            """\
Tulpenhof Kwekerij B.V.
Lisse, 30 juli 2026

Beste mensen van Bluestone Digital Partners,
Sinds deze maand registreren onze ploegen de oogst op een tablet in plaats van op papier. De app die jullie
daarvoor met Power Apps hebben gebouwd doet het uitstekend, ook in de verste kas. Fijn dat jullie een paar
ochtenden om zes uur zijn meegelopen om te zien hoe wij werken.
Hartelijk dank voor het mooie resultaat!
Met vriendelijke groet,
Joris van Dam""",
        ),
        (
            "Verklaring van elektronische ondertekening",
            "Dynamics 365 Field Service; Dynamics 365 Customer Service",
            "BADSP",
            """\
Ondertekeningscertificaat
Document: Acceptatie implementatie D365 Field Service en D365 Customer Service.pdf
Omschrijving: inrichting voor de onderhoudsmonteurs en de klantenservice, met opleiding van de planners
Verzender: Bluestone Digital Partners
Klant: Tulpenhof Kwekerij B.V.
Status: door alle partijen ondertekend
Ondertekenaar: Sanne Hoekstra, Bluestone Digital Partners
Ondertekend op 10 december 2025 om 11:15
Ondertekenaar: Joris van Dam, joris@tulpenhof.example, Tulpenhof Kwekerij B.V.
Ondertekend op 11 december 2025 om 08:40
Methode: code per sms""",
        ),
        (
            "Oplevering getekend door een ander bedrijf",
            "Power BI; SharePoint",
            "BaDSP",
            """\
Opleveringsformulier
Uitgevoerd door: Bluestone Digital Partners
Uitgevoerd voor: Tulpenhof Kwekerij B.V.
Werkzaamheden: dashboards voor de veilingopbrengst gebouwd in Power BI en gepubliceerd op een pagina in
SharePoint
Periode: 1 tot en met 19 juni 2026
Voor akkoord:
R. Smit, directeur Westpolder Potgrond B.V.
22 juni 2026""",
        ),
        (
            "Chat waarin de klant nog niet heeft gekeken",
            "Microsoft Teams",
            "BaDSP",
            """\
Chatgeschiedenis Tulpenhof Kwekerij B.V. - Bluestone Digital Partners
[02-11-2026 10:02] Sanne Hoekstra (Bluestone): Goedemorgen Joris, Teams is op 30 oktober 2026 ingericht: teams per
[02-11-2026 10:02] Sanne Hoekstra (Bluestone): afdeling, vergaderruimtes gekoppeld en gasttoegang ingesteld.
[02-11-2026 10:03] Sanne Hoekstra (Bluestone): Kun je laten weten of je akkoord bent?
[02-11-2026 16:48] Joris van Dam (Tulpenhof): Sorry, nog niet aan toegekomen. Ik kijk er volgende week naar.
[09-11-2026 09:15] Sanne Hoekstra (Bluestone): Hoi Joris, heb je al kans gezien om ernaar te kijken?""",
        ),
        (
            "Presentielijst met alleen geboortedata",
            "OneDrive; Microsoft Teams",
            "BAdSP",
            """\
Presentielijst training "Samenwerken met OneDrive en Teams"
Verzorgd door Bluestone Digital Partners bij Tulpenhof Kwekerij B.V.
Naam                 Geboortedatum     Paraaf
Ellen Bakker         12-04-1979        EB
Pieter Mulder        03-11-1986        PM
Fatima El Amrani     25-07-1992        FEA
De training is volgens afspraak gegeven en goed ontvangen.
Akkoord namens Tulpenhof Kwekerij B.V.: Joris van Dam""",
        ),
        (
            "Inkooporder",
            "Exchange Online; Power BI",
            "BADsP",
            """\
INKOOPORDER 4500-2217
Besteller: Tulpenhof Kwekerij B.V., Lisse
Leverancier: Bluestone Digital Partners
Orderdatum: 14 augustus 2026
Artikel                     Aantal     Prijs per stuk     Bedrag
Exchange Online Plan 2      25         € 7,50             € 187,50
Power BI Pro                10         € 13,10            € 131,00
Totaal exclusief btw: € 318,50
Factuur sturen naar: facturen@tulpenhof.example
Getekend: Joris van Dam, Tulpenhof Kwekerij B.V., 14 augustus 2026""",
        ),
        (
            "Referentiebrief waarin een product ontbreekt",
            "SharePoint; Dynamics 365 Business Central",
            "BADSp",
            """\
Referentie voor Bluestone Digital Partners

Lisse, 16 maart 2026
Bluestone Digital Partners heeft voor Tulpenhof Kwekerij B.V. een kwaliteitshandboek opgezet in SharePoint,
inclusief de goedkeuring van nieuwe versies. De adviseurs hebben onze teeltchefs begeleid tot iedereen er
zelfstandig mee kon werken. Wij zijn erg tevreden en bevelen hen van harte aan.
Marloes Visser
Financieel directeur, Tulpenhof Kwekerij B.V.""",
        ),
        (
            "Stuk van andere bedrijven",
            "Microsoft Intune; Exchange Online",
            "baDSP",
            """\
Acceptatieformulier
Leverancier: Wolkenbouw ICT B.V.
Klant: Stichting Zorggroep De Linden
Uitgevoerd: 210 laptops in beheer genomen met Intune; postbussen van de locaties verhuisd naar Exchange Online
Datum oplevering: 7 september 2026
Het werk is naar tevredenheid uitgevoerd en wordt geaccepteerd.
Namens de klant: Ineke van der Ploeg, hoofd automatisering
Handtekening: I. van der Ploeg""",
        ),
    ],
    "sv": [
        (
            "Leveransgodkännande",
            "Dynamics 365 Sales; Power BI",
            "BADSP",
            """\
LEVERANSGODKÄNNANDE
Kund: Granliden Trävaror AB
Leverantör: Bluestone Digital Partners
Leveransen omfattar: införande av Dynamics 365 Sales för 20 säljare, import av kundregister samt
säljrapporter i Power BI.
Kunden har granskat leveransen och godkänner den utan anmärkning.
Datum: 2026-05-07
Underskrift: Elin Sandström
Namnförtydligande: Elin Sandström, Granliden Trävaror AB""",
        ),
        (
            "Tackbrev",
            "Microsoft Teams; OneDrive",
            "BADSP",
            """\
Granliden Trävaror AB
Sundsvall den 18 juni 2026

Hej allihop på Bluestone Digital Partners!
Nu när sommaren är här vill jag passa på att tacka för ett riktigt bra jobb. Ni har flyttat våra filer till
OneDrive, fått igång Teams på både sågen och kontoret och utbildat över femtio personer på tre veckor.
Till och med våra mest inbitna pappersvänner är nöjda.
Ha en skön semester!
Elin Sandström""",
        ),
        (
            "Svar per e-post",
            "Exchange Online",
            "BADSP",
            """\
Från: Elin Sandström <elin.sandstrom@granliden-travaror.example>
Skickat: den 24 februari 2026 15:21
Till: Johan Falk
Ämne: SV: Bekräftelse av e-postflytten

Hej Johan!
Ja, det stämmer. Allt är klart och fungerar som det ska, så det bekräftar jag gärna.
Vänliga hälsningar, Elin Sandström

> Hej Elin! Kan du bekräfta att Bluestone Digital Partners har flyttat era 65 brevlådor till Exchange Online
> och stängt av den gamla servern?
> Mvh Johan""",
        ),
        (
            "Styrgruppsprotokoll",
            "Dynamics 365 Business Central",
            "BADSP",
            """\
Protokoll styrgruppsmöte nr 8, affärssystem
Tid: 29 september 2026 kl. 13.00-14.30
Närvarande: Lars Hedman, vd, och Karin Öberg, ekonomichef, Granliden Trävaror AB;
Johan Falk och Sara Nyqvist, Bluestone Digital Partners
§ 1 Lägesrapport. Business Central är i drift sedan den 1 september. Alla artiklar och öppna order har förts
över och lagerpersonalen är utbildad.
§ 2 Beslut. Styrgruppen godkänner leveransen och avslutar projektet.
§ 3 Övriga frågor. Inga.
Vid protokollet: Sara Nyqvist
Justeras: Lars Hedman, vd Granliden Trävaror AB, 1 oktober 2026""",
        ),
        (
            "Attesterad tidrapport",
            "Microsoft Intune; SharePoint",
            "BADSP",
            """\
Tidrapport mars 2026
Konsult: Sara Nyqvist, Bluestone Digital Partners
Kund: Granliden Trävaror AB
2026-03-09   8 tim   Skapat principer i Intune och registrerat datorer
2026-03-10   8 tim   Registrerat telefoner i Intune, dokumentation
2026-03-16   6 tim   Byggt dokumentbibliotek för kvalitetsarbetet i SharePoint
Summa 22 tim
Attesteras av kund:
Mikael Rönn, IT-ansvarig, Granliden Trävaror AB
2026-03-31""",
        ),
        (
            "Formulär för driftsättning",
            "Teams Phone",
            "BADSP",
            """\
Godkännande av driftsättning
Kundens namn: Granliden Trävaror AB
Partnerns namn: Bluestone Digital Partners
Tjänst: Teams Phone
Utfört arbete: flytt av 40 telefonnummer, svarsgrupp för kundtjänst, utbildning av växeln
Driftsatt: 17 augusti 2026
Kvarstående fel: inga
Godkänt av: Elin Sandström
Ort och datum: Sundsvall 21 augusti 2026""",
        ),
        (
            "Slutrapport med godkännandetabell",
            "SharePoint; OneDrive",
            "BADSP",
            """\
Slutrapport - flytt av filserver
Kund: Granliden Trävaror AB
Utförd av: Bluestone Digital Partners
Resultat: 2,4 TB gemensamma filer ligger nu i SharePoint och 88 hemkataloger i OneDrive. Behörigheterna är
genomgångna tillsammans med avdelningscheferna.
Flytten genomfördes 23-25 januari 2026.
Godkännande
Roll            Namn            Företag                        Signatur     Datum
Projektledare   Johan Falk      Bluestone Digital Partners     JF           2026-01-29
IT-ansvarig     Mikael Rönn     Granliden Trävaror AB          MR           2026-01-30""",
        ),
        (
            "Avrop på ramavtal",
            "Dynamics 365 Field Service; Power Apps",
            "BADSP",
            """\
Avrop 3 på ramavtal RA-77
Beställare: Granliden Trävaror AB
Leverantör: Bluestone Digital Partners
Uppdragsbeskrivning: Leverantören inför Dynamics 365 Field Service för planering av montörernas uppdrag och
utvecklar en app i Power Apps för egenkontroll på byggplatsen. Uppdraget avslutas med utbildning av
montörer och arbetsledare.
Tid: 7 april - 30 juni 2026
Ersättning: löpande räkning, högst 310 000 kronor exkl. moms
För beställaren, Sundsvall den 23 mars 2026: Karin Öberg, ekonomichef
För leverantören, Stockholm den 24 mars 2026: Johan Falk, affärsområdeschef""",
        ),
        (
            "Chattlogg",
            "Dynamics 365 Customer Service; Viva Engage",
            "BADSP",
            """\
Exporterad chatt: Granliden Trävaror AB och Bluestone Digital Partners
2026-10-13 08:55 Sara Nyqvist (Bluestone): God morgon! Nu är ärendehanteringen i D365 Customer Service klar
2026-10-13 08:56 Sara Nyqvist (Bluestone): och vi har startat grupperna i Viva Engage som ni ville ha.
2026-10-13 09:20 Mikael Rönn (Granliden Trävaror AB): Toppen! Kundtjänst har kört skarpt sedan i går, allt funkar
2026-10-13 09:22 Sara Nyqvist (Bluestone): Så skönt att höra. Godkänner du leveransen?
2026-10-13 09:25 Mikael Rönn (Granliden Trävaror AB): Ja, den är godkänd från vår sida. Tack för hjälpen!""",
        ),
        (
            "E-signering som väntar på kunden",
            "Power Apps; SharePoint",
            "BaDSP",
            """\
Signeringsöversikt
Dokument: Godkännande av app för reklamationer, byggd i Power Apps med lagring i SharePoint.pdf
Avsändare: Bluestone Digital Partners
Part: Granliden Trävaror AB
Skickat: 2026-09-02 10:11
Johan Falk, Bluestone Digital Partners: signerat 2026-09-02 10:14
Elin Sandström, elin.sandstrom@granliden-travaror.example: ej signerat
Dokumentets status: väntar på signering""",
        ),
        (
            "Partnerns begäran utan svar",
            "Exchange Online; Microsoft Intune",
            "BaDSP",
            """\
Från: Johan Falk, Bluestone Digital Partners
Till: elin.sandstrom@granliden-travaror.example
Skickat: den 14 april 2026 11:02
Ämne: Bekräftelse av utfört arbete

Hej Elin!
Mellan den 9 och den 20 mars 2026 flyttade vi Granliden Trävaror AB:s brevlådor till Exchange Online och lade in
alla bärbara datorer i Intune. Skulle du kunna svara på det här mejlet och bekräfta att arbetet är utfört?
Vänliga hälsningar
Johan Falk, projektledare""",
        ),
        (
            "Gammalt godkännande",
            "Dynamics 365 Customer Service",
            "BAdSP",
            """\
Leveransgodkännande
Bluestone Digital Partners har åt Granliden Trävaror AB infört Dynamics 365 Customer Service, kopplat
webbformuläret till ärendekön och utbildat kundtjänst.
Arbetet utfördes under våren 2023 och slutfördes den 26 maj 2023.
Vi godkänner leveransen.
Elin Sandström
Granliden Trävaror AB, 2 juni 2023""",
        ),
        (
            "Undertecknad prislista",
            "Power BI; Microsoft Teams",
            "BADsP",
            """\
Prislista 2026 för Granliden Trävaror AB
Bluestone Digital Partners, gäller från 1 januari 2026
Produkt                      Pris per användare och månad
Power BI Pro                 152 kr
Microsoft Teams Enterprise   58 kr
Samtliga priser exklusive moms. Betalningsvillkor 30 dagar netto.
Prislistan accepteras:
Elin Sandström, Granliden Trävaror AB, 12 januari 2026""",
        ),
        (
            "Referensbrev där en produkt saknas",
            "Microsoft Teams; Dynamics 365 Field Service",
            "BADSp",
            """\
Referens
Sundsvall, 5 november 2026
Bluestone Digital Partners har under hösten hjälpt Granliden Trävaror AB att införa Microsoft Teams på våra
fyra anläggningar. De har satt upp team och kanaler, utrustat mötesrummen och hållit kurser för personalen.
Konsulterna var kunniga, lyhörda och höll tidplanen. Vi rekommenderar dem varmt.
Lars Hedman
Verkställande direktör, Granliden Trävaror AB""",
        ),
        (
            "Andra företags papper",
            "Dynamics 365 Business Central; Power BI",
            "baDSP",
            """\
Godkännande av leverans
Leverantör: Skärgårdens Datakonsulter AB
Kund: Bohus Fiskexport AB
Leverans: uppgradering till Business Central, nya rapporter i Power BI, två dagars utbildning
Leveransdag: 20 april 2026
Vi har provat leveransen och godkänner den.
Anders Lindqvist, ekonomichef, Bohus Fiskexport AB
Göteborg 27 april 2026""",
        ),
    ],
}
