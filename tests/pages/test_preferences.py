import pytest

from tests import factories

VALID = {"name": "Fiona F. Filer", "language": "en", "time_zone": "Europe/Amsterdam"}


def saved(user):
    user.refresh_from_db()
    return {"name": user.name, "language": user.language, "time_zone": user.time_zone}


def test_preferences_are_saved(as_fiona, fiona):
    response = as_fiona.post("/account/", VALID)

    assert (response.status_code, response.url) == (302, "/account/")
    assert saved(fiona) == VALID


@pytest.mark.parametrize(
    "wrong",
    [{"name": ""}, {"language": "xx"}, {"time_zone": "Mars/Olympus"}, {"time_zone": ""}, {"name": "x" * 201}],
)
def test_impossible_preferences_are_refused_and_shown_again(as_fiona, fiona, wrong):
    before = saved(fiona)

    response = as_fiona.post("/account/", VALID | wrong)

    assert response.status_code == 422
    assert list(response.context["form"].errors) == list(wrong)
    assert saved(fiona) == before


def test_refused_field_is_tied_to_its_error(as_fiona):
    response = as_fiona.post("/account/", VALID | {"name": ""})

    assert 'aria-describedby="id_name_helptext id_name_error"' in response.text
    assert 'id="id_name_error"' in response.text
    assert '<a href="#id_name">Name</a>' in response.text


def test_languages_offered_are_those_the_portal_speaks(as_fiona, settings):
    settings.LANGUAGES = [("en", "English"), ("sv", "Swedish")]

    form = as_fiona.get("/account/").context["form"]

    assert [code for code, _name in form.fields["language"].choices] == ["en", "sv"]


@pytest.mark.rule("REV-7")
def test_staff_switch_single_keys_off_and_on_again(client, db):
    ravi = factories.a_reviewer(name="Ravi Reviewer")
    client.force_login(ravi)
    typed = VALID | {"name": "Ravi Reviewer"}

    assert client.get("/account/").context["form"].initial["keys"] is True
    for keys, without in (({}, True), ({"keys": "on"}, False)):
        client.post("/account/", typed | keys)
        ravi.refresh_from_db()
        assert ravi.without_keys is without
        assert client.get("/account/").context["form"].initial["keys"] is not without


def test_partners_are_not_asked_about_keys_they_have_no_use_for(as_fiona, fiona):
    assert "keys" not in as_fiona.get("/account/").context["form"].fields

    as_fiona.post("/account/", VALID)

    fiona.refresh_from_db()
    assert fiona.without_keys is False
