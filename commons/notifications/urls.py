"""Addresses of notifications, below /notifications/."""

from django.urls import path

from . import views

app_name = "notifications"

urlpatterns = [
    path("", views.inbox, name="inbox"),
    path("<int:pk>/", views.open_one, name="open"),
    path("<int:pk>/read/", views.read, name="read"),
    path("following/", views.following, name="following"),
    path("settings/", views.preferences, name="settings"),
    path("off/<str:token>/", views.off, name="off"),
    path("follow/", views.follow, name="follow"),
    path("follow/pending/", views.follow_pending, name="follow_pending"),
    path("read/", views.read_all, name="read_all"),
]
