"""Addresses of guides.walkthroughs."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
