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
    path("partner-of-record/yours/", views.tenant, name="tenant"),
    path("partner-of-record/yours/asked/", views.tenant_asked, name="tenant_asked"),
    path("partner-of-record/yours/list/", views.tenant_list, name="tenant_list"),
    path("partner-of-record/yours/list/leave/", views.tenant_leave, name="tenant_leave"),
    path("partner-of-record/yours/list/<int:pk>/end/", views.tenant_end, name="tenant_end"),
    path("t/<token>/", views.tenant_link, name="tenant_link"),
    path("claims/<code>/customer-contact/", views.contact, name="contact"),
]
