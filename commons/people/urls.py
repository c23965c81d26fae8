"""Addresses of commons.people."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
