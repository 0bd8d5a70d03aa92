"""Proofs that nothing was changed after, written and labelled by hand without sight of the reading.

Each proof is (name, claimed products, letters, text). The letters stand for belongs, acknowledged, dates,
description and products; a capital means found, a small letter not found. Today is 2026-11-20, the partner is
Bluestone Digital Partners, and the customer is the one of the language.
"""

LETTERS = {
    "en": [
        (
            "countersigned statement of work",
            "Exchange Online; Microsoft Teams",
            "BADSP",
            """\
STATEMENT OF WORK No. 2026-041
between Bluestone Digital Partners ("Supplier") and Alpine Ski House ("Client")
1. Supplier will move 140 mailboxes from the hosted mail server to Exchange Online.
2. Supplier will set up Microsoft Teams for the four resort offices and train two key users per site.
3. Work starts on 4 May 2026 and ends no later than 26 June 2026.
For Bluestone Digital Partners: Dana Birkby, 21 April 2026
For Alpine Ski House: Peter Houston, 23 April 2026 (signed)
""",
        ),
        (
            "acceptance certificate",
            "Dynamics 365 Business Central",
            "BADSP",
            """\
Certificate of Acceptance
Customer: Alpine Ski House, Contractor: Bluestone Digital Partners
Scope: implementation of Business Central for finance and purchasing, including import of opening balances
All acceptance tests were passed on 30/09/2026; no open defects of severity 1 or 2 remain.
We accept the deliverables listed above without reservation.
Signed for the customer: Margaret Lowe, Finance Director
Date: 02/10/2026
""",
        ),
        (
            "thank-you letter",
            "SharePoint; OneDrive",
            "BADSP",
            """\
Alpine Ski House
12 March 2026
Dear Dana,
I wanted to say thank you for the work you and the Bluestone Digital Partners team did over the winter.
Our file server is switched off at last: you moved everything to SharePoint and OneDrive in three weekends
and sat with our reception staff until they were comfortable with it. We could not have asked for more.
With kind regards,
Peter Houston
""",
        ),
        (
            "e-mail reply with quoted request",
            "Microsoft Intune",
            "BADSP",
            """\
From: Rachel Osei <rachel.osei@alpineskihouse.example>
To: Dana Birkby <dana@bluestone.example>
Sent: Tuesday, 18 August 2026 09:42
Subject: RE: Laptop enrolment finished?
Hi Dana, yes, I can confirm that is all done. Every laptop is enrolled and the policies work as agreed.
Rachel Osei, Head of IT
> Hi Rachel, could you confirm that we enrolled your 85 laptops in Intune
> and rolled out the compliance policies between 3 and 14 August?
> Dana Birkby, Bluestone Digital Partners
""",
        ),
        (
            "minutes with approval",
            "Dynamics 365 Sales; Power BI",
            "BADSP",
            """\
Minutes of the project closing meeting, 9 July 2026
Present: Peter Houston (Alpine Ski House), Dana Birkby and Tom Reilly (Bluestone Digital Partners)
1. Bluestone has configured the group booking pipeline in Dynamics 365 Sales and migrated 6,200 contacts.
2. Two Power BI reports for occupancy and revenue were built and handed over.
3. Decision: Mr Houston accepts the work as complete. The project is closed.
Minutes approved by Peter Houston, 10 July 2026
""",
        ),
        (
            "countersigned timesheet",
            "Power Apps",
            "BADSP",
            """\
Timesheet - Bluestone Digital Partners - Client: Alpine Ski House - Consultant: Tom Reilly
02 Feb 2026   7.5 h   Workshop on the lift inspection app, data model
03 Feb 2026   8.0 h   Built the Power Apps screens for the inspection checklist
04 Feb 2026   8.0 h   Offline mode, tests on the tablets
05 Feb 2026   4.0 h   Training for the lift crew
Total: 27.5 hours
Hours approved for Alpine Ski House: Callum Frey, Operations Manager, 6 Feb 2026
""",
        ),
        (
            "go-live sign-off form",
            "Teams Phone",
            "BADSP",
            """\
GO-LIVE SIGN-OFF
Project: Replacement of the switchboard by Teams Phone
Customer: Alpine Ski House    Implementation partner: Bluestone Digital Partners
Number porting complete: Yes    Call queues tested: Yes    Reception trained: Yes
Go-live date: 15 December 2025
Customer approval: [X] approved  [ ] approved with remarks  [ ] rejected
Name: Peter Houston    Signature: P. Houston    Date: 16 December 2025
""",
        ),
        (
            "ticket closed by the customer",
            "Dynamics 365 Customer Service",
            "BADSP",
            """\
Ticket #48213 - Bluestone Digital Partners Service Desk
Account: Alpine Ski House
Summary: Set up routing rules and queues for guest complaints in Dynamics 365 Customer Service
2026-10-12 10:05 Tom Reilly (Bluestone): Three queues and the routing rules are configured and in production.
2026-10-13 08:31 Ingrid Palmer (Guest Relations Manager, Alpine Ski House): Tested this morning, works
perfectly for all three resorts. You can close it, thank you.
2026-10-13 08:32 Status changed to Closed by Ingrid Palmer
""",
        ),
        (
            "signature line left empty",
            "Exchange Online",
            "BaDSP",
            """\
Completion report
Bluestone Digital Partners for Alpine Ski House
Between 7 and 18 September 2026 we migrated 60 shared mailboxes to Exchange Online and retired the old server.
Prepared by: Dana Birkby, Bluestone Digital Partners, 21 September 2026

Accepted for Alpine Ski House:
Name: ______________________    Signature: ______________________    Date: ______________
""",
        ),
        (
            "reference letter of some years ago",
            "SharePoint",
            "BAdSP",
            """\
To whom it may concern
Alpine Ski House engaged Bluestone Digital Partners to design and build our SharePoint intranet.
The team ran the workshops, moved the content of the old site and trained our editors.
The work was finished on time in May 2023 and we were very satisfied with the result.
Peter Houston, Alpine Ski House
8 June 2023
""",
        ),
        (
            "purchase order for licences",
            "Power BI; Microsoft Intune",
            "BADsP",
            """\
PURCHASE ORDER PO-7719
Buyer: Alpine Ski House
Vendor: Bluestone Digital Partners
Order date: 1 September 2026
25 x Power BI Pro licence, annual      GBP 2,520.00
85 x Microsoft Intune licence, annual  GBP 6,120.00
Payment terms: 30 days net
Authorised and signed for Alpine Ski House: Peter Houston, 1 September 2026
""",
        ),
        (
            "acceptance of another customer and partner",
            "Dynamics 365 Field Service",
            "baDSP",
            """\
Project Acceptance
Client: Harbour Lifts Ltd, Southampton
Supplier: Kestrel Cloud Consulting Ltd
Kestrel has set up Dynamics 365 Field Service for 30 lift engineers, including the scheduling board.
The system went live on 8 June 2026 and was accepted without defects.
Signed for Harbour Lifts Ltd: Joanna Pike, Service Director, 19 June 2026
""",
        ),
    ],
    "de": [
        (
            "Abnahmeprotokoll",
            "SharePoint; Microsoft Teams",
            "BADSP",
            """\
Abnahmeprotokoll
Auftraggeber: Lucerna Verlag GmbH
Auftragnehmer: Bluestone Digital Partners
Leistung: Einrichtung der Redaktionsablage in SharePoint und der Projektteams in Microsoft Teams, Schulung
Die Leistung wurde am 17.06.2026 geprüft. Es wurden keine Mängel festgestellt.
Die Abnahme wird hiermit erklärt.
Für den Auftraggeber: gez. Martina Keller, 18.06.2026
""",
        ),
        (
            "Gegengezeichnete Leistungsbeschreibung",
            "Dynamics 365 Business Central",
            "BADSP",
            """\
Leistungsbeschreibung und Auftrag
zwischen Bluestone Digital Partners und der Lucerna Verlag GmbH
Gegenstand ist die Einführung von Business Central für Buchhaltung und Honorarabrechnung der Autoren.
Bluestone übernimmt die Einrichtung, die Übernahme der Stammdaten und drei Schulungstage vor Ort.
Leistungszeitraum: 1. Februar bis 30. April 2026
Bluestone Digital Partners, Dana Birkby, 14. Januar 2026
Lucerna Verlag GmbH, Dr. Holger Brandt, Geschäftsführer, 19. Januar 2026 (unterschrieben)
""",
        ),
        (
            "Dankschreiben",
            "Exchange Online",
            "BADSP",
            """\
Lucerna Verlag GmbH
4. März 2026
Sehr geehrte Frau Birkby,
für den reibungslosen Umzug unserer Postfächer nach Exchange Online möchte ich mich im Namen des ganzen
Verlags bedanken. Ihr Team von Bluestone Digital Partners hat an einem einzigen Wochenende 95 Postfächer
umgestellt, und am Montag konnten alle wie gewohnt arbeiten.
Mit freundlichen Grüßen
Martina Keller
""",
        ),
        (
            "Antwort per E-Mail mit zitierter Anfrage",
            "Power BI",
            "BADSP",
            """\
Von: Jens Albrecht <j.albrecht@lucerna-verlag.example>
An: Dana Birkby <dana@bluestone.example>
Datum: Do, 24. September 2026, 15:07
Betreff: AW: Abschluss Berichtswesen
Hallo Frau Birkby, das bestätige ich gern: Die Berichte laufen, und die Vertriebsleitung ist sehr zufrieden.
Viele Grüße, Jens Albrecht, Leiter Controlling
> Guten Tag Herr Albrecht, können Sie uns kurz bestätigen, dass wir die fünf Absatzberichte
> in Power BI erstellt und Ihr Team am 22. September eingewiesen haben?
> Dana Birkby, Bluestone Digital Partners
""",
        ),
        (
            "Besprechungsprotokoll mit Freigabe",
            "Dynamics 365 Sales; Dynamics 365 Customer Service",
            "BADSP",
            """\
Protokoll der Abschlussbesprechung vom 12.05.2026
Teilnehmer: Martina Keller (Lucerna Verlag GmbH), Dana Birkby (Bluestone Digital Partners)
TOP 1: Bluestone hat Dynamics 365 Sales für die Buchhandelsvertreter eingerichtet und die Kontakte übernommen.
TOP 2: Der Leserservice arbeitet seit dem 4. Mai mit Dynamics 365 Customer Service, Vorlagen sind angelegt.
Beschluss: Frau Keller nimmt beide Teilprojekte ab.
Protokoll freigegeben: Martina Keller, 13.05.2026
""",
        ),
        (
            "Gegengezeichneter Stundennachweis",
            "Power Apps",
            "BADSP",
            """\
Tätigkeitsnachweis Juli 2026
Bluestone Digital Partners, Berater: Felix Storm, Kunde: Lucerna Verlag GmbH
06.07.2026   8,0 Std.   Anforderungen an die App für Rezensionsexemplare aufgenommen
07.07.2026   8,0 Std.   App in Power Apps gebaut, Freigabeablauf angelegt
09.07.2026   6,5 Std.   Test mit der Presseabteilung, Korrekturen
Summe: 22,5 Stunden
Sachlich richtig, Lucerna Verlag GmbH: Birgit Sommer, Leiterin Presse, 10.07.2026
""",
        ),
        (
            "Freigabe zum Produktivstart",
            "Teams Phone",
            "BADSP",
            """\
Freigabe zum Produktivstart
Projekt: Ablösung der Telefonanlage durch Teams Phone
Kunde: Lucerna Verlag GmbH    Dienstleister: Bluestone Digital Partners
Rufnummern portiert: ja    Sammelanschlüsse getestet: ja    Zentrale eingewiesen: ja
Produktivstart: 2. Dezember 2025
Freigabe durch den Kunden: [x] erteilt  [ ] mit Auflagen  [ ] verweigert
Name: Martina Keller    Unterschrift: M. Keller    Datum: 3. Dezember 2025
""",
        ),
        (
            "Referenzschreiben",
            "Microsoft Intune; OneDrive",
            "BADSP",
            """\
Referenz
Bluestone Digital Partners hat für die Lucerna Verlag GmbH im Sommer 2026 die Verwaltung von 110 Notebooks
auf Microsoft Intune umgestellt und die persönlichen Laufwerke nach OneDrive übertragen.
Die Berater arbeiteten sorgfältig, hielten alle Termine ein und waren für unsere Mitarbeiter stets erreichbar.
Wir können Bluestone ohne Einschränkung weiterempfehlen.
Luzia Hartmann, IT-Leiterin
Lucerna Verlag GmbH, 28. Oktober 2026
""",
        ),
        (
            "Projektbericht nur vom Partner unterschrieben",
            "Power BI",
            "BaDSP",
            """\
Projektabschlussbericht
Kunde: Lucerna Verlag GmbH
Wir haben im August 2026 ein Datenmodell für die Auflagenplanung entwickelt und vier Berichte in Power BI
veröffentlicht. Die Zugriffsrechte wurden nach Abteilungen eingerichtet.
Der Bericht wurde dem Kunden am 31.08.2026 zugesandt.
Bluestone Digital Partners
gez. Dana Birkby, 31.08.2026
""",
        ),
        (
            "Abnahme ohne Datum",
            "Microsoft Teams",
            "BAdSP",
            """\
Abnahmeerklärung
Die Lucerna Verlag GmbH bestätigt, dass Bluestone Digital Partners die Einführung von Microsoft Teams
vollständig durchgeführt hat. Alle 120 Mitarbeiter wurden eingerichtet und in vier Gruppen geschult.
Die Leistung wird ohne Mängel abgenommen.
gez. Dr. Holger Brandt, Geschäftsführer
Lucerna Verlag GmbH
""",
        ),
        (
            "Angenommenes Lizenzangebot",
            "Dynamics 365 Sales; Power BI",
            "BADsP",
            """\
Angebot Nr. A-2026-318 vom 05.10.2026
Bluestone Digital Partners an Lucerna Verlag GmbH
Pos. 1: 15 Lizenzen Dynamics 365 Sales Professional, je 60,80 EUR/Monat
Pos. 2: 20 Lizenzen Power BI Pro, je 13,10 EUR/Monat
Alle Preise zuzüglich gesetzlicher Umsatzsteuer. Gültig 30 Tage.
Angebot angenommen: Lucerna Verlag GmbH, Martina Keller, 08.10.2026
""",
        ),
        (
            "Abnahme eines anderen Kunden und Partners",
            "Dynamics 365 Field Service",
            "baDSP",
            """\
Übergabe- und Abnahmeprotokoll
Auftraggeber: Hanse Aufzugsbau AG, Bremen
Auftragnehmer: Nordlicht Systemhaus GmbH
Einführung von Dynamics 365 Field Service: Einsatzplanung und mobile App für 45 Monteure eingerichtet
Abnahme ohne Vorbehalt am 22.07.2026
Für die Hanse Aufzugsbau AG: gez. Karsten Lührs, Leiter Service
""",
        ),
    ],
    "nl": [
        (
            "opleveringsdocument",
            "Dynamics 365 Business Central",
            "BADSP",
            """\
Proces-verbaal van oplevering
Opdrachtgever: Tulpenhof Kwekerij B.V.
Opdrachtnemer: Bluestone Digital Partners
Werkzaamheden: inrichting van Business Central voor inkoop, voorraad en facturatie, overzetten van artikelen
De oplevering vond plaats op 14 april 2026. Er zijn geen openstaande punten.
De opdrachtgever verklaart het werk te accepteren.
Getekend: Joris van Dam, Tulpenhof Kwekerij B.V., 15 april 2026
""",
        ),
        (
            "door beide partijen getekende opdrachtbevestiging",
            "Exchange Online; OneDrive",
            "BADSP",
            """\
Opdrachtbevestiging 2026-087
Bluestone Digital Partners voert voor Tulpenhof Kwekerij B.V. de volgende werkzaamheden uit:
- migratie van 48 postbussen naar Exchange Online
- overzetten van de persoonlijke mappen naar OneDrive, met begeleiding van de medewerkers
Uitvoering: van 2 tot en met 20 maart 2026
Namens Bluestone Digital Partners: Dana Birkby, 16 februari 2026
Voor akkoord namens Tulpenhof Kwekerij B.V.: w.g. Hanneke Vos, financieel directeur, 18 februari 2026
""",
        ),
        (
            "bedankbrief",
            "SharePoint",
            "BADSP",
            """\
Tulpenhof Kwekerij B.V.
Lisse, 29 juni 2026
Beste Dana,
Graag bedank ik jou en je collega's van Bluestone Digital Partners voor het nieuwe intranet in SharePoint.
Jullie hebben de site gebouwd, alle teeltprotocollen overgezet en onze mensen in de kas geduldig uitleg gegeven.
We gebruiken het nu elke dag en zijn er erg blij mee.
Met vriendelijke groet,
Joris van Dam
""",
        ),
        (
            "antwoord per e-mail met geciteerde vraag",
            "Microsoft Intune",
            "BADSP",
            """\
Van: Sanne de Wit <s.dewit@tulpenhof.example>
Aan: Dana Birkby <dana@bluestone.example>
Verzonden: maandag 5 oktober 2026 11:20
Onderwerp: RE: Bevestiging uitrol tablets
Hoi Dana, klopt helemaal. Alle tablets werken en we zijn tevreden over hoe het gegaan is.
Groeten, Sanne de Wit, hoofd automatisering
> Dag Sanne, wil je bevestigen dat wij jullie 60 tablets in Intune hebben opgenomen
> en dat de beveiligingsregels sinds 1 oktober actief zijn?
> Dana Birkby, Bluestone Digital Partners
""",
        ),
        (
            "notulen met akkoord",
            "Dynamics 365 Sales; Power BI",
            "BADSP",
            """\
Notulen afsluitend overleg d.d. 21-05-2026
Aanwezig: Joris van Dam (Tulpenhof Kwekerij B.V.), Dana Birkby en Wouter Smit (Bluestone Digital Partners)
1. Bluestone heeft Dynamics 365 Sales ingericht voor de exportafdeling en de klantgegevens ingelezen.
2. De twee dashboards in Power BI zijn gebouwd en overgedragen.
3. Joris gaat akkoord met de oplevering; het project wordt afgesloten.
Notulen goedgekeurd door Joris van Dam op 22-05-2026
""",
        ),
        (
            "afgetekende urenstaat",
            "Power Apps",
            "BADSP",
            """\
Urenstaat week 3, 2026
Bluestone Digital Partners, consultant Wouter Smit, klant Tulpenhof Kwekerij B.V.
12-01-2026   8 uur   Ontwerp app voor keuring van bollen
13-01-2026   8 uur   Bouw van de app in Power Apps
15-01-2026   6 uur   Testen met de kwaliteitsdienst en aanpassingen
Totaal 22 uur
Uren akkoord namens Tulpenhof Kwekerij B.V.: Pieter Bakker, manager kwaliteit, 16-01-2026
""",
        ),
        (
            "akkoord livegang",
            "Teams Phone; Microsoft Teams",
            "BADSP",
            """\
Formulier akkoord livegang
Klant: Tulpenhof Kwekerij B.V.        Uitvoerende partner: Bluestone Digital Partners
Project: invoering van Microsoft Teams en vervanging van de telefooncentrale door Teams Phone
Nummers overgezet: ja    Keuzemenu getest: ja    Gebruikers getraind: ja
Datum livegang: 8 december 2025
Besluit klant: akkoord
Naam: Joris van Dam    Handtekening: J. van Dam    Datum: 9 december 2025
""",
        ),
        (
            "ondertekeningscertificaat",
            "Dynamics 365 Field Service",
            "BADSP",
            """\
Ondertekeningscertificaat - status: voltooid
Document: Acceptatie inrichting Dynamics 365 Field Service voor de koeltechnische dienst.pdf
Inhoud: Bluestone Digital Partners heeft de planning en de mobiele werkbonnen ingericht en getest
Klant: Tulpenhof Kwekerij B.V.
Verzonden door: Dana Birkby (dana@bluestone.example), 3 september 2026 10:14
Bekeken door: Marloes Kuiper (m.kuiper@tulpenhof.example), 3 september 2026 13:40
Ondertekend door: Marloes Kuiper, hoofd technische dienst, 3 september 2026 13:52
""",
        ),
        (
            "handtekening nog in afwachting",
            "SharePoint; Microsoft Teams",
            "BaDSP",
            """\
Verklaring van oplevering
Bluestone Digital Partners heeft in oktober 2026 voor Tulpenhof Kwekerij B.V. het documentbeheer in SharePoint
ingericht en de kanalen in Microsoft Teams opgezet.
Status van de ondertekening:
Dana Birkby, Bluestone Digital Partners: ondertekend op 2 november 2026
Joris van Dam, Tulpenhof Kwekerij B.V.: in afwachting van ondertekening
""",
        ),
        (
            "oude opleververklaring",
            "Exchange Online",
            "BAdSP",
            """\
Opleververklaring
Klant: Tulpenhof Kwekerij B.V.
Leverancier: Bluestone Digital Partners
De migratie van alle postbussen naar Exchange Online is uitgevoerd en getest op 11 maart 2024.
Wij accepteren de oplevering zonder voorbehoud.
Joris van Dam, Tulpenhof Kwekerij B.V., 13 maart 2024
""",
        ),
        (
            "licentiefactuur voor akkoord",
            "Dynamics 365 Customer Service",
            "BADsP",
            """\
Factuur 20260912
Bluestone Digital Partners aan Tulpenhof Kwekerij B.V.
Factuurdatum: 12 september 2026
10 x licentie Dynamics 365 Customer Service Professional, 12 maanden     € 5.640,00
Btw 21%     € 1.184,40
Totaal te betalen binnen 30 dagen     € 6.824,40
Factuur akkoord: Hanneke Vos, financieel directeur Tulpenhof Kwekerij B.V., 15 september 2026
""",
        ),
        (
            "acceptatie van een andere klant en partner",
            "Power BI",
            "baDSP",
            """\
Acceptatieformulier
Klant: Maasoever Logistiek B.V., Rotterdam
Leverancier: Polderdata Advies
Polderdata heeft de rittenrapportage in Power BI gebouwd en de planners opgeleid.
Opgeleverd op 6 augustus 2026
Voor akkoord: Dennis Hofman, operationeel directeur Maasoever Logistiek B.V., 7 augustus 2026
""",
        ),
    ],
    "sv": [
        (
            "leveransgodkännande",
            "Dynamics 365 Field Service",
            "BADSP",
            """\
Leveransgodkännande
Kund: Fjällbergs Energi AB
Leverantör: Bluestone Digital Partners
Leverans: införande av Dynamics 365 Field Service för 40 montörer, inklusive planeringstavla och utbildning
Leveransen kontrollerades den 20 maj 2026. Inga avvikelser finns.
Vi godkänner leveransen.
För Fjällbergs Energi AB: Anders Lindqvist, 21 maj 2026
""",
        ),
        (
            "undertecknat uppdragsavtal",
            "Exchange Online; Microsoft Teams",
            "BADSP",
            """\
Uppdragsavtal
mellan Bluestone Digital Partners och Fjällbergs Energi AB
Konsulten flyttar 210 brevlådor till Exchange Online och inför Microsoft Teams på samtliga kontor.
I uppdraget ingår utbildning av användarna och två veckors stöd efter driftstart.
Arbetet utförs mellan den 12 januari och den 27 februari 2026.
Dana Birkby, Bluestone Digital Partners, 2025-12-15
Karin Holmgren, ekonomichef, Fjällbergs Energi AB, 2025-12-17 (undertecknat)
""",
        ),
        (
            "tackbrev",
            "SharePoint; OneDrive",
            "BADSP",
            """\
Fjällbergs Energi AB
Östersund den 9 april 2026
Hej Dana,
Jag vill tacka dig och dina kollegor på Bluestone Digital Partners för ett mycket väl utfört arbete.
Ni flyttade våra gamla filservrar till SharePoint och OneDrive utan ett enda avbrott, och utbildningen
ute på stationerna var uppskattad av alla.
Vänliga hälsningar
Anders Lindqvist
""",
        ),
        (
            "svar per e-post med citerad fråga",
            "Microsoft Intune",
            "BADSP",
            """\
Från: Eva Nyström <eva.nystrom@fjallbergs.example>
Till: Dana Birkby <dana@bluestone.example>
Skickat: den 27 augusti 2026 14:55
Ämne: SV: Är utrullningen klar?
Hej Dana! Ja, det stämmer. Allt är klart och fungerar bra, vi är nöjda.
Eva Nyström, IT-chef
> Hej Eva, kan du bekräfta att vi har lagt in era 150 mobiler i Intune
> och att utrullningen avslutades den 25 augusti?
> Dana Birkby, Bluestone Digital Partners
""",
        ),
        (
            "protokoll med godkännande",
            "Dynamics 365 Sales; Power BI",
            "BADSP",
            """\
Protokoll från slutmöte 2026-06-11
Närvarande: Anders Lindqvist (Fjällbergs Energi AB), Dana Birkby och Olle Berg (Bluestone Digital Partners)
1. Bluestone har satt upp Dynamics 365 Sales för företagsförsäljningen och flyttat över kundregistret.
2. Rapporterna i Power BI är byggda och överlämnade.
3. Beslut: Anders Lindqvist godkänner leveransen och projektet avslutas.
Protokollet justerat av Anders Lindqvist 2026-06-12
""",
        ),
        (
            "attesterad tidrapport",
            "Power Apps",
            "BADSP",
            """\
Tidrapport, Bluestone Digital Partners
Kund: Fjällbergs Energi AB    Konsult: Olle Berg
2026-03-02   8 tim   Kravgenomgång för app till besiktning av nätstationer
2026-03-03   8 tim   Byggde appen i Power Apps
2026-03-05   5 tim   Test i fält och rättningar
Summa 21 timmar
Attesteras för Fjällbergs Energi AB: Mikael Sund, driftchef, 2026-03-06
""",
        ),
        (
            "godkännande inför driftstart",
            "Teams Phone",
            "BADSP",
            """\
Godkännande av driftstart
Projekt: byte av telefonväxel till Teams Phone
Kund: Fjällbergs Energi AB    Genomförande partner: Bluestone Digital Partners
Nummer flyttade: ja    Svarsgrupper testade: ja    Växeltelefonister utbildade: ja
Driftstart: 1 oktober 2026
Kundens beslut: godkänt
Namn: Anders Lindqvist    Underskrift: A. Lindqvist    Datum: 2 oktober 2026
""",
        ),
        (
            "ärende stängt av kunden",
            "Dynamics 365 Customer Service",
            "BADSP",
            """\
Ärende 30577, Bluestone Digital Partners support
Kund: Fjällbergs Energi AB
Rubrik: Ny kö för avbrottsanmälningar i Dynamics 365 Customer Service
2026-11-03 09:15 Olle Berg, Bluestone: Kön och de automatiska svaren är uppsatta och i drift.
2026-11-04 07:48 Lena Åkesson, kundtjänstchef, Fjällbergs Energi AB: Vi har testat och det fungerar precis
som vi ville. Tack för hjälpen, ärendet kan stängas.
2026-11-04 07:49 Stängt av Lena Åkesson
""",
        ),
        (
            "slutrapport utan kundens underskrift",
            "Dynamics 365 Business Central",
            "BaDSP",
            """\
Slutrapport
Bluestone Digital Partners har under våren 2026 infört Business Central hos Fjällbergs Energi AB.
Ekonomi, inköp och projektredovisning är uppsatta och öppningsbalanserna är inlästa. Driftstart 4 maj 2026.
Upprättad av: Dana Birkby, Bluestone Digital Partners, 18 maj 2026

Godkänns för Fjällbergs Energi AB
Namnteckning: ____________________   Namnförtydligande: ____________________   Datum: __________
""",
        ),
        (
            "intyg utan datum",
            "Viva Engage; SharePoint",
            "BAdSP",
            """\
Intyg
Härmed intygas att Bluestone Digital Partners har byggt vårt intranät i SharePoint och infört Viva Engage
för medarbetarna på Fjällbergs Energi AB. Arbetet omfattade förstudie, uppbyggnad och utbildning.
Allt har levererats enligt överenskommelse och vi är mycket nöjda.
Eva Nyström, IT-chef
Fjällbergs Energi AB
""",
        ),
        (
            "undertecknad licensbeställning",
            "Power BI; Power Apps",
            "BADsP",
            """\
Beställning nr 4471
Beställare: Fjällbergs Energi AB
Leverantör: Bluestone Digital Partners
30 st licens Power BI Pro, 12 månader       43 200 kr
30 st licens Power Apps Premium, 12 månader     75 600 kr
Betalning 30 dagar netto, priser exklusive moms
Beställningen undertecknad av Anders Lindqvist, Fjällbergs Energi AB, den 14 september 2026
""",
        ),
        (
            "godkännande från annan kund och partner",
            "Microsoft Intune",
            "baDSP",
            """\
Godkännande av leverans
Kund: Skärgårdens Bygg AB, Norrtälje
Leverantör: Mälardata Konsult AB
Mälardata har infört Microsoft Intune på 70 datorer och utbildat två administratörer.
Arbetet slutfördes den 26 juni 2026 och godkänns utan anmärkning.
Ulf Sandberg, vd, Skärgårdens Bygg AB, den 29 juni 2026
""",
        ),
    ],
}
