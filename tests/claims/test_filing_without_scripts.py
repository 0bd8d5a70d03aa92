"""The whole filing as a browser without scripts does it: only by what the pages' own forms say."""

from html.parser import HTMLParser
from urllib.parse import urljoin

import pytest

from claims.states import State
from consent import actions as consent
from tests import claim_factories as claims
from tests import factories

from .cast import url

pytestmark = pytest.mark.django_db
VOID = ("text", "email", "hidden")


class Forms(HTMLParser):
    """The forms of a page: where each leads, and what it would send as it stands."""

    def __init__(self, text):
        super().__init__()
        self.found, self._area = [], None
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        its = dict(attributes)
        if tag == "form":
            self.found.append((its.get("action", ""), {}))
        if not self.found or "name" not in its:
            return
        fields = self.found[-1][1]
        if tag == "textarea":
            self._area = its["name"]
            fields[its["name"]] = ""
        elif tag == "input" and (its.get("type", "text") in VOID or "checked" in its):
            fields.setdefault(its["name"], its.get("value") or "")

    def handle_data(self, text):
        if self._area:
            self.found[-1][1][self._area] += text.removeprefix("\n")

    def handle_endtag(self, tag):
        if tag == "textarea":
            self._area = None


class Reader:
    def __init__(self, client, address):
        self.client = client
        self.page = client.get(address)
        self.address = address

    def send(self, having, **typed):
        """Fills in and sends the form that has this field, and follows where it leads."""
        forms = Forms(self.page.content.decode()).found
        (action, fields), *_more = [form for form in forms if having in (*form[1], form[0])]
        address = urljoin(self.address, action)
        self.page = self.client.post(address, {**fields, **typed}, follow=True)
        assert self.page.status_code == 200
        self.address = self.page.redirect_chain[-1][0] if self.page.redirect_chain else address

    def follow(self, address):
        assert f'href="{address}"' in self.page.content.decode()
        self.page, self.address = self.client.get(address), address


@pytest.mark.rule("FIL-1", "FIL-2", "FIL-6", "CON-1")
def test_a_claim_is_filed_without_a_script(client):
    location = factories.a_location()
    tenant = claims.a_customer(name="Contoso")
    teams = factories.a_holding(tenant).product
    client.force_login(factories.a_filer(location.partner, name="Fiona Filer"))

    reader = Reader(client, url("new"))
    typed = {"domain": tenant.domains.get().name, "directory_id": str(tenant.directory_id)}
    reader.send("directory_id", location=location.pk, **typed)
    reader.send("seen_history", area="m365", usage="on")
    reader.send("seen_history")
    reader.send("seen_history", products=teams.pk)
    contact = {"contact_name": "Carla Customer", "contact_title": "Head of IT"}
    reader.send("seen_history", **contact, contact_email="carla@customer.example")
    claim = location.claims.get()
    upload = claims.an_upload()
    reader.send(url("add_file", claim), files=upload)
    reader.follow(url("step", claim, "comment"))
    reader.send("seen_history", opening_comment="Signed in June.")
    assert reader.address == url("detail", claim)
    reader.send("seen")

    claim = claims.fresh(claim)
    assert (claim.state, claim.name) == (State.SUBMITTED, "Contoso – Microsoft 365 usage")
    assert (claim.domain, claim.directory_id, claim.tenant) == (*typed.values(), tenant)
    assert [row.product for row in claim.products.all()] == [teams]
    assert [comment.body for comment in claim.comments.all()] == ["Signed in June."]
    assert claim.own_contact_name == "Fiona Filer"
    page = reader.page.content.decode()
    for text in ("The claim was submitted.", "What happens next", "Carla Customer gets a message from us"):
        assert text in page
    consent.notify(claim.pk, at=claim.submitted_at)
    assert claim.notices.current().get().contact_email == "carla@customer.example"
