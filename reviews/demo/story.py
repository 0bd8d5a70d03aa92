"""Plays the demo's stories in the order in which they happened, with the clock running in between."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from functools import partial
from io import StringIO

from celery import current_app
from django.core.management import call_command
from django.db.models import Min

from accounts import actions as accounts
from accounts.models import Location, News
from claims.models import Claim, Deadline
from consent import actions as consent
from consent.models import Window
from directory import actions as register
from directory.models import Association, Product, Usage
from outbox import actions as outbox
from outbox import delivery
from outbox.models import Bounce, Message
from outbox.states import TO_DELIVER, Channel
from outbox.states import State as DeliveryState
from reviews import actions, sweeps

from . import company, decided_cases, drafts, open_cases, past
from .customers import CUSTOMERS, make_subscriptions, make_tenants
from .people import demo_people, make_admin, make_people, make_places
from .steps import address_of
from .world import World

# What was sent before this is noted as sent, and not put into the mailbox, where nobody would look for it.
KEPT_MAIL = timedelta(days=10)
# Customers' receipts are few, and each kind of them has somebody who wants to see it.
KEPT_RECEIPTS = timedelta(days=20)
READ_NOTICES, UNREAD_NOTICES = timedelta(days=7), 7
TRANSMISSION = timedelta(seconds=3)
SWEEP_LATER = timedelta(seconds=40)
NO_SUCH_MAILBOX = ("robin.pryce@lamna.example",)
NEVER = datetime.max.replace(tzinfo=UTC)
IMPORTED = (("contoso-service", "dublin"), ("trey-bi", "dublin"), ("wingtip-bi", "munich"))
# What evaluation said of the hand-over that it did not take.
NOT_TAKEN = "status 422: no enrolment of this MPN ID in osu_m365 on the day of approval"
IMPORTED_AT = datetime(2021, 3, 1, tzinfo=UTC)


def tell(now: datetime) -> World:
    """Everything up to `now`. What could not be told to the end is not complete: see `people.is_complete`."""
    # Nothing of the past should hurry a worker of today: what the actions ask of Celery stays here.
    current_app.conf.broker_url = "memory://localhost"
    call_command("load_catalogue", stdout=StringIO())
    world = make_world(now)
    _import_associations(world)
    _import_association(world)
    timeline = _timeline(world)
    reached = timeline[0][0]
    for at, happen in timeline:
        if at > reached:
            _run_clock(world, reached, at)
            reached = at
        happen(at=at)
    _run_clock(world, reached, now)
    _read_notices(now)
    _save_views(world)
    _report_usage(world)
    past.tell_past(world)
    # Of its decisions, too, some are drawn for a second look.
    for _line in sweeps.enforce(now):
        pass
    _trouble_with_mail(now)
    _ask_for_the_list(world)
    make_admin()
    return world


# Whose, its name, what it asks for, and whether the team sees it.
VIEWS = (
    ("lena", "Overdue, by age", "show=overdue&sort=age", True),
    ("lena", "Nobody's, due this week", "show=unassigned&due=week", True),
    ("ravi", "Germany", "show=all&country=DE", False),
    ("rosa", "Dynamics 365, answered", "show=all&area=business_applications&answered=on", False),
)


def _save_views(world: World) -> None:
    at = world.instant(days_ago=20, clock="09:30")
    for owner, name, query, is_shared in VIEWS:
        actions.save_view(by=world.people[owner], at=at, name=name, query=query, is_shared=is_shared)


def make_world(now: datetime) -> World:
    places, people, tenants = make_places(), make_people(), make_tenants()
    return World(
        now=now,
        people=people,
        places=places,
        tenants=tenants,
        products=Product.objects.in_bulk(field_name="code"),
        subscriptions=make_subscriptions(tenants, now.date()),
    )


def _timeline(world: World) -> list[tuple[datetime, Callable]]:
    steps = [
        (world.instant(days_ago, clock), partial(act, world, case))
        for case in (*drafts.CASES, *open_cases.CASES, *decided_cases.CASES)
        for days_ago, clock, act in case.steps
    ]
    steps += [
        (world.instant(days_ago, clock), partial(act, world)) for days_ago, clock, act in company.EVENTS
    ]
    return sorted(steps, key=lambda step: step[0])


def _run_clock(world: World, after: datetime, until: datetime) -> None:
    """Delivers and enforces whatever comes due on the way, each at its own time."""
    due = _next_due()
    while min(due) <= until:
        at = max(min(due), after)
        is_noted = _deliver(world, at, until)
        # Most of what is due is mail, of which the clock makes nothing.
        if is_noted or due[1] <= at:
            for _line in sweeps.enforce(min(at + SWEEP_LATER, until)):
                pass
        after, done = at, due
        due = _next_due()
        if min(due) == min(done):
            # What is due and can't be done now must not hold up the story.
            break


def _next_due() -> tuple[datetime, datetime]:
    """When mail is to leave, and when the clock has something to do."""
    running = Window.objects.filter(closed_at=None)
    mail = Message.objects.filter(state__in=TO_DELIVER).aggregate(at=Min("next_attempt_at"))["at"]
    dues = (
        Deadline.objects.running().aggregate(at=Min("due_at"))["at"],
        Claim.objects.aggregate(at=Min("notice_due_at"))["at"],
        running.aggregate(at=Min("ends_at"))["at"],
        running.filter(reminded_at=None).aggregate(at=Min("remind_at"))["at"],
        Association.objects.live().aggregate(at=Min("look_at"))["at"],
    )
    return mail or NEVER, min((due for due in dues if due is not None), default=NEVER)


def _deliver(world: World, at: datetime, until: datetime) -> bool:
    """Whether something left whose fate the clock notes: what tells customers of their time."""
    sent_at, is_noted = min(at + TRANSMISSION, until), False
    for message in Message.objects.due(at).order_by("next_attempt_at", "pk"):
        is_noted = is_noted or message.kind.startswith(("notice", "evaluation"))
        if message.channel == Channel.DOCUMENT:
            _evaluate(world, message, sent_at)
        elif message.recipient in NO_SUCH_MAILBOX:
            _note(message, DeliveryState.REFUSED, last_error="550 5.1.1 No such mailbox")
        elif message.channel == Channel.EMAIL and at < world.now - _kept(message):
            _note(message, DeliveryState.SENT, sent_at=sent_at, sealed="")
        else:
            delivery.deliver(message.pk, now=lambda: sent_at)
    return is_noted


def _kept(message: Message) -> timedelta:
    return KEPT_RECEIPTS if message.kind.startswith("receipt") else KEPT_MAIL


def _evaluate(world: World, message: Message, sent_at: datetime) -> None:
    """As an endpoint would answer, which has not taken one of them."""
    if Claim.objects.filter(code=message.about, pk=world.claims.get("adatum-devices")).exists():
        _note(message, DeliveryState.REFUSED, last_error=NOT_TAKEN)
    else:
        reference = f"EV-{sent_at:%Y}-{40_000 + message.pk * 7:06}"
        _note(message, DeliveryState.SENT, sent_at=sent_at, reference=reference)


def _note(message: Message, state: str, **facts) -> None:
    message.state, message.attempts = state, 1
    for name, value in facts.items():
        setattr(message, name, value)
    message.save(update_fields=["state", "attempts", *facts])


def _trouble_with_mail(now: datetime) -> None:
    """What leads find among failed mail: one came back the day after, and one met a server that was away for days."""
    sent = Message.objects.filter(
        state=DeliveryState.SENT, kind="submitted", sent_at__lt=now - timedelta(days=3)
    )
    back, away = sent.order_by("-pk")[:2]
    outbox.note_bounce(
        message_id=back.message_id,
        event_id="demo",
        source=Bounce.Source.MAILBOX,
        status="5.2.2",
        reason="552 5.2.2 The mailbox is full",
        at=back.sent_at + timedelta(hours=20),
    )
    away.state, away.sent_at, away.attempts = DeliveryState.DEAD, None, delivery.MAX_ATTEMPTS
    away.last_error = "451 4.4.1 The connection to the recipient's server timed out"
    away.save(update_fields=["state", "sent_at", "attempts", "last_error"])


def _ask_for_the_list(world: World) -> None:
    """Contoso's contact has just asked to see all its partners of record: the link is in the mailbox."""
    domain = world.tenants["contoso"].domains.earliest("pk").name
    email = address_of(CUSTOMERS["contoso"].contact, domain)
    access = consent.ask_for_access(email=email, asked_for=domain, at=world.now)
    consent.handle_access(access.pk, at=world.now)
    _deliver(world, world.now, world.now)


