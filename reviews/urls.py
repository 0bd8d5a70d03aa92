from django.urls import path

from . import views

app_name = "reviews"

urlpatterns = [
    path("", views.queue, name="queue"),
    path("arbitrations/", views.arbitrations, name="arbitrations"),
    path("arbitrations/<int:pk>/", views.arbitration, name="arbitration"),
    path("second-looks/", views.second_looks, name="second_looks"),
    path("second-looks/next/", views.next_second_look, name="next_second_look"),
    path("second-looks/<int:pk>/", views.second_look, name="second_look"),
    path("second-looks/<int:pk>/take/", views.take_second_look, name="take_second_look"),
    path("second-looks/<int:pk>/release/", views.release_second_look, name="release_second_look"),
    path("second-looks/<int:pk>/keep/", views.keep_decision, name="keep_decision"),
    path("closures/", views.closures, name="closures"),
    path("texts/", views.texts, name="texts"),
    path("texts/new/", views.new_text, name="new_text"),
    path("texts/<int:pk>/", views.text, name="text"),
    path("insights/", views.insights, name="insights"),
    path("insights/<slug:key>/", views.insights_table, name="insights_table"),
    path("<code>/", views.claim, name="claim"),
    path("<code>/viewer/", views.viewer, name="viewer"),
    path(
        "<code>/files/<int:pk>/pages/<int:number>/<int:width>/",
        views.page_picture,
        name="page_picture",
    ),
    path("<code>/start/", views.start, name="start"),
    path("<code>/take/", views.take, name="take"),
    path("<code>/release/", views.release, name="release"),
    path("<code>/ask/", views.ask, name="ask"),
    path("<code>/approve/", views.approve, name="approve"),
    path("<code>/reject/", views.reject, name="reject"),
    path("<code>/take-back/", views.take_back, name="take_back"),
    path("<code>/reverse/", views.reverse, name="reverse"),
    path("<code>/assign/", views.assign, name="assign"),
    path("<code>/comments/", views.comment, name="comment"),
    path("<code>/notes/", views.note, name="note"),
    path("<code>/presence/", views.ping, name="presence"),
    path("<code>/history/", views.history, name="history"),
    path("<code>/history/export/", views.history_export, name="history_export"),
    path("<code>/checklist/", views.tick, name="tick"),
    path("<code>/dispute/accept/", views.accept_dispute, name="accept_dispute"),
    path("<code>/dispute/uphold/", views.uphold, name="uphold"),
]
