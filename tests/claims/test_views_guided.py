"""The guided filing, step by step: what is asked, checked, kept and told, in one tab and in two."""

import pytest
from django.utils import timezone
from django.utils.html import escape, strip_tags

from accounts.programmes import Programme
from claims import actions
from claims.models import Claim
from claims.states import Area
from directory.models import Product
from tests import claim_factories as claims
from tests import factories

from .cast import people_of, typed, url

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft():
    return claims.a_draft()


@pytest.fixture
def as_fiona(client, draft):
    client.force_login(draft.created_by)
    return client


def save(client, claim, slug, page=None, **changes):
    address = url("step", claim, slug)
    return client.post(address, typed(page or client.get(address), **changes))


def step_states(page):
    return [step["state"] for step in page.context["steps"]]


@pytest.mark.rule("FIL-1", "FIL-3")
def test_a_new_claim_needs_only_its_location(as_fiona, draft):
    answer = as_fiona.post(url("new"), {"location": draft.location_id})

    claim = Claim.objects.exclude(pk=draft.pk).get()
    assert answer.url == url("step", claim, "activity")
    assert (claim.own_contact_name, claim.own_contact_email) == (
        draft.created_by.name,
        draft.created_by.email,
    )


@pytest.mark.rule("FIL-1")
def test_a_first_page_without_a_location_says_so(as_fiona):
    answer = as_fiona.post(url("new"))

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["location"]


@pytest.mark.rule("FIL-2")
def test_the_first_page_sent_again_goes_on_with_the_same_draft(as_fiona, draft):
    first = typed(as_fiona.get(url("new")), location=draft.location_id, domain="old.example")
    as_fiona.post(url("new"), first)

    answer = as_fiona.post(url("new"), first | {"domain": "new.example"})

    claim = Claim.objects.exclude(pk=draft.pk).get()
    assert claim.domain == "new.example"
    assert claim.code in answer.url


@pytest.mark.rule("PRG-5")
def test_the_picker_shows_programmes_and_partner_type(client):
    partner = factories.a_partner()
    factories.a_location(
        partner, (Programme.OSA_SELL,), name="Berlin", mpn_id="123456", partner_type="FRP FastTrack"
    )
    factories.a_location(partner, (), name="Hamburg", mpn_id="654321")
    client.force_login(factories.a_filer(partner))

    page = client.get(url("new"))

    places = [(place.name, programmes) for _option, place, programmes, _missing in page.context["places"]]
    assert places == [("Berlin", ["OSA Sell"]), ("Hamburg", [])]
    for text in (
        "MPN ID 123456 · Ireland · FRP FastTrack",
        "MPN ID 654321 · Ireland<",
        "Enrolled in no programme",
    ):
        assert text in page.content.decode()


@pytest.mark.rule("PRG-5", "EDT-1")
def test_the_picker_is_the_same_when_a_submitted_claim_is_edited(client):
    claim = claims.a_submitted_claim()
    factories.a_location(claim.partner, (Programme.OSA_SELL,), name="Galway", mpn_id="654321")
    client.force_login(claim.created_by)

    page = client.get(url("edit", claim))

    missing = {place.name: labels for _option, place, _programmes, labels in page.context["places"]}
    assert missing == {claim.location.name: [], "Galway": ["OSU – Microsoft 365"]}
    for text in ("MPN ID 654321 · Ireland", "Not enrolled for this claim: OSU – Microsoft 365"):
        assert text in " ".join(page.content.decode().replace("<span>", "").split())


@pytest.mark.rule("DIR-2")
def test_a_mismatch_is_told_in_the_summary_and_beside_the_fields_and_no_third_time(as_fiona, draft):
    factories.a_tenant("elsewhere.example")
    save(as_fiona, draft, "customer", domain="elsewhere.example")

    page = as_fiona.get(url("step", draft, "customer") + "?look")

    assert page.content.decode().count("elsewhere.example does not belong to this Directory ID") == 2
    assert '<a href="#id_domain">Domain and tenant' in page.content.decode()
    assert [check.field for check in page.context["checks"]] == ["domain"]


