"""The directory over HTTP, against a real server that is slow, down, or wrong, and recovers (DIR-6)."""

import logging
import time
from datetime import date

import pytest
from django.core.cache import cache

from directory.checks import check_subscription
from directory.live import asking
from directory.models import Subscription, Tenant
from directory.outcomes import SubscriptionOutcome, TenantOutcome
from tests.factories import a_partner, a_subscription, a_tenant
from tests.servers.directory import answering, dripping, dripping_headers, hanging, hanging_up

from .answers import (
    GUID,
    OTHER,
    SUBSCRIPTION,
    a_listed_subscription,
    an_answer,
    everything,
    grow_old,
    looked_up,
)

pytestmark = [pytest.mark.django_db, pytest.mark.integration]

TODAY = date(2026, 3, 2)


def down(server, monkeypatch):
    server.stop()


def silent(server, monkeypatch):
    monkeypatch.setattr(asking, "LIMITS", asking.Limits(0.05, 0.05, 0.4, retries=1, backoff=0.001))
    server.always(hanging(1))


def dripping_letters(server, monkeypatch):
    monkeypatch.setattr(asking, "LIMITS", asking.Limits(0.2, 0.2, 0.3))
    server.always(dripping(an_answer(), 0.01))


def failing(server, monkeypatch):
    server.always(answering({"error": "later"}, 503, headers=[("Retry-After", "3600")]))


def hangs_up(server, monkeypatch):
    server.always(hanging_up)


def wrong(answer, **options):
    def make_wrong(server, monkeypatch):
        server.always(answering(answer, **options))

    return make_wrong


def moved(server, monkeypatch):
    """To where the right answer is."""
    server.answers = [answering({}, 302, headers=[("Location", f"/v1/tenants/{GUID}")])]


TOO_DEEP = b'{"a":' + b"[" * 3000 + b"]" * 3000 + b"}"
DOWN = {
    "down": down,
    "silent": silent,
    "dripping": dripping_letters,
    "failing": failing,
    "hangs up": hangs_up,
}
WRONG = {
    "HTML": wrong(b"<h1>Welcome</h1>", content_type="text/html"),
    "HTML that is not found": wrong(b"<h1>Not found</h1>", status=404, content_type="text/html"),
    "refused token": wrong({"error": "token"}, status=401),
    "moved": moved,
    "no content": wrong(b"", status=204),
    "truncated": wrong(b'{"directory_id": ', headers=[("Content-Length", "400")]),
    "cut JSON": wrong(b'{"directory_id": '),
    "too large": wrong(an_answer(name="x" * 30_000)),
    "too deep": wrong(TOO_DEEP),
    "not UTF-8": wrong(b'{"name": "\xff"}'),
    "NaN": wrong(b'{"name": NaN}'),
    "a list": wrong([an_answer()]),
    "compressed": wrong(an_answer(), headers=[("Content-Encoding", "gzip")]),
    "another tenant": wrong(an_answer(directory_id=OTHER)),
    "a number for a name": wrong(an_answer(name=7)),
    "no name": wrong(an_answer(name=None)),
    "unknown country": wrong(an_answer(country="Germany")),
    "unknown language": wrong(an_answer(language="xx")),
    "domains as text": wrong(an_answer(domains="contoso.example")),
    "two domains in one": wrong(an_answer(domains=["contoso.example adatum.example"])),
    "no workloads": wrong(an_answer(workloads=None)),
    "unknown workload": wrong(an_answer(workloads=["teams", "nobody-sells-this"])),
    "product as workload": wrong(an_answer(workloads=["sales"])),
    "no subscriptions": wrong(an_answer(subscriptions=None)),
    "a subscription as text": wrong(an_answer(subscriptions=[SUBSCRIPTION])),
    "twice the same": wrong(an_answer(subscriptions=[a_listed_subscription()] * 2)),
    "unknown product": wrong(an_answer(subscriptions=[a_listed_subscription(product="nobody-sells-this")])),
    "unknown state": wrong(an_answer(subscriptions=[a_listed_subscription(state="sleeping")])),
    "a date as number": wrong(an_answer(subscriptions=[a_listed_subscription(start_date=20250401)])),
    "ends before it starts": wrong(an_answer(subscriptions=[a_listed_subscription(end_date="2025-01-01")])),
    "another tenant's subscription": wrong(
        an_answer(subscriptions=[a_listed_subscription(directory_id=OTHER)])
    ),
}