def _read_notices(now: datetime) -> None:
    """People have looked at all but the latest ones."""
    for person in demo_people():
        latest = News.objects.visible_to(person).shown(now).order_by("-visible_at", "-pk")
        read = latest.values_list("visible_at", flat=True)[UNREAD_NOTICES:]
        until = max([now - READ_NOTICES, *read[:1]])
        accounts.read_notices(by=person, until=until, at=now)


def _import_associations(world: World) -> None:
    """Northwind's from before the portal; one of them has ended since."""
    rows = [(key, world.places[place]) for key, place in IMPORTED]
    register.import_associations(
        [
            (Association.Kind.INCENTIVE, world.subscriptions[key], location, IMPORTED_AT)
            for key, location in rows
        ],
        at=IMPORTED_AT,
    )


def _import_association(world: World) -> None:
    """From before the portal: nobody claimed it here, and it lasts until its subscription ends."""
    subscription = world.subscriptions["lamna-service"]
    location: Location = world.places["amsterdam"]
    association = register.associate(
        kind=Association.Kind.INCENTIVE,
        tenant=subscription.tenant,
        product=subscription.product,
        subscription=subscription,
        location=location,
        source=Association.Source.IMPORT,
        at=IMPORTED_AT,
    )
    register.make_official(association.pk, at=IMPORTED_AT)


def _report_usage(world: World) -> None:
    """Usage of every whole month since an association became official: a start, then slower growth."""
    official = Association.objects.live().filter(official_at__isnull=False).order_by("pk")
    Usage.objects.bulk_create(
        Usage(
            association=association,
            month_date=month,
            active_users=60 + 37 * number * (number + 9) // (number + 3) + association.pk % 7 * 11,
        )
        for association in official
        for number, month in enumerate(_whole_months(association.official_at.date(), world.now.date()))
    )


def _whole_months(since: date, until: date) -> Iterator[date]:
    """The latest twelve at most."""
    months = []
    month = until.replace(day=1)
    while len(months) < 12:
        month = (month - timedelta(days=1)).replace(day=1)
        if month < since:
            break
        months.append(month)
    yield from reversed(months)
