"""Addresses of accounts, before allauth's own."""

from django.urls import path

from . import views

urlpatterns = [
    path("", views.account, name="people_account"),
]
