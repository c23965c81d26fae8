"""Addresses of the site as a whole that have no language."""

from django.contrib.sitemaps.views import sitemap
from django.urls import path

from . import views
from .sitemaps import SITEMAPS

urlpatterns = [
    path("sitemap.xml", sitemap, {"sitemaps": SITEMAPS, "template_name": "website/sitemap.xml"}, name="sitemap"),
    path("robots.txt", views.robots, name="robots"),
]
