"""One claim of Northwind's for each thing that an address can be about, and what a form would send there."""

import uuid
from dataclasses import dataclass, field
from datetime import timedelta

from django.conf import settings
from django.core.files.base import ContentFile

from accounts import actions as accounts
from accounts.kinds import KINDS, Way
from accounts.models import Invitation
from accounts.roles import PartnerRole
from claims import actions, showing
from claims.models import Batch, BatchRow, Claim, RequestPoint
from claims.states import ClockKind, PartnerReason, RejectionReason, RequestReason
from consent import actions as consent
from consent.models import HandOff
from directory.models import Association, Product
from reviews import actions as reviews
from reviews import comparison
from reviews.models import Absence, Arbitration, ArbitrationParty, CannedText, Purpose, SavedView, SecondLook
from tests import claim_factories as make
from tests.cast import Cast, the_cast
from tests.claim_factories import MONDAY
from tests.consent.customers import mark_refused, message_of, notice_of, token_of
from tests.consent.tenants import a_way_in, an_official_of
from tests.factories import PASSWORD, a_partner, a_product, an_association, invited_token


@dataclass
class World:
    cast: Cast
    claims: dict[str, Claim] = field(default_factory=dict)
    token: str = ""
    tenant_token: str = ""
    arbitration: Arbitration | None = None
    looks: dict[str, SecondLook] = field(default_factory=dict)
    text: CannedText | None = None
    absence: Absence | None = None
    formerly: str = ""
    product: Product | None = None
    questioned: Association | None = None
    view: SavedView | None = None
    batch: Batch | None = None
    association: Association | None = None
    hand_off: HandOff | None = None
    invitation: Invitation | None = None
    invited: str = ""

    def arguments(self, target: str) -> dict:
        """Of the address, for what a row of the table is about."""
        name, _slash, part = target.partition("/")
        if name == "-":
            return {}
        if name == "link":
            return {"token": self.token}
        if name in ("association", "usage"):
            return {"pk": self.association.pk} | ({"suffix": part} if part else {})
        if name == "handoff":
            return {"pk": self.hand_off.pk}
        if name == "batch":
            return {"pk": self.batch.pk} | ({"suffix": part} if part else {})
        if name == "table":
            return {"key": part}
        if name == "example":
            return {"suffix": part}
        if name == "view":
            return {"pk": self.view.pk}
        if name == "arbitration":
            return {"pk": self.arbitration.pk}
        if name == "questioned":
            return {"pk": self.questioned.pk} | _defending(self.questioned, part)
        if name in self.looks:
            return {"pk": self.looks[name].pk}
        if name == "text":
            return {"pk": self.text.pk}
        if name == "absence":
            return {"pk": self.absence.pk}
        if name == "ravi":
            return {"pk": self.cast.ravi.pk} | ({"partner": int(self.formerly)} if part else {})
        if name == "notice":
            return {"pk": self.cast.fiona.news.earliest("pk").pk}
        if name == "tenant":
            return {"token": self.tenant_token}
        if name == "association":
            return {"pk": self.claims["approved"].products.get().association_id}
        if name == "failed":
            return {"pk": message_of(self.claims["bounced"]).pk}
        if name == "mail":
            return {"name": "20260302T120000000000Z-00000000.eml"}
        if name == "key":
            return {"key": "spent"}
        if name == "reset":
            return {"uidb36": "1", "key": "spent"}
        if name in ("company", "invitation", "uma", "role", "invited"):
            return self._of_company(name)
        claim = self.claims[name]
        if part == "file":
            return {"code": claim.code, "pk": claim.files.get().pk}
        if part == "page":
            return {"code": claim.code, **_first_page_of(claim)}
        if part == "said":
            return {"code": claim.code, "pk": claim.comments.earliest("pk").files.get().pk}
        if part == "step":
            return {"code": claim.code, "slug": "contacts"}
        if part == "product":
            return {"code": claim.code, "product_id": self.product.pk}
        if part == "why":
            return {"code": claim.code, "kind": ClockKind.START_REVIEW}
        return {"code": claim.code}

    def _of_company(self, name: str) -> dict:
        role = self.cast.uma.memberships.get()
        company = {"pk": role.partner_id}
        return {
            "company": company,
            "invitation": company | {"invitation": self.invitation.pk},
            "uma": company | {"person": self.cast.uma.pk},
            "role": company | {"person": self.cast.uma.pk, "role": role.pk},
            "invited": {"token": self.invited},
        }[name]


