from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.middleware.locale import LocaleMiddleware
from django.urls import Resolver404, resolve
from django.utils import timezone, translation
from django.utils.cache import add_never_cache_headers

from consent.logs import LINK


class PersonLocaleMiddleware(LocaleMiddleware):
    """The signed-in person's own language and time zone; a stranger's language is their browser's."""

    def process_request(self, request):
        super().process_request(request)
        timezone.deactivate()
        if not request.user.is_authenticated:
            return
        if request.user.language in dict(settings.LANGUAGES):
            translation.activate(request.user.language)
            request.LANGUAGE_CODE = translation.get_language()
        try:
            timezone.activate(request.user.time_zone)
        except (KeyError, ValueError):  # a zone that no longer exists must not lock anyone out
            timezone.deactivate()

    def process_response(self, request, response):
        response = super().process_response(request, response)
        timezone.deactivate()
        return response


class PermissionsPolicyMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", settings.PERMISSIONS_POLICY)
        return response


class LinkPrivacyMiddleware:
    """Whatever is answered at a link that works without signing in: nobody on the way learns, keeps or lists it.

    Comes early, for redirects and refusals reach no view.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if LINK.match(request.path_info):
            response.headers.setdefault("Referrer-Policy", "no-referrer")
            response.headers.setdefault("X-Robots-Tag", "noindex, nofollow")
            add_never_cache_headers(response)
        return response


class RequestSizeMiddleware:
    """Refuses what is too big before a byte of it is read; Django's own limit lets files of any size in.

    Comes last, so that the page that says so knows who is asking.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        announced = request.META.get("CONTENT_LENGTH") or "0"
        size = int(announced) if announced.isdigit() else 0
        if size > settings.REQUEST_MAX_BYTES and size > self._taken_by_view(request):
            raise RequestDataTooBig("The request is larger than REQUEST_MAX_BYTES.")
        return self.get_response(request)

    @staticmethod
    def _taken_by_view(request) -> int:
        """A few views say that they take more, though not from strangers."""
        try:
            view = resolve(request.path_info).func
        except Resolver404:
            return 0
        return getattr(view, "request_max_bytes", 0) if request.user.is_authenticated else 0
