"""Words of work in English, German, Dutch and Swedish, and words that say nothing of what was done; folded.

Stems stand anywhere in a word, for three of the languages put words together; what is short stands alone.
"""

import re

STEMS = (
    # English
    "build|built|migrat|transfer|replac|decommission|connect|publish|design|model(?:l|ed|ing)|collect"
    "|clean|enrol|regist(?!ered (?:office|seat|company|in|number)|ration (?:no|number))"
    "|roll(?:ed|ing|s)?[ -]?out|hand(?:ed|ing)?[ -]?over|packag|tuned|tuning|secured|securing|hardened"
    "|locked|encrypt|protect(?:ed|ing)"
    "|archiv|restor|recover|convert|creat(?:e|ing|ion)|adjust|extended|updat|upgrad|patch|(?<!sub)(?<!de)(?<!tran)script"
    "|automat|schedul|organi[sz]ed|facilitat"
    "|moderat|advi[sc]|review|audit|inspect|measur|document(?:ed|ing)|translat|provision|activat|enabl"
    "|disabl|introduc|launch"
    "|equip|distribut|assign|structur|labell|tagged|classif|consolidat|merg(?:e|ing)|synchroni"
    "|back(?:ed|ing)?[ -]?up|monitor|resolv"
    "|support(?:ed|ing)|accompan|floor-?walk|workshop|trained|training|trainer|coach|guided|switch(?:ed"
    "|ing)|mapped|mapping|analy[sz]|assess"
    "|configur|implement|deploy|install|integrat|customi[sz]|develop|pilot|interview|troubleshoot"
    "|optimi[sz]|simplif|rewr(?:ote|it)"
    "|prepar|evaluat|diagnos|repair|stood up|set(?:ting)?[ -]?up|put in place|took over|taken over"
    "|cut-?over|went live|go-?live|brought over|moved|moving|handbook|runbook"
    # German
    "|richte[nt]? [^.\n]{0,80}?\\bein\\b|einricht|eingericht|gebaut|aufbau|verteil|registrier|angebunden"
    "|anbind|portier|begleit|ubertrag|ubertragt"
    "|entwick|schulung|schult|bereinig|eingespielt|konfigur|getestet|behob|einweis|eingewies|unterwies"
    "|abgelost|ablosung|umgezog|umzug|umziehen"
    "|uberfuhr|ubernahm|angelegt|anlegen|geregelt|anpass|angepass|erstell|entworfen|entwurf|konzep"
    "|konzip|vorbereit|vorzubereit|planung|geplant"
    "|analys|aufgenomm|aufnahme|untersuch|optimier|umstell|umgestell|abgeschaltet|dokumentier"
    "|berat(?:ung|en)|beriet|unterstutz|betreu"
    "|gezeigt|erklart,? wie|ausgerollt|ausroll|verknupf|veroffentlich|programmier|verschlussel"
    "|abgesichert|absicher|gehartet|freigeschaltet"
    "|aktivier|ausgestattet|eingefuhr|einfuhr|umgesetzt|zusammengefuhr|strukturier|ubergeben|ubergab"
    "|getauscht|ersetzt|hochgeladen|importier"
    "|verschoben|eingebunden|gekoppelt|einbind|wartung|datenubernahme|eingestellt|aufgesetzt|abgebildet"
    "|ausgewertet|auswertung"
    "|hartung|sprechstund|montier|verbunden|vermess|eingemess|verkabel|verlagert|geandert|gepruft"
    "|kontroll|vereinfach|digitalis|sortier|geloscht|abgebaut"
    "|angeschloss|anschluss|angemeldet|gelost|erlauter|prasentier|moderier|eingearbeit|abgestimm|erfass"
    "|ermittel|definier|festgeleg|ausgebildet|erarbeit"
    "|geschrieben|bestuckt|zugewiesen|gesperrt|gestartet|vernetz|begutacht|aufgeraumt|aufgestellt"
    "|\\b(?:fuhr|stell|roll|leg|bind|bau|nehm|setz|zieh|schalt|weis|schliess|schließ)(?:en|t|et|te|ten)\\b"
    "[^.\\n]{0,80}?\\b(?:ein|um|aus|an|auf|ab|durch|bereit)\\b"
    "|geholfen|gekummert|neu gemacht|erneuer|modernis|gepackt"
    # Dutch
    "|ingericht|inricht|richt(?:en)? [^.\n]{0,80}?\\bin\\b|gebouwd|ontsloten|ontsluit|geholpen|overgezet"
    "|overzet|gekoppeld|koppel|getest|opgeleid|opleid|getraind"
    "|instructie|geinstrueerd|uitleg|geplaatst|verhuis|vernieuw|gemigreerd|ingesteld|instell|hersteld"
    "|uitgerold|uitrol|aangemeld|versleutel"
    "|beschreven|geoefend|ontworpen|ontwerp|in kaart|opgeschoond|opschon|opgezet|opzetten|uitgewerkt"
    "|geadvis|ondersteun|nazorg"
    "|aangesloten|aansluit|geregeld|verplaatst|opgelost|vervang|gepubliceerd|toegelicht|voorbereid"
    "|ingevoerd|invoer|ontwikkel|rapportage"
    "|beveilig|aangemaakt|aangepast|aanpass|overgenomen|gecontroleerd|samengevoegd|opgebouwd|ingelezen"
    "|bijgeschool|geleerd|ingeregeld|ondergebracht"
    "|gemonteerd|monteer|voorzien van|doorgemeten|bekabel|aangelegd|geoptimaliseer|optimalis"
    "|onderzo[ec]|geinventaris|inventaris|gewijzigd|vereenvoudig|nagekeken"
    "|verwijder|vastgelegd|vastleg|gesorteerd|gestructureer|geautomatis|overgebracht|aangeboden"
    "|ingepland|opgehangen|ingekort|bijgehouden|wegwijs|uitgezocht|gebruiksklaar"
    "|\\b(?:zet|rol|leid|stel|pas|sluit|werk|breng|neem|lever)(?:t|ten|len|den|sen|en|lt)?\\b"
    "[^.\\n]{0,80}?\\b(?:over|uit|op|in|aan|bij|om)\\b|\\bnemen\\b[^.\\n]{0,80}\\b(?:over|op)\\b"
    "|ingeladen|geladen|geschreven|gedeeld|afgesloten en|gearchiveerd|uitgefaseerd|omgezet|omzet(?:ten"
    "|ting)|gestart|vrijgegeven"
    # Swedish
    "|(?:satter|lagger|staller|tar|rullar|flyttar|kopplar) [^.\\n]{0,60}?\\b(?:upp|in|fram|ut|over|ihop)\\b"
    "|bygger\\b|byggt|byggd|bygga|satte? upp|uppsatt|flytta|flytt(?:en|ning)?\\b|migrer|laste? in|inlas|provkor"
    "|rattad|rattat|utbild|genomgang|krypter|paslag|utrull"
    "|rulla|koppla|koppling|anslut|overfor|tagit fram|tog fram|hamta[td]|stadat|stadad|rensa|tagit over"
    "|tog over|stangt|stalld?e? in|installning|hjalpt|hjalpte"
    "|infor(?:t|de|a|ande|ts|s)\\b|lansera|anpass|utveckl|test(?:at|ade|ats|ning|ning)|stott(?:at|ade)"
    "|radgiv|kartlag|forbered|utform|larde? |lart|forstudie|handled"
    "|publicer|sakra[dt]|sakring|ersatt|bytt(?:e|s)?\\b|skapa[dt]|lagt upp|upplag|felsok|felratt"
    "|driftsatt|driftsatt|forde? over|tagit i drift|uppgrader"
    "|utrusta|instruer|montera|ordnat|ordnade|strukturer|forenkla|tagit bort|tog bort|andrat|andrade"
    "|kontroller|skrivit om|skriptat|laddat upp|laddade|arkiver|avveckl"
    "|digitalis|moderniser|optimer|introducer|visade|visat hur|forklara|definier|faststall|beskrivit"
    "|beskrev|samla|sorter|markt upp|delat ut|delade ut|startat|implementer"
)
ALONE = (
    "clinics?|drop-in|office hours|question hours|floor ?plans?|wrote|written|wired|rewired|fitted"
    "|mounted|tidied|sorted|swapped|shifted|carried over|brought|joined|plugged|drafted|explained"
    "|answered|hosted|walked|solved|"
    "links|linked|loaded|port(?:ed|s|ing)?|tested|tests?|fix(?:ed|es)?|taught|teach|show(?:ed|n|ing)"
    "|help(?:ed|ing)|held|ran|led|retired|drew|drawn"
    "|added|removed|sessions?|courses?|class(?:es|room)?|import(?:s|ed|ing)?|imports?|moves?|made"
    "|trains?|coach|guides?|guidance|demo(?:s|nstrated)?|governance|rollout"
    "|baut(?:e|en)?|kurse?|kursen|hilf(?:t|e)|half|halfen|zeigen|zeigte|tausch|pflege|gemacht|gebaut"
    "|bouw(?:t|de)?|gemaakt|maakt(?:e)?|ingelicht|kurs(?:er|en|erna)?|stod|skrev|skrivit|satt"
    "|visat|visade|ritat|ritade|gjort|gjorde|coachat|coachade|byter?|bytte|stodja|uppfoljning"
    "|workshops?|schulen|mails? migr\\w*|dashboards?|rapporter|berichte|rapporten"
)
WORK = re.compile(rf"{STEMS}|(?<!\w)(?:{ALONE})(?!\w)")
# Of prices, licences, orders and terms.
COMMERCE = re.compile(
    r"(?<!\w)(?:price|prices|quote|quotation|invoice|net|gross|vat|total|subtotal|sum|qty|quantity|unit"
    r"|discount|payment|payable|due"
    r"|terms|conditions|licen[cs]es?|seats?|renewal|annual|monthly|per (?:user|month|seat|year)|valid"
    r"|sku|purchase order|po number|subscription\w*"
    r"|term|confidential\w*|liabilit\w*|terminat\w*|jurisdiction|disclos\w*|english law|governed|vertraulich\w*|haftung"
    r"|gerichtsstand|vergutung|vertraulijk\w*|aansprakelijk\w*|geheimhouding|geschillen|sekretess\w*|tvist\w*"
    r"|commitment|amount|billing|billed|currency"
    r"|preis\w*|angebot\w*|rechnung\w*|netto\w*|brutto|mwst|ust|umsatzsteuer|gesamt\w*|summe|menge"
    r"|stuck\w*|rabatt|zahlbar|zahlung\w*|lizenz\w*|jahreslizenz\w*"
    r"|bestellung|bestellnummer|laufzeit|gultig|einzelpreis|betrag|steuer|kundigung\w*|abonnement\w*"
    r"|pro (?:monat|jahr|nutzer)"
    r"|prijs|prijzen|offerte|factuur\w*|btw|totaal|subtotaal|aantal|korting|betaling\w*|betaaltermijn"
    r"|licenties?|geldig|bedrag|per (?:maand|jaar|gebruiker|stuk)"
    r"|opzegging|bestelnummer|looptijd|voorwaarden"
    r"|pris\w*|offert\w*|faktura\w*|moms|totalt|summa|antal|rabatt|betalning\w*|betalningsvillkor"
    r"|licens\w*|giltig\w*|belopp|per (?:manad|ar|anvandare)|orderrad"
    r"|uppsagning|villkor|avtalstid|bindningstid|styck|st)(?!\w)"
)
MONEY = re.compile(
    r"(?:[€$£]|(?<!\w)(?:eur|usd|gbp|sek|kr|chf))\s?\d[\d.,' ]{0,14}|\d[\d.,' ]{0,14}\s?(?:€|(?:eur|usd"
    r"|gbp|sek|kr|:-|chf)(?!\w))|(?<![\d.,])\d{1,6}[.,]\d\d(?![\d.,:/h])"
)
# What any letter is made of.
EMPTY_WORDS = """
about after again also alongside although another around because been before being between both
cannot could date dear does during each either entire every everything from full further good great
hand have having here hereby herewith hours into just kind know known last letter like made many
more most much name need never next none note nothing once only onto other over part please quite
rather really right same self shall should show shown since some something soon still such sure than
that their them then there these they thing things this those through time together under until upon
used very want well were what when where whether which while whole whom will with within without
work worked works would year years your yours yesterday today tomorrow undersigned whomsoever
concern sincerely faithfully truly regards best wishes thank thanks trusted reliable advisor
long-standing long standing excellent outstanding professional friendly always relationship company
customer client partner partners record supplier vendor contractor consultant provider service
services product products project projects order contact signed signature confirm confirms confirmed
confirmation certify certifies acknowledge acknowledges acknowledgement acceptance accept accepts
accepted approve approved approval agree agreed statement certificate reference document report page
satisfied satisfaction happy pleased cooperation collaboration recommend recommended delivered
provided rendered completed carried performed executed successful successfully quality microsoft
dynamics online office head director manager managing chief officer president engaged regard related
period behalf aber alle allem allen alles andere auch beim bereits bitte dabei damit dank dann daran
darauf dass davon dazu deine denen denn deren deshalb dessen diese diesem diesen dieser dieses doch
dort durch eine einem einen einer eines einige etwa euch folgende folgenden gern gerne gegenuber
gegeben habe haben hatte hatten hier hiermit ihnen ihre ihrem ihren ihrer immer jede jeden jeder
kann kein keine konnen kunde kunden lieber mehr mein meine mich nach nicht noch oder ohne rund
rundum schon sehr sein seine seit sich sind sowie uber uns unser unsere unserem unseren unserer
unter viel viele voll vollen vom waren weil wenn werden wird wurde wurden zwischen zufrieden
zufriedenheit zusammenarbeit leistung leistungen erbracht erbrachten durchgefuhrt geliefert
lieferant dienstleister auftraggeber auftragnehmer auftrag bestatigung bestatigen bestatigt
bestatige bescheinigt bescheinigung abnahme abgenommen unterschrift gezeichnet datum geschaftsfuhrer
geschaftsfuhrerin leitung leiter projekt verlasslicher verlassliche jahren jahre kompetent
zuverlassig empfehlen firma herr frau freundlichen grußen geehrte geehrter damen herren produkt
produkte gute guten arbeiten gearbeitet vertrag aan bent beste bij daar dan deze dient door een eens
elke geen haar hebben heeft heel hierbij hoe hun iedereen jullie kan klant kunnen maar meer met mijn
naar niet nog ons onze ook per soms staat tegen toch toen tot tussen uit uw van veel verder via
volgens voor waar wanneer was wat welke werd werk wel wij worden wordt zal zeer zich zijn zoals
zonder tevreden samenwerking diensten dienst geleverd uitgevoerd verleend opdrachtgever
opdrachtnemer leverancier bevestigen bevestigt bevestig bevestiging verklaart verklaren verklaring
akkoord getekend handtekening vriendelijke groet groeten geachte directeur bedrijf jaar jaren
betrouwbare betrouwbaar gewerkt producten alla allt andra att blev blir bara dessa detta deras dock
efter eller enligt eran fler flera fram fran genom hade hans harmed hela hos inga ingen inom inte
kund kunna med medan mellan mera mest mycket nagra nagon nar oss sedan sina skall som till tjanst
tjanster tjansterna utan utfort utforts utfordes vara varit vart vilka vilken leverans leveransen
leverantor levererat levererats bestallare intyg intygar intygas bekraftar bekraftelse godkanner
godkand godkant underskrift namn nojda nojd samarbete samarbetet rekommenderar vanlig vanliga
halsningar halsning foretag arbetat kring produkter avtal verkstallande chef ansvarig january
february march april june july august september october november december januar februar marz juni
juli oktober dezember januari februari maart augustus augusti monday tuesday wednesday thursday
friday saturday sunday
"""
EMPTY = frozenset(EMPTY_WORDS.split())
