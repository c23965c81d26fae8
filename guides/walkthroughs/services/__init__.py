"""Deeds on guides: saying where one got stuck and whether one got it done, and answering it."""

from .feedback import FeedbackRefused, answer_stuck_point, record_outcome, report_stuck

__all__ = ["FeedbackRefused", "answer_stuck_point", "record_outcome", "report_stuck"]
