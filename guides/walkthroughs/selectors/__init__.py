"""What a viewer may read of guides and of what people say about them."""

from .editing import EditingState, editing_state
from .feedback import StepFeedback, Tally, feedback_of, place_of, reports_of, stuck_points, tally
from .guide import FilmPart, ShownGuide, ShownStep, film_parts, parts_of, shown
from .history import Comparison, comparison, step_wording_at, step_wording_in, versions
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
from .upkeep import SOON, guides_to_check, overdue_for, translations_of

__all__ = [
    "SOON",
    "Comparison",
    "EditingState",
    "FilmPart",
    "ShownGuide",
    "ShownStep",
    "StepFeedback",
    "StepTimes",
    "Tally",
    "at_path",
    "by_key",
    "comparison",
    "cues_visible_to",
    "editing_state",
    "embed_address",
    "feedback_of",
    "film_parts",
    "guides_for_service",
    "guides_to_check",
    "is_public",
    "live_guides",
    "overdue_for",
    "parts_of",
    "place_of",
    "readable",
    "reports_of",
    "shown",
    "source_of",
    "step_times",
    "step_wording_at",
    "step_wording_in",
    "stuck_points",
    "tally",
    "translations_of",
    "versions",
    "videos_shown_to",
    "with_films",
]
