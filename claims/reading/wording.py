"""How people acknowledge, sign and don't sign, in English, German, Dutch and Swedish.

All of it is matched against folded text: lower case, without accents.
"""

import re


def either(*parts: str) -> str:
    return "(?:" + "|".join(parts) + ")"


# A place to sign, or words after which stands who signed.
SLOT = re.compile(
    r"(?<![\w-])(?<!for )(?<!zur )(?<!ter )"
    + either(
        r"(?:customer|client|authori[sz]ed|electronic"
        r"|digital)?\s?signature(?:s)?(?: of (?:the )?[\w' ]{3,40})?",
        r"(?:(?:digitally|electronically|e-?|docu)\s?)?signed(?: off)?(?: and accepted| and dated"
        r"| electronically)?"
        r"(?: by| for(?: and on behalf of)?| on behalf of)?(?=\s*[:\t]| by| for| on behalf|[ ,]*$|[ ]+_)",
        r"docusigned by",
        r"(?:fur die richtigkeit|(?:sachlich(?: und rechnerisch)?|alles) richtig|leistung(?:en)? (?:\w+ )?erhalten)"
        r"(?: \w+)?(?=\s*[:\t])",
        r"(?:afgetekend|gezien|ontvangen|gecontroleerd|kvitter(?:as|at|ad)|mottaget|countersigned|received"
        r"|gegengezeichnet|erhalten)"
        r"(?: (?:by|door|namens|voor|av|von|durch)"
        r"(?: (?:de |the |den )?(?:klant|opdrachtgever|customer|client|kunden?))?)?"
        r"(?=\s*[:\t])",
        r"(?:paraaf|initials|paraphe|kurzel|paraferad|signum|sign\.|(?:kundens|kund) sign)(?: (?:client"
        r"|customer|kunde|klant|kund))?(?=\s*[:\t])",
        r"/s/",
        r"w\.g\.",
        r"(?:acknowledged|accepted|approved|confirmed|agreed|authori[sz]ed|signed off|verified)"
        r"(?: and (?:acknowledged|accepted|approved|confirmed|agreed|signed))? by",
        r"(?:kunden|digitale |elektronische )?unterschrift(?:en)?(?: (?:des|der|von|vom)[\w' ]{3,40})?",
        r"(?:(?:elektronisch|digital|rechtsverbindlich) )?(?:unterzeichnet|unterschrieben|signiert)"
        r"(?: (?:von|durch|fur)|(?=\s*[:\t]))",
        r"unterzeichner(?:in)?(?=\s*[:\t])",
        r"gez(?:eichnet|\.)(?: (?:von|durch))?(?=[\s:])",
        r"(?:bestae?tigt|abgenommen|freigegeben|anerkannt|genehmigt|akzeptiert|abnahme)"
        r"(?: und (?:bestae?tigt|abgenommen|akzeptiert|freigegeben))? (?:von|durch)(?: (?:den|die) )?",
        r"handtekening(?: (?:van|namens)[\w' ]{3,40})?",
        r"(?:(?:digitaal|elektronisch|digital) )?(?:ondertekend|getekend|onderteken(?:aar|ing))"
        r"(?: (?:door|namens|voor)|(?=\s*[:\t]|\s*$))",
        r"(?:bevestigd|goedgekeurd|geaccepteerd|akkoord(?: bevonden)?|aanvaard) door",
        r"voor akkoord(?: (?:namens )?(?:de )?(?:opdrachtgever|klant))?(?=\s*[:\t]|\s*$)",
        r"(?:customer|client)?'?s? ?(?:sign[- ]?off|acceptance|approval|acknowledge?ment)(?=\s*[:\t])",
        r"(?:abnahme|freigabe|bestae?tigung)(?: (?:durch )?(?:den |des )?(?:kunden?"
        r"|auftraggebers?))?(?=\s*[:\t])",
        r"(?:akkoord|goedkeuring)(?: (?:van )?(?:de )?(?:klant|opdrachtgever))?(?=\s*[:\t])",
        r"(?:kundens )?(?:godkannande|bekraftelse)(?=\s*[:\t])",
        r"(?:kundens )?(?:underskrift|namnteckning|signatur)(?: (?:av|for)[\w' ]{3,40})?",
        r"(?:(?:digitalt|elektroniskt) )?(?:undertecknat|undertecknad|undertecknas|signerat|signerad"
        r"|underskrivet)"
        r"(?: (?:av|digitalt av|for)|(?=\s*[:\t]))",
        r"(?:bekraftat|bekraftad|godkant|godkand|accepterat|attesterat)(?: och \w+)? av",
    )
    + r"(?![\w])"
)
# Before a name on the same line, its signature; alone, a word like any other.
ACCEPTED = re.compile(
    r"\b(?:accepted|approved|acknowledged|confirmed|agreed|reviewed|einverstanden|gepruft|befunden"
    r"|granskat|abgenommen|genehmigt|freigegeben|bestae?tigt"
    r"|anerkannt|akkoord"
    r"|goedgekeurd|bevestigd|geaccepteerd|godkant|godkand|bekraftat|attesterat)(?: \([\w ]+\))?\s*:"
)
# What may follow on the same line, and is a field of its own.
LABEL = re.compile(
    r"(?<!\w)(?:(?:full |printed )?name|date(?: signed)?|title|role|position|place|datum|titel|funktion"
    r"|functie|ort|plaats"
    r"|naam|namn|namnfortydligande|befattning|roll|rolle|e-?mail|stamp|stempel|company|firma|bedrijf"
    r"|foretag|stad"
    r"|in druckbuchstaben)(?: \([\w ]+\))?\s*[:\t]"
)
PLACEHOLDER = re.compile(
    r"\[[^\]]{0,60}\]|<[^>]{1,60}>|\{[^}]{1,60}\}|«[^»]{1,60}»|\b(?:tbd|tba|n/a|pending|outstanding"
    r"|to be (?:signed|added"
    r"|completed|confirmed|provided)|please sign|sign here|required|missing|none|open|unsigned"
    r"|not (?:yet )?signed"
    r"|ausstehend|steht (?:noch )?aus|fehlt|folgt|offen|bitte|hier unterschreiben|nicht|noch nicht"
    r"|ontbreekt|volgt|nog niet|niet|hier tekenen|saknas|kommer|inte|ej|vantar|skriv under)\b"
)
# In a place to sign, as good as a name.
SIGNED_HERE = re.compile(
    r"\(signed\)|\bsgd\b|/s/|(?<!\w)gez\.|\(gez|\(getekend\)|\(w\.g\.\)|\(undertecknat\)|\bbankid\b"
)
NOT_SIGNED = re.compile(
    either(
        r"\b(?:not|never|isn't|wasn't|hasn't|un)[ -]?(?:yet |been |yet been "
        r"|been yet )*(?:counter-?)?signed\b",
        r"\bunsigned\b",
        r"\b(?:signature|acknowledge?ment|sign-off|confirmation|acceptance)s?\b[^.\n]{0,40}\b(?:is|are"
        r"|still|remains?)?\s?"
        r"(?:pending|outstanding|missing|to follow|awaited|not (?:yet )?(?:available|received|given"
        r"|obtained))",
        r"\b(?:pending|awaiting|without|missing|no)\s(?:the |a |any )?(?:customer'?s? |client'?s? )?"
        r"(?:signature|acknowledge?ment|sign-off|written confirmation|confirmation by)",
        r"\b(?:to|will|shall|must|should|can|may) be (?:counter-?)?(?:signed|acknowledged|confirmed)\b",
        r"\bhas not (?:yet )?(?:signed|acknowledged|confirmed|accepted)",
        r"\b(?:refus|declin)\w+ to sign",
        r"\bnicht (?:\w+ )?(?:unterschrieben|unterzeichnet|gezeichnet|signiert|gegengezeichnet"
        r"|bestae?tigt|abgenommen)",
        r"\bohne (?:unterschrift|bestae?tigung|abnahme)",
        r"\bkeine (?:unterschrift|bestae?tigung|abnahme)",
        r"\b(?:unterschrift|unterzeichnung|bestae?tigung|abnahme|gegenzeichnung)\b[^.\n]{0,50}"
        r"(?:ausstehend|steht (?:noch )?aus|fehlt|folgt|nachgereicht|noch offen|liegt (?:noch )?nicht vor"
        r"|erfolgt (?:noch|spater))",
        r"\b(?:ausstehende|fehlende) (?:unterschrift|bestae?tigung|abnahme)",
        r"\b(?:wird|muss|ist) (?:noch )?(?:zu )?(?:nachgereicht|unterschreiben|zu unterzeichnen)",
        r"\b(?:niet|nog niet|nooit) (?:\w+ )?(?:ondertekend|getekend|bevestigd|geaccepteerd|akkoord)",
        r"\bniet-ondertekend",
        r"\b(?:handtekening|ondertekening|bevestiging|akkoord)\b[^.\n]{0,50}"
        r"(?:ontbreekt|volgt|nog open|nog niet|ontvangen we nog|staat (?:nog )?(?:uit|open)|in afwachting)",
        r"\b(?:zonder|geen|in afwachting van(?: de)?|ontbrekende) (?:handtekening|ondertekening"
        r"|bevestiging|akkoord)",
        r"\b(?:nog te|moet nog worden|wordt nog) (?:ondertekenen|tekenen|ondertekend|getekend)",
        r"\b(?:inte|ej|annu inte|aldrig) (?:\w+ )?(?:undertecknat?|undertecknad|underskriven|underskrivet"
        r"|signerat?|signerad"
        r"|bekraftat|bekraftad|godkant|godkand)",
        r"\bosignera[dt]\b",
        r"\b(?:underskrift|namnteckning|signatur|bekraftelse|godkannande)(?:en|t)?\b[^.\n]{0,50}"
        r"(?:saknas|vantas|inte (?:klar|inkommit)|ej (?:klar|inkommen)|kommer senare|utestaende"
        r"|kvarstar|invantas)",
        r"\b(?:utan|saknar|ingen|inget|vantar pa|invantar) (?:kundens )?(?:underskrift|namnteckning"
        r"|signatur|bekraftelse"
        r"|godkannande)",
        r"\bska (?:undertecknas|signeras|skrivas under)",
    )
)
# Words by which one acknowledges.
ACKNOWLEDGED = re.compile(
    either(
        r"\b(?:we|i)\b[^.\n]{0,80}?\b(?:confirm|acknowledge|accept|certify|attest|verify|agree|approve)\b",
        r"\b(?:formal|written|our|official|as) (?:confirmation|acknowledge?ment|acceptance) (?:that|of)\b",
        r"\b(?:bestae?tigung, dass|bevestiging dat|bekraftelse pa att)\b",
        r"\bverleen(?:t|en|d)? (?:hierbij )?decharge\b",
        r"\bthis is to (?:certify|confirm|acknowledge)\b",
        r"\b(?:accepted|confirmed|approved|acknowledged) by us\b",
        r"^(?:agreed|approved|accepted|confirmed|akkoord|accoord|einverstanden|abgenommen|freigegeben"
        r"|godkant)\b(?!\s*[:\t])",
        r"\b(?:hereby|herewith) (?:confirm|acknowledge|accept|certif|declar|attest)\w*",
        r"\b(?:customer|client|undersigned|company)\b[^.\n]{0,80}?\b(?:confirms|acknowledges|accepts"
        r"|certifies|attests)\b",
        r"\b(?:is|are|was|were|has been|have been) (?:hereby )?(?:confirmed|accepted|acknowledged"
        r"|approved)\b",
        r"\bthis (?:letter|document|e-?mail|message|statement)[^.\n]{0,20}(?:confirms?|certif\w+"
        r"|acknowledges?|to confirm)\b",
        r"\b(?:to|happy to|pleased to|glad to|can) confirm (?:that|the|your|all)",
        r"\bconfirmed(?: from our side|,| and accepted|\.|!)",
        r"\b(?:wir|ich)\b[^.\n]{0,80}?\b(?:bestae?tigen?|erkennen|akzeptieren|nehmen|erklare|erklaren"
        r"|bescheinigen?)\b",
        r"\b(?:bestae?tigen?|bescheinigen?|erklaren?) (?:wir|ich|der kunde|der auftraggeber|hiermit)\b",
        r"\bnehm(?:en|e) (?:wir|ich)\b[^.\n]{0,80}\bab\b",
        r"\b(?:erteilen wir|erteile ich|erklaren wir|erklare ich)\b",
        r"\bhiermit\b[^.\n]{0,60}?(?:bestae?tig|bescheinig|abgenommen|anerkannt|abnahme)\w*",
        r"\b(?:kunde|auftraggeber|auftraggeberin|unterzeichner|unterzeichnende)\b[^.\n]{0,40}?"
        r"\b(?:bestae?tigt|bescheinigt|nimmt|erkennt)\b",
        r"\b(?:wird|werden|wurde|wurden)\b[^.\n]{0,60}?(?:bestae?tigt|abgenommen|anerkannt)\b",
        r"\b(?:wij|we|ik)\b[^.\n]{0,80}?\b(?:bevestig(?:en)?|verkla(?:ar|ren)|accepte(?:er|ren)"
        r"|gaan akkoord|ga akkoord)\b",
        r"\b(?:bevestig(?:en)?|verkla(?:ar|ren)) (?:wij|we|ik|hierbij)\b",
        r"\b(?:hierbij|bij dezen|hiermee|middels deze)\b[^.\n]{0,40}?(?:bevestig|verkla|akkoord|accepte)\w*",
        r"\b(?:klant|opdrachtgever|ondergetekende)\b[^.\n]{0,80}?\b(?:bevestigt|verklaart|accepteert"
        r"|erkent)\b",
        r"\b(?:wordt|worden|is|zijn)\b[^.\n]{0,60}?\b(?:bevestigd|geaccepteerd|akkoord bevonden"
        r"|goedgekeurd)\b",
        r"\b(?:vi|jag)\b[^.\n]{0,80}?\b(?:bekraftar?|intygar?|godkanner|accepterar)\b",
        r"\b(?:godkanns|bekraftas|intygas)\b",
        r"\b(?:leistung(?:en)?|lieferung|arbeiten|abnahme|projekt)\b[^.\n]{0,50}\b(?:abgenommen"
        r"|ohne (?:mangel|beanstandung))",
        r"\b(?:bekraftar|intygar|godkanner|accepterar) (?:vi|jag|harmed|kunden)\b",
        r"\b(?:harmed|hari)\b[^.\n]{0,40}?(?:bekraft|intyg|godkan|accepter)\w*",
        r"\b(?:kunden|bestallaren|uppdragsgivaren|undertecknad)\b[^.\n]{0,80}?\b(?:bekraftar|intygar"
        r"|godkanner|accepterar)\b",
        r"\b(?:har|ar) (?:harmed )?(?:bekraftats?|godkants?|godkanda?|bekraftade)\b",
    )
)
# Over the names of those who sign for a company, where nothing says that they do.
ON_BEHALF = re.compile(
    r"^\W*(?:signed )?(?:for(?: and on behalf of)?|on behalf of|fur(?: den| die)?|im (?:namen"
    r"|auftrag) (?:von|der|des)"
    r"|voor(?: de)?|namens(?: de)?|for och pa uppdrag av)\b"
)
# The same words where they ask, refuse, promise, or are about something else.
NOT_AN_ACKNOWLEDGEMENT = re.compile(
    either(
        r"\b(?:please|kindly|could you|can you|would you|will you|ask you to|need you to"
        r"|waiting for you to|once you)\b"
        r"[^.\n]{0,30}\b(?:confirm|acknowledge|accept(?! this)|sign|approve)\b",
        r"\b(?:cannot|can't|can not|do not|don't|did not|didn't|unable to|not able to|not yet|never"
        r"|not)\b[^.\n]{0,20}"
        r"\b(?:confirm|acknowledge|accept|approve)",
        r"\b(?:will|shall|going to|intend to|ready to|before we|until we|once we|as soon as we|if we)\b"
        r"[^.\n]{0,25}\b(?:confirm|acknowledge|accept|sign|approve)",
        r"\bconfirm\w* (?:the )?(?:receipt|appointment|meeting|booking|order|attendance|reservation|date of)",
        r"\bconfirm\w* (?:our|your) (?:appointment|meeting|booking|order|attendance)",
        r"\b(?:bitte|konnen sie|konnten sie|wurden sie|bitten (?:wir )?(?:sie )?um)\b[^.\n]{0,40}bestae?tig",
        r"\bbestae?tigen sie\b",
        r"\b(?:nicht|noch nicht|nie)\b[^.\n]{0,25}(?:bestae?tig|abgenommen|abnehmen)",
        r"bestae?tig\w*\b[^.\n]{0,25}\b(?:nicht|noch nicht)\b",
        r"\b(?:werden|wird|sobald|wenn|falls)\b[^.\n]{0,40}\bbestae?tigen\b",
        r"bestae?tig\w*[^.\n]{0,20}(?:den eingang|den termin|ihre bestellung|die bestellung|den erhalt)",
        r"\b(?:kunt u|kun je|wilt u|gelieve|graag (?:uw|een|je|ontvangen)|verzoek\w*"
        r"|a\.u\.b\.)\b[^.\n]{0,40}bevestig",
        r"\b(?:niet|nog niet|nooit)\b[^.\n]{0,25}(?:bevestig|akkoord|accept)",
        r"bevestig\w*[^.\n]{0,25}\b(?:niet|nog niet)\b",
        r"\b(?:zullen|zal|zodra|wanneer|als)\b[^.\n]{0,40}bevestig",
        r"bevestig\w*[^.\n]{0,20}(?:de ontvangst|de afspraak|uw bestelling|de bestelling)",
        r"\b(?:kan ni|kan du|vanligen|var god|ber er|ber dig|skulle ni)\b[^.\n]{0,40}bekrafta",
        r"\b(?:inte|ej|annu inte)\b[^.\n]{0,25}(?:bekraft|godkan|accepter|intyg)",
        r"(?:bekraftar|godkanner|intygar)[^.\n]{0,15}\b(?:inte|ej)\b",
        r"\b(?:kommer att|nar vi|om vi|sa snart)\b[^.\n]{0,40}(?:bekraft|godkan)",
        r"bekraft\w*[^.\n]{0,20}(?:mottagandet|motet|bestallningen|er bestallning)",
    )
)
# Whoever says this has done the work, and is not the one who acknowledges it.
PARTNER_SPEAKS = re.compile(
    either(
        r"\bthat (?:we|i|our (?:team|consultants|company|people)) (?:have |has |had )?(?:\w+ )?(?:carried"
        r"|delivered|provided"
        r"|performed|implemented|migrated|completed|configured|deployed|trained|executed|rolled"
        r"|supported|worked)",
        r"\bour services (?:to|for)\b",
        r"\bdass (?:wir|ich|unser\w*)\b[^.\n]{0,140}(?:durchgefuhrt|erbracht|geliefert|umgesetzt"
        r"|eingefuhrt|migriert"
        r"|eingerichtet|abgeschlossen|konfiguriert|geschult|unterstutzt)",
        r"\bdat (?:wij|we|ik|ons?z?e?)\b[^.\n]{0,140}(?:uitgevoerd|geleverd|gemigreerd|ingericht|afgerond"
        r"|ondersteund|verricht)",
        r"\batt (?:vi|jag|var\w*)\b[^.\n]{0,20}har\b[^.\n]{0,60}(?:genomfort|levererat|utfort|migrerat"
        r"|konfigurerat|infort"
        r"|utbildat)",
    )
)
CLOSING = re.compile(
    r"\b(?:yours (?:sincerely|faithfully|truly)|respectfully(?: yours)?|cordially|sincerely(?: yours)?"
    r"|(?:kind|best|warm|with kind"
    r"|with best) (?:regards|wishes)"
    r"|regards|many thanks|thanks|cheers|freundliche[nmr]? gru(?:ß|ss|e|sse|ße)\w*|beste gru(?:ß|ss)e"
    r"|viele gru(?:ß|ss)e|mfg"
    r"|hochachtungsvoll|met (?:vriendelijke|hartelijke) groet\w*|vriendelijke groet\w*|hoogachtend"
    r"|groeten|mvg"
    r"|(?:med )?vanlig(?:a)? halsning\w*|basta halsningar|hogaktningsfullt|halsningar|mvh)\b"
)
FROM = re.compile(r"\s*(?:from|von|van|fran|sender|absender|afzender|avsandare)\s*[:\t]\s*(?P<who>.+)")
WROTE = re.compile(
    r"^\W*(?:on|am|op|den)\b.{6,60}?,?\s(?:(?:wrote|schrieb|schreef|skrev)\s)?(?P<who>[^,:]{4,80}?)\s?"
    r"(?:wrote|schrieb|schreef|skrev|het volgende geschreven|<[^>]+>)?\s?:\s*$"
)
