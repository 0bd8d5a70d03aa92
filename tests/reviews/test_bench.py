from datetime import UTC, datetime
from io import StringIO
from urllib.parse import urlsplit

import pytest
from django.core.management import call_command
from django.http import QueryDict
from django.utils import timezone

from bench import claims_list, insights, pages, queue
from claims.filters import ClaimFilterForm
from reviews.demo.bulk.seed import seed
from reviews.insights.rebuilding import rebuild

PAGES = claims_list.pages
NOW = datetime(2026, 11, 18, 11, 0, tzinfo=UTC)


@pytest.fixture
def seeded(db, monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    monkeypatch.setattr(pages, "TIMES", 2)
    monkeypatch.setattr(pages, "WARM_UP", 0)
    monkeypatch.setattr(pages.gc, "collect", lambda: None)
    # That every page is understood is looked at below; to ask for all of them would take long.
    monkeypatch.setattr(claims_list, "pages", lambda user: PAGES(user)[::6])
    call_command("load_catalogue", stdout=StringIO())
    seed(200, partners=None, seed=7, now=NOW)
    rebuild(lambda line: None)


@pytest.mark.parametrize("bench", [queue, claims_list, insights])
def test_every_page_of_the_benchmark_answers(seeded, monkeypatch, capsys, bench):
    # Whether it answers, its first visit tells; how often it is measured, the comparison below.
    monkeypatch.setattr(pages.Visit, "once", lambda visit: visit.found.milliseconds.append(1.0))

    assert bench.main() == 0

    head, titles, *lines = capsys.readouterr().out.splitlines()
    assert head.startswith("200 claims")
    assert titles.split()[:3] == ["page", "status", "queries"]
    assert len(lines) >= 9


@pytest.mark.parametrize("bench", [queue, claims_list, insights])
def test_benchmark_of_an_empty_portal_says_what_to_do(db, capsys, bench):
    assert bench.main() == 1

    assert "seed_bulk" in capsys.readouterr().out


def test_benchmark_of_the_list_asks_only_for_what_the_list_understands(seeded, capsys):
    user, _count = claims_list.admin_of_the_biggest_company()
    every = PAGES(user)
    asked = [ClaimFilterForm(QueryDict(urlsplit(page.address).query), user=user) for page in every]

    assert [form.errors for form in asked if form.errors] == []
    assert pages.compare(every[-2:], every[-2:], lambda is_small: None, "Twice", full=every[-1].label)
    assert capsys.readouterr().out.splitlines()[0] == "Twice"
