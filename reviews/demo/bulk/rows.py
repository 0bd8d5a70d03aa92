"""The tables that a bulk claim has rows in, and what stands in them."""

from claims import finding
from claims.folding import fold
from claims.models import (
    Claim,
    ClaimProduct,
    Comment,
    Deadline,
    Decision,
    Event,
    InformationRequest,
    ProofFile,
    Queued,
    RequestPoint,
    Stay,
    Word,
)
from claims.models.listing import NEVER
from consent.models import Answer, HandOff, Notice, Window
from directory.models import Association

from .tables import EPOCH, Rows, Table

CLAIM = [
    "code", "partner", "location", "state", "version", "domain", "directory_id", "tenant", "area", "presales",
    "usage", "revenue", "name", "contact_name", "contact_title", "contact_email", "own_contact_name",
    "own_contact_email", "technical_contact_name", "technical_contact_title", "technical_contact_email",
    "seller_name", "customer_name", "isv_solution", "opening_comment",
    "created_at", "created_by", "submitted_at", "submitted_by",
    "entered_at", "mover", "reviewer", "acted_at", "barred_reviewer", "review_started_at", "answered_at", "decided_at",
    "rejection_reason", "partner_reason", "partner_reason_text", "disputed_at", "due_at", "overall_risk_at",
    "overall_due_at", "window_ends_at", "notice_due_at", "changed_at", "due_order_at",
    "submitted_order_at", "name_key", "customer", "customer_key", "customer_country", "partner_name", "mpn_id",
    "ends_date", "history_length", "history_head",
]  # fmt: skip
QUEUED = [
    "state", "due_at", "submitted_at", "reviewer", "partner", "customer_country", "area", "presales", "usage",
    "answered_at", "overall_risk_at", "overall_due_at",
]  # fmt: skip
PLACES = [CLAIM.index(column) for column in QUEUED]
NO_END = (NEVER.date().toordinal() - EPOCH) * 1440
APPLICATIONS = "business_applications"


def path_of(case, number: int) -> str:
    return f"poe/{case.pk}/bulk-{number}"


