"""Addresses of home.search."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
