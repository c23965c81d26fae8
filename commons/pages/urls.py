"""Addresses of pages: Wagtail's, with our own ways to the page and to signing in for it."""

from django.urls import path, re_path
from wagtail import urls as wagtail

from . import views

# Wagtail's own sign-in knows neither limits nor second factors.
OURS = {"wagtail_serve", "wagtailcore_login"}

urlpatterns = [
    *(pattern for pattern in wagtail.urlpatterns if pattern.name not in OURS),
    path("_util/login/", views.kept_out, name="wagtailcore_login"),
    re_path(wagtail.serve_pattern, views.page, name="wagtail_serve"),
]
