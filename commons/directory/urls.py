"""Addresses of the directory."""

from django.urls import path

from . import views

urlpatterns = [
    path("", views.index, name="directory_services"),
    path("<slug:slug>/", views.service, name="directory_service"),
]
