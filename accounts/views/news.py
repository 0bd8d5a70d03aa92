import re
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qsl, urlencode

from django.contrib import messages
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from .. import actions
from ..forms import NoticeChoicesForm
from ..models import News
from ..notices import ways_of

PAGE = 25
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)


@require_safe
def notices(request):
    now = timezone.now()
    mine = News.objects.visible_to(request.user).shown(now)
    found, links = _page(mine, request.GET)
    return render(request, "accounts/notices.html", {"notices": found, "seen": now.isoformat(), **links})


@require_POST
def read_notice(request, pk):
    """Marks it as read, and leads to what it is about, or back to the page of the list that says `stay`."""
    now = timezone.now()
    notice = get_object_or_404(News.objects.visible_to(request.user).shown(now), pk=pk)
    actions.read_notice(notice.pk, by=request.user, at=now)
    if "stay" not in request.POST:
        return redirect(notice.link)
    here = urlencode(parse_qsl(request.POST["stay"]))
    return redirect(f"{reverse('accounts:notices')}{here and '?'}{here}")


@require_POST
def read_notices(request):
    """Only those that the person saw: what came since the page was made stays unread."""
    now = timezone.now()
    actions.read_notices(by=request.user, until=_moment(request.POST.get("seen", "")) or now, at=now)
    return redirect("accounts:notices")


@require_http_methods(["GET", "HEAD", "POST"])
def notice_choices(request):
    ways = ways_of(request.user)
    if request.method != "POST":
        return render(request, "accounts/notice_choices.html", {"form": NoticeChoicesForm(ways=ways)})
    form = NoticeChoicesForm(request.POST, ways=ways)
    if not form.is_valid():
        return render(request, "accounts/notice_choices.html", {"form": form}, status=422)
    actions.choose_ways(form.cleaned_data, by=request.user)
    messages.success(request, _("Your choices are saved."))
    return redirect("accounts:notice_choices")


def _page(news, query):
    """One page, newest first, with links that stay right while notices are added (keyset)."""
    before, after = _place(query.get("before")), _place(query.get("after"))
    if after is not None:
        at, pk = after
        newer = news.filter(Q(visible_at__gt=at) | Q(visible_at=at, pk__gt=pk))
        found = list(newer.order_by("visible_at", "pk")[: PAGE + 1])
        has_newer, has_older = len(found) > PAGE, True
        found = found[:PAGE][::-1]
    else:
        if before is not None:
            at, pk = before
            news = news.filter(Q(visible_at__lt=at) | Q(visible_at=at, pk__lt=pk))
        found = list(news.order_by("-visible_at", "-pk")[: PAGE + 1])
        has_newer, has_older = before is not None, len(found) > PAGE
        found = found[:PAGE]

    def link(name, notice):
        place = f"{(notice.visible_at - EPOCH) // MICROSECOND}.{notice.pk}"
        return f"{reverse('accounts:notices')}?{name}={place}"

    return found, {
        "previous_url": link("after", found[0]) if found and has_newer else "",
        "next_url": link("before", found[-1]) if found and has_older else "",
    }


def _place(text):
    """Where a page begins: an instant in microseconds, and the notice's number."""
    match = re.fullmatch(r"([0-9]{1,17})\.([0-9]{1,18})", text or "")
    return match and (EPOCH + int(match[1]) * MICROSECOND, int(match[2]))


def _moment(text):
    try:
        moment = parse_datetime(text)
    except ValueError:
        return None
    return moment if moment is None or moment.utcoffset() is not None else None