@pytest.mark.rule("DIR-2")
def test_a_missing_domain_is_told_at_its_field(as_fiona, draft):
    save(as_fiona, draft, "customer", domain="")
    save(as_fiona, draft, "details", name="Something further on")

    page = as_fiona.get(url("step", draft, "customer"))

    assert page.context["form"].errors == {"domain": ["Enter the customer's domain."]}


@pytest.mark.rule("PRG-5")
def test_many_locations_come_as_a_list_with_none_chosen(client):
    partner = factories.a_partner()
    for _ in range(9):
        factories.a_location(partner, (Programme.OSA_SELL,), name="Berlin", partner_type="FRP FastTrack")
    client.force_login(factories.a_filer(partner))

    page = client.get(url("new")).content.decode()

    assert '<select name="location"' in page
    assert '<option value="" selected>' in page
    assert " · Ireland · FRP FastTrack · OSA Sell</option>" in page


def test_another_companys_location_can_not_be_chosen(as_fiona):
    answer = as_fiona.post(url("new"), {"location": factories.a_location().pk})

    assert answer.status_code == 422
    assert Claim.objects.count() == 1


@pytest.mark.rule("PRG-3")
@pytest.mark.parametrize(
    ("area", "activities", "field"),
    [
        ("m365", ["presales"], "presales"),
        ("m365", ["revenue"], "revenue"),
        ("business_applications", ["usage", "revenue"], "revenue"),
        ("business_applications", ["presales", "revenue"], "revenue"),
    ],
)
def test_activities_that_do_not_go_together_are_refused(as_fiona, draft, area, activities, field):
    none = dict.fromkeys(("presales", "usage", "revenue"), "")

    answer = save(as_fiona, draft, "activity", area=area, **none | dict.fromkeys(activities, "on"))
    at_once = as_fiona.get(url("check_activity", draft), {"area": area, **dict.fromkeys(activities, "on")})

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert at_once.context["impossible"] == answer.context["form"].errors[field]


@pytest.mark.rule("PRG-2", "PRG-3")
@pytest.mark.parametrize(
    ("area", "activities", "programmes"),
    [
        ("m365", ["usage"], ["OSU – Microsoft 365"]),
        ("business_applications", ["presales", "usage"], ["OSA Sell", "OSU – Business Applications"]),
        ("business_applications", ["revenue"], []),
    ],
)
def test_activities_that_go_together_are_taken(as_fiona, draft, area, activities, programmes):
    none = dict.fromkeys(("presales", "usage", "revenue"), "")

    answer = save(as_fiona, draft, "activity", area=area, **none | dict.fromkeys(activities, "on"))
    at_once = as_fiona.get(url("check_activity", draft), {"area": area, **dict.fromkeys(activities, "on")})

    assert answer.url == url("step", draft, "details")
    assert [str(activity) for activity in claims.fresh(draft).activities] == activities
    assert [programme.label for programme in at_once.context["programmes"]] == programmes


@pytest.mark.rule("PRG-2", "PRG-4")
def test_each_choice_carries_its_explanation(as_fiona, draft):
    page = as_fiona.get(url("step", draft, "activity")).content.decode()

    for text in (
        "For influencing the purchase of an eligible product.",
        "For driving adoption",
        "For influencing the choice as Business Influencer, without payment.",
        "only when bought through a Volume Licensing agreement or Web-Direct",
        "<strong>OSA Sell</strong>",
        "<strong>OSU – Microsoft 365, OSU – Business Applications</strong>",
        "<strong>no programme, no payment</strong>",
    ):
        assert text in page


def the_pairs(draft):
    other = claims.a_customer()
    there = draft.domain, draft.directory_id
    return {
        "unknown tenant": (there[0], "00000000-0000-4000-8000-000000000000", "directory_id"),
        "unknown domain": ("nowhere.example", there[1], "domain"),
        "mismatch": (other.domains.get().name, there[1], "domain"),
        "half an ID": (there[0], "00000000-0000", "directory_id"),
    }


