"""Addresses of discussions, below /threads/."""

from django.urls import path

from . import views

app_name = "threads"

urlpatterns = [
    path("<int:thread_id>/", views.thread, name="thread"),
    path("<int:thread_id>/reply/", views.reply, name="reply"),
    path("<int:thread_id>/changes/", views.changes, name="changes"),
    path("<int:thread_id>/posts/<int:post_id>/", views.permalink, name="post"),
    path("<int:thread_id>/posts/<int:post_id>/edit/", views.edit, name="edit"),
    path("<int:thread_id>/posts/<int:post_id>/withdraw/", views.withdraw, name="withdraw"),
]
