"""Addresses of participation.deliberation."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
