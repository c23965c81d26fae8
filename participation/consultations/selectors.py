"""What may be read of consultations, by whom."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import get_language
from wagtail.models import Page

from commons.directory.models import PublicBody, Service
from commons.pages.kept import kept

from .models import ConsultationPage, Dates, StagePage
from .querysets import STEP
from .rules import StageState, days_left

#: What is open comes first, then what will be, then what was.
ORDER = [StageState.OPEN, StageState.BEFORE, StageState.AFTER]


@dataclass(slots=True)
class StageCard:
    """A stage with what people want to know of it."""

    page: StagePage
    state: StageState
    tallies: list[str] = field(default_factory=list)

    @property
    def opens_at(self) -> Any:
        """When it opens, by the page the others were translated from."""
        return self.page.dates.opens_at

    @property
    def closes_at(self) -> Any:
        """When it closes, likewise."""
        return self.page.dates.closes_at

    @property
    def days_left(self) -> int:
        """Days until it closes, 0 on the last one."""
        return days_left(self.closes_at, timezone.now())


@dataclass(slots=True)
class ConsultationCard:
    """A consultation with its stages in the order they open."""

    page: ConsultationPage
    stages: list[StageCard]

    @property
    def main(self) -> StageCard | None:
        """The stage to speak of: the open one that closes first, else the next, else the last."""
        by_state = {state: [card for card in self.stages if card.state == state] for state in ORDER}
        if by_state[StageState.OPEN]:
            return min(by_state[StageState.OPEN], key=lambda card: card.closes_at)
        if by_state[StageState.BEFORE]:
            return by_state[StageState.BEFORE][0]
        return max(by_state[StageState.AFTER], key=lambda card: card.closes_at, default=None)

    @property
    def state(self) -> StageState:
        """The state of its main stage; one without stages hasn't begun."""
        return self.main.state if self.main else StageState.BEFORE


def visible(viewer: Any) -> QuerySet[ConsultationPage]:
    """Keep the consultations anyone may read, in every language. The viewer's own rights add none yet."""
    return ConsultationPage.objects.live().public()


def consultations(viewer: Any, language: str = "") -> list[ConsultationCard]:
    """List the consultations of a language (the active one) with their stages, what is open first."""
    code = language or get_language()
    rows = visible(viewer).filter(locale__language_code=code).select_related("body")
    return sorted(_cards(list(rows.prefetch_related("body__texts"))), key=_rank)


def open_consultations(viewer: Any, limit: int = 3) -> list[ConsultationCard]:
    """List the consultations people can take part in now, the one that closes first at the top."""
    return [card for card in consultations(viewer) if card.state == StageState.OPEN][:limit]


def consultation_card(viewer: Any, page: ConsultationPage) -> ConsultationCard:
    """Give one consultation with its stages."""
    return _cards([page])[0]


@kept(lambda stage: stage.path)
def consultation_above(stage: StagePage) -> ConsultationPage | None:
    """Give the consultation a stage belongs to, published or not, with what the pages below it say of it."""
    rows = ConsultationPage.objects.filter(path=stage.path[:-STEP])
    words = ("title", "question", "summary", "outcome", "live", "path", "url_path", "body__slug")
    return rows.select_related("body").prefetch_related("body__texts").only(*words).first()


@kept(lambda stage: stage.path)
def list_above(stage: StagePage) -> Page | None:
    """Give the list of consultations a stage is below, with what a link to it needs."""
    return Page.objects.filter(path=stage.path[: -2 * STEP]).only("title", "url_path").first()


def services_of(page: ConsultationPage) -> list[Service]:
    """List the services a consultation is about, whichever of its translations names them."""
    links = Service.objects.filter(pk__in=_service_keys(page))
    return list(links.prefetch_related("texts"))


def named_by_service(service: Service) -> QuerySet[ConsultationPage]:
    """Keep the consultations about a service, published or not, whichever of their translations names it."""
    naming = ConsultationPage.objects.filter(service_links__service=service)
    return ConsultationPage.objects.filter(translation_key__in=naming.values("translation_key"))


def consultations_about(viewer: Any, service: Service) -> QuerySet[ConsultationPage]:
    """Keep the consultations that are about a service, in every language."""
    return visible(viewer) & named_by_service(service)


def asked_by(bodies: Iterable[PublicBody]) -> QuerySet[ConsultationPage]:
    """Keep the consultations some offices ask, published or not, for those who work there."""
    return ConsultationPage.objects.filter(body__in=bodies)


def give_dates(stages: Sequence[StagePage]) -> None:
    """Give each stage the dates that count; one query a type of stage."""
    for kind, group in _by_type(stages):
        rows = kind.objects.filter(translation_key__in=[stage.translation_key for stage in group]).sources()
        found: dict[Any, Dates] = {}
        for key, opens_at, closes_at in rows.values_list("translation_key", "opens_at", "closes_at"):
            found.setdefault(key, Dates(opens_at, closes_at))
        for stage in group:
            stage.dates = found[stage.translation_key]


def stage_cards(stages: Sequence[StagePage]) -> list[StageCard]:
    """Give stages of any types with their states and tallies; two queries a type."""
    give_dates(stages)
    tallies: dict[int, list[str]] = {}
    for kind, group in _by_type(stages):
        tallies |= kind.tallies(group)
    return [StageCard(stage, stage.state, tallies.get(stage.pk, [])) for stage in stages]


def _cards(pages: list[ConsultationPage]) -> list[ConsultationCard]:
    """Gather the stages of all the consultations at once: they lie one level below what the paths share."""
    if not pages:
        return []
    cards: dict[str, list[StageCard]] = {page.path: [] for page in pages}
    rows = Page.objects.live().public().filter(depth=pages[0].depth + 1, path__startswith=_shared(list(cards)))
    stages = [stage for stage in rows.specific() if isinstance(stage, StagePage) and stage.path[:-STEP] in cards]
    for card in sorted(stage_cards(stages), key=lambda card: (card.opens_at, card.page.path)):
        cards[card.page.path[:-STEP]].append(card)
    return [ConsultationCard(page, cards[page.path]) for page in pages]


def _shared(paths: list[str]) -> str:
    """Give the longest beginning all paths have in common."""
    first, last = min(paths), max(paths)
    return next((first[:end] for end, letter in enumerate(first) if last[end : end + 1] != letter), first)


def _by_type(stages: Iterable[StagePage]) -> list[tuple[type[StagePage], list[StagePage]]]:
    found: dict[type[StagePage], list[StagePage]] = {}
    for stage in stages:
        found.setdefault(type(stage), []).append(stage)
    return list(found.items())


def _service_keys(page: ConsultationPage) -> QuerySet[Any]:
    pages = ConsultationPage.objects.filter(translation_key=page.translation_key)
    return pages.exclude(service_links=None).values("service_links__service")


def _rank(card: ConsultationCard) -> tuple[int, float]:
    """Put what closes soonest, opens soonest and closed last first, each in its group."""
    main = card.main
    if main is None:
        return len(ORDER), 0.0
    if main.state == StageState.OPEN:
        return 0, main.closes_at.timestamp()
    return (1, main.opens_at.timestamp()) if main.state == StageState.BEFORE else (2, -main.closes_at.timestamp())
