"""Addresses of commons.moderation, below /moderation/; the policy itself is a page."""

from django.urls import path

from . import views

app_name = "moderation"

urlpatterns = [
    path("log/", views.log, name="log"),
    path("log.csv", views.log_file, name="log_file"),
    path("report/<slug:kind>/<int:pk>/", views.report, name="report"),
    path("report/<slug:kind>/<int:pk>/thanks/", views.thanks, name="thanks"),
    path("decisions/<int:pk>/", views.decision, name="decision"),
]
