"""Statements, forms and reports in plain words, of another partner and customer than the letters."""

from claims.reading.names import Parties

from .letters import Letter

SODERVIK = Parties(
    partner_names=("Södervik IT AB", "Södervik IT Göteborg"),
    partner_people=("Lars Lindqvist",),
    partner_emails=("lars.lindqvist@sodervik.example",),
    mpn_id="6009921",
    customer_names=("Van den Berg Logistics N.V.",),
    customer_people=("Marieke van den Berg",),
    customer_emails=("m@vdberg-logistics.nl",),
    domains=("vdberg-logistics.nl",),
    directory_id="0b3c5f7a-9d21-4e68-8a4f-1234567890ab",
)

LETTERS = [
    Letter(
        SODERVIK,
        "en table form tabs",
        """Proof of Execution
Field\tValue
Partner organisation\tSödervik IT AB
Customer organisation\tVan den Berg Logistics N.V.
Tenant ID\t0b3c5f7a-9d21-4e68-8a4f-1234567890ab
Workload\tMicrosoft Teams
Services delivered\tMigration of 350 users from Skype, governance workshop, adoption campaign
Delivery dates\t12 May 2026 to 30 June 2026
Customer contact\tMarieke van den Berg
Customer signature\tMarieke van den Berg
Signature date\t2 July 2026""",
    ),
    Letter(
        SODERVIK,
        "en table form tabs unsigned",
        """Proof of Execution
Field\tValue
Partner organisation\tSödervik IT AB
Customer organisation\tVan den Berg Logistics N.V.
Tenant ID\t0b3c5f7a-9d21-4e68-8a4f-1234567890ab
Workload\tMicrosoft Teams
Services delivered\tMigration of 350 users from Skype, governance workshop, adoption campaign
Delivery dates\t12 May 2026 to 30 June 2026
Customer contact\tMarieke van den Berg
Customer signature\t
Signature date\t""",
        "acknowledged",
    ),
    Letter(
        SODERVIK,
        "en letter short",
        """Van den Berg Logistics N.V.
Havenweg 12, Rotterdam
3 September 2026

Dear Mr Lindqvist,

With this letter we acknowledge that Södervik IT has completed the Exchange Online project. Between June \
and August 2026 your engineers moved 1,200 mailboxes,
hardened the mail flow and taught our administrators how to operate it.

Sincerely,
Marieke van den Berg
Chief Information Officer""",
        products=("Exchange Online",),
    ),
    Letter(
        SODERVIK,
        "en letter from partner about customer",
        """Södervik IT AB
3 September 2026
Dear Ms van den Berg,
Thank you for choosing us. We migrated 1,200 mailboxes to Exchange Online and trained your \
administrators between June and August 2026.
We would appreciate it if you could acknowledge this.
Sincerely,
Lars Lindqvist
Södervik IT AB""",
        "acknowledged belongs",
        products=("Exchange Online",),
    ),
    Letter(
        SODERVIK,
        "en nodesc",
        """Acknowledgement
Customer: Van den Berg Logistics N.V. (vdberg-logistics.nl)
Partner: Södervik IT AB
Product: Microsoft Teams
We hereby acknowledge that Södervik IT AB is our partner for Microsoft Teams.
Signed: Marieke van den Berg
Date: 14 October 2026""",
        "description",
    ),
    Letter(
        SODERVIK,
        "en nodesc2",
        """CUSTOMER ACKNOWLEDGEMENT
Van den Berg Logistics N.V. confirms that Södervik IT AB provided services related to Microsoft Teams in \
the period from 1 May 2026 to 30 June 2026.
Name: Marieke van den Berg
Title: CIO
Signature: M. van den Berg
Date: 02/07/2026""",
        "description",
    ),
    Letter(
        SODERVIK,
        "en old signature only",
        """CUSTOMER ACKNOWLEDGEMENT
Van den Berg Logistics N.V. confirms that Södervik IT AB deployed Microsoft Teams for 300 users and ran \
end-user training.
Name: Marieke van den Berg
Title: CIO
Signature: M. van den Berg
Date: 02 July 2024
© 2026 Södervik IT AB. All rights reserved.""",
        "dates",
    ),
    Letter(
        SODERVIK,
        "en wrong partner",
        """CUSTOMER ACKNOWLEDGEMENT
Van den Berg Logistics N.V. confirms that Nordlicht Systems GmbH deployed Microsoft Teams for 300 users \
and ran end-user training.
Name: Marieke van den Berg
Signature: Marieke van den Berg
Date: 02 July 2026""",
        "belongs",
    ),
    Letter(
        SODERVIK,
        "en wrong tenant",
        """CUSTOMER ACKNOWLEDGEMENT
Van den Berg Logistics N.V., Directory ID: 99999999-9d21-4e68-8a4f-1234567890ab, confirms that Södervik \
IT deployed Microsoft Teams for 300 users and ran end-user training.
Name: Marieke van den Berg
Signature: Marieke van den Berg
Date: 02 July 2026""",
        "belongs",
    ),
    Letter(
        SODERVIK,
        "de formular",
        """Leistungsnachweis
Auftragnehmer: Södervik IT AB
Auftraggeber: Van den Berg Logistics N.V.
Produkt: Dynamics 365 Field Service
Erbrachte Leistungen:
• Workshop zur Prozessaufnahme (04.05.2026)
• Konfiguration der Einsatzplanung (11.05.2026 – 22.05.2026)
• Anwenderschulung für 18 Techniker (01.06.2026)
Die vollständige und mangelfreie Leistungserbringung wird hiermit bestätigt.
Rotterdam, 05.06.2026
_______________________
Ort, Datum, Unterschrift Auftraggeber""",
        "acknowledged",
        products=("Dynamics 365 Field Service",),
    ),
    Letter(
        SODERVIK,
        "de formular signed above line",
        """Leistungsnachweis
Auftragnehmer: Södervik IT AB
Auftraggeber: Van den Berg Logistics N.V.
Produkt: Dynamics 365 Field Service
Erbrachte Leistungen:
• Workshop zur Prozessaufnahme (04.05.2026)
• Konfiguration der Einsatzplanung (11.05.2026 – 22.05.2026)
• Anwenderschulung für 18 Techniker (01.06.2026)
Die vollständige und mangelfreie Leistungserbringung wird hiermit bestätigt.
Rotterdam, 05.06.2026
Marieke van den Berg
Unterschrift Auftraggeber""",
        products=("Dynamics 365 Field Service",),
    ),
    Letter(
        SODERVIK,
        "de brief unknown person",
        """Van den Berg Logistics N.V.
Rotterdam, den 5. Juni 2026
Bestätigung
Sehr geehrte Damen und Herren,
gerne bescheinigen wir Ihnen, dass die Södervik IT AB in unserem Haus Teams Telefonie eingeführt hat. \
Dazu gehörten die Portierung von 90 Rufnummern, die Anbindung des SBC und die Einweisung des Empfangs.
Mit freundlichem Gruß
i. A. Thomas Krüger
Leiter Infrastruktur""",
        products=("Teams Phone",),
    ),
    Letter(
        SODERVIK,
        "de other product",
        """Van den Berg Logistics N.V.
Rotterdam, den 5. Juni 2026
gerne bescheinigen wir Ihnen, dass die Södervik IT AB in unserem Haus Teams-Besprechungen eingeführt \
hat. Dazu gehörten die Ausstattung von 9 Räumen, die Anbindung der Kameras und die Einweisung des Empfangs.
Mit freundlichem Gruß
Marieke van den Berg""",
        "products",
        products=("Teams Phone",),
    ),
    Letter(
        SODERVIK,
        "de email wird noch",
        """Von: Marieke van den Berg <m@vdberg-logistics.nl>
An: Lars Lindqvist
Datum: 5. Juni 2026
Betreff: Re: Abnahme Teams

Guten Tag Herr Lindqvist,
wir werden die Abnahme nächste Woche bestätigen, sobald die letzten 20 Anwender geschult und die \
Richtlinien konfiguriert sind.
Beste Grüße
Marieke van den Berg

> Södervik IT AB hat Teams eingerichtet.""",
        "acknowledged",
    ),
    Letter(
        SODERVIK,
        "nl brief",
        """Geachte heer Lindqvist,

Met genoegen laten wij u weten dat het project is afgerond. Hierbij verklaren wij dat Södervik IT in het \
tweede kwartaal van 2026 (april t/m juni 2026) Microsoft Intune bij ons heeft ingericht: 400 laptops \
zijn aangemeld,
het beleid is vastgesteld en de beheerders zijn bijgeschoold.

Hoogachtend,

M. van den Berg
Van den Berg Logistics N.V.""",
        products=("Microsoft Intune",),
    ),
    Letter(
        SODERVIK,
        "nl offerte",
        """Offerte 2026-118
Södervik IT AB biedt Van den Berg Logistics N.V. aan: inrichting van Microsoft Intune, migratie van 400 \
laptops en training van beheerders.
Datum: 4 mei 2026
Geldig tot: 4 juni 2026
Voor akkoord:
Naam:
Datum:
Handtekening:""",
        "acknowledged",
        products=("Microsoft Intune",),
    ),
    Letter(
        SODERVIK,
        "nl geen datum",
        """Verklaring
Van den Berg Logistics bevestigt dat Södervik IT Microsoft Intune heeft ingericht, 400 laptops heeft \
gemigreerd en beheerders heeft getraind.
Getekend: Marieke van den Berg, CIO""",
        "dates",
        products=("Microsoft Intune",),
    ),
    Letter(
        SODERVIK,
        "sv protokoll",
        """Leveransgodkännande
Beställare: Van den Berg Logistics N.V.
Leverantör: Södervik IT AB
Omfattning: Införande av SharePoint Online, flytt av 2 TB dokument, utbildning för webbredaktörer
Leveransen godkänns utan anmärkning.
Göteborg 2026-08-21
Marieke van den Berg
För beställaren""",
        products=("SharePoint",),
    ),
    Letter(
        SODERVIK,
        "sv ej signerat",
        """Leveransgodkännande
Beställare: Van den Berg Logistics N.V.
Leverantör: Södervik IT AB
Omfattning: Införande av SharePoint Online, flytt av 2 TB dokument, utbildning för webbredaktörer
Göteborg 2026-08-21
Beställarens underskrift: ...........................
Namnförtydligande: ...........................""",
        "acknowledged",
        products=("SharePoint",),
    ),
    Letter(
        SODERVIK,
        "sv brev",
        """Hej Lars!
Jag vill gärna intyga att ni på Södervik IT AB hjälpte oss med Power BI under våren 2026. Ni byggde sju \
rapporter, kopplade dem till lagersystemet och lärde upp vårt controllerteam.
Med vänliga hälsningar
Marieke van den Berg
Van den Berg Logistics
2026-06-15""",
        products=("Power BI",),
    ),
    Letter(
        SODERVIK,
        "sv gammalt",
        """Hej Lars!
Jag vill gärna intyga att ni på Södervik IT AB hjälpte oss med Power BI under våren. Ni byggde sju \
rapporter, kopplade dem till lagersystemet och lärde upp vårt controllerteam.
Med vänliga hälsningar
Marieke van den Berg
Van den Berg Logistics
15 juni 2025""",
        "dates",
        products=("Power BI",),
    ),
    Letter(
        SODERVIK,
        "en two products one missing",
        """Project completion report
Van den Berg Logistics N.V. / Södervik IT AB, 12 October 2026
The team installed Exchange hybrid connectors, moved mailboxes and handed over operations documentation.
Approved by Marieke van den Berg on 13 October 2026""",
        "products",
        products=("Exchange Online", "SharePoint"),
    ),
    Letter(
        SODERVIK,
        "en signature pending word",
        """Project completion report
Van den Berg Logistics N.V. / Södervik IT AB, 12 October 2026
The team installed Exchange hybrid connectors, moved mailboxes and handed over operations documentation.
Customer signature: pending""",
        "acknowledged",
        products=("Exchange Online",),
    ),
    Letter(
        SODERVIK,
        "en adobe",
        """Certificate of completion for Exchange Online at Van den Berg Logistics \
N.V.
Provider Södervik IT AB moved mailboxes, installed connectors and documented operations.
Signature: Marieke van den Berg (Oct 13, 2026 14:02 GMT+2)
Email: m@vdberg-logistics.nl""",
        products=("Exchange Online",),
    ),
    Letter(
        SODERVIK,
        "en teams chat",
        """Chat export
[14/10/2026, 09:12] Lars Lindqvist: Can you confirm the Teams rollout is done?
[14/10/2026, 09:40] Marieke van den Berg: Confirmed! You migrated the channels, trained 40 colleagues \
and set the policies. Van den Berg Logistics is happy.""",
    ),
    Letter(
        SODERVIK,
        "en minutes unsigned",
        """Minutes of meeting 14 October 2026
Attendees: Marieke van den Berg (Van den Berg Logistics), Lars Lindqvist (Södervik IT)
Södervik presented the progress: Teams policies configured, 3 pilots done, training material prepared.
Next steps: roll-out in November""",
        "acknowledged",
    ),
    Letter(
        SODERVIK,
        "en customer name caps",
        """VAN DEN BERG LOGISTICS
PROJECT: TEAMS PHONE
SÖDERVIK IT AB PORTED 90 NUMBERS, CONFIGURED CALL QUEUES AND TRAINED RECEPTION STAFF ON 5 OCT 2026.
ACCEPTED BY: MARIEKE VAN DEN BERG""",
        products=("Teams Phone",),
    ),
    Letter(
        SODERVIK,
        "empty nl template",
        """Sjabloon bewijs van uitvoering
Naam partner: ______________
Naam klant: ______________
Omschrijving van de werkzaamheden (wat is er gedaan, wanneer, voor wie):
______________________________
Product(en): ______________
Ondergetekende verklaart dat bovenstaande werkzaamheden zijn uitgevoerd.
Datum: ______________ Handtekening: ______________""",
        "belongs acknowledged dates description products",
    ),
    Letter(
        SODERVIK,
        "empty de template",
        """Vorlage Leistungsnachweis (Stand: 01/2026)
Partner: [Name des Partners]
Kunde: [Name des Kunden]
Leistungsbeschreibung: [z. B. Einführung, Schulung, Migration]
Der Kunde bestätigt die Durchführung der Leistungen.
Ort, Datum: ____________   Unterschrift: ____________""",
        "belongs acknowledged dates description products",
    ),
    Letter(
        SODERVIK,
        "en US",
        """Completion Notice
Customer: Van den Berg Logistics N.V.
Performed by: Södervik IT AB
Work performed 10/05/2026 through 10/16/2026: gap analysis, Entra ID P2 access reviews set up, admin \
runbooks written.
Accepted: /s/ Marieke van den Berg   10/19/2026""",
        products=("Microsoft Entra ID P2",),
    ),
    Letter(
        SODERVIK,
        "en contact listed not signed",
        """Adoption report
Customer Van den Berg Logistics N.V.; contact Marieke van den Berg, m@vdberg-logistics.nl
Delivered by Södervik IT AB in September 2026
Teams usage grew from 40 to 310 active users after champions training and weekly office hours.
Report accepted for delivery: no""",
        "acknowledged",
    ),
]
