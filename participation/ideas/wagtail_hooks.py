"""Puts what officials do with ideas into the admin."""

from wagtail import hooks

from .admin import IdeaDecisions


@hooks.register("register_admin_viewset")
def idea_decisions() -> IdeaDecisions:
    """Offer the list of ideas and the page of each."""
    return IdeaDecisions()