@pytest.mark.rule("DIR-6")
@pytest.mark.parametrize("trouble", [*DOWN, *WRONG])
def test_without_a_good_answer_nothing_can_be_checked_and_nothing_is_loaded(
    server, monkeypatch, caplog, trouble
):
    """Neither before the first answer nor when the last one is no longer fresh; then the directory recovers."""
    (DOWN | WRONG)[trouble](server, monkeypatch)
    begin = time.monotonic()

    assert looked_up() == TenantOutcome.CANT_CHECK
    assert time.monotonic() - begin < 2
    assert not Tenant.objects.exists()
    assert [record.levelno for record in caplog.records if record.name == "directory.live.remote"] == [
        logging.WARNING
    ]
    assert "the-token" not in caplog.text


@pytest.mark.rule("DIR-6")
@pytest.mark.parametrize("trouble", ["down", "HTML", "unknown product", "no subscriptions"])
def test_fresh_answer_outlasts_trouble_and_an_old_one_does_not(server, monkeypatch, sales, trouble):
    looked_up()
    before = everything()
    (DOWN | WRONG)[trouble](server, monkeypatch)

    assert looked_up() == TenantOutcome.OK
    grow_old()
    assert looked_up() == TenantOutcome.CANT_CHECK
    assert everything() == before
    tenant, partner = Tenant.objects.get(), a_partner()
    assert check_subscription(SUBSCRIPTION, tenant, sales, partner, TODAY).waits
    assert check_subscription("51c1", tenant, sales, partner, TODAY).outcome == SubscriptionOutcome.NOT_A_GUID

    server.answers.clear()
    if trouble == "down":
        server.start()
    cache.clear()
    assert looked_up() == TenantOutcome.OK


@pytest.mark.rule("DIR-6")
def test_directory_that_is_busy_for_a_moment_is_asked_again(server):
    server.answers = [answering({}, 503), hanging_up]

    assert looked_up() == TenantOutcome.OK
    assert len(server.asked) == 3


def test_directory_that_is_down_is_left_alone_for_a_while(server, monkeypatch):
    failing(server, monkeypatch)
    looked_up()
    asked = len(server.asked)

    assert looked_up(directory_id=OTHER) == TenantOutcome.CANT_CHECK
    assert (asked, len(server.asked)) == (3, 3)


def test_headers_that_never_end_hold_nobody_for_good(server, monkeypatch):
    """All who can ask meet such an answer, and are free again after it."""
    monkeypatch.setattr(asking, "LIMITS", asking.Limits(0.2, 0.2, 0.15, retries=0))
    server.answers = [dripping_headers] * 9
    for _time in range(9):
        cache.clear()
        assert looked_up() == TenantOutcome.CANT_CHECK

    monkeypatch.setattr(asking, "LIMITS", asking.Limits())
    cache.clear()
    assert looked_up() == TenantOutcome.OK


def test_one_wrong_answer_does_not_hold_up_the_others(server):
    server.tenants[OTHER] = {"error": "none of your business"}

    assert looked_up(directory_id=OTHER) == TenantOutcome.CANT_CHECK
    assert looked_up() == TenantOutcome.OK


@pytest.mark.parametrize(
    "answer",
    [
        {"name": "contoso.example", "directory_id": OTHER},  # whose own answer does not list it
        {"name": "adatum.example", "directory_id": GUID},
        {"name": "example", "directory_id": GUID},
        {"name": "shop.contoso.example"},
        {"name": 7, "directory_id": OTHER},
    ],
)
def test_wrong_answer_about_a_domain_leaves_it_unchecked(server, answer):
    server.tenants[GUID] = an_answer(domains=[])
    server.tenants[OTHER] = an_answer(directory_id=OTHER, domains=[], subscriptions=[])
    server.domains["shop.contoso.example"] = answer

    assert looked_up("shop.contoso.example") == TenantOutcome.CANT_CHECK


def test_subscription_that_is_known_as_anothers_is_told_to_nobody(server):
    foreign = a_subscription(a_tenant("adatum.example"), subscription_id=SUBSCRIPTION)

    assert looked_up() == TenantOutcome.CANT_CHECK
    assert list(Subscription.objects.all()) == [foreign]
