"""Addresses of commons.directory."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
