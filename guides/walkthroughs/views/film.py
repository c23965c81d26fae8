"""The film as every page of a guide shows it."""

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from .. import selectors


def film(shown: selectors.ShownGuide, begins: int) -> SafeString:
    """The player with its transcript, beginning at a second; nothing where there is no film."""
    if shown.film is None:
        return SafeString()

    def make() -> SafeString:
        context = {"page": shown.page, "guide": shown, "film": shown.film, "film_from": begins}
        return render_to_string("walkthroughs/film.html", context)

    # Links may begin anywhere: only the beginning is what most see.
    return make() if begins else shown.once("film", make)
