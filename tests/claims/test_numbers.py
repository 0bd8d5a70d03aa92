"""Large numbers are set apart as the reader's language does it; what is taken away stays plain."""

from datetime import date

import pytest
from django.template import Context, Template
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from claims.numbers import worded
from claims.overview import Count as OverviewCount
from claims.plots import LETTER, Columns, Series
from directory.models import Usage
from reviews.queues import Count as QueueCount
from tests import factories
from tests.cast import the_cast

from .cast import body_of

pytestmark = pytest.mark.rule("LNG-1")
LARGE = {"en": "12,345", "de": "12.345", "nl": "12.345", "sv": "12\xa0345"}


@pytest.mark.parametrize("language", LARGE)
def test_usage_is_read_in_the_reader_s_language_and_taken_away_plain(client, db, language):
    fiona = the_cast().fiona
    fiona.language = language
    fiona.save(update_fields=["language"])
    location = fiona.memberships.get().partner.locations.order_by("pk").first()
    association = factories.an_association(location=location)
    Usage.objects.create(association=association, month_date=date(2026, 5, 1), active_users=12345)
    client.force_login(fiona)

    page = client.get(reverse("claims:association", args=[association.pk])).content.decode()
    taken = body_of(client.get(reverse("claims:association_usage", args=[association.pk, "csv"]))).decode()

    assert f'<td class="number">{LARGE[language]}</td>' in page
    assert f": {LARGE[language]}</title>" in page
    assert "12345" in taken


@pytest.mark.parametrize("language", LARGE)
def test_plots_and_counts_are_set_apart_too(language):
    one_thousand = LARGE[language].replace("12", "1").replace("345", "000")
    with translation.override(language):
        drawing = Columns(["a"], [Series("b", [12345])]).drawings[0]
        assert drawing.rects[0].says == f"a, b: {LARGE[language]}"
        assert one_thousand.replace("1", "15", 1) in {text.text for text in drawing.texts}
        assert OverviewCount("draft", "Draft", 1001).words == f"{one_thousand}+"
        assert str(QueueCount(1001, 1000)) == f"{one_thousand}+"
        assert Template("{% load portal %}{{ n|grouped }}").render(Context({"n": 12345})) == LARGE[language]


@pytest.mark.parametrize("largest", [7, 12345, 1234567])
def test_plots_have_room_for_their_largest_number(largest):
    for drawing in Columns(["a", "b"], [Series("c", [largest, 1])]).drawings:
        ticks = [text for text in drawing.texts if text.look == "tick-y"]

        assert all(text.x >= len(text.text) * LETTER for text in ticks)
        assert all(text.x < rect.x for text in ticks for rect in drawing.rects)
        assert all(rect.x + rect.width <= drawing.width for rect in drawing.rects)


@pytest.mark.parametrize(
    ("language", "words"), [("en", "up to 5,000 rows"), ("de", "5.000 Zeilen"), ("sv", "5\xa0000 rader")]
)
def test_limit_of_a_sheet_is_said_in_the_reader_s_language(client, db, language, words):
    fiona = the_cast().fiona
    fiona.language = language
    fiona.save(update_fields=["language"])
    client.force_login(fiona)

    assert words in client.get(reverse("claims:batches")).content.decode()


SENTENCE = (
    "{% load i18n portal %}{% blocktranslate trimmed count counter=n|grouped %}{{ counter }} claim was submitted."
    "{% plural %}{{ counter }} claims were submitted.{% endblocktranslate %}"
)


@pytest.mark.parametrize(
    ("language", "one", "many"),
    [
        ("en", "1 claim was submitted.", "12,345 claims were submitted."),
        ("de", "1 Antrag wurde eingereicht.", "12.345 Anträge wurden eingereicht."),
    ],
)
def test_number_in_a_sentence_is_set_apart_and_chooses_the_plural(language, one, many):
    with translation.override(language):
        assert [Template(SENTENCE).render(Context({"n": n})) for n in (1, 12345)] == [one, many]


@pytest.mark.parametrize("language", LARGE)
def test_words_of_the_catalogue_are_filled_with_numbers_set_apart(language):
    large = LARGE[language]
    with translation.override(language):
        moved = ngettext("%(count)d deadline moved.", "%(count)d deadlines moved.", 12345)
        assert large in worded(moved, count=12345)
        done = worded(_("Submitted: %d. Drafts: %d. The page of the upload has the rest."), 12345, 7)
        assert large in done
        assert " 7" in done
    assert worded("%(n)d of 5 %% done, %(name)s", n=1000, name="x") == "1,000 of 5 % done, x"
