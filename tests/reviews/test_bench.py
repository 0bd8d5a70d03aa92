from datetime import UTC, datetime
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from bench import claims_list, pages, queue
from reviews.demo.bulk.seed import seed

NOW = datetime(2026, 11, 18, 11, 0, tzinfo=UTC)


@pytest.fixture
def seeded(db, monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    monkeypatch.setattr(pages, "TIMES", 2)
    call_command("load_catalogue", stdout=StringIO())
    seed(200, partners=None, seed=7, now=NOW)


@pytest.mark.parametrize("bench", [queue, claims_list])
def test_every_page_of_the_benchmark_answers(seeded, capsys, bench):
    assert bench.main() == 0

    head, titles, *lines = capsys.readouterr().out.splitlines()
    assert head.startswith("200 claims, ")
    assert titles.split()[:3] == ["page", "status", "queries"]
    assert len(lines) >= 9


@pytest.mark.parametrize("bench", [queue, claims_list])
def test_benchmark_of_an_empty_portal_says_what_to_do(db, capsys, bench):
    assert bench.main() == 1

    assert "seed_bulk" in capsys.readouterr().out
