"""Addresses of what is said at the steps of pages: by the keys all translations share."""

from django.urls import path

from . import views

urlpatterns = [
    path("discuss/<uuid:page_key>/<uuid:step_key>/", views.discussion, name="place_discussion"),
]
