import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from cpor_portal import errors, start

ORIGIN = {"Origin": "http://testserver"}
PREFERENCES = {"name": "Fiona, with a new name", "language": "en", "time_zone": "Europe/Dublin"}


@pytest.fixture
def strict(fiona):
    """Signed in, with a client that doesn't pass over the CSRF check."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(fiona)
    return client


def texts(response):
    return [part.text for part in response.context["typed"]]


def test_unknown_address_shows_the_portals_page(as_fiona):
    response = as_fiona.get("/nothing/here/")

    assert response.status_code == 404
    assert [template.name for template in response.templates][:2] == ["404.html", "errors/base.html"]


def test_address_of_a_form_opened_by_hand_shows_the_portals_page(client):
    response = client.get("/theme/")

    assert (response.status_code, response.headers["Allow"]) == (405, "POST")
    assert "only takes what a button or a form sends" in response.text


def test_unknown_host_is_a_bad_request(client):
    response = client.get("/", headers={"host": "evil.example"})

    assert response.status_code == 400
    assert "makes no sense" in response.text


def test_refusal_shows_its_reason(rf):
    response = errors.permission_denied(rf.get("/"), PermissionDenied("Only an incentives admin submits."))

    assert response.status_code == 403
    assert "Only an incentives admin submits." in response.text


def test_too_large_request_is_said_to_be_too_large(settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100

    response = Client(enforce_csrf_checks=True).post("/theme/", {"theme": "d" * 200})

    assert response.status_code == 413
    assert "too much at once" in response.text


def test_our_own_error_needs_neither_session_nor_database(client, monkeypatch):
    monkeypatch.setattr(start, "render", lambda *args: 1 / 0)
    client.raise_request_exception = False

    response = client.get("/", headers={"cookie": "theme=dark"})

    assert response.status_code == 500
    assert "Something went wrong on our side" in response.text
    assert 'data-theme="dark"' in response.text


def test_our_own_error_is_told_even_without_templates(rf, monkeypatch):
    monkeypatch.setattr(errors, "render_to_string", lambda *args: 1 / 0)

    response = errors.server_error(rf.get("/"))

    assert (response.status_code, response["Content-Type"]) == (500, "text/plain")


def test_stale_form_shows_what_was_typed(strict):
    response = strict.post("/account/", PREFERENCES, headers=ORIGIN)

    assert response.status_code == 403
    assert texts(response) == ["Fiona, with a new name", "en", "Europe/Dublin"]
    assert "Fiona, with a new name</textarea>" in response.text


def test_stale_form_can_be_sent_once_more(strict, fiona):
    refused = strict.post("/account/", PREFERENCES, headers=ORIGIN)

    again = dict(refused.context["fields"]) | {"csrfmiddlewaretoken": str(refused.context["csrf_token"])}
    response = strict.post("/account/", again, headers=ORIGIN)

    assert response.status_code == 302
    fiona.refresh_from_db()
    assert fiona.name == "Fiona, with a new name"


@pytest.mark.parametrize("headers", [{"Origin": "http://evil.example"}, {"Origin": "null"}, {}])
def test_form_of_a_strangers_page_is_not_offered_again(strict, headers):
    response = strict.post("/account/", PREFERENCES, headers=headers)

    assert response.status_code == 403
    assert response.context["fields"] == ()


def test_stale_form_never_shows_passwords():
    response = Client(enforce_csrf_checks=True).post(
        "/accounts/login/", {"login": "fiona@people.example", "password": "hunter2hunter2"}, headers=ORIGIN
    )

    assert response.status_code == 403
    assert texts(response) == ["fiona@people.example"]
    assert response.context["fields"] == ()
    assert "hunter2" not in response.text


def test_text_of_someone_signed_out_meanwhile_is_shown(client):
    response = client.post("/account/", PREFERENCES, headers={"Referer": "http://testserver/account/?tab=1"})

    assert response.status_code == 403
    assert texts(response) == ["Fiona, with a new name", "en", "Europe/Dublin"]
    assert response.context["login_url"] == "/accounts/login/?next=/account/%3Ftab%3D1"


def test_press_of_a_button_by_someone_signed_out_leads_to_the_page_it_was_on(client):
    response = client.post("/account/", {}, headers={"Referer": "http://testserver/account/"})

    assert (response.status_code, response.url) == (302, "/accounts/login/?next=/account/")


def test_signing_in_never_leads_to_a_strangers_page(client):
    response = client.post("/account/", {}, headers={"Referer": "http://evil.example/account/"})

    assert response.url == "/accounts/login/?next=/"


def test_stranger_is_sent_to_the_sign_in_and_back(client):
    response = client.get("/account/?tab=1")

    assert (response.status_code, response.url) == (302, "/accounts/login/?next=/account/%3Ftab%3D1")


@pytest.mark.parametrize("method", ["get", "post"])
def test_htmx_request_of_someone_signed_out_moves_the_whole_page(client, method):
    headers = {"HX-Request": "true", "HX-Current-URL": "http://testserver/claims/"}

    response = getattr(client, method)("/account/", headers=headers)

    assert response["HX-Redirect"] == "/accounts/login/?next=/claims/"
