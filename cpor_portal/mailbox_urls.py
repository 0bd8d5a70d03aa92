from django.urls import path

from . import mailbox_views

app_name = "mailbox"
urlpatterns = [
    path("", mailbox_views.mails, name="list"),
    path("<str:name>/", mailbox_views.mail, name="detail"),
    path("<str:name>/html/", mailbox_views.html, name="html"),
    path("<str:name>/raw/", mailbox_views.raw, name="raw"),
]
