from django.conf import settings
from django.middleware.locale import LocaleMiddleware
from django.utils import timezone, translation


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
