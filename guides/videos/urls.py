"""Addresses of films: no language, no file name of the storage, and a permission check behind each."""

from django.urls import path

from .views import serving

app_name = "guides_videos"
urlpatterns = [
    path("videos/<int:pk>/captions-<slug:language>.vtt", serving.captions, name="captions"),
    path("videos/<int:pk>/strip.vtt", serving.pictures, name="pictures"),
    path("videos/<int:pk>/<str:name>", serving.film, name="film"),
]