def the_world() -> World:
    """Ravi reviews; all happened on one Monday at nine. The rival has a claim in the arbitration, too."""
    world = World(the_cast())
    ours = {"location": world.cast.dublin, "by": world.cast.fiona}
    reviewed = {**ours, "reviewer": world.cast.ravi}
    claims = world.claims
    claims["draft"] = make.a_ready_draft(**ours)
    claims["submitted"] = _noticed(make.a_submitted_claim(**ours))
    claims["reviewed"] = make.a_claim_under_review(**reviewed)
    claims["asked"] = make.a_claim_to_answer(**reviewed)
    claims["approved"] = make.an_approved_claim(**reviewed)
    claims["rejected"] = make.a_rejected_claim(**reviewed)
    claims["disputed"] = make.a_rejected_claim(**reviewed)
    actions.raise_dispute(
        claims["disputed"].pk, by=world.cast.fiona, at=MONDAY, justification="It is all there."
    )
    actions.comment(
        claims["submitted"].pk,
        by=world.cast.fiona,
        at=MONDAY,
        body="See the plan.",
        uploads=[make.an_upload(name="plan.pdf")],
    )
    claims["bounced"] = _bounced(make.a_submitted_claim(**ours))
    claims["contested"] = _contested(world, reviewed)
    world.association = an_association(location=world.cast.dublin)
    world.hand_off = make.an_official_claim(**reviewed).hand_offs.get()
    world.batch = a_checked_batch_of(world.cast)
    world.product = a_product(Product.Area.BUSINESS_APPLICATIONS)
    world.token = token_of(claims["submitted"])
    world.tenant_token = a_way_in(make.fresh(_official()), at=MONDAY)[1]
    world.invitation = accounts.invite(
        world.cast.northwind.pk,
        by=world.cast.greta,
        at=MONDAY,
        email="nina@new.example",
        role=PartnerRole.INCENTIVES_USER,
        location=None,
    )
    world.invited = invited_token(world.invitation)
    world.view = SavedView.objects.create(
        owner=world.cast.ravi, name="Dublin", query="partner=4100001", is_shared=True, saved_at=MONDAY
    )
    world.arbitration = Arbitration.objects.get()
    world.looks = {
        "look": make.a_second_look(make.a_rejected_claim(**reviewed)),
        "returned": make.a_returned_look(make.a_rejected_claim(**reviewed), by=world.cast.rosa),
    }
    world.text = a_text()
    day = MONDAY.date() + timedelta(days=30)
    world.absence = reviews.plan_absence(world.cast.ravi.pk, day, day, by=world.cast.ravi, at=MONDAY)
    employer = a_partner(name="Tailspin")
    reviews.note_employer(world.cast.ravi.pk, employer, by=world.cast.lena, at=MONDAY)
    world.formerly = str(employer.pk)
    world.questioned = _questioned(world)
    return world


def _questioned(world) -> Association:
    """Northwind's from before the portal, which the rival claims now; with a file that speaks for it."""
    imported = an_association(location=world.cast.dublin, source=Association.Source.IMPORT)
    make.a_claim_under_review(
        location=world.cast.rival_location,
        by=world.cast.rita,
        reviewer=world.cast.ravi,
        subscription=imported.subscription,
    )
    reviews.add_defence_file(
        imported.pk, by=world.cast.fiona, at=MONDAY, upload=make.an_upload(), name="proof.pdf"
    )
    return imported


