"""Addresses of guides.videos."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
