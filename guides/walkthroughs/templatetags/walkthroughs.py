"""What templates ask about guides."""

from typing import Any

from django import template
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from guides.videos.selectors import still

from ..changes import Kind
from ..models import GuidePage
from ..reading_level import Band, ReadingLevel
from ..selectors import EditingState, editing_state, shown_film

register = template.Library()

READING: dict[Band, Promise] = {
    Band.VERY_EASY: _("very easy, as people talk"),
    Band.EASY: _("easy, most people read it at once"),
    Band.FAIRLY_HARD: _("fairly hard, shorter sentences would help"),
    Band.HARD: _("hard, many people will give up: use shorter sentences and everyday words"),
    Band.VERY_HARD: _("very hard, for specialists only: use shorter sentences and everyday words"),
}
CHANGES: dict[Kind, Promise] = {
    Kind.SAME: _("not changed"),
    Kind.ADDED: _("new"),
    Kind.REMOVED: _("taken out"),
    Kind.MOVED: _("moved"),
    Kind.CHANGED: _("words changed"),
    Kind.MOVED_AND_CHANGED: _("moved, words changed"),
}


@register.simple_tag
def still_of(guide: GuidePage) -> str:
    """The address of the picture that a guide's film begins with; empty when there is none to show."""
    film = shown_film(guide)
    return still(film) if film else ""


@register.simple_tag
def guide_state(page: GuidePage, form: Any = None) -> EditingState:
    """What an editor is told about a guide: as it was typed where its form was refused, else as it is saved."""
    typed = form is not None and form.is_bound and hasattr(form, "cleaned_data")
    return editing_state(page, form.gate_facts() if typed else page.gate_facts())


@register.simple_tag
def reading_words(level: ReadingLevel) -> str:
    """How hard a text is to read, in plain words."""
    return str(READING[level.band])


@register.simple_tag
def change_words(kind: Kind) -> str:
    """What became of a step, in words."""
    return str(CHANGES[kind])