@pytest.mark.rule("DIR-2", "FIL-2")
@pytest.mark.parametrize("pair", ["unknown tenant", "unknown domain", "mismatch", "half an ID"])
def test_a_wrong_customer_is_told_at_once_and_saved_as_typed(as_fiona, draft, pair):
    domain, directory_id, field = the_pairs(draft)[pair]

    while_typing = as_fiona.get(url("check_customer"), {"domain": domain, "directory_id": directory_id})
    answer = save(as_fiona, draft, "customer", domain=domain, directory_id=directory_id)
    page = as_fiona.get(answer.url)

    assert answer.url == f"{url('step', draft, 'customer')}?look"
    draft = claims.fresh(draft)
    assert (draft.domain, draft.directory_id) == (domain, directory_id)
    (check,) = page.context["checks"]
    message = check.message
    assert [place for _problem, place in page.context["flagged"]] == [f"#id_{field}"]
    assert [check.message for check in while_typing.context["checks"]] == [message]
    assert escape(message) in while_typing.content.decode()
    assert f'href="{url("step", draft, "activity")}"' in page.content.decode(), "continue anyway"
    # Once it was shown, it holds nobody up a second time.
    assert save(as_fiona, draft, "customer").url == url("step", draft, "activity")


@pytest.mark.rule("DIR-2")
def test_the_three_messages_about_a_customer_are_different(as_fiona, draft):
    pairs = [the_pairs(draft)[name][:2] for name in ("unknown tenant", "unknown domain", "mismatch")]
    messages = [
        as_fiona.get(url("check_customer"), {"domain": domain, "directory_id": directory_id})
        .context["checks"][0]
        .message
        for domain, directory_id in pairs
    ]

    assert len(set(messages)) == 3
    assert "ask" in messages[2].lower()


@pytest.mark.rule("DIR-2")
def test_a_customer_is_named_once_both_belong_together_and_not_before(as_fiona, draft):
    both = {"domain": draft.domain, "directory_id": draft.directory_id}

    assert draft.tenant.name in as_fiona.get(url("check_customer"), both).content.decode()
    nothing = as_fiona.get(url("check_customer"), both | {"domain": ""}).content.decode()
    assert strip_tags(nothing).strip() == ""


@pytest.mark.rule("DIR-2", "FIL-2")
def test_both_wrong_are_told_in_one_go_each_beside_its_field(as_fiona, draft):
    typed = {"domain": "nowhere.example", "directory_id": "00000000-0000"}
    unknown, no_guid = "no customer has verified nowhere.example", "This is not a Directory ID"

    while_typing = as_fiona.get(url("check_customer"), typed).content.decode()
    page = as_fiona.get(save(as_fiona, draft, "customer", **typed).url)

    beside, below = while_typing.split("</div>\n", 1)
    assert 'hx-swap-oob="innerHTML:#domain-check"' in beside
    assert (unknown in beside, no_guid in beside, unknown in below, no_guid in below) == (
        *(True, False),
        *(False, True),
    )
    text = page.content.decode()
    places = [text.rindex(each) for each in ('id="id_domain"', unknown, 'id="id_directory_id"', no_guid)]
    assert places == sorted(places)
    assert (text.count(unknown), text.count(no_guid)) == (2, 2), "in the summary, and beside the field"
    assert [place for _problem, place in page.context["flagged"]] == ["#id_directory_id", "#id_domain"]


@pytest.mark.rule("PRG-5")
def test_a_location_without_the_programme_is_flagged_at_once_and_can_be_drafted_with(as_fiona, draft):
    bare = factories.a_location(draft.partner, ())
    message = "is not enrolled in OSU – Microsoft 365. Your Global admin can enrol it in Partner Center"

    answer = save(as_fiona, draft, "customer", location=bare.pk)

    assert message in as_fiona.get(answer.url).content.decode()
    assert claims.fresh(draft).location == bare
    chosen = {"area": "m365", "usage": "on"}
    assert message in as_fiona.get(url("check_activity", draft), chosen).content.decode()
    page = as_fiona.get(url("step", draft, "activity")).content.decode()
    assert message in page
    assert f'href="{url("step", draft, "customer")}#id_location"' in page


