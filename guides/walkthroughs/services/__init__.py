"""Deeds on guides: what people say about them and its answers, the times of steps, and keeping guides right."""

from .feedback import FeedbackRefused, record_outcome, report_stuck
from .mending import MendingRefused, answer_stuck_point, set_state, strike_out
from .step_times import TimesRefused, set_step_times
from .upkeep import CHECKED, PUT_OFF, CheckRefused, mark_checked, put_off, remind, send_reminder

__all__ = [
    "CHECKED",
    "PUT_OFF",
    "CheckRefused",
    "FeedbackRefused",
    "MendingRefused",
    "TimesRefused",
    "answer_stuck_point",
    "mark_checked",
    "put_off",
    "record_outcome",
    "remind",
    "report_stuck",
    "send_reminder",
    "set_state",
    "set_step_times",
    "strike_out",
]
