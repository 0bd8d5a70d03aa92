from django.urls import path

from . import views

app_name = "claims"

urlpatterns = [
    path("", views.claim_list, name="list"),
    path("new/", views.new, name="new"),
    path("check/customer/", views.check_customer, name="check_customer"),
    path("<code>/", views.detail, name="detail"),
    path("<code>/steps/<slug>/", views.step, name="step"),
    path("<code>/check/activity/", views.check_activity, name="check_activity"),
    path("<code>/edit/", views.edit, name="edit"),
    path("<code>/products/", views.products, name="products"),
    path("<code>/proof/", views.proof, name="proof"),
    path("<code>/files/", views.add_file, name="add_file"),
    path("<code>/files/<int:pk>/", views.file, name="file"),
    path("<code>/files/<int:pk>/remove/", views.remove_file, name="remove_file"),
    path("<code>/submit/", views.submit, name="submit"),
    path("<code>/answer/", views.answer, name="answer"),
    path("<code>/withdraw/", views.withdraw, name="withdraw"),
    path("<code>/give-up/", views.give_up, name="give_up"),
    path("<code>/comments/", views.comment, name="comment"),
    path("<code>/dispute/", views.dispute, name="dispute"),
    path("<code>/copy/", views.copy, name="copy"),
    path("<code>/delete/", views.delete, name="delete"),
    path("<code>/history/", views.history, name="history"),
    path("<code>/why/<kind>/", views.why, name="why"),
    path("<code>/why/<kind>/event.ics", views.calendar, name="calendar"),
]
