from django.urls import path

from . import views

app_name = "claims"

urlpatterns = [
    path("", views.claim_list, name="list"),
    path("new/", views.new, name="new"),
    path("export/", views.export, name="export"),
    path("check/customer/", views.check_customer, name="check_customer"),
    path("batches/", views.batch_list, name="batches"),
    path("batches/example.<suffix>", views.batch_example, name="batch_example"),
    path("batches/<int:pk>/", views.batch, name="batch"),
    path("batches/<int:pk>/make/", views.make_batch, name="make_batch"),
    path("batches/<int:pk>/check-again/", views.check_batch_again, name="check_batch_again"),
    path("batches/<int:pk>/result.<suffix>", views.batch_result, name="batch_result"),
    path("<code>/", views.detail, name="detail"),
    path("<code>/steps/<slug>/", views.step, name="step"),
    path("<code>/check/activity/", views.check_activity, name="check_activity"),
    path("<code>/edit/", views.edit, name="edit"),
    path("<code>/products/", views.products, name="products"),
    path("<code>/products/<int:product_id>/check/", views.check_subscription, name="check_subscription"),
    path("<code>/proof/", views.proof, name="proof"),
    path("<code>/files/", views.add_file, name="add_file"),
    path("<code>/files/<int:pk>/", views.file, name="file"),
    path("<code>/files/<int:pk>/remove/", views.remove_file, name="remove_file"),
    path("<code>/reading/", views.reading, name="reading"),
    path("<code>/template.docx", views.template, name="template"),
    path("<code>/submit/", views.submit, name="submit"),
    path("<code>/answer/", views.answer, name="answer"),
    path("<code>/withdraw/", views.withdraw, name="withdraw"),
    path("<code>/give-up/", views.give_up, name="give_up"),
    path("<code>/comments/", views.comment, name="comment"),
    path("<code>/comments/files/<int:pk>/", views.comment_file, name="comment_file"),
    path("<code>/dispute/", views.dispute, name="dispute"),
    path("<code>/copy/", views.copy, name="copy"),
    path("<code>/delete/", views.delete, name="delete"),
    path("<code>/help/", views.help_page, name="help"),
    path("<code>/history/", views.history, name="history"),
    path("<code>/history/export/", views.history_export, name="history_export"),
    path("<code>/why/<kind>/", views.why, name="why"),
    path("<code>/why/<kind>/event.ics", views.calendar, name="calendar"),
]
