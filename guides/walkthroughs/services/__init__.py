"""Deeds on guides: what people say about them and its answers, the times of steps, and keeping guides right."""

from .feedback import FeedbackRefused, answer_stuck_point, record_outcome, report_stuck
from .step_times import TimesRefused, set_step_times
from .upkeep import CHECKED, PUT_OFF, CheckRefused, mark_checked, put_off, remind, send_reminder

__all__ = [
    "CHECKED",
    "PUT_OFF",
    "CheckRefused",
    "FeedbackRefused",
    "TimesRefused",
    "answer_stuck_point",
    "mark_checked",
    "put_off",
    "record_outcome",
    "remind",
    "report_stuck",
    "send_reminder",
    "set_step_times",
]
