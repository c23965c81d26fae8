"""Addresses of ideas, below /ideas/."""

from django.urls import path

from . import views

app_name = "ideas"

urlpatterns = [
    path("new/<uuid:stage_key>/", views.new, name="new"),
    path("<int:pk>/", views.idea, name="idea"),
    path("<int:pk>/sent/", views.sent, name="sent"),
    path("<int:pk>/edit/", views.edit, name="edit"),
    path("<int:pk>/withdraw/", views.withdraw, name="withdraw"),
    path("<int:pk>/support/", views.support, name="support"),
    path("<int:pk>/support/withdraw/", views.withdraw_support, name="withdraw_support"),
]
