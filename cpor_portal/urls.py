from django.contrib import admin
from django.urls import include, path

from . import health

urlpatterns = [
    path("", include("cpor_portal.site_urls")),
    path("", include("consent.urls")),
    path("claims/", include("claims.urls")),
    path("review/", include("reviews.urls")),
    path("associations/", include("reviews.association_urls")),
    path("accounts/", include("allauth.urls")),
    path("admin/", admin.site.urls),
    path("dev/mailbox/", include("cpor_portal.mailbox_urls")),
    path("healthz", health.alive, name="healthz"),
    path("readyz", health.ready, name="readyz"),
]

handler400 = "cpor_portal.errors.bad_request"
handler403 = "cpor_portal.errors.permission_denied"
handler404 = "cpor_portal.errors.not_found"
handler429 = "cpor_portal.errors.too_many_requests"
handler500 = "cpor_portal.errors.server_error"
