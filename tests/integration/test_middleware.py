import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse
from django.test import RequestFactory
from django.utils import timezone, translation

from accounts.models import User
from cpor_portal.middleware import PersonLocaleMiddleware


@pytest.fixture(autouse=True)
def _english_and_utc_afterwards():
    yield
    translation.activate("en")
    timezone.deactivate()


@pytest.fixture
def seen(settings):
    """What a view finds active when `person` asks, with the browser's languages."""
    settings.LANGUAGES = [("en", "English"), ("de", "Deutsch"), ("fr", "Français")]
    active = {}

    def view(request):
        active.update(language=translation.get_language(), zone=timezone.get_current_timezone_name())
        return HttpResponse()

    def ask(person, browser="fr"):
        request = RequestFactory(headers={"Accept-Language": browser}).get("/")
        request.user = person
        PersonLocaleMiddleware(view)(request)
        return active["language"], active["zone"]

    return ask


def test_person_has_their_language_and_zone(seen):
    assert seen(User(language="de", time_zone="Asia/Tokyo")) == ("de", "Asia/Tokyo")


def test_stranger_has_the_browsers_language(seen):
    assert seen(AnonymousUser()) == ("fr", "UTC")


def test_language_the_portal_does_not_speak_falls_back_to_the_browsers(seen):
    assert seen(User(language="tlh", time_zone="Europe/Paris")) == ("fr", "Europe/Paris")


@pytest.mark.parametrize("zone", ["Mars/Olympus", "", "../../etc/passwd"])
def test_zone_that_does_not_exist_is_utc(seen, zone):
    assert seen(User(language="en", time_zone=zone)) == ("en", "UTC")


def test_nothing_stays_active_for_the_next_request(seen):
    seen(User(language="de", time_zone="Asia/Tokyo"))

    assert timezone.get_current_timezone_name() == "UTC"
    assert seen(AnonymousUser(), "en") == ("en", "UTC")


def test_every_answer_tells_the_browser_what_to_refuse(client):
    headers = client.get("/healthz").headers

    policy = {part.split()[0]: part.split()[1:] for part in headers["Content-Security-Policy"].split("; ")}
    assert policy == {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
    assert headers["Permissions-Policy"].startswith("camera=()")
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["X-Frame-Options"] == "DENY"


@pytest.mark.django_db
def test_request_too_big_is_refused_unread(client, settings):
    settings.REQUEST_MAX_BYTES = 100

    assert client.post("/accounts/login/", {"login": "x" * 200}).status_code == 413
    assert client.post("/accounts/login/", "login=x", "application/x-www-form-urlencoded").status_code == 200


@pytest.mark.django_db
def test_admin_shows_its_pages_to_a_browser_under_the_policy(client):
    """No inline script or style is in the admin's own pages; the policy would stop it."""
    client.force_login(User.objects.create_superuser("root@portal.example", name="Root"))

    text = client.get("/admin/").content.decode()

    assert "<style" not in text
    assert " style=" not in text
