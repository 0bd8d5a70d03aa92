"""A customer's way through the portal, from the first mail to the last, in each language."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from reviews import actions as reviews
from tests.accessibility import violations
from tests.claim_factories import MINUTE, MONDAY, a_claim_under_review
from tests.factories import a_reviewer

from .steps import PHONE, fits, press, says

pytestmark = pytest.mark.journey
CARLA = "carla.customer@contoso.example"
DAY = timedelta(days=1)
# Subjects of the three mails, buttons and answers, and a weekday as it is written.
SPOKEN = {
    "en": {
        "asked": "names you as its customer: please confirm",
        "told": "becomes your partner of record, unless you opt out",
        "receipt": "Your answer about",
        "yes": ("Confirm", "You confirmed this"),
        "no": ("Opt out", "Your no is recorded"),
        "after_all": ("I agree after all", "You agreed after all"),
        "stranger": "I don't know this partner",
        "end": "Mon 9 Mar 2026, 10:11",
    },
    "de": {
        "asked": "nennt Sie als Kunden: bitte bestätigen",
        "told": "wird Ihr eingetragener Partner",
        "receipt": "Ihre Antwort zu",
        "yes": ("Bestätigen", "Sie haben das bestätigt"),
        "no": ("Widersprechen", "Ihr Nein ist gespeichert"),
        "after_all": ("Ich stimme doch zu", "Sie haben doch zugestimmt"),
        "stranger": "Ich kenne diesen Partner nicht",
        "end": "Mo, 9. März 2026, 10:11",
    },
    "nl": {
        "asked": "noemt u als klant: wilt u dit bevestigen?",
        "told": "wordt uw geregistreerde partner, tenzij u bezwaar maakt",
        "receipt": "Uw antwoord over",
        "yes": ("Bevestigen", "U hebt dit bevestigd"),
        "no": ("Bezwaar maken", "Uw nee is vastgelegd"),
        "after_all": ("Ik ga alsnog akkoord", "U bent alsnog akkoord gegaan"),
        "stranger": "Ik ken deze partner niet",
        "end": "ma 9 mrt 2026, 10:11",
    },
    "sv": {
        "asked": "anger er som kund: bekräfta om det stämmer",
        "told": "blir er registrerade partner, om du inte tackar nej",
        "receipt": "Ditt svar om",
        "yes": ("Bekräfta", "Du har bekräftat detta"),
        "no": ("Tacka nej", "Ditt nej är registrerat"),
        "after_all": ("Jag säger ja ändå", "Du sa ja ändå"),
        "stranger": "Jag känner inte till partnern",
        "end": "mån 9 mar 2026 10:11",
    },
}


@pytest.mark.rule("CON-1", "CON-2", "CON-3", "LNG-1", "LNG-2")
@pytest.mark.parametrize("language", SPOKEN)
def test_customer_confirms_opts_out_and_agrees_after_all(stage, language):
    words = SPOKEN[language]
    stage.contoso.language, stage.contoso.time_zone = language, "Europe/Berlin"
    stage.contoso.save()
    ravi = a_reviewer()
    claim = a_claim_under_review(
        reviewer=ravi,
        tenant=stage.contoso,
        location=stage.cast.dublin,
        by=stage.cast.fiona,
        contact_email=CARLA,
    )
    stage.work()

    carla = stage.open_link(stage.letter_to(CARLA, words["asked"]), **PHONE, locale="fr-FR")
    expect(carla.locator("html")).to_have_attribute("lang", language)
    assert violations(carla) == []
    press(carla, words["yes"][0])
    says(carla, words["yes"][1])
    stage.work()
    assert len(stage.letters_to(CARLA, words["receipt"])) == 1

    reviews.approve(claim.pk, by=ravi, at=stage.at)
    stage.wait(MONDAY + 11 * MINUTE)
    carla = stage.open_link(stage.letter_to(CARLA, words["told"]), **PHONE, locale="fr-FR")
    says(carla, words["end"])
    # Another language and back: what is typed goes along, and nothing else happens.
    carla.locator("textarea").fill("Nie gehört …")
    carla.get_by_label(words["stranger"]).check()
    other = "de" if language == "nl" else "nl"
    carla.locator(f"nav button[lang={other}]").click()
    expect(carla.get_by_label(SPOKEN[other]["stranger"])).to_be_checked()
    assert violations(carla) == []
    carla.locator(f"nav button[lang={language}]").click()
    expect(carla.get_by_label(words["stranger"])).to_be_checked()
    expect(carla.locator("textarea")).to_have_value("Nie gehört …")
    press(carla, words["no"][0])
    says(carla, words["no"][1])
    press(carla, words["after_all"][0])
    says(carla, words["after_all"][1])
    assert fits(carla)

    stage.wait(MONDAY + 11 * MINUTE + 7 * DAY)
    carla.reload()
    expect(carla.locator("main button")).to_have_count(0)
    letters = stage.letters_to(CARLA)
    assert [letter.extra_headers["Content-Language"] for letter in letters] == [language] * len(letters)
