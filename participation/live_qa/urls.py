"""Addresses of participation.live_qa."""

from django.urls import path, re_path

from . import views
from .views import deeds

app_name = "live_qa"

_on_questions = "|".join([*deeds.BY_PARTICIPANTS, *deeds.BY_HOSTS])
_on_sessions = "|".join(deeds.ON_SESSIONS)

urlpatterns = [
    path("", views.sessions, name="sessions"),
    path("<str:code>/", views.room, name="room"),
    path("<str:code>/ask/", views.ask, name="ask"),
    path("<str:code>/host/", views.host, name="host"),
    path("<str:code>/stage/", views.stage, name="stage"),
    path("<str:code>/qr.svg", views.qr, name="qr"),
    re_path(rf"^(?P<code>[^/]+)/(?P<deed>{_on_sessions})/$", views.session_deed, name="session_deed"),
    re_path(
        rf"^(?P<code>[^/]+)/questions/(?P<question>[0-9]{{1,18}})/(?P<deed>{_on_questions})/$",
        views.question_deed,
        name="question_deed",
    ),
]
