import logging

import pytest

from consent import ratelimit
from consent.logs import HideLinks
from cpor_portal.settings import base

from .customers import a_noticed_claim


@pytest.mark.django_db
@pytest.mark.rule("CON-5")
def test_link_of_a_refused_request_is_not_written_down(caplog, monkeypatch, carla):
    monkeypatch.setattr(ratelimit, "VISITS_OF_A_LINK", 0)
    reader = carla(a_noticed_claim())
    monkeypatch.setattr(caplog.handler, "filters", [HideLinks()])
    caplog.set_level(logging.INFO)

    assert reader.page().status_code == 429

    assert caplog.messages == ["Too Many Requests: /c/…/"]


def test_link_of_an_invitation_is_not_written_down_either():
    record = logging.makeLogRecord(
        {"msg": "%s", "args": ("Not Found: /accounts/login/?next=/join/S3-cret/",)}
    )

    assert HideLinks().filter(record)
    assert record.getMessage() == "Not Found: /accounts/login/?next=/join/…/"


def test_everything_that_is_written_down_goes_through_the_filter():
    (handler,) = base.LOGGING["handlers"].values()
    name = handler["filters"][0]

    assert base.LOGGING["filters"][name] == {"()": f"{HideLinks.__module__}.{HideLinks.__qualname__}"}
    assert base.LOGGING["root"]["handlers"] == ["stdout"]
