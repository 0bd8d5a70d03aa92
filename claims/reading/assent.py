"""Words of acceptance, praise and refusal in English, German, Dutch and Swedish, for folded text."""

import re
from dataclasses import dataclass

from .wording import either

# Words by which people accept; what they are part of, as an acceptance test, is something else.
ACCEPTS = re.compile(
    r"(?<![\w-])"
    + either(
        r"(?:re)?confirm(?:s|ed|ing|ation (?:that|of))?",
        r"accept(?:s|ed|ing)?|acceptance (?:is |was )?(?:granted|given|declared)|approv(?:e|es|ed|ing"
        r"|al (?:is|was|given))",
        r"acknowledge[sd]?|agree[sd]?(?! (?:that|with|to) (?:we|you|the (?:next|following)))|certif(?:y"
        r"|ies|ied)|attest(?:s|ed)?",
        r"sign(?:ed|ing|s)?[ -]?(?:it |this |them )?off|countersign(?:ed|s)?|verif(?:y|ies|ied)"
        r"|vouch(?:es)?|endorsed?",
        r"a true (?:record|account|statement)|(?:is|are|was|were|all) (?:true|correct|in order"
        r"|as agreed|as ordered)",
        r"(?:you can|you may|feel free to|go ahead and|please(?: go ahead and)?|happy (?:for you )?to) close",
        r"(?:has|have|had|was|were|is|are) (?:been )?(?:fully |duly |properly "
        r"|successfully )?(?:received|rendered|performed)",
        r"bestae?tig(?:e|en|t|te|ten)(?! sie)|bescheinig(?:e|en|t)|bezeug(?:e|en|t)|versicher(?:e|n"
        r"|t)(?= (?:hiermit|ich|wir))",
        r"abgenommen|(?:nehme|nehmen|nimmt)\b[^.\n]{1,110}\bab|(?:ab|an)genommen|abzeichn\w*"
        r"|abgezeichnet|abgesegnet",
        r"(?:die )?abnahme (?:ist |wird |wurde )?(?:hiermit )?(?:erteilt|erklart|erfolgt\w*)|(?:erklar"
        r"|erteil)(?:e|en|t) "
        r"[^.\n]{0,70}(?:abnahme|freigabe)|freigegeben|geben [^.\n]{0,50}frei|genehmigt?|gebilligt"
        r"|einverstanden",
        r"akzeptier(?:e|en|t)|anerkannt|erkennen [^.\n]{0,60} an|gegengezeichnet|(?:sachlich "
        r"|alles )?richtig|in ordnung"
        r"|passt (?:so|alles|fur)|alles passt|gepruft und|vertragsgemaß|wie (?:vereinbart|bestellt)"
        r"|ordnungsgemaß",
        r"bevestig(?:en|t|d|de)?(?! u)|verkla(?:ar|art|ren)|akkoord|accoord|goedgekeurd|keur(?:t"
        r"|en)? [^.\n]{0,70}goed"
        r"|goedkeuring (?:gegeven|verleend)|accepte(?:er|ert|ren)|geaccepteerd|aanvaard(?:t|en)?|decharge",
        r"voor gezien|gezien en|(?:in orde|goed) bevonden|conform (?:afspraak|opdracht)"
        r"|naar (?:volle )?(?:wens|tevredenheid)|vastgesteld"
        r"|erken(?:t|nen)|stem(?:t|men)? (?:in|er)|ingestemd|instemming",
        r"bekrafta(?:r|s|t|d|de|des|ts)?|intyga(?:r|s|t|d|de|des|ts)?|godkann(?:er|a|s)|godkan(?:t|d|da"
        r"|de|ner|des|ts|nts)"
        r"|accepterar?(?:s|t|d|de)?|attest(?:erar|eras|erat|eras)?|tillstyrk(?:er|s)",
        r"undertecknade|undertecknad av|unterzeichnete|ondertekende|signed the (?:document|agreement)"
        r"|e-signed",
        r"without (?:reservations?|defects|objections?)|no (?:defects|objections|reservations|complaints)"
        r"|(?:ohne|keine) (?:beanstandung\w*|mangel\w*|einwand\w*)|(?:zonder|geen) (?:gebreken"
        r"|opmerkingen|bezwaren|voorbehoud)"
        r"|(?:utan|inga) (?:anmarkning\w*|fel|invandning\w*|reservation\w*)",
        r"justera[st](?:\b)|godtar|godtas|utan anmarkning(?:ar)?|enligt (?:ovan|avtal|overenskommelse"
        r"|bestallning)"
        r"|styrker|samtyck(?:er|t)|ar overens",
    )
    + r"(?! (?:tests?|criteria|form|protocol|protokoll|sheet|table|page|section|list)\b)(?![\w-])"
)
# Words of somebody content; worth an acknowledgement only below the customer's own name.
PRAISES = re.compile(
    r"(?<![\w-])"
    + either(
        r"satisf\w+|(?:very |really |so |more than |extremely |perfectly )?(?:happy|pleased|delighted"
        r"|impressed|content) with",
        r"thank you(?: so much| very much| again)?,? (?:for|and|to)|to thank|thanks (?:for|to|again"
        r"|a lot)|grateful|gratitude",
        r"you (?:have )?(?:delivered|did|kept)|well done|great (?:job|work)|excellent (?:job|work)"
        r"|good (?:job|work)|recommend(?:ed)?"
        r"|appreciat\w+|works? (?:perfectly|well|as)|as (?:promised|planned)|completed? to|all (?:done"
        r"|good|fine)",
        r"zufrieden\w*|bedanken|danken|(?:vielen|herzlichen|besten|grossen"
        r"|großen) dank(?! fur (?:ihre? (?:auftrag|bestell"
        r"|vertrau|anfrag)))|danke|verdanken|empfehlen|begeistert|tadellos\w*|einwandfrei\w*|reibungslos\w*"
        r"|gute arbeit|saubere arbeit|gelungen",
        r"tevreden|bedank(?:en|t)|dank (?:voor|aan|jullie|u)|dankbaar|(?:erg|heel) blij|goed (?:gedaan"
        r"|verlopen|werk)"
        r"|complimenten|aanbevelen|naar behoren|vlekkeloos|keurig|prima|uitstekend",
        r"nojda?|tack(?:ar|a)? (?:for|till|sa|er|dig)|stort tack|tacka|bra jobbat|tacksam\w*"
        r"|fungerar (?:bra|utmarkt|som|perfekt)"
        r"|rekommendera\w*|belatn\w+|imponerad\w*|fint arbete|smidigt|enligt forvantan",
    )
    + r"(?![\w-])"
)
# Close to such a word, that it is not so, not yet, or asked for.
DENIED_BEFORE = re.compile(
    either(
        r"(?<!\w)(?:not|never|cannot|can't|won't|nothing|nobody|no|un|until|once|before|unless|if"
        r"|whether|when|after you"
        r"|as soon as|may i|may we|can you|could you|will you|would you|ask\w*|request\w*|await\w*"
        r"|waiting|wait|pending"
        r"|to be|will|shall|should|must|has to|need to be|expect\w*|hope)",
        r"(?<!\w)(?:nicht|noch nicht|nie|kein\w*|erst|bis|sobald|wenn|falls|ob|bitten?|durfen wir"
        r"|konnen sie|konnten sie|bitte"
        r"|wollen|soll|sollen|muss|zu|wird noch|vor der|erwart\w*)",
        r"(?<!\w)(?:niet|nog niet|nooit|geen|pas|zodra|als|indien|tot|of u|mag ik|mogen wij|kunt u"
        r"|kun je|wilt u|gelieve"
        r"|verzoek\w*|vragen|moet|zal|zullen|te|wacht\w*|graag (?:uw|je|jullie))",
        r"(?<!\w)(?:inte|ej|ingen|inget|aldrig|annu|forst|innan|tills|nar|om|sa snart|kan ni|kan du"
        r"|vill ni|vanligen|ber|bett"
        r"|ska|skall|maste|bor|att fa|kommer att|vantar|invantar|sager du|far vi)",
    )
    + r"(?: [\w'-]+){0,3} ?$"
)
DENIED_AFTER = re.compile(
    r"^[^.!;,\n]{0,45}?(?<!\w)(?:not|never|pending|outstanding|open|later|deferred|postponed|nicht"
    r"|steht aus|ausstehend|offen|spater"
    r"|niet|nog|later|volgt|inte|ej|annu|senare|utestaende)(?!\w)"
)
FIRST_PERSON = re.compile(
    r"(?<!\w)(?:we|i|us|our|my|wir|ich|uns|unser\w*|mir|wij|ik|ons|onze|mij|mijn|vi|jag|oss|var|vart"
    r"|vara|min|mig)(?!\w)"
)
ORDERED = re.compile(
    r"(?<!\w)(?:the following order|(?:den )?(?:folgenden )?auftrag|ihren auftrag"
    r"|uw opdracht|er bestallning)(?!\w)"
)
# Hardly anything between the words and a name in the same line.
BESIDE = re.compile(
    r"(?:[^.:(\n]{0,40}[.:,(;/-]+|,?)[\s\W]*(?:[^\n:]{0,30}[:,])?[\s\W]*(?:(?:mr|mrs|ms"
    r"|dr|herr|frau|dhr|mevr)\.? )*"
)
# Whatever sounds content or done in what the customer wrote to the partner.
CONTENT = re.compile(
    r"(?<![\w-])"
    + either(
        r"good|fine|great|perfect(?:ly)?|brilliant|excellent|super|top|lovely|happy|glad|pleased|done"
        r"|finished|complete[d]?|closed?|works?"
        r"|working|spot on|thumbs up|ok(?:ay)?|cheers|thanks|invoice|delighted|smooth(?:ly)?|ready|live",
        r"gut|prima|bestens|klasse|toll|wunderbar|perfekt|lauft|laufen|funktionier(?:t|en)|fertig"
        r"|abgeschlossen|erledigt|passt|stimmt"
        r"|danke|dank|freuen|freut|beendet|schlussrechnung|erfolgreich\w*|okay",
        r"goed|fijn|mooi|geweldig|uitstekend|klaar|draait|draaien|werkt|werken|afgerond|gedaan|dicht"
        r"|blij|bedankt|dank|geslaagd|opgeleverd|afsluiten"
        r"|gesloten|perfect|tevreden|afgesloten",
        r"bra|fint|utmarkt|klart?|fardigt?|glada?|rullar|fungerar|toppen|perfekt|nojda?|tack"
        r"|avsluta[dts]?|avslutat|slutfort|levererat|stamm(?:er)",
    )
    + r"(?![\w-])"
)
BY = re.compile(r"^(?: [\w.:/-]+){0,6}? (?:by|von|durch|vom|door|av|from|namens|on behalf of|seitens) ")
TO_SOMEBODY = re.compile(
    r"^\W*(?:to|an|aan|till|att|dear|hi|hello|hallo|hej|liebe\w*|sehr|beste"
    r"|geachte|fao|c/o|for|fur|voor)(?!\w)"
)
# A letter about the partner, from the customer's own mouth.
DONE_FOR_US = re.compile(r"(?<!\w)(?:us|our|ours|uns|unser\w*|ons|onze|oss|var|vara|vart)(?!\w)")
LABELLED = re.compile(r"^\W*[^:\n]{2,30}:|^\W*[-•*\[]")
SIGNED_WITH = re.compile(r"undertecknade|unterzeichnete|ondertekende|signed the|e-signed")
DAYTIME = re.compile(r"^\W*\d[\d./-]+ \d\d?[:.]\d\d")
UNTICKED = re.compile(r"(?:☐|□|▢|\[ ?\]|\( \))[^☐□▢☒☑✓✔\[\n]*")
BY_LABEL = re.compile(
    r"(?<!\w)(?:by|door|durch|von|av|chair\w*|signed|approv\w+|accept\w+|gez|vorsitz\w*|voorzitter"
    r"|ordforande|leitung)\W*$"
)
# Before a name that closes: a place and a day, or a word or two.
AT_THE_FOOT = re.compile(
    r"(?:(?:[^\W\d_][\w.]*,? )?(?:den |the |am "
    r"|op )?[\d./-]+(?: ?[^\W\d_]{3,10}\.?)?(?: \d{4})?,?|i\. ?[av]\.|ppa\.|/|(?:dr|mr|mrs|ms|ir|drs)\.?|)",
    re.IGNORECASE,
)
PRESENT = re.compile(
    r"^\W*(?:present|attend|participants|apologies|anwesend|teilnehm|aanwezig"
    r"|deelnemers|narvarande|deltagare)"
)
# Before the company or the role for which somebody signs.
SIGNS_FOR = re.compile(
    r"(?<!\w)(?:for(?: and on behalf of)?|on behalf of|fur|im namen|namens|voor|for)(?: (?:the|die|den"
    r"|der|das|de|het))? (?=\w)"
)
ROLE_CELL = re.compile(r"(?:^|(?<=\s))[\w]+(?: party)?:(?=\s)")
ROLES = re.compile(r"^\W*\w+: [^:]{4,60}\s\w+: ")
FILL = re.compile(r"_{3,}|\.{4,}|-{5,}|(?:_ ){3,}|…{2,}")


@dataclass(frozen=True)
class Said:
    """Words of acceptance: where, and whether they are the customer's without any doubt."""

    index: int
    start: int
    end: int
    is_certain: bool
