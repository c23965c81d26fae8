"""What a viewer may read of guides and of what people say about them."""

from .editing import EditingState, editing_state
from .feedback import StepFeedback, Tally, feedback_of, tally
from .guide import FilmPart, ShownGuide, ShownStep, facts_of, film_parts, parts_of, shown
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
from .stuck import (
    PointReport,
    answers_at,
    outcomes_of,
    reports_of,
    services_of_guides,
    stuck_point,
    stuck_points,
    versions_of,
)
from .upkeep import SOON, guides_to_check, overdue_for, translations_of

__all__ = [
    "SOON",
    "Comparison",
    "EditingState",
    "FilmPart",
    "PointReport",
    "ShownGuide",
    "ShownStep",
    "StepFeedback",
    "StepTimes",
    "Tally",
    "answers_at",
    "at_path",
    "by_key",
    "comparison",
    "cues_visible_to",
    "editing_state",
    "embed_address",
    "facts_of",
    "feedback_of",
    "film_parts",
    "guides_for_service",
    "guides_to_check",
    "is_public",
    "live_guides",
    "outcomes_of",
    "overdue_for",
    "parts_of",
    "readable",
    "reports_of",
    "services_of_guides",
    "shown",
    "source_of",
    "step_times",
    "step_wording_at",
    "step_wording_in",
    "stuck_point",
    "stuck_points",
    "tally",
    "translations_of",
    "versions",
    "versions_of",
    "videos_shown_to",
    "with_films",
]
