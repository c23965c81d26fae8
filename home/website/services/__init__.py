"""Deeds on the site as a whole."""

from .site import SiteDetails, set_up_site

__all__ = ["SiteDetails", "set_up_site"]