class Tables:
    def __init__(self):
        self.claims = Table(Claim, "id " + " ".join(CLAIM))
        self.queued = Rows(Queued, " ".join(["claim", *QUEUED]))
        self.words = Rows(Word, "claim word")
        self.associations = Table(
            Association,
            "id kind tenant product subscription partner location source claim_code started_at official_at"
            " ended_at end_reason created_at",
        )
        self.claim_products = Table(
            ClaimProduct, "id claim product subscription typed_subscription result removal_reason association"
        )
        self.stays = Table(Stay, "id claim state entered_at left_at")
        self.deadlines = Table(Deadline, "id claim kind counted_from due_at settled_at outcome")
        self.files = Table(
            ProofFile, "id claim file name content_type size sha256 uploaded_at uploaded_by in_answer_to"
        )
        self.comments = Table(Comment, "id claim written_at written_by by_partner body")
        self.requests = Table(
            InformationRequest,
            "id claim asked_at asked_by text answered_at answered_by taken_back_at taken_back_by lapsed_at calendars",
        )
        self.points = Table(RequestPoint, "id request reason text answer")
        self.decisions = Table(Decision, "id claim outcome reason text made_at made_by undone_at undone_by")
        self.events = Table(
            Event,
            "id claim number at kind side actor actor_id before after text staff_only previous_hash hash",
        )
        self.notices = Table(
            Notice,
            "id claim kind contact_name contact_email language message_key created_at accepted_at bounced_at"
            " replaced_at",
        )
        self.windows = Table(
            Window, "id claim notice opened_at remind_at reminded_at ends_at closed_at outcome"
        )
        self.answers = Table(Answer, "id notice kind reason text answered_at leads_told_at")
        self.hand_offs = Table(HandOff, "id claim association message_key created_at handed_at reference")
        self.all = [table for table in vars(self).values() if isinstance(table, Table)]

    def claim(self, case, life, customers, *, created_at, submitted_at=None, **facts) -> None:
        """All but the head of its history, which `head` adds."""
        area = case.products[0][0].area
        is_application = area == APPLICATIONS
        tenant_id = customers.first + case.customer
        answered = life.state == "under_review" and life.stays[-2][0] == "partner_action_required"
        domain, customer = customers.domain(case.customer), customers.name(case.customer)
        changed_at = max(at for at, *_what, staff_only in life.events if not staff_only)
        technical = (f"Admin {case.customer}", "Administrator", f"admin@{customers.domain(case.customer)}")
        self._claim = (
            case.code, case.place.partner_id, case.place.location_id, life.state, 1 + len(life.events),
            domain, customers.guid(tenant_id), tenant_id, area, is_application and case.pk // 2 % 4 == 0, True, False,
            case.name, case.contact, "Head of IT", case.contact_email, case.filer.name, case.filer.email,
            *(technical if is_application else ("", "", "")), "", "", "", "", created_at, case.filer.pk, submitted_at,
            submitted_at and case.filer.pk, life.entered_at, facts.get("mover", case.filer.pk),
            facts.get("reviewer"), facts.get("reviewer") and facts["acted_at"], None, life.started_at,
            life.entered_at if answered else None,
            facts.get("decided_at"), facts.get("rejection_reason", ""), facts.get("partner_reason", ""), "", None,
            life.due_at, life.risk_at, life.overall_at, facts.get("window_ends_at"), None, changed_at,
            NO_END if life.due_at is None else life.due_at, submitted_at or NO_END, fold(case.name), customer,
            fold(customer), customers.country(case.customer), case.company.name, case.place.mpn_id,
            self._ends_date(case, customers, facts),
        )  # fmt: skip
        if submitted_at is None:
            self._pending(case)
        self._words(case, customers, tenant_id, domain, customer)
        if life.due_at is not None:
            self.queued.add(case.pk, *(self._claim[place] for place in PLACES))

    def _words(self, case, customers, tenant_id, domain, customer) -> None:
        subscriptions = [pk for _product, pk in case.products if pk is not None]
        words = finding.words_of(
            code=case.code,
            names=(case.name, case.company.name, customer),
            mpn_id=case.place.mpn_id,
            domain=domain,
            directory_id=customers.guid(tenant_id),
            subscriptions=[customers.guid(pk, 1) for pk in subscriptions],
        )
        for word in sorted(words):
            self.words.add(case.pk, word)

    def _ends_date(self, case, customers, facts):
        """Of the subscriptions of live associations; workloads have none."""
        if facts.get("approved_at") is None or facts.get("ended_at") is not None:
            return None
        ends = [customers.end_date(subscription_id) for _product, subscription_id in case.products]
        return min(filter(None, ends), default=None)

    def head(self, length: int, digest: str) -> None:
        self.claims.add(*self._claim, length, digest)

    def _pending(self, case) -> None:
        for product, subscription_id in case.products:
            self.claim_products.add(case.pk, product.pk, subscription_id, "", "pending", "", None)

    def products(self, case, facts) -> None:
        approved_at = facts.get("approved_at")
        if approved_at is None:
            self._pending(case)
            return
        official_at, ended_at = facts.get("official_at"), facts.get("ended_at")
        tenant_id = self._claim[CLAIM.index("tenant")]
        for product, subscription_id in case.products:
            association_id = self.associations.add(
                "incentive", tenant_id, product.pk, subscription_id, case.place.partner_id, case.place.location_id,
                "claim", case.code, approved_at, official_at, ended_at, facts.get("end_reason", ""), approved_at,
            )  # fmt: skip
            self.claim_products.add(case.pk, product.pk, subscription_id, "", "approved", "", association_id)
            if official_at is not None:
                key = f"handoff:{case.code}:{association_id}"
                reference = f"EV-{association_id:07}"
                self.hand_offs.add(case.pk, association_id, key, official_at + 1, official_at + 1, reference)

    def file(self, case, number, name, digest, at, size) -> None:
        path = path_of(case, number)
        self.files.add(case.pk, path, name, "application/pdf", size, digest, at, case.filer.pk, None)

    def request(self, case, at, text, points, *, answered_at=None, lapsed_at=None) -> None:
        answered = (answered_at, case.filer.pk) if answered_at else (None, None)
        request_id = self.requests.add(
            case.pk, at, case.reviewer.pk, text, *answered, None, None, lapsed_at, ""
        )
        for reason, detail in points.items():
            self.points.add(request_id, reason, detail, "Done." if answered_at else "")

    def decision(self, case, outcome, reason, text, at) -> None:
        self.decisions.add(case.pk, outcome, reason, text, at, case.reviewer.pk, None, None)

    def notice(self, case, kind, language, at, accepted_at) -> int:
        return self.notices.add(
            case.pk, kind, case.contact, case.contact_email, language, f"bulk:{case.code}:{kind}", at, accepted_at,
            None, None,
        )  # fmt: skip

    def replace_last_notice(self, at) -> None:
        self.notices.rows[-1] = (*self.notices.rows[-1][:-1], at)
