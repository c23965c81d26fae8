"""Deeds on guides: saying where one got stuck and whether one got it done, answering that, setting steps' times."""

from .feedback import FeedbackRefused, answer_stuck_point, record_outcome, report_stuck
from .step_times import TimesRefused, set_step_times

__all__ = [
    "FeedbackRefused",
    "TimesRefused",
    "answer_stuck_point",
    "record_outcome",
    "report_stuck",
    "set_step_times",
]
