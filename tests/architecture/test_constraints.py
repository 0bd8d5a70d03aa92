"""Every constraint of every model, broken once past all forms and actions: the database itself says no."""

import copy
from datetime import UTC, date, datetime, timedelta

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, models, transaction
from django.db.models import F

from accounts import actions as accounts
from accounts.models import News, NewsChoice
from accounts.roles import PartnerRole
from calendars.models import Closure
from claims import actions
from claims.models import BatchRow, ExpectedTime, ProofFile, ShownFile
from claims.states import PartnerReason
from consent.models import Answer, Ending, Link, TenantAccess
from directory.models import Association, EndWarning, Usage
from outbox import actions as outbox
from outbox.models import Bounce
from reviews import actions as reviews
from reviews.models import (
    Arbitration,
    ArbitrationParty,
    DefenceText,
    Figure,
    JointRequest,
    Look,
    SavedView,
    SendingAgain,
)
from tests.architecture.world import a_checked_batch_of, a_text
from tests.cast import the_cast
from tests.claim_factories import (
    MONDAY,
    a_claim_in_window,
    a_claim_to_answer,
    a_claim_under_review,
    a_draft,
    a_dynamics_draft,
    a_ready_draft,
    a_rejected_claim,
    a_returned_look,
    a_second_look,
    a_submitted_claim,
    an_approved_claim,
    an_official_claim,
    an_upload,
)
from tests.factories import (
    LONG_AGO,
    a_holding,
    a_lead,
    a_location,
    a_member,
    a_product,
    a_reviewer,
    a_subscription,
    a_tenant,
    a_user,
    an_association,
)

pytestmark = pytest.mark.each_database

OURS = ("accounts", "calendars", "claims", "consent", "directory", "outbox", "reviews")
CONSTRAINTS = {
    constraint.name: constraint
    for label in OURS
    for model in apps.get_app_config(label).get_models()
    for constraint in model._meta.constraints
}
BEFORE = MONDAY - timedelta(days=400)
ANCIENT = date(2000, 1, 1)
UNKNOWN = "unheard of"


def of(make, related):
    """The one row of this relation that the made thing has."""
    return lambda: getattr(make(), related).get()


def an_open_stay():
    return a_submitted_claim().stays.get(left_at=None)


def a_queued_claim():
    return a_claim_under_review().queued


def a_withdrawn_claim():
    claim = a_submitted_claim()
    return actions.withdraw(
        claim.pk, by=claim.created_by, at=MONDAY, reason=PartnerReason.OTHER, text="Why not."
    )


def a_dispute():
    claim = a_rejected_claim()
    return actions.raise_dispute(claim.pk, by=claim.created_by, at=MONDAY, justification="Look again.")


def a_comment():
    claim = a_submitted_claim()
    return actions.comment(claim.pk, by=claim.created_by, at=MONDAY, body="Hello.")


def a_comment_file():
    claim = a_submitted_claim()
    said = actions.comment(claim.pk, by=claim.created_by, at=MONDAY, body="Here.", uploads=[an_upload()])
    return said.files.get()


def a_saved_view():
    return SavedView.objects.create(owner=a_reviewer(), name="Mine", query="show=mine", saved_at=MONDAY)


def a_note():
    claim = a_claim_under_review()
    return reviews.note(claim.pk, by=claim.reviewer, at=MONDAY, body="Odd.")


def a_look():
    return Look.objects.create(claim=a_submitted_claim(), user=a_user(), looked_at=MONDAY, number=3)


def a_ticked_point(product=False):
    claim = a_claim_under_review()
    point = {"point": "product_not_mentioned", "product_id": claim.products.get().pk}
    return reviews.tick(
        claim.pk,
        by=claim.reviewer,
        at=MONDAY,
        verdict="met",
        **(point if product else {"point": "dates"}),
    )


def a_kept_checklist():
    entry = a_ticked_point()
    text = {"reason": "insufficient_poe", "text": "Not enough."}
    reviews.reject(entry.claim_id, by=entry.ticked_by, at=MONDAY, **text)
    return entry.claim.decisions.get().kept_checklist


def an_absence():
    ravi, day = a_reviewer(), MONDAY.date()
    return reviews.plan_absence(ravi.pk, day, day, by=ravi, at=MONDAY)


def an_employer_change():
    ravi = a_reviewer()
    reviews.note_employer(ravi.pk, a_location().partner, by=a_lead(), at=MONDAY)
    return ravi.employer_changes.get()


