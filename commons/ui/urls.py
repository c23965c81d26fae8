"""Addresses of commons.ui."""

from django.urls import path, re_path

from . import views

urlpatterns = [
    re_path(r"^theme-(?P<mark>[0-9a-f]{14})\.css$", views.theme, name="ui_theme"),
    path("styleguide/", views.styleguide, name="ui_styleguide"),
]