@pytest.mark.rule("FIL-2")
def test_half_an_address_is_saved_as_typed_and_flagged_at_its_field(as_fiona, draft):
    answer = save(as_fiona, draft, "contacts", contact_email="carla@", own_contact_name="")

    draft = claims.fresh(draft)
    assert (draft.contact_email, draft.own_contact_name) == ("carla@", "")
    page = as_fiona.get(answer.url)
    assert page.context["form"].errors == {
        "contact_email": ["This is no e-mail address: customer contact's e-mail."]
    }
    assert 'aria-invalid="true"' in page.content.decode()


@pytest.mark.rule("FIL-1", "FIL-2")
def test_a_name_is_proposed_and_create_claim_tells_the_claim_id(as_fiona, draft):
    actions.edit(draft.pk, by=draft.created_by, at=timezone.now(), name="")
    page = as_fiona.get(url("step", draft, "details"))

    answer = save(as_fiona, draft, "details", page)

    assert "Create claim" in page.content.decode()
    name = f"{draft.tenant.name} – Microsoft 365 usage"
    assert claims.fresh(draft).name == name
    told = as_fiona.get(answer.url).content.decode()
    assert f"Claim {draft.code} is created as a draft." in told
    again = as_fiona.get(url("step", draft, "details")).content.decode()
    assert "Create claim" not in again


@pytest.mark.rule("DIR-3")
@pytest.mark.parametrize(
    ("slug", "changes"),
    [("customer", {"domain": "other.example"}), ("activity", {"area": Area.BUSINESS_APPLICATIONS})],
)
def test_products_that_no_longer_fit_are_taken_out_and_named(client, slug, changes):
    claim = claims.a_ready_draft()
    client.force_login(claim.created_by)
    product = str(claim.products.get())

    save(client, claim, slug, **changes)

    told = client.get(url("products", claim)).content.decode()
    assert f"These products do not fit any more, and were taken out of the claim: {product}." in told
    event = claim.events.get(kind="edited")
    assert (event.before["products"], event.after["products"]) == ([product], [])


@pytest.mark.rule("FIL-4")
def test_a_revenue_association_asks_for_its_own_details(as_fiona, draft):
    of_usage = as_fiona.get(url("step", draft, "details")).context["form"]
    chosen = {"area": Area.BUSINESS_APPLICATIONS, "usage": False, "revenue": True}
    actions.edit(draft.pk, by=draft.created_by, at=timezone.now(), **chosen)

    of_revenue = as_fiona.get(url("step", draft, "details")).context["form"]

    revenue = {"seller_name", "customer_name", "isv_solution"}
    assert set(of_revenue.fields) - set(of_usage.fields) == revenue
    assert of_revenue["customer_name"].value() == draft.tenant.name
    assert "technical_contact_name" not in as_fiona.get(url("step", draft, "contacts")).context["form"].fields


@pytest.mark.rule("FIL-3")
def test_the_technical_contact_is_asked_for_with_dynamics_only(as_fiona, draft):
    fields = as_fiona.get(url("step", draft, "contacts")).context["form"].fields
    assert "technical_contact_name" not in fields

    dynamics = claims.a_dynamics_draft(location=draft.location, by=draft.created_by)

    fields = as_fiona.get(url("step", dynamics, "contacts")).context["form"].fields
    assert {"technical_contact_name", "technical_contact_title", "technical_contact_email"} < set(fields)


