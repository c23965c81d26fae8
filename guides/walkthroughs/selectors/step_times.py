"""What an editor needs to set where in the film each step begins."""

from dataclasses import dataclass

from wagtail.models import Locale

from commons.pages.searchable import plain
from guides.videos import selectors as videos
from guides.videos.selectors import Playable

from ..models import GuidePage, GuideStep
from ..step_starts import Spoken, Suggestion, suggest


@dataclass(frozen=True)
class StepTimes:
    """The draft of a guide: its film, its steps, and for each a suggestion where it begins, if there is one."""

    page: GuidePage
    film: Playable | None
    steps: list[GuideStep]
    suggestions: list[Suggestion | None]


def source_of(page: GuidePage) -> GuidePage:
    """The guide that holds the times for all languages: the one in the site's first language, else itself."""
    return page.get_translation_or_none(Locale.get_default()) or page


def step_times(page: GuidePage) -> StepTimes:
    """Read the latest draft of a guide, for those who may change it: captions that are drafts count too."""
    draft = page.get_latest_revision_as_object()
    steps = list(draft.steps.all())
    film = videos.playable(draft.video, with_drafts=True) if draft.video else None
    language = page.locale.language_code
    track = draft.video.tracks.filter(language=language).first() if draft.video else None
    cues = [Spoken(cue.start_ms, cue.text) for cue in videos.cues_of(track)] if track else []
    return StepTimes(draft, film, steps, suggest([(step.title, plain(step.text)) for step in steps], cues))
