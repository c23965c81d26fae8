"""Addresses of a person's own record."""

from django.urls import path

from . import views

app_name = "record"
urlpatterns = [
    path("", views.me, name="me"),
    path("data.json", views.export, name="export"),
    path("<slug:name>/", views.section, name="section"),
]
