from django.urls import include, path

from . import gallery, start

urlpatterns = [
    path("", start.start, name="start"),
    path("theme/", start.set_theme, name="theme"),
    path("language/", start.set_language, name="language"),
    path("demo/sign-in/", start.demo_sign_in, name="demo_sign_in"),
    path("dev/components/", gallery.components, name="gallery"),
    path("", include("accounts.urls")),
]
