"""Addresses of home.website."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
