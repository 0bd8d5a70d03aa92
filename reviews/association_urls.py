"""What partners open of the review team's pages."""

from django.urls import path

from .views import defence, defence_file

app_name = "associations"

urlpatterns = [
    path("<int:pk>/proof/", defence, name="defence"),
    path("<int:pk>/proof/<int:file>/", defence_file, name="defence_file"),
]
