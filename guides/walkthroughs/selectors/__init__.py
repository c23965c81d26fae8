"""What a viewer may read of guides and of what people say about them."""

from .feedback import StepFeedback, Tally, feedback_of, place_of, reports_of, stuck_points, tally
from .guide import FilmPart, ShownGuide, ShownStep, film_parts, shown
from .pages import (
    at_path,
    by_key,
    cues_visible_to,
    embed_address,
    guides_for_service,
    is_public,
    live_guides,
    readable,
    videos_shown_to,
    with_films,
)
from .step_times import StepTimes, source_of, step_times

__all__ = [
    "FilmPart",
    "ShownGuide",
    "ShownStep",
    "StepFeedback",
    "StepTimes",
    "Tally",
    "at_path",
    "by_key",
    "cues_visible_to",
    "embed_address",
    "feedback_of",
    "film_parts",
    "guides_for_service",
    "is_public",
    "live_guides",
    "place_of",
    "readable",
    "reports_of",
    "shown",
    "source_of",
    "step_times",
    "stuck_points",
    "tally",
    "videos_shown_to",
    "with_films",
]
