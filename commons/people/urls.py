"""Addresses of accounts, before allauth's own."""

from django.urls import path

from . import views

urlpatterns = [
    path("", views.account, name="people_account"),
    path("sessions/", views.sessions, name="people_sessions"),
    path("erase/", views.erase, name="people_erase"),
    path("erase/asked/", views.erasure_asked, name="people_erasure_asked"),
]