def an_idle_return():
    claim = a_claim_under_review()
    reviews.return_idle(claim.pk, since=MONDAY, at=MONDAY + timedelta(days=2))
    return claim.idle_returns.get()


def a_batch():
    return a_checked_batch_of(the_cast())


def a_made_row():
    row = a_batch().rows.get()
    row.claim, row.fingerprint, row.state = a_draft(), "f" * 64, BatchRow.State.DRAFTED
    row.save()
    return row


def an_event():
    return a_draft().events.get()


def a_shown_file():
    fields = {
        "status": "shown",
        "count": 1,
        "pages": [[5950, 8420]],
        "looked_into_at": MONDAY,
        "used_at": MONDAY,
    }
    return ShownFile.objects.create(proof=a_ready_draft().files.get(), **fields)


def a_reading():
    return a_ready_draft().files.get().reading


def a_notice():
    return an_approved_claim().notices.get()


def a_link():
    return Link.objects.filter(notice=a_notice()).first()


def an_answer():
    return Answer.objects.create(notice=a_notice(), kind=Answer.Kind.DECLINED, answered_at=MONDAY)


def an_enrolment():
    return a_location(programmes=["osu_m365"]).enrolments.get()


def a_membership(at_location=False):
    location = a_location()
    member = a_member(location.partner, PartnerRole.BILLING_ADMIN, location if at_location else None)
    return member.memberships.get()


def an_invitation():
    partner = a_location().partner
    return accounts.invite(
        partner.pk,
        by=a_member(partner, PartnerRole.GLOBAL_ADMIN),
        at=MONDAY,
        email="nina@new.example",
        role=PartnerRole.INCENTIVES_USER,
        location=None,
    )


def an_expected_time():
    return ExpectedTime.objects.create(
        programmes="osu_m365",
        decisions=20,
        median_tenths=40,
        ninety_tenths=80,
        from_date=ANCIENT,
        until_date=date(2026, 3, 2),
    )


def a_figure(model):
    return lambda: model.objects.create(date=ANCIENT, programmes="osu_m365", reviewer=0)


def an_arbitration(subscription=False):
    thing = a_subscription() if subscription else a_holding()
    return Arbitration.objects.create(
        kind=Association.Kind.INCENTIVE,
        tenant=thing.tenant,
        product=thing.product,
        subscription=thing if subscription else None,
        opened_at=MONDAY,
    )


def a_joint_request():
    return JointRequest.objects.create(
        arbitration=an_arbitration(), asked_at=MONDAY, asked_by=a_lead(), text="When was it?"
    )


def a_sending_again():
    return SendingAgain.objects.create(asked_by=a_lead(), asked_at=MONDAY, found=3)


def a_taken_look():
    look = a_second_look()
    return reviews.take_second_look(look.pk, by=a_reviewer(), at=look.drawn_at)


def a_settled_look():
    look = a_returned_look()
    return reviews.keep_decision(look.pk, by=a_lead(), at=look.looked_at, text="It is not.")


def a_party(**fields):
    if not fields:
        claim = a_ready_draft()
        fields = {"claim": claim, "claim_product": claim.products.get()}
    return ArbitrationParty.objects.create(arbitration=an_arbitration(), joined_at=MONDAY, **fields)


def an_incumbent_party():
    claim = a_ready_draft()
    return a_party(claim=claim, claim_product=claim.products.get(), association=an_association())


def a_defence_file():
    return ProofFile.objects.create(
        association=an_association(),
        file="defences/1/x",
        name="proof.pdf",
        content_type="application/pdf",
        size=1,
        sha256="0" * 64,
        uploaded_at=MONDAY,
        uploaded_by=a_lead(),
    )


def a_defence_text():
    return DefenceText.objects.create(
        association=an_association(), body="We did it.", written_at=MONDAY, written_by=a_lead()
    )


def a_workload_association():
    return an_association(product=a_product())


def a_warning():
    return EndWarning.objects.create(
        association=an_association(), ends_date=date(2026, 2, 1), days=60, told_at=MONDAY
    )


def a_usage():
    return Usage.objects.create(association=an_association(), month_date=date(2026, 2, 1), active_users=3)


def a_message():
    with transaction.atomic():
        return outbox.enqueue_email(key="m", to="a@b.example", subject="S", text="T", kind="test", at=MONDAY)


