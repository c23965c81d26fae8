"""What a viewer may read of guides and of what people say about them."""

from .feedback import StepFeedback, Tally, feedback_of, place_of, reports_of, stuck_points, tally
from .guide import ShownGuide, ShownStep, shown
from .pages import by_key, cues_visible_to, guides_for_service, live_guides, readable, videos_shown_to

__all__ = [
    "ShownGuide",
    "ShownStep",
    "StepFeedback",
    "Tally",
    "by_key",
    "cues_visible_to",
    "feedback_of",
    "guides_for_service",
    "live_guides",
    "place_of",
    "readable",
    "reports_of",
    "shown",
    "stuck_points",
    "tally",
    "videos_shown_to",
]
