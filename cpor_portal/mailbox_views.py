"""Shows the mailbox folder in the demo, where anybody may play any part; elsewhere there is no such page."""

from functools import wraps

from csp.constants import NONE, SELF, UNSAFE_INLINE
from csp.decorators import csp, csp_update
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from . import mailbox

PAGE = 25
SANDBOX = "allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation"
LEAVE_THE_FRAME = '<base target="_top">'


def in_the_demo(view):
    @wraps(view)
    def guarded(request, *args, **kwargs):
        if not settings.DEMO:
            raise Http404
        return view(request, *args, **kwargs)

    return login_not_required(never_cache(require_safe(guarded)))


def _existing(name):
    path = mailbox.path_of(name)
    if path is None:
        raise Http404
    return path


@in_the_demo
def mails(request):
    words = request.GET.get("q", "").strip()
    found = list(mailbox.to_or_from(words)) if words else mailbox.names()
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "mailbox/mails.html",
        {
            "words": words,
            "mails": [mailbox.read_headers(name) for name in page],
            "count": len(found),
            "previous_url": _page_url(words, page.previous_page_number()) if page.has_previous() else "",
            "next_url": _page_url(words, page.next_page_number()) if page.has_next() else "",
        },
    )


def _page_url(words, number):
    return "?" + urlencode({"q": words, "page": number} if words else {"page": number})


@in_the_demo
@csp_update({"frame-src": [SELF]})
def mail(request, name):
    _existing(name)
    return render(request, "mailbox/mail.html", {"mail": mailbox.read(name), "sandbox": SANDBOX})


@in_the_demo
@xframe_options_sameorigin
@csp(
    {
        "default-src": [NONE],
        "style-src": [UNSAFE_INLINE],
        "img-src": ["data:"],
        "base-uri": [NONE],
        "form-action": [NONE],
        "frame-ancestors": [SELF],
        "sandbox": SANDBOX.split(),
    }
)
def html(request, name):
    """The mail's own HTML: no script, no form, nothing loaded, and links that open in place of the page."""
    _existing(name)
    content = mailbox.read(name).html
    if not content:
        raise Http404
    if "<head>" in content:
        return HttpResponse(content.replace("<head>", "<head>" + LEAVE_THE_FRAME, 1))
    return HttpResponse(LEAVE_THE_FRAME + content)


@in_the_demo
def raw(request, name):
    file = _existing(name).open("rb")
    return FileResponse(file, as_attachment=True, filename=name, content_type="message/rfc822")
