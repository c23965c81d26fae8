"""What templates ask about films."""

from django import template
from django.template import Context
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail.models import Page

from .. import rules, selectors
from ..models import CaptionTrack, GuideVideo

register = template.Library()


@register.simple_tag
def film_status(video: GuideVideo) -> selectors.Status:
    """How far a film is, for its editors."""
    return selectors.status(video)


@register.simple_tag
def film_playable(video: GuideVideo) -> selectors.Playable | None:
    """A film as its editors watch it, drafts of captions included; nothing while it can't be watched."""
    return selectors.playable(video, with_drafts=True)


@register.simple_tag
def film_captions(video: GuideVideo) -> list[CaptionTrack]:
    """The captions of a film, drafts too."""
    return list(video.tracks.select_related("reviewed_by"))


@register.simple_tag
def film_strip(video: GuideVideo) -> selectors.Strip | None:
    """A film in small pictures, for its editors."""
    return selectors.strip(video)


@register.simple_tag(takes_context=True)
def film_pages(context: Context, video: GuideVideo) -> list[Page]:
    """The pages a film stands on whose titles this editor may know."""
    return selectors.pages_with(context["request"].user, video)


@register.simple_tag
def upload_words() -> SafeString:
    """What <film-upload> says, and the limits it knows before anything is sent."""
    words = {
        "drop": _("Or drop the film here."),
        "cancel": _("Stop the upload"),
        "uploading": _("Uploading"),
        "checking": _("Uploaded. The site looks at the file …"),
        "cancelled": _("The upload was stopped. Nothing of it was kept."),
        "broken": _("The upload broke off. The file is still chosen: send it again."),
        "not-a-film": rules.NOT_A_FILM,
        "too-large": rules.TOO_LARGE,
        "most": rules.MAX_UPLOAD_BYTES,
        "extensions": " ".join(rules.EXTENSIONS),
    }
    return format_html_join(" ", 'data-{}="{}"', words.items())
