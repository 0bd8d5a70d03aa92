"""What the proofs say, in four languages; each sentence has several ways to be said."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Speech:
    labels: dict[str, str]
    titles: dict[str, str]
    acknowledgement: tuple[str, ...]
    thanks: str
    work: tuple[str, ...]
    tasks: tuple[str, ...]
    planned: tuple[str, ...]
    asks: str
    unsigned: tuple[str, ...]
    left_out: str
    birthday: str
    contract: str
    printed: str
    closing: str
    instruction: str
    dear: str
    vague: str


ENGLISH = Speech(
    labels={
        "customer": "Customer",
        "partner": "Partner",
        "domain": "Domain",
        "tenant": "Directory ID",
        "mpn": "MPN ID",
        "products": "Products",
        "signature": "Signature",
        "name": "Name",
        "title": "Title",
        "date": "Date",
        "signed": "Signed by",
        "acknowledged": "Acknowledged by",
        "for_customer": "For the customer",
        "for_partner": "For the partner",
        "from": "From",
        "to": "To",
        "sent": "Sent",
        "subject": "Subject",
        "period": "Period",
    },
    titles={
        "report": "Project report",
        "work": "Activities carried out",
        "acceptance": "Customer acknowledgement",
        "form": "Proof of execution",
        "letter": "Confirmation of services",
    },
    acknowledgement=(
        "We hereby confirm that {partner} carried out the work described above to our full satisfaction.",
        "The customer acknowledges that {partner} has provided these services.",
        "I confirm on behalf of {customer} that all of this was delivered by {partner}.",
    ),
    thanks="Thank you for the good work over the last weeks.",
    work=(
        "{partner} assessed our mail system, moved 240 mailboxes in three waves and trained twelve key users. "
        "After the go-live a help desk was on site for two weeks.",
        "Together we designed the workspace structure, configured the security policies and ran a pilot with "
        "30 people before everybody else was brought on board.",
        "The consultants held four workshops, customised the sales process and imported the customer data, "
        "then tested everything with the sales team.",
    ),
    tasks=(
        "Assessment of the present environment, with interviews of eight departments",
        "Set-up of policies, retention and naming rules in the tenant",
        "Migration of shared drives and mailboxes over two weekends",
        "Training of key users and quick guides for all employees",
    ),
    planned=("Workshop on governance", "Pilot group of 25 people", "Support after the start"),
    asks="Could you please confirm that {partner} has carried out the work?",
    unsigned=(
        "The customer's signature is still outstanding.",
        "This document has not yet been signed by the customer.",
    ),
    left_out="{product} was not part of this project.",
    birthday="Date of birth of the contact: 14 March 1979",
    contract="Framework contract of 2 May 2019",
    printed="Printed on {date}",
    closing="Kind regards",
    instruction="Please describe the services carried out (e.g. deployment, training, migration).",
    dear="Dear Fiona,",
    vague="We worked with {partner} on {products} and were happy with the services.",
)
GERMAN = Speech(
    labels={
        "customer": "Kunde",
        "partner": "Partner",
        "domain": "Domäne",
        "tenant": "Verzeichnis-ID",
        "mpn": "MPN-ID",
        "products": "Produkte",
        "signature": "Unterschrift",
        "name": "Name",
        "title": "Funktion",
        "date": "Datum",
        "signed": "Unterzeichnet von",
        "acknowledged": "Bestätigt durch",
        "for_customer": "Für den Auftraggeber",
        "for_partner": "Für den Auftragnehmer",
        "from": "Von",
        "to": "An",
        "sent": "Gesendet",
        "subject": "Betreff",
        "period": "Zeitraum",
    },
    titles={
        "report": "Projektbericht",
        "work": "Durchgeführte Arbeiten",
        "acceptance": "Abnahme durch den Kunden",
        "form": "Leistungsnachweis",
        "letter": "Bestätigung der Leistungen",
    },
    acknowledgement=(
        "Hiermit bestätigen wir, dass {partner} die oben genannten Leistungen vollständig erbracht hat.",
        "Der Auftraggeber bestätigt die ordnungsgemäße Durchführung durch {partner}.",
        "Wir bestätigen, dass die Arbeiten von {partner} zu unserer Zufriedenheit ausgeführt wurden.",
    ),
    thanks="Vielen Dank für die gute Zusammenarbeit.",
    work=(
        "{partner} hat unsere Umgebung analysiert, 240 Postfächer in drei Wellen migriert und zwölf "
        "Multiplikatoren geschult. Nach dem Start betreute ein Team unsere Mitarbeitenden vor Ort.",
        "Gemeinsam wurde das Berechtigungskonzept entworfen, die Richtlinien wurden eingerichtet und in einem "
        "Pilotbetrieb mit 30 Personen erprobt.",
        "Die Berater führten vier Workshops durch, passten den Vertriebsprozess an und übernahmen die "
        "Kundendaten aus dem Altsystem.",
    ),
    tasks=(
        "Bestandsaufnahme der vorhandenen Umgebung mit Interviews in acht Abteilungen",
        "Einrichtung der Richtlinien und Namensregeln im Mandanten",
        "Umzug der Laufwerke und Postfächer an zwei Wochenenden",
        "Schulung der Key-User und Kurzanleitungen für alle Beschäftigten",
    ),
    planned=("Workshop zur Governance", "Pilotgruppe mit 25 Personen", "Betreuung nach dem Start"),
    asks="Könnten Sie bitte bestätigen, dass {partner} die Arbeiten ausgeführt hat?",
    unsigned=(
        "Die Unterschrift des Kunden steht noch aus.",
        "Dieses Dokument wurde vom Kunden noch nicht unterschrieben.",
    ),
    left_out="{product} war nicht Bestandteil dieses Projekts.",
    birthday="Geburtsdatum der Ansprechpartnerin: 14.03.1979",
    contract="Rahmenvertrag vom 2. Mai 2019",
    printed="Gedruckt am {date}",
    closing="Mit freundlichen Grüßen",
    instruction="Bitte beschreiben Sie die erbrachten Leistungen (z. B. Einführung, Schulung, Migration).",
    dear="Sehr geehrte Frau Filer,",
    vague="Wir haben mit {partner} an {products} gearbeitet und waren mit den Leistungen zufrieden.",
)
DUTCH = Speech(
    labels={
        "customer": "Klant",
        "partner": "Partner",
        "domain": "Domein",
        "tenant": "Tenant-ID",
        "mpn": "MPN-ID",
        "products": "Producten",
        "signature": "Handtekening",
        "name": "Naam",
        "title": "Functie",
        "date": "Datum",
        "signed": "Ondertekend door",
        "acknowledged": "Bevestigd door",
        "for_customer": "Namens de opdrachtgever",
        "for_partner": "Namens de opdrachtnemer",
        "from": "Van",
        "to": "Aan",
        "sent": "Verzonden",
        "subject": "Onderwerp",
        "period": "Periode",
    },
    titles={
        "report": "Projectrapport",
        "work": "Uitgevoerde werkzaamheden",
        "acceptance": "Akkoord van de klant",
        "form": "Bewijs van uitvoering",
        "letter": "Bevestiging van de dienstverlening",
    },
    acknowledgement=(
        "Hierbij bevestigen wij dat {partner} bovenstaande werkzaamheden naar tevredenheid heeft uitgevoerd.",
        "De opdrachtgever verklaart dat {partner} deze diensten heeft geleverd.",
        "Wij bevestigen namens {customer} dat alles door {partner} is opgeleverd.",
    ),
    thanks="Dank voor de prettige samenwerking.",
    work=(
        "{partner} heeft onze omgeving geanalyseerd, 240 postvakken in drie golven gemigreerd en twaalf "
        "sleutelgebruikers opgeleid. Na de livegang was er twee weken ondersteuning op de werkvloer.",
        "Samen hebben we de werkruimtes ontworpen, het beleid ingericht en een pilot met 30 mensen gehouden.",
        "De adviseurs gaven vier workshops, pasten het verkoopproces aan en zetten de klantgegevens over.",
    ),
    tasks=(
        "Inventarisatie van de huidige omgeving met gesprekken op acht afdelingen",
        "Inrichting van beleid en naamgeving in de tenant",
        "Overzetten van schijven en postvakken in twee weekenden",
        "Training van sleutelgebruikers en korte handleidingen voor iedereen",
    ),
    planned=("Workshop over governance", "Pilotgroep van 25 mensen", "Ondersteuning na de start"),
    asks="Kunt u alstublieft bevestigen dat {partner} de werkzaamheden heeft uitgevoerd?",
    unsigned=(
        "De handtekening van de klant ontbreekt nog.",
        "Dit document is nog niet ondertekend door de klant.",
    ),
    left_out="{product} maakte geen deel uit van dit project.",
    birthday="Geboortedatum contactpersoon: 14-03-1979",
    contract="Raamovereenkomst van 2 mei 2019",
    printed="Afgedrukt op {date}",
    closing="Met vriendelijke groet",
    instruction="Beschrijf de uitgevoerde diensten (bijv. uitrol, training, migratie).",
    dear="Beste Fiona,",
    vague="Wij hebben met {partner} aan {products} gewerkt en waren tevreden over de diensten.",
)
SWEDISH = Speech(
    labels={
        "customer": "Kund",
        "partner": "Partner",
        "domain": "Domän",
        "tenant": "Katalog-ID",
        "mpn": "MPN-ID",
        "products": "Produkter",
        "signature": "Underskrift",
        "name": "Namn",
        "title": "Befattning",
        "date": "Datum",
        "signed": "Undertecknat av",
        "acknowledged": "Bekräftat av",
        "for_customer": "För beställaren",
        "for_partner": "För leverantören",
        "from": "Från",
        "to": "Till",
        "sent": "Skickat",
        "subject": "Ämne",
        "period": "Period",
    },
    titles={
        "report": "Projektrapport",
        "work": "Genomförda aktiviteter",
        "acceptance": "Kundens godkännande",
        "form": "Intyg om utfört arbete",
        "letter": "Bekräftelse av tjänster",
    },
    acknowledgement=(
        "Härmed bekräftar vi att {partner} har utfört arbetet ovan till vår fulla belåtenhet.",
        "Kunden intygar att {partner} har levererat dessa tjänster.",
        "Jag bekräftar för {customer} att allt detta har levererats av {partner}.",
    ),
    thanks="Tack för ett gott samarbete.",
    work=(
        "{partner} kartlade vår miljö, migrerade 240 brevlådor i tre omgångar och utbildade tolv "
        "superanvändare. Efter starten fanns stöd på plats i två veckor.",
        "Tillsammans utformade vi arbetsytorna, konfigurerade säkerhetsreglerna och genomförde en pilot med "
        "30 personer.",
        "Konsulterna höll fyra workshoppar, anpassade säljprocessen och flyttade kunddata från det gamla "
        "systemet.",
    ),
    tasks=(
        "Kartläggning av nuvarande miljö med intervjuer på åtta avdelningar",
        "Uppsättning av regler och namnstandard i klientorganisationen",
        "Flytt av nätverksenheter och brevlådor under två helger",
        "Utbildning av superanvändare och korta handledningar för alla",
    ),
    planned=("Workshop om styrning", "Pilotgrupp med 25 personer", "Stöd efter starten"),
    asks="Kan ni vänligen bekräfta att {partner} har utfört arbetet?",
    unsigned=(
        "Kundens underskrift saknas ännu.",
        "Dokumentet är ännu inte undertecknat av kunden.",
    ),
    left_out="{product} ingick inte i detta projekt.",
    birthday="Kontaktpersonens födelsedatum: 1979-03-14",
    contract="Ramavtal av den 2 maj 2019",
    printed="Utskrivet {date}",
    closing="Med vänlig hälsning",
    instruction="Beskriv de utförda tjänsterna (t.ex. införande, utbildning, migrering).",
    dear="Hej Fiona,",
    vague="Vi har arbetat med {partner} kring {products} och var nöjda med tjänsterna.",
)
SPEECHES = {"en": ENGLISH, "de": GERMAN, "nl": DUTCH, "sv": SWEDISH}
