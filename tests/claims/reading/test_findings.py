"""The five findings on the labelled set, and what each must not be misled by."""

from datetime import date

import pytest

from claims.reading.dates import dates_in
from claims.reading.findings import ACKNOWLEDGED, BELONGS, KINDS, PRODUCTS, findings_of
from claims.reading.products import Claimed, mentioned
from claims.reading.text import Document, Outcome, Page, tidy

from . import other_hands
from .labelled import CATALOGUE, ON_DATE, a_proof, facts_for, labelled_set, written
from .measuring import documents_of, scores_of

pytestmark = pytest.mark.rule("POE-3")


@pytest.fixture(scope="module")
def samples():
    return labelled_set()


@pytest.fixture(scope="module")
def scores(samples):
    return scores_of(samples, ON_DATE)


@pytest.mark.parametrize("outcome", [Outcome.FOUND, Outcome.NOT_FOUND])
@pytest.mark.parametrize("kind", KINDS)
def test_finding_is_precise_and_misses_little(scores, kind, outcome):
    score = scores[kind]

    assert score.of(outcome) >= 12, "enough of them to measure"
    assert score.precision(outcome) >= 0.95, score.wrong
    assert score.recall(outcome) >= 0.95, score.wrong


@pytest.fixture(scope="module")
def scores_of_others():
    known = [*other_hands.first_hand(), *other_hands.second_hand(), *other_hands.third_hand()]
    return scores_of(known, other_hands.ON_DATE)


@pytest.mark.parametrize("outcome", [Outcome.FOUND, Outcome.NOT_FOUND])
@pytest.mark.parametrize("kind", KINDS)
def test_finding_is_right_about_proofs_by_other_hands(scores_of_others, kind, outcome):
    score = scores_of_others[kind]

    assert score.of(outcome) >= 8, "enough of them to measure"
    assert score.precision(outcome) >= 0.95, score.wrong
    assert score.recall(outcome) >= 0.95, score.wrong


@pytest.fixture(scope="module")
def scores_held_out():
    return scores_of(other_hands.held_out(), other_hands.ON_DATE)


@pytest.mark.parametrize("kind", KINDS)
def test_finding_is_right_about_proofs_held_out(scores_held_out, kind):
    """What is not there is in too few of them for a bound; the bench shows it."""
    score = scores_held_out[kind]

    assert score.precision(Outcome.FOUND) >= 0.95, score.wrong
    assert score.recall(Outcome.FOUND) >= 0.95, score.wrong


def test_set_is_large_and_mixed(samples):
    names = [sample.name for sample in samples]
    kinds = [kind for sample in samples for _name, kind, _content in sample.files]

    assert len(samples) >= 60
    assert len(set(names)) == len(names)
    assert min(kinds.count("pdf"), kinds.count("docx")) >= 25


def document(words, kind="pdf"):
    return Document.of("proof", kind, [{"text": words, "has_picture": False}])


def test_place_names_page_or_paragraph_and_quotes_little():
    proof, claimed = a_proof("en", "report", "pdf", 0)
    pdf = documents_of((("report.pdf", "pdf", written(proof)),))
    words = "Heading\n\nA first paragraph.\n" + "Signed by: Carla Customer, who says much. " * 20
    docx = [document(words, "docx")]

    (signed,) = (f for f in findings_of(facts_for("en", claimed), pdf, ON_DATE) if f.kind == ACKNOWLEDGED)
    (said,) = (f for f in findings_of(facts_for("en", claimed), docx, ON_DATE) if f.kind == ACKNOWLEDGED)

    assert (signed.places[0].file, signed.places[0].page, signed.places[0].paragraph) == (
        "report.pdf",
        2,
        None,
    )
    assert (said.places[0].page, said.places[0].paragraph) == (None, 3)
    assert len(said.places[0].passage) < 220


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("2026-11-03", [date(2026, 11, 3)]),
        ("den 3 november 2026", [date(2026, 11, 3)]),
        ("3. Novem-\nber 2026", [date(2026, 11, 3)]),
        ("03.11.–14.11.2026", [date(2026, 11, 14)]),
        ("3-11-2026 en 03.11.26", [date(2026, 11, 3), date(2026, 11, 3)]),
        ("November 3rd, 2026", [date(2026, 11, 3)]),
        ("03 MRZ 2026", [date(2026, 3, 3)]),
        ("25/09/2026", [date(2026, 9, 25)]),
        ("09/25/2026", [date(2026, 9, 25)]),
        ("version 10.0.26, 192.168.10.26, ticket 2026-1187, 31.02.2026", []),
    ],
)
def test_dates_are_read_as_they_are_written(words, days):
    assert [found.spans[0][0] for found in dates_in(Page(1, tidy(words)))] == days


def test_date_that_can_be_two_is_doubtful_only_where_it_matters():
    def outcome(words, country=""):
        facts = facts_for("en", ())
        facts = type(facts)(facts.parties, country=country)
        return findings_of(facts, [document(words)], ON_DATE)[2].outcome

    assert outcome("Date: 11/03/2026") == Outcome.FOUND
    assert outcome("Date: 12/10/2025") == Outcome.CANT_TELL
    assert outcome("Date: 12/10/2025", "US") == Outcome.FOUND
    assert outcome("Date: 12/10/2025, begun 25/09/2025") == Outcome.NOT_FOUND


