"""Reports, certificates and mails in plain words, of a third partner; its own name sounds like work."""

from claims.reading.names import Parties

from .letters import Letter

SALES = ("Dynamics 365 Sales",)
DESIGNERS = Parties(
    partner_names=("Graphic Design Institute Ltd",),
    partner_people=("Nina Patel",),
    partner_emails=("nina@gdi.co.uk",),
    mpn_id="3300441",
    customer_names=("Proseware, Inc.",),
    customer_people=("Daniel O'Connor",),
    customer_emails=("d@proseware.com",),
    domains=("proseware.com",),
    directory_id="5d5d5d5d-0000-4111-9222-333344445555",
)

LETTERS = [
    Letter(
        DESIGNERS,
        "designers 1",
        """PROOF OF EXECUTION – USAGE
1. Parties
Partner of record claimed: Graphic Design Institute Ltd (MPN ID 3300441)
End customer: Proseware, Inc. – tenant 5d5d5d5d-0000-4111-9222-333344445555
2. Solution
Dynamics 365 Sales Enterprise
3. Engagement summary
GDI extended the lead-to-order process, cleaned 14,000 account records and coached regional managers \
between 8 June 2026 and 31 July 2026.
4. Customer statement
I certify that the engagement described in section 3 took place.
Daniel O'Connor, VP Sales Operations
August 4, 2026""",
        "",
        SALES,
    ),
    Letter(
        DESIGNERS,
        "designers 2 draft",
        """PROOF OF EXECUTION – USAGE (DRAFT)
Partner of record claimed: Graphic Design Institute Ltd (MPN ID 3300441)
End customer: Proseware, Inc.
Dynamics 365 Sales Enterprise
GDI extended the lead-to-order process, cleaned 14,000 account records and coached regional managers \
between 8 June 2026 and 31 July 2026.
Customer statement
I certify that the engagement described above took place.
Name (print):
Signature:
Date: """,
        "acknowledged",
        SALES,
    ),
    Letter(
        DESIGNERS,
        "designers 3",
        """Subject: RE: D365 Sales – confirmation needed
From: Daniel O'Connor <daniel.oconnor@proseware.com>
Date: Tue, Aug 4, 2026 at 3:15 PM
To: Nina Patel <nina@gdi.co.uk>

Nina,
Yes, I can confirm. GDI customized our opportunity forms, integrated Outlook and ran four training \
sessions for the reps in July.
Dan

On Mon, Aug 3, 2026 at 9:00 AM Nina Patel <nina@gdi.co.uk> wrote:
> Could you please confirm the services for D365 Sales?""",
        "",
        SALES,
    ),
    Letter(
        DESIGNERS,
        "designers 4 reverse mail",
        """Subject: D365 Sales – confirmation needed
From: Nina Patel <nina@gdi.co.uk>
Date: Mon, Aug 3, 2026 at 9:00 AM
To: Daniel O'Connor <daniel.oconnor@proseware.com>

Hi Dan,
I confirm that GDI customized your opportunity forms, integrated Outlook and ran four training sessions \
for the reps in July.
Please reply with your approval.
Nina Patel
Graphic Design Institute""",
        "acknowledged",
        SALES,
    ),
    Letter(
        DESIGNERS,
        "designers 5",
        """Certificat? No: Certificate of Acceptance
Customer: Proseware Inc
Supplier: Graphic Design Institute
Deliverables accepted:
[x] Sales hub configuration
[x] Data import (accounts, contacts)
[ ] Mobile app
Product: Dynamics 365 for Sales
Date of acceptance: 31 Jul 2026
Accepted by (customer): Daniel O'Connor
Delivered by (supplier): Nina Patel""",
        "",
        SALES,
    ),
    Letter(
        DESIGNERS,
        "designers 6 supplier only",
        """Certificate of Acceptance
Customer: Proseware Inc
Supplier: Graphic Design Institute
Deliverables: Sales hub configuration, data import (accounts, contacts), mobile app pilot
Product: Dynamics 365 for Sales
Date: 31 Jul 2026
Accepted by (customer):
Delivered by (supplier): Nina Patel""",
        "acknowledged",
        SALES,
    ),
    Letter(
        DESIGNERS,
        "designers 7 generic",
        """To whom it may concern,
Proseware, Inc. confirms that Graphic Design Institute Ltd is a trusted advisor for Dynamics 365 Sales. \
We recommend them.
Best regards,
Daniel O'Connor
4 August 2026""",
        "description",
        SALES,
    ),
    Letter(
        DESIGNERS,
        "designers 8 old",
        """Work order 3347
Proseware, Inc. / Graphic Design Institute Ltd / Dynamics 365 Sales
Work: requirements interviews, form design, user acceptance testing
Executed: 08/2024 – 09/2024
Customer sign off: Daniel O'Connor, 09/30/2024
Invoice due by 12/15/2026""",
        "dates",
        SALES,
    ),
    Letter(
        DESIGNERS,
        "designers 9 birthday",
        """Employee record of consultant Nina Patel, born \
02/11/1988, Graphic Design Institute Ltd
Assigned to Proseware, Inc. for Dynamics 365 Sales: requirements interviews, form design, user \
acceptance testing
Signed for Proseware: Daniel O'Connor""",
        "dates",
        SALES,
    ),
    Letter(
        DESIGNERS,
        "designers 10 de",
        """Tätigkeitsbericht Graphic Design Institute für Proseware
Mai 2026: Anforderungsaufnahme Vertrieb, Aufsetzen der Sandbox
Juni 2026: Datenmigration, Abnahmetests
Juli 2026: Anwenderschulungen in Hamburg und Graz
System: Dynamics 365 Sales
Sachlich richtig und abgenommen: D. O'Connor, 03.08.2026""",
        "",
        SALES,
    ),
    Letter(
        DESIGNERS,
        "designers 11 de leer",
        """Tätigkeitsbericht Graphic Design Institute für Proseware
Mai 2026: Anforderungsaufnahme Vertrieb, Aufsetzen der Sandbox
Juni 2026: Datenmigration, Abnahmetests
System: Dynamics 365 Sales
Sachlich richtig und abgenommen:

........................................
(Datum / Unterschrift Kunde)""",
        "acknowledged",
        SALES,
    ),
    Letter(
        DESIGNERS,
        "designers 12 de fremd",
        """Abnahmeerklärung
Die Fabrikam Residences GmbH erklärt die Abnahme der von Graphic Design Institute Ltd erbrachten \
Leistungen (Konfiguration Dynamics 365 Sales, Schulung von 12 Personen).
Bonn, 3. August 2026
Sabine Engel, Prokuristin""",
        "belongs acknowledged",
        SALES,
    ),
    Letter(
        DESIGNERS,
        "designers 13 nl",
        """Decharge
Ondergetekende, Daniel O'Connor, handelend namens Proseware Inc., verleent decharge aan Graphic Design \
Institute Ltd voor: koppeling Dynamics 365 Sales met ERP, opschonen klantbestand, train-de-trainer.
Utrecht, 3 augustus 2026
w.g. D. O'Connor""",
        "",
        SALES,
    ),
    Letter(
        DESIGNERS,
        "designers 14 nl andere",
        """Decharge
Ondergetekende, Daniel O'Connor, handelend namens Proseware Inc., verleent decharge aan Graphic Design \
Institute Ltd voor: koppeling Dynamics 365 Field Service met ERP, opschonen klantbestand, train-de-trainer.
Utrecht, 3 augustus 2026
Ondertekend: D. O'Connor""",
        "products",
        SALES,
    ),
    Letter(
        DESIGNERS,
        "designers 15 sv",
        """Arbetsorder / slutrapport
Kund: Proseware Inc    Konsultbolag: Graphic Design Institute Ltd
Utfört: behovsworkshop 2026-05-04, konfigurering av Dynamics 365 Sales 2026-05-18 till 2026-06-05, \
användarutbildning 2026-06-15
Godkänt av kund: Daniel O'Connor 2026-06-18""",
        "",
        SALES,
    ),
    Letter(
        DESIGNERS,
        "designers 16 sv blank",
        """Arbetsorder / slutrapport
Kund: Proseware Inc    Konsultbolag: Graphic Design Institute Ltd
Utfört: behovsworkshop 2026-05-04, konfigurering av Dynamics 365 Sales 2026-05-18 till 2026-06-05, \
användarutbildning 2026-06-15
Godkänt av kund: ____________________""",
        "acknowledged",
        SALES,
    ),
    Letter(
        DESIGNERS,
        "designers 17 sv ingen beskrivning",
        """Intyg
Härmed intygas att Graphic Design Institute Ltd är vår partner för Dynamics 365 Sales sedan 2021.
2026-06-18
Daniel O'Connor
Proseware Inc""",
        "description",
        SALES,
    ),
    Letter(
        DESIGNERS,
        "designers 18 mention wrong",
        """Completion report, 31 July 2026
Customer Proseware, partner Graphic Design Institute
Implemented Business Central finance module, migrated ledgers, trained accountants.
Signed on behalf of Proseware: Daniel O'Connor""",
        "products",
        SALES,
    ),
    Letter(
        DESIGNERS,
        "designers 19 m365 multi",
        """Completion report, 31 July 2026
Customer Proseware, partner Graphic Design Institute
Rolled out Exchange, OneDrive for Business and Share Point; configured retention, trained helpdesk.
Signed on behalf of Proseware: Daniel O'Connor""",
        "",
        ("Exchange Online", "OneDrive", "SharePoint"),
    ),
    Letter(
        DESIGNERS,
        "designers 20 m365 one missing",
        """Completion report, 31 July 2026
Customer Proseware, partner Graphic Design Institute
Rolled out Exchange and OneDrive; configured retention, trained helpdesk.
Signed on behalf of Proseware: Daniel O'Connor""",
        "products",
        ("Exchange Online", "OneDrive", "SharePoint"),
    ),
    Letter(
        DESIGNERS,
        "designers 21 domain only wrong",
        """Customer: Prosewater Ltd, Domain: prosewater.com
Partner: Graphic Design Institute Ltd
Dynamics 365 Sales configured and tested in July 2026, sales reps trained.
Acknowledged by: Paul Waters, 31 July 2026""",
        "belongs acknowledged",
        SALES,
    ),
    Letter(
        DESIGNERS,
        "designers 22 quarter",
        """Quarterly service report Q3 2026 – Proseware, Inc.
Prepared by Graphic Design Institute Ltd
Dynamics 365 Sales: built 6 dashboards, resolved 42 tickets, introduced guided selling.
Reviewed and accepted by Daniel O'Connor""",
        "",
        SALES,
    ),
    Letter(
        DESIGNERS,
        "designers 23 unsigned note",
        """Quarterly service report Q3 2026 – Proseware, Inc.
Prepared by Graphic Design Institute Ltd
Dynamics 365 Sales: built 6 dashboards, resolved 42 tickets, introduced guided selling.
Note: customer has not countersigned this report.""",
        "acknowledged",
        SALES,
    ),
    Letter(
        DESIGNERS,
        "designers 24 us letterhead",
        """PROSEWARE, INC.
1 Main Street, Springfield, IL 62701
10/01/2026
RE: Confirmation of Services - Dynamics 365 Sales
Dear Graphic Design Institute team:
Please accept this letter as formal confirmation that the following services were completed:
- Solution blueprint and security roles
- Import of legacy CRM data
- Two-day administrator class
Respectfully,
Daniel O'Connor
Vice President""",
        "",
        SALES,
    ),
]
