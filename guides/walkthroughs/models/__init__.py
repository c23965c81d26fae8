"""Guide pages and their steps, and what people said about them."""

from .feedback import Outcome, StuckPoint, StuckReport
from .pages import GuideIndexPage, GuidePage, GuideStep

__all__ = ["GuideIndexPage", "GuidePage", "GuideStep", "Outcome", "StuckPoint", "StuckReport"]