@pytest.mark.parametrize(
    ("product", "words", "outcome"),
    [
        ("Microsoft Teams", "We moved to Teams.", Outcome.FOUND),
        ("Microsoft Teams", "Die Teams-Einführung", Outcome.FOUND),
        ("Microsoft Teams", "all sales teams, and Support Teams", Outcome.NOT_FOUND),
        ("Microsoft Teams", "Teams Phone for everybody", Outcome.NOT_FOUND),
        ("Exchange Online", "Exchange on every seat", Outcome.FOUND),
        ("Exchange Online", "an exchange of views; Exchange Server 2016", Outcome.NOT_FOUND),
        ("Dynamics 365 Sales", "D365 Sales", Outcome.FOUND),
        ("Dynamics 365 Sales", "Dynamics 365 (Customer Service und Sales)", Outcome.FOUND),
        ("Dynamics 365 Sales", "sales of Dynamics 365 Customer Service", Outcome.NOT_FOUND),
        ("Microsoft Entra ID P2", "Azure AD Premium P2", Outcome.FOUND),
        ("Microsoft Entra ID P2", "Entra ID P1", Outcome.NOT_FOUND),
        ("Power BI", "Power-\nBI and PowerApps", Outcome.FOUND),
        ("Power BI", "Power BI ist nicht Bestandteil des Projekts", Outcome.NOT_FOUND),
        ("Product 1", "Product 12", Outcome.NOT_FOUND),
    ],
)
def test_product_is_known_by_its_names(product, words, outcome):
    (mention,) = mentioned((Claimed(product),), CATALOGUE, [document(words)])

    assert mention.outcome == outcome


def test_subscription_id_stands_for_its_product():
    claimed = Claimed("Dynamics 365 Sales", "0f8fad5b-d9cb-469f-a165-70867728950e")

    (mention,) = mentioned((claimed,), CATALOGUE, [document("ID 0F8FAD5B-D9CB-469F-\nA165-70867728950E")])

    assert mention.outcome == Outcome.FOUND


def test_each_product_is_told_by_itself():
    facts = facts_for("en", ("Power BI", "OneDrive"))

    finding = findings_of(facts, [document("We introduced Power BI.")], ON_DATE)[-1]

    assert (finding.kind, finding.outcome, finding.lacks) == (PRODUCTS, Outcome.NOT_FOUND, ("OneDrive",))
    assert [mention.outcome for mention in finding.mentions] == [Outcome.FOUND, Outcome.NOT_FOUND]


def test_files_are_taken_together():
    facts = facts_for("en", ("Power BI",))
    files = [document("Northwind Consulting"), document("trey.example")]

    assert findings_of(facts, files[:1], ON_DATE)[0].outcome == Outcome.NOT_FOUND
    assert findings_of(facts, files, ON_DATE)[0].outcome == Outcome.FOUND


def test_hostile_text_takes_no_long_time():
    """Patterns that could be led into trying everything are fed with what would do it."""
    facts = facts_for("en", ("Microsoft Teams", "Dynamics 365 Sales"))
    words = ["Aa " * 10_000, "_" * 30_000, "1.1.1." * 5_000, "we " * 10_000, "dynamics 365 sales, " * 2_000]

    found = findings_of(facts, [document("\n".join(words))], ON_DATE)

    assert found[0].kind == BELONGS


WORDS = "We confirm that Northwind Consulting did the work.\n"


@pytest.mark.parametrize(
    ("words", "outcome"),
    [
        (WORDS + "Kind regards\nCarla Customer", Outcome.FOUND),
        (WORDS + "Kind regards\nCarla Customer\n(not yet signed by the customer)", Outcome.NOT_FOUND),
        (WORDS + "Mit freundlichen Grüßen\nCarla Customer\nUnterschrift folgt", Outcome.NOT_FOUND),
        (WORDS + "Kind regards\nFiona Filer", Outcome.NOT_FOUND),
        ("We hereby confirm that we have delivered it all.\nKind regards\nSven Berg", Outcome.NOT_FOUND),
        ("Signature: pending (Carla Customer)", Outcome.NOT_FOUND),
        (WORDS + "Kind regards\nPaula Person, Trey Research", Outcome.FOUND),
        (WORDS + "Kind regards\nPaula Person", Outcome.NOT_FOUND),
        ("We cannot confirm the work.\nKind regards\nCarla Customer", Outcome.NOT_FOUND),
        ("Signature: [Carla Customer]", Outcome.NOT_FOUND),
        ("Signature: Carla Customer", Outcome.FOUND),
        ("Signature: ________ (Carla Customer)", Outcome.NOT_FOUND),
        ("Signature: ____ Carla Customer ____", Outcome.FOUND),
        ("Signature: ________\nName: Carla Customer", Outcome.NOT_FOUND),
        ("Signature:\nName: Carla Customer\nDate: 3 November 2026", Outcome.FOUND),
        ("Signature: \N{OBJECT REPLACEMENT CHARACTER}", Outcome.CANT_TELL),
        ("Digitally signed by: Carla Customer, 2026-11-03", Outcome.FOUND),
        ("Please confirm the work.\nKind regards\nCarla Customer", Outcome.NOT_FOUND),
    ],
)
def test_acknowledgement_is_the_customers_and_is_signed(words, outcome):
    finding = findings_of(facts_for("en", ()), [document(words)], ON_DATE)[1]

    assert (finding.kind, finding.outcome) == (ACKNOWLEDGED, outcome)