def a_text(**fields):
    defaults = {"name": "No signature", "purpose": Purpose.COMMENT, "body_en": "Who signed for {customer}?"}
    return CannedText.objects.create(**defaults | fields)


def _role(prefix: str, world: World, location) -> dict:
    return {f"{prefix}-role": PartnerRole.INCENTIVES_USER, f"{prefix}-location": location}


def _defending(association, part: str) -> dict:
    if part == "page":
        page = _first_page_of(association)
        return {"file": page.pop("pk"), **page}
    return {"file": association.files.get().pk} if part else {}


def _first_page_of(claim) -> dict:
    proof = claim.files.get()
    showing.look_into(proof, [], MONDAY)
    return {"pk": proof.pk, "number": 1, "width": settings.PROOF_SHOWN_WIDTHS[0]}


def a_checked_batch_of(cast):
    """Fiona's, with a row that is fit for a draft."""
    batch = Batch.objects.create(
        partner=cast.northwind,
        sheet_name="claims.csv",
        state=Batch.State.CHECKED,
        row_count=1,
        created_at=MONDAY,
        created_by=cast.fiona,
        worked_at=MONDAY,
    )
    batch.rows.create(partner=cast.northwind, number=2, state=BatchRow.State.READY)
    return batch


def _official():
    """Of another partner's customer, long ago."""
    return an_official_of(at=MONDAY - timedelta(days=60))


def _noticed(claim):
    consent.notify(claim.pk, at=MONDAY)
    return make.fresh(claim)


def _bounced(claim):
    claim = _noticed(claim)
    mark_refused(message_of(claim), MONDAY)
    consent.note_delivery(notice_of(claim).pk, at=MONDAY)
    return make.fresh(claim)


def _contested(world, reviewed):
    tenant, product = make.a_customer(), a_product()
    rivals = {"location": world.cast.rival_location, "by": world.cast.rita, "reviewer": world.cast.ravi}
    shared = {"tenant": tenant, "products": [product]}
    make.a_claim_under_review(**rivals, **shared)
    return make.a_claim_under_review(**reviewed, **shared)


def typed(name: str, world: World, claim: Claim | None) -> dict:
    """What a whole form says, so that a refusal is about the person and not about the form."""
    if claim is not None:
        claim.refresh_from_db()
        seen = {"seen": claim.version, "seen_history": claim.history_length}
        return seen | TYPED.get(name, lambda world, claim: {})(world, claim)
    if name == "claims:batches":
        return {"sheet": ContentFile(b"MPN ID", "claims.csv")}
    if name == "claims:new":
        return {"location": world.cast.dublin.pk, "name": "Exchange for Contoso"}
    if name in ("reviews:arbitration", "reviews:ask_all", "reviews:tick_party"):
        return _typed_about_rivals(name, world)
    forms = {
        "consent:tenant": {"email": "carla@customer.example", "customer": "customer.example"},
        "accounts:preferences": PREFERENCES,
        "accounts:notice_choices": CHOICES,
        "accounts:invite": {"email": "noel@new.example", "role": PartnerRole.INCENTIVES_USER},
        "accounts:join": {"name": "Nina New", "password": PASSWORD},
        "accounts:add_role": _role("new", world, world.cast.cork.pk),
        "accounts:change_role": _role(f"role{world.cast.uma.memberships.get().pk}", world, ""),
        "associations:defence": {"body": "We moved their mail."},
        "reviews:bulk": {"action": "take", "claim": f"{world.claims['submitted'].pk}:1"},
        "reviews:views": {"name": "Everything", "from": "show=all"},
        "reviews:change_view": {"name": "Cork", "is_shared": "on"},
        "reviews:closures": CLOSURE,
        "reviews:second_look": {"outcome": "agreed"},
        "reviews:keep_decision": TEXT,
        "reviews:new_text": CANNED,
        "reviews:plan_absence": {"from_date": "2026-03-02", "until_date": "2026-03-03"},
        "reviews:note_employer": {"company": world.cast.rival_location.mpn_id},
        "reviews:text": CANNED | {"seen": 1},
    }
    return forms.get(name, {})


