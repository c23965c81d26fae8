"""Addresses of pages: Wagtail's, with our own way to the page."""

from django.urls import re_path
from wagtail import urls as wagtail

from . import views

urlpatterns = [
    *(pattern for pattern in wagtail.urlpatterns if pattern.name != "wagtail_serve"),
    re_path(wagtail.serve_pattern, views.page, name="wagtail_serve"),
]
