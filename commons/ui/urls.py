"""Addresses of commons.ui."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
