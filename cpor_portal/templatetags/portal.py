"""Tags for what every page shows: icons, states, times, and the boxes that hold other markup."""

from django import template
from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from claims import numbers, returning
from claims.states import State
from cpor_portal import start

register = template.Library()

STATE_LOOKS = {
    State.DRAFT: ("neutral", "pencil"),
    State.SUBMITTED: ("info", "send"),
    State.UNDER_REVIEW: ("brand", "eye"),
    State.ACTION_REQUIRED: ("warning", "reply"),
    State.APPROVED: ("success", "check-circle"),
    State.REJECTED: ("error", "cross-circle"),
}
TONE_ICONS = {
    "info": "info",
    "success": "check-circle",
    "warning": "warning",
    "error": "cross-circle",
}
SOON_SECONDS = 2 * 24 * 3600


@register.inclusion_tag("components/icon.html")
def icon(name, label=""):
    """Decoration unless it has a label, which is then read out in its place."""
    return {"name": name, "label": label}


@register.inclusion_tag("components/badge.html")
def state_badge(state):
    tone, icon_name = STATE_LOOKS[state]
    return {"label": State(state).label, "tone": tone, "icon": icon_name}


@register.filter
def grouped(number):
    """1,000 or 1.000 for people, also where it is counted by; what is no number passes as it is."""
    return numbers.Grouped(number) if isinstance(number, int) else number


@register.filter
def tone_icon(tone):
    return TONE_ICONS.get(tone, "info")


@register.filter
def initials(name):
    return "".join(word[0] for word in name.split()[:2]).upper()


@register.simple_tag
def local_time(at, form="long"):
    """The instant in the reader's time zone; `form` is long (with weekday and zone), short or date."""
    if at is None:
        return "–"
    formats = {
        "long": pgettext("date format", "D j M Y, H:i T"),
        "short": pgettext("date format", "j M Y, H:i"),
        "date": pgettext("date format", "j M Y"),
    }
    text = date_format(timezone.localtime(at), formats[form])
    return format_html('<time datetime="{}">{}</time>', at.isoformat(timespec="seconds"), text)


@register.filter(expects_localtime=True)
def day(date):
    """A date without a time, as the reader's language writes it; nothing for no date."""
    return date_format(date, pgettext("date format", "j M Y")) if date else ""


@register.filter(expects_localtime=True)
def weekday(date):
    return date_format(date, pgettext("date format", "D j M Y")) if date else ""


def _span(seconds: int) -> str:
    days, hours, minutes = (
        seconds // 86400,
        seconds % 86400 // 3600,
        seconds % 3600 // 60,
    )
    parts = [
        ngettext("%d day", "%d days", days) % days if days else "",
        ngettext("%d hour", "%d hours", hours) % hours if hours else "",
        ngettext("%d minute", "%d minutes", minutes) % minutes if minutes and not days else "",
    ]
    return " ".join(part for part in parts if part) or _("less than a minute")


@register.simple_tag
def time_left(due_at, now):
    """How long until `due_at`, or how long it is past, as calendar time."""
    seconds = int((due_at - now).total_seconds())
    if seconds < 0:
        return format_html(
            '<span class="time-left time-left--late">{}</span>',
            _("%(span)s overdue") % {"span": _span(-seconds)},
        )
    look = " time-left--soon" if seconds <= SOON_SECONDS else ""
    return format_html(
        '<span class="time-left{}">{}</span>',
        look,
        _("%(span)s left") % {"span": _span(seconds)},
    )


@register.simple_tag(takes_context=True)
def list_address(context):
    """Where “Customer associations” leads back to from a claim: the list as the person left it."""
    return returning.list_address(context["request"])


@register.simple_block_tag
def card(content, title="", tone="", heading="h2", id=""):
    look = {
        "content": content,
        "title": title,
        "tone": tone,
        "heading": heading,
        "id": id,
    }
    return render_to_string("components/card.html", look)


@register.simple_block_tag
def notice(content, tone="info", title=""):
    return render_to_string("components/notice.html", {"content": content, "tone": tone, "title": title})


@register.simple_block_tag
def dialog(content, id, title):
    """Opened by any `<a href="#id" data-dialog>`: modal with JavaScript, in place without."""
    return render_to_string("components/dialog.html", {"content": content, "id": id, "title": title})


@register.inclusion_tag("start/demo_people.html", takes_context=True)
def demo_people(context):
    """One sign-in button for each of the demo people; nothing outside demo mode."""
    people = [(person, role_line(person)) for person in start.demo_people()] if settings.DEMO else []
    return {
        "people": people,
        "csrf_token": context.get("csrf_token"),
        "next": context.get("redirect_field_value"),
    }


def role_line(person):
    """What this person is, in words: "Incentives admin, Northwind Consulting"."""
    if person.staff_role:
        return person.get_staff_role_display()
    roles = [f"{role.get_role_display()}, {role.partner}" for role in person.memberships.all()]
    return "; ".join(roles) or (_("Administrator") if person.is_superuser else _("No company"))
