from datetime import datetime

import pytest

from calendars import ics

from .samples import local, utc

STAMP = utc("2026-11-01T08:00")
SUMMARY = "Decision due"
URL = "https://portal.example/claims/K7Q/"


def event(*, uid="deadline-7@portal.example", at=None, summary=SUMMARY, url=URL):
    return ics.event(uid, at or utc("2026-11-23T14:30"), summary, url, STAMP)


def value_of(name, text):
    """A property's value, unfolded as RFC 5545 says."""
    lines = text.replace("\r\n ", "").split("\r\n")
    [value] = [line.removeprefix(f"{name}:") for line in lines if line.startswith(f"{name}:")]
    return value


def test_event_is_a_whole_calendar():
    assert event() == "\r\n".join(
        [
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            "PRODID:-//CPOR portal//Due dates//EN",
            "BEGIN:VEVENT",
            "UID:deadline-7@portal.example",
            "DTSTAMP:20261101T080000Z",
            "DTSTART:20261123T143000Z",
            "SUMMARY:Decision due",
            "URL:https://portal.example/claims/K7Q/",
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
            "END:VCALENDAR",
            "",
        ]
    )


def test_event_times_are_in_utc():
    assert value_of("DTSTART", event(at=local("Europe/Berlin", "2026-07-01T00:30"))) == "20260630T223000Z"


def test_event_refuses_a_naive_time():
    with pytest.raises(ValueError, match="time zone"):
        event(at=datetime.fromisoformat("2026-11-23T14:30"))


@pytest.mark.parametrize(
    ("summary", "escaped"),
    [
        ("Contoso, Ltd; decide", r"Contoso\, Ltd\; decide"),
        ("back\\slash", r"back\\slash"),
        ("one\ntwo\r\nthree\rfour", r"one\ntwo\nthree\nfour"),
        ("bell\x07 and tab\t", "bell and tab\t"),
    ],
)
def test_event_escapes_text(summary, escaped):
    assert value_of("SUMMARY", event(summary=summary)) == escaped


def test_event_lets_no_url_start_a_property_of_its_own():
    text = event(url="https://portal.example/\r\nATTACH:https://elsewhere.example/")
    assert not [line for line in text.split("\r\n") if line.startswith("ATTACH")]


@pytest.mark.parametrize(
    "summary",
    [
        "a" * 400,
        "ä" * 200,
        "決" * 150,
        "🗓" * 120,
        *("x" * n + "é漢🗓" * 30 for n in range(60, 70)),
        "a" * 67,
        "a" * 68,
    ],
)
def test_event_folds_lines_at_75_octets_between_characters(summary):
    text = event(summary=summary)
    lines = text.encode().split(b"\r\n")
    assert max(len(line) for line in lines) <= 75
    for line in lines:
        line.decode()
    assert value_of("SUMMARY", text) == summary


def test_event_folds_no_line_that_fits():
    assert "\r\n " not in event(summary="a" * 67)
    assert "\r\n " in event(summary="a" * 68)
