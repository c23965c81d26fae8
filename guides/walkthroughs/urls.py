"""Addresses of guides beside their pages: by the keys that all translations share, so that none changes with a name."""

from django.urls import path

from .views import embed, feedback, pages

without_language = [path("oembed/", embed.oembed, name="oembed")]
"""Addresses that are the same for readers of every language."""

urlpatterns = [
    path("embed/guide/<uuid:page_key>/", embed.guide, name="guide_embed"),
    path("guide-chapters/<uuid:page_key>.vtt", pages.chapters, name="guide_chapters"),
    path("stuck/<uuid:page_key>/<uuid:step_key>/", feedback.stuck, name="guide_stuck"),
    path("stuck/<uuid:page_key>/<uuid:step_key>/thanks/", feedback.stuck_thanks, name="guide_stuck_thanks"),
    path("outcome/<uuid:page_key>/", feedback.outcome, name="guide_outcome"),
    path("outcome/<uuid:page_key>/thanks/", feedback.outcome_thanks, name="guide_outcome_thanks"),
]