def _typed_about_rivals(name: str, world: World) -> dict:
    party = ArbitrationParty.objects.get(claim_product__claim=world.claims["contested"])
    seen = comparison.version_of(comparison.parties_of(world.arbitration))
    return {
        "reviews:arbitration": {"winner": party.pk, "text": "The newer proof.", "seen": seen},
        "reviews:ask_all": {"text": "When was it?", f"ask_{RequestReason.DATES}": "on", "seen": seen},
        "reviews:tick_party": {"party": party.pk, "point": RequestReason.DATES, "verdict": "met", "seen": 0},
    }[name]


PREFERENCES = {"name": "Somebody Else", "language": "en", "time_zone": "Europe/Dublin"}
CHOICES = {name: Way.DIGEST for name, kind in KINDS.items() if not kind.is_mandatory}
CLOSURE = {"calendar": "team", "date": "2026-12-29", "name": "Company day", "confirmed": "yes"}
CANNED = {"name": "No date", "purpose": Purpose.ASK_DATES, "rank": 5, "body_en": "When was it?"}
TEXT = {"text": "Because of the date."}
CONTACTS = ("contact_name", "contact_title", "contact_email", "own_contact_name", "own_contact_email")
TYPED = {
    "claims:step": lambda world, claim: (
        {name: getattr(claim, name) for name in CONTACTS} | {"contact_name": "Carla Customer-Clark"}
    ),
    "claims:edit": lambda world, claim: (
        {name: getattr(claim, name) for name in ("domain", "directory_id", "area", "name", *CONTACTS)}
        | {"location": claim.location_id, "usage": "on", "contact_name": "Carla Customer-Clark"}
    ),
    "claims:products": lambda world, claim: {"products": claim.products.values_list("product_id", flat=True)},
    "claims:add_file": lambda world, claim: {"files": make.an_upload()},
    "claims:answer": lambda world, claim: {
        f"answer_{point.pk}": "On 5 January." for point in RequestPoint.objects.filter(request__claim=claim)
    },
    "claims:withdraw": lambda world, claim: {"reason": PartnerReason.WRONG_ACTIVITY},
    "claims:give_up": lambda world, claim: {"reason": PartnerReason.WRONG_ACTIVITY},
    "claims:comment": lambda world, claim: {"body": "Thank you."},
    "claims:help": lambda world, claim: {"once": uuid.uuid4(), "details": "It does not open.", "send": "1"},
    "claims:dispute": lambda world, claim: {"justification": "It is all there."},
    "consent:contact": lambda world, claim: {
        "contact_name": "Carla Customer",
        "contact_title": "Head of IT",
        "contact_email": "carla.customer@customer.example",
    },
    "reviews:ask": lambda world, claim: TEXT | {f"ask_{RequestReason.DATES}": "on"},
    "reviews:approve": lambda world, claim: TEXT | {f"keep_{row.pk}": "on" for row in claim.products.all()},
    "reviews:reject": lambda world, claim: TEXT | {"reason": RejectionReason.INSUFFICIENT_POE},
    "reviews:reverse": lambda world, claim: TEXT,
    "reviews:accept_dispute": lambda world, claim: TEXT,
    "reviews:uphold": lambda world, claim: TEXT,
    "reviews:assign": lambda world, claim: {"to": world.cast.rosa.pk},
    "reviews:hand_over": lambda world, claim: {"to": world.cast.rosa.pk},
    "reviews:comment": lambda world, claim: {"body": "Thank you."},
    "reviews:tick_all": lambda world, claim: {"verdict": "met", "points": ["dates::0"]},
    "reviews:tick": lambda world, claim: {"point": "dates", "verdict": "met", "note": "March.", "seen": 0},
    "reviews:note": lambda world, claim: {"body": "Looks right."},
}
