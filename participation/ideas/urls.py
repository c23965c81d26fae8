"""Addresses of participation.ideas."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
