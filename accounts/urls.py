from django.urls import path

from . import views

app_name = "accounts"

urlpatterns = [
    path("account/", views.preferences, name="preferences"),
    path("company/", views.own_company, name="own_company"),
    path("company/<int:pk>/", views.company, name="company"),
    path("company/<int:pk>/people/", views.people, name="people"),
    path("company/<int:pk>/people/invite/", views.invite, name="invite"),
    path("company/<int:pk>/people/<int:person>/", views.person, name="person"),
    path("company/<int:pk>/people/<int:person>/remove/", views.remove_person, name="remove_person"),
    path("company/<int:pk>/people/<int:person>/roles/", views.add_role, name="add_role"),
    path("company/<int:pk>/people/<int:person>/roles/<int:role>/", views.change_role, name="change_role"),
    path(
        "company/<int:pk>/people/<int:person>/roles/<int:role>/remove/",
        views.remove_role,
        name="remove_role",
    ),
    path("company/<int:pk>/invitations/<int:invitation>/again/", views.invite_again, name="invite_again"),
    path("company/<int:pk>/invitations/<int:invitation>/take-back/", views.take_back, name="take_back"),
    path("join/<token>/", views.join, name="join"),
    path("account/notices/", views.notices, name="notices"),
    path("account/notices/read/", views.read_notices, name="read_notices"),
    path("account/notices/choices/", views.notice_choices, name="notice_choices"),
    path("account/notices/<int:pk>/", views.read_notice, name="read_notice"),
]