def an_access():
    return TenantAccess.objects.create(email="a@b.example", asked_for="b.example", asked_at=MONDAY)


def an_ending():
    return Ending.objects.create(
        association=an_association(), contact_name="Carla", contact_email="c@d.example", ended_at=MONDAY
    )


def a_bounce():
    return Bounce.objects.create(message=a_message(), event_id="e", source="mailbox", received_at=MONDAY)


def a_waiting_notice():
    words = {"kind": "official", "title": "Your association is official", "link": "/claims/"}
    return News.objects.create(user=a_user(), key="n", visible_at=MONDAY, digest_at=MONDAY, **words)


def a_hand_off():
    return an_official_claim().hand_offs.get()


def a_choice():
    return NewsChoice.objects.create(user=a_user(), kind="official", way="digest")


def another_notice(window):
    notice = copy.copy(window.notice)
    notice.pk, notice.message_key, notice.replaced_at = None, "another", MONDAY
    notice._state.adding = True
    notice.save()
    return notice


def set_to(make, **values):
    """An UPDATE that no clean() and no save() has seen."""

    def break_it():
        row = make()
        yield
        models.QuerySet(type(row)).filter(pk=row.pk).update(**values)

    return break_it


def twice(make, **values):
    """The same row a second time, but for what another constraint would stop."""

    def break_it():
        row = make()
        second = copy.copy(row)
        second.pk = None
        for name, value in values.items():
            setattr(second, name, value(row) if callable(value) else value)
        yield
        models.QuerySet(type(row)).bulk_create([second])

    return break_it


