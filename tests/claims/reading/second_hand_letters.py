"""The second other hand's proofs, labelled before anything was measured.

The form is that of `other_hands`: a name, the claimed products, five letters (belongs, acknowledged, dates,
description, products; a capital means found) and the text. The parties and the day of reading are the ones there.
"""

LETTERS = {
    "en": [
        (
            "statement of work with American dates",
            "Dynamics 365 Sales; Power BI",
            "BADSP",
            """
SOW #3 under Master Services Agreement MSA-2211
Client: Alpine Ski House Ltd.                Consultant: Bluestone Digital Partners

Background. Season pass sales are tracked in spreadsheets today.
Work to be performed. Consultant will (a) map the group sales process, (b) configure D365 Sales with leads, quotes
and a renewal reminder, (c) build a Power BI dashboard on top of it, and (d) coach two super users for six weeks.
Fees. Time and materials, not to exceed GBP 38,500.

IN WITNESS WHEREOF the parties have executed this SOW.
ALPINE SKI HOUSE LTD.                        BLUESTONE DIGITAL PARTNERS
By: /s/ Fiona McKellar                       By: /s/ Dana Birkby
Title: Chief Operating Officer               Title: Delivery Director
Date: 04/27/2026                             Date: 04/28/2026
""",
        ),
        (
            "user acceptance form with fields",
            "Power Apps",
            "BADSP",
            """
USER ACCEPTANCE - RELEASE 1.2
Project no.         BDP-0416
Supplier            Bluestone Digital Partners
Business owner      Peter Houston, Alpine Ski House
What was released   Rental desk app in Power Apps: boot sizes, deposits, returns, offline mode for the huts
Test cases run      48      Passed   47      Failed   1 (cosmetic, fixed the same day)
Result              ACCEPTED
Remarks             "Quicker than the paper book ever was."
Signature           P. Houston
Date                11/09/26
""",
        ),
        (
            "letter of thanks from the managing director",
            "Exchange Online; OneDrive",
            "BADSP",
            """
Alpine Ski House
1 Slope Road, Aviemore                                                    2nd February 2026

Dear Dana,
Now that the snow is here and I have a quiet hour I wanted to thank you and everyone at Bluestone Digital Partners.
Getting 410 of us off that wheezing mail server and into Exchange Online over a single weekend in January was no
small feat, and the home drives turning up in OneDrive on the Monday morning was the icing on the cake. Not one
booking was lost. The floor-walkers you left with us for the week were patience itself.
You delivered everything you promised and I would gladly say so to anybody who asks.
Yours sincerely,
Morag Sinclair
Managing Director
""",
        ),
        (
            "e-mail thread with quoted parts",
            "Microsoft Intune",
            "BADSP",
            """
From: Callum Reid <callum.reid@alpineskihouse.example>
Sent: 19 August 2026 17:48
To: Dana Birkby
Cc: Peter Houston
Subject: Re: Re: Intune - are we done?

Hi Dana, yes, from our side this is complete and signed off. Please go ahead and close the project.
Cal

> On 18 Aug 2026, at 09:03, Dana Birkby <dana@bluestone.example> wrote:
> Callum, to recap what Bluestone Digital Partners did: Autopilot profiles for the 95 reception PCs, Intune
> compliance rules, app packages for the till software, wiping of the lost phones. Can you confirm you are happy?
>> On 14 Aug 2026 Callum Reid wrote: give us till Tuesday, we still test the printers.
""",
        ),
        (
            "minutes of the project board",
            "SharePoint; Viva Engage",
            "BADSP",
            """
Intranet Project Board - minutes of the meeting held on Thursday 23rd July 2026, Glen Room
Present: P. Houston (chair), M. Sinclair, C. Reid (all Alpine Ski House); D. Birkby, R. Osei (Bluestone Digital
Partners). Apologies: none

1. Matters arising. None.
2. Go-live report. RO reported that the SharePoint home site, eight department sites and the lodge handbook have
   been built and filled, and that Viva Engage communities were launched with a photo contest (312 posts).
3. Acceptance. The board reviewed the list of deliverables. All items approved by Alpine Ski House, no reservations.
4. AOB. RO's team to hand over admin notes by Friday.
Minutes agreed as a true record: Peter Houston, 27/07/2026
""",
        ),
        (
            "time sheet countersigned by the client",
            "Dynamics 365 Business Central",
            "BADSP",
            """
Consultant time sheet            Bluestone Digital Partners            Consultant: Rebecca Osei
Client: Alpine Ski House         Engagement: Business Central finance roll-out
Mon 07/09/2026   8.0 h   Chart of accounts workshop with finance
Tue 08/09/2026   7.5 h   Set up VAT posting groups, dimensions per lodge
Wed 09/09/2026   8.0 h   Imported open vendor ledger, reconciled with auditors
Thu 10/09/2026   6.0 h   Trained accounts payable (5 people)
Total           29.5 h
Client approval: hours and work confirmed. Elaine Forsyth, Financial Controller, Alpine Ski House, 11/09/2026
""",
        ),
        (
            "migration report with a sign-off page",
            "Exchange Online; Microsoft Teams",
            "BADSP",
            """
Migration Report v1.0 (final)
Tenant: 0c5a7f0e-3a1b-4d7f-8f43-2f1b6a9c7d10
Author: Bluestone Digital Partners, Cloud Practice
Batch 1   120 mailboxes   finished 2026-05-09   0 errors
Batch 2   198 mailboxes   finished 2026-05-16   2 errors, large items removed
Batch 3    92 mailboxes   finished 2026-05-23   0 errors
After the move to Exchange Online, mail flow was re-routed and the chat history was brought over into Teams.

Sign-off
Customer representative: Peter Houston     Decision: accepted as is     Signed 26 May 2026
""",
        ),
        (
            "print from the ticket system",
            "Teams Phone",
            "BADSP",
            """
Ticket #48213   [CLOSED]   Queue: Voice
Requester: Callum Reid (callum.reid@alpineskihouse.example)
Assigned to: Bluestone Digital Partners / Voice team
Summary: Port main numbers, auto attendant for the lodges
2026-10-02 10:14  Agent   Ported 12 numbers to Teams Phone, built auto attendant and two call queues for bookings.
2026-10-05 15:40  Agent   Handsets in the huts provisioned, staff shown how to park and transfer calls.
2026-10-06 09:02  Requester   Tested from all lodges, works perfectly. I accept the work, you may close this one.
2026-10-06 09:10  System   Status changed from Resolved to Closed (confirmed by requester)
""",
        ),
        (
            "exported WhatsApp chat",
            "Dynamics 365 Field Service",
            "BADSP",
            """
WhatsApp chat with Lifts & IT (exported)
[12/10/2026, 07:55:10] Rebecca - Bluestone Digital Partners: Morning Peter! All 22 mechanics have the Field Service
app now, the schedule board is live and we've loaded the lift inspection plans.
[12/10/2026, 08:20:31] Peter Houston: Saw it. First work orders came back with photos already
[12/10/2026, 08:21:02] Rebecca - Bluestone Digital Partners: Can you confirm for our files that it's all done?
[12/10/2026, 08:34:47] Peter Houston: Happy to. On behalf of Alpine Ski House I confirm the D365 Field Service
rollout is finished and we're very pleased with it. Thanks all!
[12/10/2026, 08:35:15] Rebecca - Bluestone Digital Partners: Brilliant, thank you
""",
        ),
        (
            "certificate in the style of public bodies",
            "SharePoint; Microsoft Teams",
            "BADSP",
            """
CONTRACTOR PERFORMANCE - FINAL ACCEPTANCE
1. CONTRACT NO.: ASH-26-C-0071            2. PERIOD OF PERFORMANCE: 01 MAR 2026 - 30 JUN 2026
3. CONTRACTOR: BLUESTONE DIGITAL PARTNERS
4. REQUIRING ACTIVITY: ALPINE SKI HOUSE, INFORMATION SERVICES
5. SERVICES RECEIVED: Contractor designed the records file plan, stood up SharePoint libraries, moved 2.1 TB from
   legacy shares and deployed Teams for five divisions incl. governance and end-user training.
6. INSPECTION: [X] Conforms to contract   [ ] Does not conform
7. ACCEPTED BY (Name/Title): Peter Houston, IT Director
8. SIGNATURE: //signed// Peter Houston    9. DATE: 02 JUL 2026
""",
        ),
        (
            "praise of another supplier",
            "Microsoft Intune",
            "bADSP",
            """
Acceptance note
We at Alpine Ski House have accepted the roll-out of Microsoft Intune by Fourth Coffee Technologies. They enrolled
our ticket scanners, locked down the kiosks and wrote the runbook for the service desk.
Work took place from 13 to 24 July 2026.
Signed, Peter Houston, IT Director
28 July 2026
""",
        ),
        (
            "signed by the supplier only",
            "Dynamics 365 Customer Service",
            "BaDSP",
            """
Project completion statement
Supplier: Bluestone Digital Partners        For: Alpine Ski House
Between 4 and 29 May 2026 we introduced Dynamics 365 Customer Service for the guest hotline: three queues, e-mail
to case, a knowledge base with 60 articles, and classroom training for 14 agents.
For the supplier:  Dana Birkby, 1 June 2026
For the customer:  ____________________
""",
        ),
        (
            "acceptance postponed by the customer",
            "OneDrive; Microsoft Teams",
            "BaDSP",
            """
Minutes, close-out call, 9 November 2026
Attendees: Callum Reid (Alpine Ski House), Rebecca Osei (Bluestone Digital Partners)
- RO presented the work of 5 to 30 October 2026: known folder move to OneDrive for 260 users, Teams set up
  per lodge, adoption sessions.
- CR cannot accept yet. Eleven laptops at the summit station still have sync errors.
- Sign-off is deferred until these are fixed; new call to be arranged by RO.
Notes taken by Rebecca Osei
""",
        ),
        (
            "thanks without a day, next visit in the new year",
            "Power BI",
            "BAdSP",
            """
To: Bluestone Digital Partners

Dear Rebecca,
just a line to confirm that the Power BI work for Alpine Ski House is complete to our satisfaction. You linked the
turnstile data with the weather feed, built the daily visitor report and showed the lodge managers how to use it.
We look forward to your next visit on 14 January 2027, when we can talk about the summer business.
Kind regards
Elaine Forsyth
Financial Controller, Alpine Ski House
""",
        ),
        (
            "letter naming the partner of record, nothing else",
            "Microsoft Teams; SharePoint",
            "BADsP",
            """
Alpine Ski House, 1 Slope Road, Aviemore
30 October 2026
To whom it may concern
We hereby confirm that Bluestone Digital Partners is our partner of record for the products Microsoft Teams and
SharePoint. This letter may be shown to Microsoft.
Signed
Peter Houston
IT Director
""",
        ),
        (
            "a library for every crew",
            "SharePoint; Microsoft Teams",
            "BADSp",
            """
Handover certificate                                            Aviemore, August 21st, 2026
Bluestone Digital Partners has rebuilt the document centre of Alpine Ski House in SharePoint. The kitchen team, the
ski patrol team and the front desk team each received a library with templates, and all three teams were trained
on site. Old folders were archived.
The above has been delivered and is accepted.
Peter Houston, for Alpine Ski House
""",
        ),
    ],
    "de": [
        (
            "Projektauftrag, von beiden unterschrieben",
            "SharePoint; Power Apps",
            "BADSP",
            """
PROJEKTAUFTRAG "Digitale Herstellung"
Auftraggeberin: Lucerna Verlag GmbH, Leipzig
Beauftragte Firma: Bluestone Digital Partners
Ziel: Der Weg eines Manuskripts vom Lektorat bis zur Druckerei soll ohne Papier auskommen.
Leistungsumfang: Bluestone richtet dafür SharePoint-Bibliotheken mit Freigabestufen ein, entwickelt eine Power App
zur Terminverfolgung, überträgt 900 laufende Titel und schult Lektorat sowie Herstellung.
Beginn: 1. April 2026, Ende: 31. Juli 2026
Für die Auftraggeberin                         Für die Beauftragte
Leipzig, 24. März 2026                         Köln, 26. März 2026
gez. Dr. Henrike Vogt, Verlagsleiterin         gez. Dana Birkby
""",
        ),
        (
            "Stundenzettel mit Gegenzeichnung",
            "Dynamics 365 Business Central",
            "BADSP",
            """
Tätigkeitsnachweis KW 37/2026            Berater: Tobias Rehm, Bluestone Digital Partners
Kunde: Lucerna Verlag GmbH               Vorhaben: Business Central, Honorarabrechnung
Mo 7.9.26    8,00 Std.   Autorenstammdaten bereinigt und eingespielt
Di 8.9.26    7,50 Std.   Staffelhonorare konfiguriert, Probelauf mit Frau Keller
Mi 9.9.26    8,00 Std.   Schnittstelle zum Auslieferer getestet, Fehler behoben
Do 10.9.26   4,00 Std.   Einweisung der Honorarbuchhaltung
Summe       27,50 Std.
Stunden und Leistungen sachlich richtig: M. Keller (Kundin), 11.9.26
""",
        ),
        (
            "Protokoll des Lenkungskreises",
            "Microsoft Teams; Viva Engage",
            "BADSP",
            """
Protokoll der 5. Sitzung des Lenkungskreises vom 16. Juni 2026
Teilnehmende: Fr. Keller, Hr. Dr. Zahn, Fr. Vogt (Lucerna Verlag); Hr. Rehm, Fr. Birkby (Bluestone Digital Partners)
TOP 1  Bericht des Dienstleisters: Teams ist in allen Abteilungen eingerichtet, die Namensregeln stehen, 74 von 85
       Kolleginnen und Kollegen waren in einer Schulung. Viva Engage wurde mit fünf Communities gestartet.
TOP 2  Abnahme: Der Verlag nimmt die Leistungen einstimmig ab. Es bestehen keine Mängel.
TOP 3  Verschiedenes: keine Wortmeldungen
Protokoll genehmigt: Martina Keller, 18.06.2026
""",
        ),
        (
            "Stempel der elektronischen Signatur",
            "Exchange Online",
            "BADSP",
            """
Leistungsnachweis 2026/17
Bluestone Digital Partners hat für die Lucerna Verlag GmbH folgende Arbeiten erbracht: Ablösung des alten
Mailservers, Umzug von 85 Benutzer- und 12 Funktionspostfächern nach Exchange Online, Einrichtung der
Journalarchivierung, Nachbetreuung vor Ort.

Digital signiert von Martina Keller (m.keller@lucerna-verlag.example)
Datum: 2026.08.31 14:22:09 +02'00'
Grund: Ich nehme die beschriebene Leistung ab
Umschlag-ID: 9D21-77AC-40E8
""",
        ),
        (
            "Ausdruck eines Teams-Chats",
            "Power BI",
            "BADSP",
            """
Chatverlauf: Auflagenberichte (Export)
Rehm, Tobias (Bluestone Digital Partners)   05.11.2026 08:41
Guten Morgen Herr Zahn, die Remittendenauswertung in Power BI ist jetzt ebenfalls veröffentlicht. Damit haben wir
alle sieben Berichte gebaut und die Daten vom Auslieferer angebunden. Dürfen wir das als erledigt betrachten?
Zahn, Philipp (Lucerna Verlag)   05.11.2026 09:17
Guten Morgen! Habe eben alles durchgeklickt, die Zahlen stimmen mit der Buchhaltung überein.
Zahn, Philipp (Lucerna Verlag)   05.11.2026 09:18
Ja, von uns aus abgenommen. Saubere Arbeit, danke!
Rehm, Tobias (Bluestone Digital Partners)   05.11.2026 09:20
Das freut uns sehr.
""",
        ),
        (
            "Übergabe-Checkliste mit Häkchen",
            "Microsoft Intune",
            "BADSP",
            """
Checkliste Übergabe in den Betrieb
Kunde   Lucerna Verlag GmbH            Dienstleister   Bluestone Digital Partners
[x] 110 Notebooks und Tablets in Intune registriert
[x] BitLocker und Update-Ringe aktiv
[x] Softwarepakete (Satzprogramm, Korrekturwerkzeug) verteilt
[x] Betriebshandbuch übergeben
[x] Zwei Administratoren eingewiesen
[ ] entfällt: Kiosk-Geräte
Vollständig übernommen am 15. Okt. 2026
Unterschrift Kunde: Philipp Zahn (IT)         Unterschrift Dienstleister: T. Rehm
""",
        ),
        (
            "Dankschreiben der Verlagsleiterin",
            "Dynamics 365 Sales",
            "BADSP",
            """
Lucerna Verlag GmbH · Gerberstraße 12 · Leipzig
Leipzig, im September 2026

Sehr geehrte Frau Birkby,
das Herbstprogramm ist ausgeliefert, und zum ersten Mal wussten unsere Vertreter unterwegs, was jede Buchhandlung
zuletzt bestellt hat. Das verdanken wir Ihnen und den Kollegen von Bluestone Digital Partners, die von Mai bis
August 2026 D365 Sales bei uns aufgebaut, die Kundenkartei aus vierzig Jahren übernommen und den Außendienst mit
Engelsgeduld geschult haben. Die Arbeit ist zu unserer vollen Zufriedenheit abgeschlossen.
Mit herzlichem Gruß
Dr. Henrike Vogt
Verlagsleiterin
""",
        ),
        (
            "zweisprachiges Schreiben",
            "OneDrive; SharePoint",
            "BADSP",
            """
Bestätigung / Confirmation
Wir bestätigen, dass Bluestone Digital Partners die Netzlaufwerke des Verlags abgelöst hat: persönliche Ordner nach
OneDrive, Abteilungsordner nach SharePoint, mit Rechtekonzept und Schulung.
We confirm that Bluestone Digital Partners has replaced our network drives: personal folders went to OneDrive, those
of departments to SharePoint, including a permission concept and training.
Zeitraum / Period: 02.02.2026 - 27.03.2026
Leipzig, 30.03.2026
Martina Keller, Kaufmännische Leitung / Commercial Director, Lucerna Verlag GmbH
""",
        ),
        (
            "Auftragsbestätigung mit Leistungsbeschreibung",
            "Teams Phone",
            "BADSP",
            """
Auftragsbestätigung AB-26-0552
Bluestone Digital Partners, Köln, bestätigt der Lucerna Verlag GmbH den folgenden Auftrag:
Einführung von Teams Phone als Ersatz der Telefonanlage. Wir nehmen die Rufgruppen auf, portieren den Nummernblock,
richten Ansagen für Presse und Lizenzen ein, verteilen die Headsets und begleiten die erste Woche vor Ort.
Ausführung: 20. bis 31. Juli 2026
Festpreis: 9.800,00 EUR zzgl. USt.

Einverstanden und beauftragt
Leipzig, den 6. Juli 2026                        Martina Keller (für die Lucerna Verlag GmbH)
""",
        ),
        (
            "Abnahme eines anderen Kunden",
            "Dynamics 365 Customer Service",
            "baDSP",
            """
Abnahmebescheinigung
Die Stadtwerke Auental GmbH bescheinigt der Bluestone Digital Partners, Köln, die Einführung von Dynamics 365
Customer Service im Kundenzentrum: Warteschlangen, Vorlagen für Antworten, Anbindung der Zählerdaten, Schulung von
neun Beschäftigten.
Auental, 14.08.2026
gez. Ulrich Pohl, Leiter Kundenzentrum, Stadtwerke Auental GmbH
""",
        ),
        (
            "nur der Dienstleister hat unterschrieben",
            "Exchange Online",
            "BaDSP",
            """
Fertigstellungsanzeige
An die Lucerna Verlag GmbH, z. Hd. Frau Keller
wir zeigen Ihnen hiermit an, dass wir die Umstellung auf Exchange Online am 22.05.2026 fertiggestellt haben. Umfang:
85 Postfächer migriert, Regeln gegen Spam eingerichtet, alte Server abgeschaltet. Wir bitten um Abnahme binnen zwölf
Werktagen.
Köln, 26.05.2026
Tobias Rehm
Bluestone Digital Partners
""",
        ),
        (
            "Sammelbericht, nur der andere Kunde hat abgenommen",
            "Microsoft Teams",
            "BaDSP",
            """
Quartalsbericht Q3/2026 der Bluestone Digital Partners, Stand 30.09.2026
Lucerna Verlag GmbH: Einführung von Microsoft Teams, 19 Teams angelegt, Gastzugänge geregelt, Schulungen vom 1. bis
11. September gehalten. Abnahme: offen, Termin wird noch vereinbart.
Proseware Handels KG: Aufbau einer Telefonzentrale, Abnahme erteilt am 24.09.2026 durch Sven Albers, Geschäftsführer
der Proseware.
Erstellt: T. Rehm
""",
        ),
        (
            "Unterschriftsfeld leer",
            "Dynamics 365 Field Service",
            "BaDSP",
            """
Arbeitsnachweis                                                 Ausgestellt am 3.11.2026
Auftragnehmer    Bluestone Digital Partners
Auftraggeber     Lucerna Verlag GmbH
Tätigkeit        Field Service für die Wartung der Druckmaschinen eingerichtet, Einsatzplanung getestet
Zeitraum         19.10. - 30.10.2026
Abnahme durch den Kunden
  Name:          ..........................
  Datum:         ..........................
  Unterschrift:  ..........................
""",
        ),
        (
            "nur ein Geburtstag",
            "Microsoft Teams",
            "BAdSP",
            """
Bescheinigung
Herr Tobias Rehm, geboren am 9. Mai 1987 in Kassel, hat als Berater der Bluestone Digital Partners bei der Lucerna
Verlag GmbH die Einführung von Microsoft Teams geleitet. Zu seinen Aufgaben gehörten die Aufnahme der Anforderungen,
die Einrichtung der Kanäle und die Schulung der Redaktionen. Die Arbeiten sind abgeschlossen und abgenommen.
Martina Keller
Kaufmännische Leitung
""",
        ),
        (
            "Bestellung von Lizenzen",
            "Power BI; Power Apps",
            "BADsP",
            """
Bestellung Nr. 4500-2231                                         Leipzig, 12.10.2026
Besteller: Lucerna Verlag GmbH        Lieferant: Bluestone Digital Partners
Pos. 10    Power BI Pro, 25 Stück, Jahreslizenz          2.835,00 EUR
Pos. 20    Power Apps Premium, 10 Stück, Jahreslizenz    2.160,00 EUR
Gesamt netto                                             4.995,00 EUR
Zahlungsziel 30 Tage. Es gelten unsere Einkaufsbedingungen.
Unterschrift: Martina Keller, Lucerna Verlag GmbH, 12.10.2026
""",
        ),
        (
            "das zweite Produkt fehlt",
            "Dynamics 365 Sales; Dynamics 365 Customer Service",
            "BADSp",
            """
Abnahmeerklärung
Wir, die Lucerna Verlag GmbH, erklären gegenüber der Bluestone Digital Partners die Abnahme der folgenden Leistung:
Anpassung von Dynamics 365 Sales an den Buchhandelsvertrieb samt Datenübernahme, Rollenkonzept und zwei Tagen
Anwenderschulung im Haus.
Leipzig, am 29. Juni 2026
(Unterschrift) Henrike Vogt
""",
        ),
    ],
    "nl": [
        (
            "decharge van het project",
            "Dynamics 365 Business Central; Power BI",
            "BADSP",
            """
DECHARGEVERKLARING
Project:          Van papieren bonnen naar Business Central
Opdrachtgever:    Tulpenhof Kwekerij B.V., Lisse
Leverancier:      Bluestone Digital Partners
Geleverd:         inrichting van de administratie, partijregistratie per kas, koppeling met de veiling, rapportages
                  in Power BI, twee maanden nazorg
Restpunten:       geen
Ondergetekende verleent de leverancier hierbij decharge.
Lisse, 3 juli 2026
J. van Dam
""",
        ),
        (
            "urenstaat met akkoord van de klant",
            "Power Apps",
            "BADSP",
            """
Urenstaat september 2026 - Bluestone Digital Partners - consultant: Femke Aalbers
Klant: Tulpenhof Kwekerij
01-09-2026   8   schermen ontworpen voor de oogstapp (Power Apps)
02-09-2026   8   koppeling met weegschaal gebouwd
08-09-2026   6   getest in kas 4 met de ploegbazen
09-09-2026   4   uitleg gegeven, app uitgerold op 20 tablets
Totaal      26 uur
Voor akkoord namens Tulpenhof: Wilma Hoekstra, hoofd teelt, 10-09-2026
""",
        ),
        (
            "notulen met goedkeuring",
            "SharePoint; Microsoft Teams",
            "BADSP",
            """
Notulen stuurgroep d.d. 21 mei 2026
Aanwezig: Joris van Dam en Wilma Hoekstra (Tulpenhof Kwekerij), Femke Aalbers (Bluestone Digital Partners)
1. Femke licht toe wat er is gedaan: de G-schijf is leeg, alle teeltdossiers staan in SharePoint, elke afdeling
   werkt in een eigen Team en iedereen heeft een instructie van een uur gehad.
2. Joris vraagt naar de rechten voor de uitzendkrachten. Die zijn geregeld via gastaccounts.
3. Besluit: Tulpenhof keurt de oplevering goed, er zijn geen openstaande punten. De migratie in Teams en SharePoint
   is daarmee afgerond.
Vastgesteld op 28 mei 2026, Joris van Dam, voorzitter
""",
        ),
        (
            "WhatsApp-gesprek",
            "Teams Phone",
            "BADSP",
            """
Chat geëxporteerd uit WhatsApp, groep "Telefonie kas & kantoor"
13-10-2026 16:02 - Femke (Bluestone Digital Partners): Nummers zijn overgezet, keuzemenu staat aan en de toestellen
in de loods hangen. Teams Phone draait dus helemaal!
13-10-2026 16:11 - Joris van Dam: Net gebeld met de hulplijn van Tulpenhof Kwekerij, klinkt top
13-10-2026 16:12 - Femke (Bluestone Digital Partners): Mag ik het project dan als opgeleverd beschouwen?
13-10-2026 16:15 - Joris van Dam: Jazeker, hierbij akkoord op de oplevering. Dank voor het werk
""",
        ),
        (
            "presentielijst en verslag van de training",
            "OneDrive; Microsoft Teams",
            "BADSP",
            """
Trainingsverslag
Trainer: Ruben Smit, Bluestone Digital Partners
Locatie: kantine Tulpenhof Kwekerij B.V.
Onderwerp: bestanden delen met OneDrive, vergaderen en bellen met Teams
Groep 1   di 14 apr. 2026   12 deelnemers
Groep 2   do 16 apr. 2026   11 deelnemers
Groep 3   di 21 apr. 2026    9 deelnemers
Gemiddeld cijfer van de deelnemers: 8,6
Voor gezien en akkoord namens de opdrachtgever: Anneke Postma, personeelszaken, 22 apr. 2026
""",
        ),
        (
            "projectopdracht, door beide partijen getekend",
            "Dynamics 365 Sales",
            "BADSP",
            """
PROJECTCHARTER
Tussen Tulpenhof Kwekerij B.V. (klant) en Bluestone Digital Partners (uitvoerder)
Aanleiding: relatiebeheer zit in de hoofden van drie verkopers.
Opdracht: uitvoerder brengt het verkoopproces in kaart, richt Dynamics 365 Sales in, zet 2.300 relaties over en
begeleidt de verkopers op de werkvloer gedurende het voorjaarsseizoen.
Start: 12 januari 2026. Gereed: 30 april 2026.
Getekend in tweevoud te Lisse op 06-01-'26
namens de klant: Joris van Dam              namens uitvoerder: Dana Birkby
""",
        ),
        (
            "uitdraai uit het meldingensysteem",
            "Exchange Online",
            "BADSP",
            """
Wijzigingsverzoek W-1174                      Status: gesloten
Aanvrager:     Anneke Postma (a.postma@tulpenhof.example)
Behandelaar:   Bluestone Digital Partners, team Werkplek
Omschrijving:  overzetten van gedeelde postbussen naar Exchange Online
17/06/2026 08:30  behandelaar  zes postbussen gemigreerd, rechten hersteld, agenda van de veiling gekoppeld
17/06/2026 13:05  behandelaar  handleiding gestuurd, telefoons opnieuw ingesteld
18/06/2026 09:44  aanvrager    gecontroleerd en in orde bevonden, ik ga akkoord met afsluiten
18/06/2026 09:45  systeem      gesloten na akkoord van de aanvrager
""",
        ),
        (
            "afvinklijst bij de overdracht",
            "Microsoft Intune",
            "BADSP",
            """
Overdracht aan beheer - checklist
Klant: Tulpenhof Kwekerij B.V. | Uitgevoerd door: Bluestone Digital Partners
[X] 45 laptops en 20 tablets aangemeld bij Intune
[X] versleuteling en pincode verplicht gesteld
[X] apps voor de kas uitgerold
[X] procedure bij verlies beschreven en geoefend
[ ] n.v.t. - scanners
Datum overdracht: woensdag 2 september 2026
Paraaf klant: W. Hoekstra     Paraaf uitvoerder: R. Smit
""",
        ),
        (
            "brief in twee talen",
            "Dynamics 365 Customer Service",
            "BADSP",
            """
Lisse, 9 maart 2026 / March 9, 2026
Aan / To: Bluestone Digital Partners
Met deze brief bevestigen wij dat u de klachtenafhandeling van onze webwinkel heeft ondergebracht in Dynamics 365
Customer Service, de koppeling met het postbedrijf heeft gebouwd en onze medewerkers heeft opgeleid.
With this letter we confirm that you moved the complaints handling of our web shop into Dynamics 365 Customer
Service, built the link to the parcel carrier and trained our staff.
Met vriendelijke groet / Kind regards,
Joris van Dam
Directeur / Director, Tulpenhof Kwekerij B.V.
""",
        ),
        (
            "opdrachtbevestiging met omschrijving van het werk",
            "Dynamics 365 Field Service; Power BI",
            "BADSP",
            """
Opdrachtbevestiging 2026-0387
Hartelijk dank voor uw opdracht. Bluestone Digital Partners voert voor Tulpenhof Kwekerij het volgende uit:
- analyse van het onderhoud aan ketels en sproeiers
- inrichting van D365 Field Service met onderhoudsplannen en mobiele werkbonnen
- een storingsrapport in Power BI
- instructie van acht monteurs
Uitvoering in week 23 t/m 27 van 2026, vaste prijs € 14.200,-
Voor akkoord retour: J. van Dam, Tulpenhof Kwekerij B.V., 18 mei 2026
""",
        ),
        (
            "tevreden over een andere leverancier",
            "SharePoint",
            "bADSP",
            """
Verklaring van oplevering
Tulpenhof Kwekerij B.V. verklaart dat Kantoor & Kabel Automatisering uit Hillegom het intranet in SharePoint heeft
gebouwd, de teelthandboeken heeft overgezet en de redactie heeft opgeleid.
Het werk is op 7 augustus 2026 opgeleverd en door ons geaccepteerd.
Joris van Dam, directeur
""",
        ),
        (
            "wacht op de klant",
            "Viva Engage",
            "BaDSP",
            """
Ondertekenverzoek verzonden op 16 november 2026
Document: Acceptatie invoering Viva Engage
Inhoud: Bluestone Digital Partners heeft bij Tulpenhof Kwekerij B.V. Viva Engage ingevoerd, tien community's opgezet
en de beheerders begeleid, in de periode 5 t/m 30 oktober 2026.
Ondertekenaar 1: Dana Birkby (Bluestone Digital Partners)     ondertekend op 16 november 2026
Ondertekenaar 2: Joris van Dam (Tulpenhof Kwekerij B.V.)      in afwachting van ondertekening
""",
        ),
        (
            "handtekening alleen van de uitvoerder",
            "Microsoft Intune; OneDrive",
            "BaDSP",
            """
Eindrapportage werkplekproject
Voor: Tulpenhof Kwekerij B.V.
Wij hebben in augustus 2026 vijfenveertig werkplekken vernieuwd, in Intune geplaatst, de bestanden naar OneDrive
verhuisd en elke gebruiker een half uur uitleg gegeven.
Aldus naar waarheid opgemaakt te Haarlem, 1 sept. 2026
Ruben Smit, projectleider Bluestone Digital Partners

Handtekening opdrachtgever: ..............................
""",
        ),
        (
            "bedankbrief uit een vorig jaar",
            "Dynamics 365 Sales",
            "BAdSP",
            """
Lisse, 11 november 2024

Beste mensen van Bluestone Digital Partners,
Namens iedereen bij Tulpenhof Kwekerij wil ik jullie bedanken. Sinds jullie Dynamics 365 Sales hebben ingericht en
ons adressenbestand hebben opgeschoond, weten we eindelijk welke exporteur wat besteld heeft. De training was
leerzaam en het werk is helemaal naar wens afgerond.
Hartelijke groet,
Joris van Dam
""",
        ),
        (
            "algemene voorwaarden, getekend",
            "Microsoft Teams; Exchange Online",
            "BADsP",
            """
Algemene voorwaarden voor abonnementen van Bluestone Digital Partners
Art. 1  Deze voorwaarden gelden voor de abonnementen Microsoft Teams en Exchange Online.
Art. 2  Betaling geschiedt binnen dertig dagen na factuurdatum.
Art. 3  Opzegging kan per kalendermaand, schriftelijk.
Art. 4  Op geschillen is Nederlands recht van toepassing.
Gelezen en akkoord: Joris van Dam, Tulpenhof Kwekerij B.V., 24 september 2026
""",
        ),
        (
            "formulier met een product te weinig",
            "Power BI; Power Apps",
            "BADSp",
            """
Acceptatieformulier
Klant: Tulpenhof Kwekerij B.V. (tulpenhof.example)
Leverancier: Bluestone Digital Partners
Wat is er gedaan: drie rapporten in Power BI gemaakt over energieverbruik, gasprijs en oogst; gegevens uit de
klimaatcomputer ontsloten; de bedrijfsleiders geholpen bij het lezen ervan.
Geaccepteerd: ja
Naam: Wilma Hoekstra     Handtekening: W. Hoekstra     Datum: 30/10/2026
""",
        ),
    ],
    "sv": [
        (
            "justerat mötesprotokoll",
            "Microsoft Teams; SharePoint",
            "BADSP",
            """
Protokoll, styrgruppsmöte nr 4
Tid: torsdagen den 11 juni 2026 kl. 9-10      Plats: Kraftsalen, Östersund
Närvarande: Anders Lindqvist, Kerstin Moberg (Fjällbergs Energi), Jonas Ek (Bluestone Digital Partners)
§ 1  Jonas redovisade arbetet: nya samarbetsytor i Teams, driftpärmar flyttade till SharePoint, behörigheter
     genomgångna och 130 medarbetare utbildade.
§ 2  Styrgruppen beslutade att godkänna leveransen i sin helhet.
§ 3  Inga övriga frågor.
Vid protokollet: Jonas Ek
Justeras: Anders Lindqvist 2026-06-15
""",
        ),
        (
            "tidrapport som kunden har attesterat",
            "Dynamics 365 Field Service",
            "BADSP",
            """
Tidrapport vecka 38, 2026
Konsult: Malin Sjödin, Bluestone Digital Partners        Kund: Fjällbergs Energi AB
14/9   8 tim   satte upp arbetsordertyper i Field Service
15/9   8 tim   läste in nätstationer och ledningar som tillgångar
16/9   6 tim   provkörde mobilappen med montörerna i Åre
17/9   8 tim   rättade fel, skrev lathund
Summa 30 tim
Attest kund: utfört enligt ovan, Kerstin Moberg, Fjällbergs Energi AB, 2026-09-18
""",
        ),
        (
            "tackbrev från ekonomichefen",
            "Dynamics 365 Business Central",
            "BADSP",
            """
Östersund i april 2026

Hej Dana och alla ni andra på Bluestone Digital Partners!
Nu har vi gjort vårt första kvartalsbokslut i Business Central och det gick på tre dagar i stället för nio. Stort
tack för allt ni har gjort sedan starten den 12 januari 2026: kontoplanen, överföringen av leverantörsreskontran,
kopplingen till elmätarna och inte minst kurserna. Vi har fått precis det vi beställde och är mycket nöjda.
Varma hälsningar
Birgitta Nordin
Ekonomichef, Fjällbergs Energi AB
""",
        ),
        (
            "intyg om elektronisk underskrift",
            "Exchange Online; OneDrive",
            "BADSP",
            """
Slutgodkännande
Bluestone Digital Partners har hos Fjällbergs Energi AB flyttat 210 brevlådor till Exchange Online, tagit över
hemkatalogerna till OneDrive, stängt de gamla servrarna och lämnat dokumentation till driften.
Beställaren godkänner leveransen.

Signerat med e-legitimation
Anders Lindqvist
Tidpunkt: 2026-03-27 15:08:44 CET
Transaktion: 4b1f-88d2-0a6e
""",
        ),
        (
            "utskrift av en chatt i Teams",
            "Power BI",
            "BADSP",
            """
Chatt: Elproduktion, rapporter
Malin Sjödin (Bluestone Digital Partners) 2026-10-21 13:02
Hej Kerstin! Nu ligger vattenstånden också med i Power BI, så alla fem rapporterna är byggda och data hämtas varje
timme. Säger du ok till att vi avslutar uppdraget?
Kerstin Moberg (Fjällbergs Energi) 2026-10-21 13:26
Har kollat siffrorna mot driftloggen, de stämmer på kronan :)
Kerstin Moberg (Fjällbergs Energi) 2026-10-21 13:27
Godkänt från vår sida. Bra jobbat!
""",
        ),
        (
            "checklista vid överlämning",
            "Microsoft Intune",
            "BADSP",
            """
Överlämning till förvaltning
Beställare: Fjällbergs Energi AB       Utförare: Bluestone Digital Partners
[x] 75 datorer och 60 telefoner registrerade i Intune
[x] kryptering och skärmlås påslaget
[x] programpaket för driftövervakning utrullade
[x] genomgång hållen för supporten
[-] ej aktuellt: surfplattor
Mottaget och godkänt, datum: 261012
För beställaren: Anders Lindqvist      För utföraren: Jonas Ek
""",
        ),
        (
            "migreringsrapport med godkännande",
            "SharePoint; Viva Engage",
            "BADSP",
            """
Migreringsrapport 1.1
Katalog-id 91d0e3f7-6c2b-4a9d-8e15-3b7c5a4f6d28, rapporten skriven av Bluestone Digital Partners
Omgång A: 640 000 filer från filservern till SharePoint, klar 8 maj 2026
Omgång B: det gamla anslagsforumet till Viva Engage, klar 13 maj 2026
Kontroll: stickprov på 200 filer, inga avvikelser
Utbildning: tre tillfällen, 44 deltagare

Kundens godkännande: Godkänns. Kerstin Moberg, it-ansvarig, den 18:e maj 2026
""",
        ),
        (
            "ordererkännande med beskrivning av tjänsten",
            "Dynamics 365 Customer Service",
            "BADSP",
            """
Ordererkännande 26-1093
Beställare: Fjällbergs Energi AB, Östersund
Leverantör: Bluestone Digital Partners
Tjänst: vi inför Dynamics 365 Customer Service i kundtjänsten. I uppdraget ingår förstudie, uppsättning av
ärendeköer, avbrottsmeddelanden till abonnenter, import av 31 000 kunder och utbildning av tolv handläggare.
Utförs 3/8 - 25/9 2026, fast pris 415 000 kr.
Beställningen bekräftas
Östersund den 26 juni 2026
Anders Lindqvist                                   Dana Birkby
för beställaren                                    för leverantören
""",
        ),
        (
            "kursintyg och närvaro",
            "Teams Phone; Microsoft Teams",
            "BADSP",
            """
Redovisning av utbildning
Kursledare: Jonas Ek, Bluestone Digital Partners
Kund: Fjällbergs Energi AB, avdelning Växel och reception
Innehåll: möten och kanaler i Microsoft Teams, att koppla samtal och styra köer med Teams Phone, övningar i par
Tillfälle 1: 24 november 2025, 8 deltagare
Tillfälle 2: 1 december 2025, 7 deltagare
Kunden intygar att utbildningen har genomförts enligt avtal.
2025-12-03 Kerstin Moberg
""",
        ),
        (
            "godkännande från en annan kund",
            "Power Apps",
            "baDSP",
            """
Leveransgodkännande
Hotell Norrsken i Kiruna AB godkänner den app i Power Apps som Bluestone Digital Partners har byggt för städningen:
rumslista, felanmälan med bild och en genomgång med personalen.
Kiruna 2026-08-28
Elin Niemi, hotellchef, Hotell Norrsken i Kiruna AB
""",
        ),
        (
            "bara leverantören har skrivit under",
            "Dynamics 365 Sales",
            "BaDSP",
            """
Slutrapport
Till Fjällbergs Energi AB från Bluestone Digital Partners
Under perioden 2026-04-13 till 2026-06-05 har vi infört D365 Sales för elavtalsförsäljningen, byggt offertmallar,
flyttat över 5 600 kunder och coachat säljarna.
Köln den 9 juni 2026
Dana Birkby, Bluestone Digital Partners

Beställarens underskrift: __________________________
""",
        ),
        (
            "tom blankett för godkännande",
            "OneDrive",
            "BaDSP",
            """
Godkännande av konsulttjänst                                   Utfärdad 5 nov. 2026
Konsultbolag      Bluestone Digital Partners
Kundföretag       Fjällbergs Energi AB
Utfört            Flytt av 180 hemkataloger till OneDrive, stöd på plats två dagar (2-3 nov. 2026)
Godkänns av       ..........................
Ort och datum     ..........................
Namnteckning      ..........................
""",
        ),
        (
            "kunden vill vänta",
            "Exchange Online",
            "BaDSP",
            """
Från: Kerstin Moberg <kerstin.moberg@fjallbergs.example>
Skickat: den 17 november 2026 10:12
Till: Jonas Ek, Bluestone Digital Partners
Ämne: SV: Kan ni godkänna?

Hej Jonas, vi kan tyvärr inte godkänna ännu. Tre gruppbrevlådor saknas fortfarande. Återkom när de är på plats.
/Kerstin, Fjällbergs Energi

> Den 16 november 2026 skrev Jonas Ek:
> Mellan den 19 och 30 oktober 2026 har vi flyttat era brevlådor till Exchange Online, ställt in skräppostfiltret
> och hjälpt användarna igång.
> Kan ni godkänna leveransen?
""",
        ),
        (
            "gammalt intyg, giltigt ett tag till",
            "Power BI",
            "BAdSP",
            """
Intyg
Fjällbergs Energi AB intygar att Bluestone Digital Partners har tagit fram våra produktionsrapporter i Power BI,
hämtat data från mätarna och utbildat driftledarna. Uppdraget avslutades den 28 februari 2025.
Detta intyg får visas upp till och med den 31 december 2027.
Östersund 2025-03-07
Anders Lindqvist, driftchef
""",
        ),
        (
            "licensavtal",
            "Microsoft Teams; Teams Phone",
            "BADsP",
            """
Licensavtal
Säljare: Bluestone Digital Partners        Köpare: Fjällbergs Energi AB
Microsoft Teams, 130 licenser, per användare och månad       42 kr
Teams Phone, 25 licenser, per användare och månad            85 kr
Avtalet löper tolv månader och förlängs om det inte sägs upp. Alla priser exklusive moms.
Östersund den 1 oktober 2026
Köparen: Anders Lindqvist          Säljaren: Dana Birkby
""",
        ),
        (
            "en produkt för lite",
            "Microsoft Intune; Dynamics 365 Business Central",
            "BADSp",
            """
Hej!
Jag skriver som ansvarig på Fjällbergs Energi AB för att bekräfta att Bluestone Digital Partners har slutfört
arbetet med Business Central hos oss. De satte upp tre bolag, förde över saldon och anläggningsregister och
höll fyra kurser.
Allt är levererat och godkänt.
Östersund, 2 oktober 2026
Birgitta Nordin
Ekonomichef
""",
        ),
    ],
}