@pytest.mark.rule("FIL-2")
def test_the_steps_show_how_far_the_claim_has_come(as_fiona, draft):
    claim = actions.create_draft(location=draft.location, by=draft.created_by, at=timezone.now())

    first = as_fiona.get(url("new"))
    assert step_states(first) == ["current", *["todo"] * 7]
    begun = as_fiona.get(url("step", claim, "activity"))
    assert step_states(begun) == ["problem", "current", *["todo"] * 6]
    assert [bool(step["url"]) for step in begun.context["steps"]] == [True, True, *[False] * 6]
    # Its contacts are there, its products are not.
    later = as_fiona.get(url("step", draft, "customer"))
    assert step_states(later) == ["current", "done", "done", "problem", "done", "todo", "todo", "todo"]
    no_contact = dict.fromkeys(("contact_name", "contact_title", "contact_email"), "")
    proved = claims.a_ready_draft(location=draft.location, by=draft.created_by, **no_contact)
    with_file = as_fiona.get(url("step", proved, "customer"))
    assert step_states(with_file) == ["current", "done", "done", "done", "problem", "done", "todo", "todo"]
    review = as_fiona.get(url("detail", draft))
    assert step_states(review) == ["done", "done", "done", "problem", "done", "problem", "done", "current"]
    assert review.context["next_step"] == {"label": "Products", "url": url("products", draft)}
    assert "Continue with: Products" in review.content.decode()


@pytest.mark.rule("FIL-2")
@pytest.mark.parametrize(
    ("slug", "button", "leads_to"),
    [
        ("activity", "back", ("step", "customer")),
        ("contacts", "back", ("products",)),
        ("contacts", None, ("proof",)),
        ("comment", None, ("detail",)),
        ("details", None, ("products",)),
    ],
)
def test_every_button_saves_and_leads_its_way(as_fiona, draft, slug, button, leads_to):
    field, text = {
        "activity": ("usage", ""),
        "contacts": ("contact_title", "CIO"),
        "comment": ("opening_comment", "Hello."),
        "details": ("name", "Another"),
    }[slug]

    answer = save(as_fiona, draft, slug, **{field: text, "go": button})

    assert (getattr(claims.fresh(draft), field) or "") == text
    name, *more = leads_to
    assert answer.url == url(name, draft, *more)


def test_save_and_leave_leads_to_the_list(as_fiona, draft):
    answer = save(as_fiona, draft, "contacts", contact_email="half@", go="leave")

    assert answer.url == url("list")
    assert f"{draft.code} is saved as a draft." in as_fiona.get(answer.url).content.decode()


def test_only_steps_with_fields_of_their_own_have_a_page_here(as_fiona, draft):
    assert [as_fiona.get(url("step", draft, slug)).status_code for slug in ("products", "nowhere")] == [
        404,
        404,
    ]


def test_after_submission_a_step_leads_to_the_page_for_edits(client):
    claim = claims.a_submitted_claim(at=timezone.now())
    client.force_login(claim.created_by)

    assert client.get(url("step", claim, "contacts")).url == url("edit", claim)


def test_edit_of_a_draft_leads_to_its_first_step(as_fiona, draft):
    assert as_fiona.get(url("edit", draft)).url == url("step", draft, "customer")


# Two tabs.


@pytest.mark.rule("FIL-2", "LIF-7")
def test_a_stale_tab_is_told_who_changed_what_and_keeps_what_was_typed(as_fiona, draft):
    stale = as_fiona.get(url("step", draft, "contacts"))
    greta = people_of(draft.partner)["greta"]
    changed = {"contact_title": "CIO", "contact_name": "Greta's name"}
    actions.edit(draft.pk, by=greta, at=timezone.now(), **changed)

    answer = save(as_fiona, draft, "contacts", stale, contact_name="Fiona's name", own_contact_name="Fi")

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Greta Global changed the claim." in page
    assert "<del>Head of IT</del> → <ins>CIO</ins>" in page
    form = answer.context["form"]
    # Typed here: kept. Changed there alone: taken over, so that a second save does not undo it.
    assert form["contact_name"].value() == "Fiona's name"
    assert form["own_contact_name"].value() == "Fi"
    assert form["contact_title"].value() == "CIO"
    assert claims.fresh(draft).contact_name == "Greta's name"

    save(as_fiona, draft, "contacts", answer)

    draft = claims.fresh(draft)
    assert (draft.contact_name, draft.own_contact_name, draft.contact_title) == ("Fiona's name", "Fi", "CIO")