SETTLED = {"settled_at": MONDAY}
BREAKS = {
    # accounts
    "staff_role_is_known": set_to(a_user, staff_role=UNKNOWN),
    "enrolled_once_from_a_day": twice(an_enrolment),
    "enrolment_ends_after_it_begins": set_to(an_enrolment, until_date=LONG_AGO - timedelta(days=1)),
    "enrolment_programme_is_known": set_to(an_enrolment, programme=UNKNOWN),
    "role_once_in_a_company": twice(a_membership),
    "role_once_at_a_location": twice(lambda: a_membership(at_location=True)),
    "membership_role_is_known": set_to(a_membership, role=UNKNOWN),
    "one_open_invitation": twice(an_invitation, token_hash="another"),
    "invitation_role_is_known": set_to(an_invitation, role=UNKNOWN),
    "invitation_email_is_lower_case": set_to(an_invitation, email="Nina@new.example"),
    "invitation_expires_after_it_began": set_to(an_invitation, expires_at=F("invited_at")),
    "invitation_accepted_at_and_by": set_to(an_invitation, accepted_at=MONDAY),
    "invitation_taken_back_at_and_by": set_to(an_invitation, taken_back_by=F("invited_by")),
    "invitation_accepted_or_taken_back": set_to(
        an_invitation,
        accepted_at=MONDAY,
        accepted_by=F("invited_by"),
        taken_back_at=MONDAY,
        taken_back_by=F("invited_by"),
    ),
    "people_change_kind_is_known": twice(lambda: an_invitation().partner.people_changes.get(), kind=UNKNOWN),
    "news_read_is_in_no_digest": set_to(a_waiting_notice, read_at=MONDAY),
    "news_leads_into_the_portal": set_to(a_waiting_notice, link="https://elsewhere.example/"),
    "news_has_a_title": set_to(a_waiting_notice, title=""),
    "one_choice_for_a_kind": twice(a_choice),
    "news_way_is_known": set_to(a_choice, way=UNKNOWN),
    # calendars
    "closure_once_a_day": twice(lambda: Closure.objects.create(calendar="IE", date=ANCIENT, name="Storm")),
    "closure_calendar_is_known": set_to(
        lambda: Closure.objects.create(calendar="IE", date=ANCIENT, name="Storm"), calendar="ie"
    ),
    "closure_has_a_name": set_to(
        lambda: Closure.objects.create(calendar="IE", date=ANCIENT, name="Storm"), name=""
    ),
    # claims, counted
    "expected_median_first": set_to(an_expected_time, median_tenths=81),
    "expected_from_before_until": set_to(an_expected_time, from_date=date(2026, 3, 3)),
    # claims.Claim
    "claim_state_is_known": set_to(a_submitted_claim, state=UNKNOWN, due_at=None),
    "claim_area_is_known": set_to(a_draft, area=UNKNOWN),
    "rejection_reason_is_known": set_to(a_rejected_claim, rejection_reason=UNKNOWN),
    "partner_reason_is_known": set_to(a_withdrawn_claim, partner_reason=UNKNOWN),
    "submitted_unless_draft": set_to(a_draft, submitted_at=MONDAY, submitted_by=F("created_by")),
    "submitted_at_and_by": set_to(a_submitted_claim, submitted_by=None),
    "decided_at_when_decided": set_to(a_rejected_claim, decided_at=None),
    "reason_when_rejected": set_to(a_rejected_claim, rejection_reason=""),
    "partner_reason_on_partner_request": set_to(a_rejected_claim, partner_reason="other"),
    "review_started_when_reviewed": set_to(
        a_claim_under_review, review_started_at=None, overall_due_at=None, overall_risk_at=None
    ),
    "review_starts_after_submission": set_to(a_claim_under_review, review_started_at=BEFORE),
    "no_reviewer_on_a_draft": set_to(a_draft, reviewer=F("created_by"), acted_at=MONDAY),
    "acted_at_once_held": set_to(a_claim_under_review, acted_at=None),
    "answered_only_under_review": set_to(a_submitted_claim, answered_at=MONDAY),
    "due_while_open": set_to(a_submitted_claim, due_at=None),
    "due_only_while_open_or_disputed": set_to(a_rejected_claim, due_at=MONDAY),
    "overall_due_and_risk": set_to(a_claim_under_review, overall_risk_at=None),
    "overall_due_once_review_started": set_to(
        a_submitted_claim, overall_due_at=MONDAY, overall_risk_at=MONDAY
    ),
    "disputed_only_when_rejected": set_to(a_submitted_claim, disputed_at=MONDAY),
    "window_only_once_approved": set_to(a_submitted_claim, window_ends_at=MONDAY),
    "revenue_association_alone": set_to(a_dynamics_draft, revenue=True),
    "microsoft_365_takes_usage_only": set_to(a_draft, presales=True),
    # claims.Queued
    "queued_while_open_or_disputed": set_to(a_queued_claim, state="approved"),
    "queued_answered_under_review": set_to(a_queued_claim, state="submitted", answered_at=MONDAY),
    "queued_overall_due_and_risk": set_to(a_queued_claim, overall_due_at=None),
    # claims, the rest
    "workload_once_in_a_claim": twice(of(a_ready_draft, "products")),
    "subscription_once_in_a_claim": twice(of(a_dynamics_draft, "products")),
    "product_result_is_known": set_to(of(a_ready_draft, "products"), result=UNKNOWN),
    "typed_only_without_a_subscription": set_to(of(a_dynamics_draft, "products"), typed_subscription="1234"),
    "removal_has_a_reason": set_to(of(a_ready_draft, "products"), removal_reason="Not proved."),
    "association_only_when_approved": set_to(of(an_approved_claim, "products"), result="pending"),
    "comment_file_is_not_empty": set_to(a_comment_file, size=0),
    "comment_file_has_a_digest": set_to(a_comment_file, sha256=""),
    "comment_says_something": set_to(a_comment, body=""),
    "request_answered_at_and_by": set_to(of(a_claim_to_answer, "requests"), answered_at=MONDAY),
    "request_taken_back_at_and_by": set_to(of(a_claim_to_answer, "requests"), taken_back_by=F("asked_by")),
    "request_says_something": set_to(of(a_claim_to_answer, "requests"), text=""),
    "request_answered_or_taken_back": set_to(
        of(a_claim_to_answer, "requests"),
        answered_at=MONDAY,
        answered_by=F("asked_by"),
        taken_back_at=MONDAY,
        taken_back_by=F("asked_by"),
    ),
    "one_open_request": twice(of(a_claim_to_answer, "requests")),
    "request_reason_is_known": set_to(
        lambda: a_claim_to_answer().requests.get().points.get(), reason=UNKNOWN
    ),
    "each_reason_once_in_a_request": twice(lambda: a_claim_to_answer().requests.get().points.get()),
    "decision_outcome_is_known": set_to(of(an_approved_claim, "decisions"), outcome=UNKNOWN),
    "rejection_has_a_reason": set_to(of(a_rejected_claim, "decisions"), reason=""),
    "decision_undone_at_and_by": set_to(of(a_rejected_claim, "decisions"), undone_at=MONDAY),
    "dispute_outcome_is_known": set_to(a_dispute, outcome=UNKNOWN, settled_by=F("raised_by"), **SETTLED),
    "dispute_settled_at_and_by": set_to(a_dispute, outcome="upheld", **SETTLED),
    "dispute_settled_with_an_outcome": set_to(a_dispute, outcome="upheld"),
    "dispute_has_a_justification": set_to(a_dispute, justification=""),
    "events_are_numbered": twice(an_event),
    "events_count_from_one": twice(an_event, number=0),
    "event_side_is_known": twice(an_event, number=2, side="nobody"),
    "file_is_not_empty": set_to(of(a_ready_draft, "files"), size=0),
    "file_has_a_digest": set_to(of(a_ready_draft, "files"), sha256=""),
    "reading_status_is_known": set_to(a_reading, status=UNKNOWN, read_at=MONDAY, due_at=None),
    "read_at_unless_waiting": set_to(a_reading, read_at=MONDAY),
    "reading_due_while_waiting": set_to(a_reading, due_at=None),
    "shown_status_is_known": set_to(a_shown_file, status=UNKNOWN, count=0),
    "shown_file_has_pages": set_to(a_shown_file, count=0),
    "stay_state_is_known": set_to(an_open_stay, state=UNKNOWN),
    "left_after_entered": set_to(an_open_stay, left_at=BEFORE),
    "in_one_state_at_a_time": twice(an_open_stay),
    "deadline_kind_is_known": set_to(of(a_submitted_claim, "deadlines"), kind=UNKNOWN),
    "deadline_outcome_is_known": set_to(of(a_submitted_claim, "deadlines"), outcome="lost", **SETTLED),
    "settled_with_an_outcome": set_to(of(a_submitted_claim, "deadlines"), **SETTLED),
    "one_running_clock_of_a_kind": twice(of(a_submitted_claim, "deadlines")),
    "batch_state_is_known": set_to(a_batch, state=UNKNOWN),
    "batch_confirmed_at_and_by": set_to(a_batch, state="making", confirmed_at=MONDAY),
    "batch_confirmed_before_claims": set_to(a_batch, confirmed_at=MONDAY, confirmed_by=F("created_by")),
    "batch_unreadable_says_why": set_to(a_batch, failure="It is damaged."),
    "row_once_in_a_batch": twice(of(a_batch, "rows")),
    "row_made_once_in_a_company": twice(a_made_row, number=3),
    "batch_row_state_is_known": set_to(of(a_batch, "rows"), state=UNKNOWN),
    "batch_row_claim_has_a_fingerprint": set_to(a_made_row, fingerprint=""),
    "place_once_in_a_zip": twice(
        lambda: a_batch().proof_files.create(place=1, name="a", path_key="a", name_key="a")
    ),
    # consent
    "notice_kind_is_known": set_to(a_notice, kind=UNKNOWN),
    "one_current_notice": twice(a_notice, message_key="another"),
    "accepted_or_bounced": set_to(a_notice, accepted_at=MONDAY, bounced_at=MONDAY),
    "link_has_a_hash": set_to(a_link, token_hash=""),
    "window_outcome_is_known": set_to(of(a_claim_in_window, "windows"), outcome=UNKNOWN, closed_at=MONDAY),
    "closed_with_an_outcome": set_to(of(a_claim_in_window, "windows"), closed_at=MONDAY),
    "window_has_a_length": set_to(of(a_claim_in_window, "windows"), ends_at=F("opened_at")),
    "one_open_window": twice(of(a_claim_in_window, "windows"), notice=another_notice),
    "answer_kind_is_known": set_to(an_answer, kind=UNKNOWN),
    "answer_reason_is_known": set_to(an_answer, reason=UNKNOWN),
    "handed_with_a_reference": set_to(a_hand_off, handed_at=MONDAY),
    "only_a_no_has_a_reason": set_to(an_answer, kind="confirmed", reason="other"),
    # directory
    "tenant_has_a_name": set_to(a_tenant, name=""),
    "tenant_country_is_a_code": set_to(a_tenant, country="ie"),
    "domain_is_lower_case": set_to(lambda: a_tenant().domains.get(), name="Contoso.example"),
    "domain_has_two_labels": set_to(lambda: a_tenant().domains.get(), name="example"),
    "product_area_is_known": set_to(a_product, area=UNKNOWN),
    "product_is_offered_before_it_ends": set_to(a_product, valid_until_date=ANCIENT),
    "workload_held_once": twice(a_holding),
    "subscription_channel_is_known": set_to(a_subscription, channel=UNKNOWN),
    "subscription_state_is_known": set_to(a_subscription, state=UNKNOWN),
    "subscription_ends_after_it_begins": set_to(a_subscription, end_date=ANCIENT),
    "one_partner_of_a_workload": twice(a_workload_association),
    "one_partner_of_a_subscription": twice(an_association),
    "association_kind_is_known": set_to(an_association, kind=UNKNOWN),
    "association_source_is_known": set_to(an_association, source=UNKNOWN),
    "association_of_a_claim_names_it": set_to(an_association, source="import", claim_code="C-7K2M-9QXT"),
    "association_official_after_it_began": set_to(an_association, official_at=BEFORE),
    "association_ends_after_it_began": set_to(an_association, ended_at=BEFORE, end_reason="given_up"),
    "association_ends_only_with_a_subscription": set_to(a_workload_association, ends_date=ANCIENT),
    "warned_once_of_an_end": twice(a_warning),
    "warned_so_many_days_before": set_to(a_warning, days=31),
    "association_ends_with_a_reason": set_to(an_association, ended_at=datetime(2026, 6, 1, tzinfo=UTC)),
    "usage_once_a_month": twice(a_usage),
    "usage_month_is_its_first_day": set_to(a_usage, month_date=date(2026, 2, 2)),
    "usage_is_not_negative": set_to(a_usage, active_users=-1),
    # outbox
    "message_state_is_known": set_to(a_message, state="lost"),
    "message_channel_is_known": set_to(a_message, channel="fax"),
    "message_sent_at_iff_sent": set_to(a_message, state="sent"),
    "message_cancelled_at_iff_cancelled": set_to(a_message, cancelled_at=MONDAY),
    "message_attempts_not_negative": set_to(a_message, attempts=-1),
    "message_keeps_no_secret_at_its_end": set_to(a_message, state="sent", sent_at=MONDAY, sealed="secret"),
    "message_is_mail_or_document": set_to(a_message, recipient=""),
    "message_returned_at_iff_returned": set_to(a_message, returned_at=MONDAY),
    "bounce_source_is_known": set_to(a_bounce, source=UNKNOWN),
    "bounce_has_a_report": set_to(a_bounce, event_id=""),
    # a customer's page of all its partners of record
    "access_with_a_link": set_to(an_access, token_hash="x"),
    "access_with_an_end": set_to(an_access, ends_at=MONDAY),
    "access_opened_with_a_session": set_to(an_access, session_hash="x"),
    "access_opened_by_a_contact": set_to(an_access, opened_at=MONDAY, session_hash="x"),
    "ending_reason_is_known": set_to(an_ending, reason=UNKNOWN),
    # reviews
    "saved_view_has_a_name": set_to(a_saved_view, name=""),
    "saved_view_named_once": twice(a_saved_view),
    "note_says_something": set_to(a_note, body=""),
    "absence_ends_after_it_begins": set_to(an_absence, until_date=ANCIENT),
    "absence_taken_back_at_and_by": set_to(an_absence, taken_back_at=MONDAY),
    "one_absence_from_a_day": twice(an_absence),
    "employer_change_is_known": set_to(an_employer_change, kind=UNKNOWN),
    "returned_once_for_each_idleness": twice(an_idle_return),
    "returned_after_it_lay_idle": set_to(an_idle_return, returned_at=F("acted_at")),
    "text_purpose_is_known": set_to(a_text, purpose=UNKNOWN),
    "text_says_something": set_to(a_text, body_en=""),
    "text_name_once_for_a_purpose": twice(a_text),
    "starting_text_once": twice(lambda: a_text(slug="ask"), name="Another name"),
    "text_edited_by_somebody": set_to(a_text, edited_at=MONDAY),
    "arbitration_kind_is_known": set_to(an_arbitration, kind=UNKNOWN),
    "arbitration_outcome_is_known": set_to(an_arbitration, outcome="lost", closed_at=MONDAY),
    "arbitration_closed_with_an_outcome": set_to(an_arbitration, closed_at=MONDAY),
    "arbitration_decided_by_somebody": set_to(an_arbitration, closed_at=MONDAY, outcome="decided"),
    "arbitration_decided_at_and_by": set_to(
        an_arbitration, closed_at=MONDAY, outcome="decided", decided_at=MONDAY
    ),
    "one_open_arbitration_of_a_workload": twice(an_arbitration),
    "one_open_arbitration_of_a_subscription": twice(lambda: an_arbitration(subscription=True)),
    "party_is_somebody": set_to(a_party, claim=None, claim_product=None),
    "party_product_is_of_a_claim": set_to(an_incumbent_party, claim=None),
    "party_that_left_has_no_product": set_to(a_party, left_at=MONDAY),
    "file_of_a_claim_or_an_association": set_to(a_defence_file, association=None),
    "file_once_for_an_association": twice(a_defence_file),
    "defence_text_says_something": set_to(a_defence_text, body=""),
    "claim_product_once_in_an_arbitration": twice(a_party),
    "association_once_in_an_arbitration": twice(lambda: a_party(association=an_association())),
    "one_look_of_a_person": twice(a_look),
    "look_before_at_and_number": set_to(a_look, before_at=MONDAY),
    "looks_go_forward": set_to(a_look, before_at=MONDAY, before_number=4),
    "checked_point_is_known": set_to(a_ticked_point, point=UNKNOWN),
    "verdict_is_known": set_to(a_ticked_point, verdict=UNKNOWN),
    "product_point_has_a_product": set_to(a_ticked_point, point="product_not_mentioned"),
    "point_once_in_a_checklist": twice(a_ticked_point),
    "product_once_in_a_checklist": twice(lambda: a_ticked_point(product=True)),
    "kept_with_one_thing": set_to(a_kept_checklist, decision=None),
    "figure_once": twice(a_figure(Figure)),
    "one_winner": twice(
        lambda: a_party(association=an_association(), won=True), association=lambda _row: an_association()
    ),
    "sending_again_state_is_known": set_to(a_sending_again, state=UNKNOWN),
    "sending_again_reached_a_mail": set_to(a_sending_again, reached_id=7),
    "one_sending_again_of_a_kind": twice(a_sending_again),
    "joint_request_says_something": set_to(a_joint_request, text=""),
    "joint_request_told_or_taken_back": set_to(
        a_joint_request, taken_back_at=MONDAY, incumbents_told_at=MONDAY
    ),
    "second_look_outcome_is_known": set_to(a_taken_look, outcome=UNKNOWN, looked_at=F("taken_at")),
    "second_look_settlement_is_known": set_to(a_settled_look, settlement=UNKNOWN),
    "second_look_taken_at_and_by": set_to(a_second_look, taken_at=MONDAY),
    "second_look_settled_at_and_by": set_to(a_settled_look, settled_by=None),
    "second_look_by_who_took_it": set_to(a_returned_look, taken_at=None, taken_by=None),
    "second_look_done_with_an_outcome": set_to(a_taken_look, looked_at=F("taken_at")),
    "second_look_returned_with_a_note": set_to(a_returned_look, note=""),
    "second_look_settled_somehow": set_to(a_settled_look, settlement=""),
    "second_look_settled_once_returned": set_to(a_settled_look, outcome="agreed", note=""),
    "second_look_void_or_settled": set_to(a_settled_look, voided_at=MONDAY),
    "second_look_after_it_was_drawn": set_to(a_returned_look, looked_at=BEFORE),
}


def test_every_constraint_is_broken_below():
    assert set(BREAKS) == set(CONSTRAINTS)


@pytest.mark.django_db
@pytest.mark.parametrize("name", BREAKS)
def test_database_refuses_what_breaks_the_constraint(name):
    attempt = BREAKS[name]()
    next(attempt)

    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        list(attempt)

    assert named_in(str(refusal.value)) == expected_name(name)


def expected_name(name):
    constraint = CONSTRAINTS[name]
    if connection.vendor == "sqlite" and isinstance(constraint, models.UniqueConstraint):
        return columns_of(constraint)
    return name


def columns_of(constraint):
    """How SQLite calls a unique constraint: by the columns of its table."""
    model = next(model for model in apps.get_models() if constraint in model._meta.constraints)
    table = model._meta.db_table
    return ", ".join(f"{table}.{model._meta.get_field(field).column}" for field in constraint.fields)


def named_in(message):
    """The constraint that the database says was broken."""
    if connection.vendor == "sqlite":
        return message.partition(" constraint failed: ")[2]
    return message.partition("constraint ")[2].split('"')[1]
