"""Addresses of participation.live_qa."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
