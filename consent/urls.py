from django.urls import path

from . import views

app_name = "consent"

urlpatterns = [
    path("c/<token>/", views.link, name="link"),
    path("c/<token>/confirm/", views.confirm, name="confirm"),
    path("c/<token>/decline/", views.decline, name="decline"),
    path("c/<token>/change-mind/", views.change_mind, name="change_mind"),
    path("hooks/mail/", views.mail_events, name="mail_events"),
    path("partner-of-record/", views.about, name="about"),
    path("claims/<code>/customer-contact/", views.contact, name="contact"),
]