@pytest.mark.rule("FIL-2")
def test_a_stale_tab_takes_over_ticks_and_the_location(as_fiona, draft):
    stale = {slug: as_fiona.get(url("step", draft, slug)) for slug in ("customer", "activity")}
    there = factories.a_location(draft.partner)
    changed = {"usage": False, "location": there}
    actions.edit(draft.pk, by=draft.created_by, at=timezone.now(), **changed)

    customer = save(as_fiona, draft, "customer", stale["customer"], domain="mine.example")
    activity = save(as_fiona, draft, "activity", stale["activity"], area=Area.BUSINESS_APPLICATIONS)

    assert (customer.status_code, activity.status_code) == (409, 409)
    assert customer.context["form"]["location"].value() == there.pk
    assert activity.context["form"]["usage"].value() is False


@pytest.mark.rule("FIL-2", "FIL-3")
def test_a_stale_tab_neither_empties_nor_drops_what_its_page_did_not_ask_for(client):
    dynamics = claims.a_dynamics_draft(technical_contact_name="Tina")
    client.force_login(dynamics.created_by)
    asked = client.get(url("step", dynamics, "contacts"))
    _change(dynamics, area=Area.M365)
    not_asked = client.get(url("step", dynamics, "contacts"))

    # Typed where it was asked for, while another tab made it unnecessary.
    save(client, dynamics, "contacts", asked, technical_contact_title="CTO")

    assert claims.fresh(dynamics).technical_contact_title == "CTO"
    _change(dynamics, area=Area.BUSINESS_APPLICATIONS)

    save(client, dynamics, "contacts", not_asked, contact_title="CIO")

    kept = claims.fresh(dynamics)
    assert (kept.technical_contact_name, kept.technical_contact_title) == ("Tina", "CTO")
    assert kept.contact_title == "CIO"


def _change(claim, **fields):
    actions.edit(claim.pk, by=claim.created_by, at=timezone.now(), **fields)


@pytest.mark.rule("FIL-2")
def test_what_another_tab_changed_elsewhere_is_no_conflict_but_told(as_fiona, draft):
    stale = as_fiona.get(url("step", draft, "contacts"))
    greta = people_of(draft.partner)["greta"]
    actions.edit(draft.pk, by=greta, at=timezone.now(), name="Greta's name")

    answer = save(as_fiona, draft, "contacts", stale, contact_title="CIO")

    told = as_fiona.get(answer.url).content.decode()
    assert "While you had the page open: Greta Global changed the claim." in told
    assert "Teams roll-out → Greta&#x27;s name" in told
    draft = claims.fresh(draft)
    assert (draft.name, draft.contact_title) == ("Greta's name", "CIO")


@pytest.mark.rule("FIL-2")
def test_the_same_values_again_are_no_conflict(as_fiona, draft):
    stale = as_fiona.get(url("step", draft, "contacts"))
    save(as_fiona, draft, "contacts", stale, contact_title="CIO")
    there_and_back = as_fiona.get(url("step", draft, "details"))
    for name in ("There", "Teams roll-out"):
        actions.edit(draft.pk, by=draft.created_by, at=timezone.now(), name=name)

    # As the browser's Back shows it: what was typed, with what was seen when the page was first opened.
    assert save(as_fiona, draft, "contacts", stale, contact_title="CIO").status_code == 302
    assert save(as_fiona, draft, "details", there_and_back, name="Onwards").status_code == 302


@pytest.mark.rule("FIL-2", "LIF-7")
def test_a_step_of_a_claim_that_was_submitted_meanwhile_keeps_what_was_typed(as_fiona, draft):
    claim = claims.a_ready_draft(location=draft.location, by=draft.created_by, at=timezone.now())
    stale = as_fiona.get(url("step", claim, "contacts"))
    actions.submit(claim.pk, by=claim.created_by, at=timezone.now())

    answer = save(as_fiona, claim, "contacts", stale, contact_title="CIO")

    assert answer.status_code == 409
    assert "submitted the claim" in answer.content.decode()
    assert answer.context["form"]["contact_title"].value() == "CIO"
    assert claims.fresh(claim).contact_title == "Head of IT"


