"""Guide pages and their steps, and what people said about them."""

from .feedback import Outcome, StuckPoint, StuckReport
from .pages import GuideIndexPage, GuidePage, GuideStep
from .workflow import GatedApprovalTask

__all__ = [
    "GatedApprovalTask",
    "GuideIndexPage",
    "GuidePage",
    "GuideStep",
    "Outcome",
    "StuckPoint",
    "StuckReport",
]
