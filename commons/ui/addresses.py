"""Main addresses of the site, which the frame knows by contract and not by the apps above."""

from django.urls import get_script_prefix
from django.utils.translation import get_language


def address(path: str = "") -> str:
    """A main address of the site in the reader's language."""
    return f"{get_script_prefix()}{get_language()}/{path}"