# Review.


def review_of(client, claim, person=None):
    client.force_login(person or claim.created_by)
    return client.get(url("detail", claim))


@pytest.mark.rule("FIL-5")
def test_the_review_lists_everything_once_more(client):
    subscription = factories.a_subscription(
        claims.a_customer(), factories.a_product(Product.Area.BUSINESS_APPLICATIONS, name="Field Service")
    )
    claim = claims.a_ready_draft(subscription=subscription, presales=True)
    actions.edit(claim.pk, by=claim.created_by, at=timezone.now(), opening_comment="Signed in June.")

    page = review_of(client, claim).content.decode()

    claim = claims.fresh(claim)
    shown = [
        *(claim.location.name, claim.location.mpn_id, claim.domain, claim.directory_id, claim.name),
        *("Business Applications", "Pre-sales, Usage", "OSA Sell, OSU – Business Applications"),
        *(claim.contact_name, claim.contact_title, claim.contact_email, claim.own_contact_name),
        *(claim.own_contact_email, claim.technical_contact_name, claim.technical_contact_email),
        *("Field Service", str(subscription.subscription_id), "proof.pdf", "Signed in June."),
    ]
    assert [text for text in shown if text not in page] == []
    for slug in ("customer", "activity", "details", "contacts", "comment"):
        assert f'href="{url("step", claim, slug)}"' in page


@pytest.mark.rule("FIL-5")
def test_every_problem_and_warning_leads_to_its_field(as_fiona, draft):
    taken = factories.a_holding(draft.tenant).product
    factories.an_association(product=taken, tenant=draft.tenant)
    actions.choose_products(draft.pk, by=draft.created_by, at=timezone.now(), seen=None, workloads=[taken])
    actions.edit(draft.pk, by=draft.created_by, at=timezone.now(), contact_email="", name="")

    page = review_of(as_fiona, draft)

    links = {problem.field: link for problem, link in page.context["blocking"]}
    assert links == {
        "contact_email": f"{url('step', draft, 'contacts')}#id_contact_email",
        "name": f"{url('step', draft, 'details')}#id_name",
        "files": f"{url('proof', draft)}#id_files",
    }
    warnings = {problem.field: link for problem, link in page.context["warnings"]}
    assert warnings == {"products": f"{url('products', draft)}#id_products"}
    for field, link in (links | warnings).items():
        assert f'href="{link}"' in page.content.decode()
        assert f'id="id_{field}"' in as_fiona.get(link).content.decode()
    assert url("submit", draft) not in page.content.decode()


@pytest.mark.rule("FIL-5", "PPL-2")
def test_who_may_not_submit_reads_who_may(client):
    claim = claims.a_ready_draft()
    people = people_of(claim.partner)

    for_fiona, for_uma, for_bill = (
        review_of(client, claim, person).content.decode()
        for person in (claim.created_by, people["uma"], people["bill"])
    )

    assert url("submit", claim) in for_fiona
    for page in (for_uma, for_bill):
        assert url("submit", claim) not in page
        assert "Greta Global" in page
    assert url("step", claim, "contacts") in for_uma
    assert url("step", claim, "contacts") not in for_bill


@pytest.mark.rule("FIL-1", "LIF-1")
def test_the_opening_comment_becomes_the_first_comment_once(client):
    claim = claims.a_ready_draft()
    client.force_login(claim.created_by)
    save(client, claim, "comment", opening_comment="Signed in June.")

    for _twice in range(2):
        client.post(url("submit", claim))

    comment = claim.comments.get()
    assert (comment.body, comment.written_by, comment.by_partner) == (
        "Signed in June.",
        claim.created_by,
        True,
    )
    assert claims.fresh(claim).opening_comment == ""
    assert claim.events.filter(kind="commented", text="Signed in June.").count() == 1
    copied = actions.copy(claim.pk, by=claim.created_by, at=timezone.now())
    assert copied.opening_comment == ""
