"""What may be read of ideas, by whom."""

from collections.abc import Iterable
from typing import Any, NamedTuple
from uuid import UUID

from django.core.paginator import Page as Listed
from django.core.paginator import Paginator
from django.db.models import Case, Count, Q, Sum, Value, When
from django.utils.translation import get_language
from wagtail.models import Page

from commons.answers.selectors import may_speak_for, offices
from commons.directory.models import Service
from commons.moderation.selectors import hidden_under
from commons.pages.kept import kept
from commons.pages.selectors import pages_by_key
from commons.people.roles import MODERATORS, has_role
from participation.consultations.models import ConsultationPage
from participation.consultations.rules import StageState
from participation.consultations.selectors import asked_by, consultations_about

from ..models import Idea, IdeasStagePage, StateChange, Support
from ..querysets import IS_SHOWN, IdeaQuerySet
from ..rules import OFF_SHOW, OFFICIAL_DEEDS, STAFF_DEEDS, UNDECIDED, Deed, IdeaState, Reason, Role, refusal
from .stages import Stage, about_service, open_stages_and, stage_keys, stage_of


class IdeasAt(NamedTuple):
    """How many ideas there are about one step of a page, or about the page as such, in one stage."""

    step_key: UUID | None
    stage_key: UUID
    ideas: int


#: Ideas on a page of a stage's list.
PER_PAGE = 20
#: What a line in a narrow list shows of an idea.
IN_A_LINE = ("title", "state", "support_count")


class IdeaRow(NamedTuple):
    """What a row of a stage's list shows of an idea."""

    pk: int
    title: str
    text: str
    language: str
    state: str
    support_count: int
    author_id: int | None
    author_name: str | None
    posts: int
    about_key: UUID | None


class OfPage(NamedTuple):
    """What there is of ideas about a page: how many where, and the open stage to which one more is best sent."""

    places: list[IdeasAt]
    stage: IdeasStagePage | None


def visible_ideas(viewer: Any) -> IdeaQuerySet:
    """Keep the ideas the viewer may read: on show, in stages on show."""
    return Idea.objects.shown().filter(stage__page_key__in=IdeasStagePage.objects.on_show().values("translation_key"))


def idea(viewer: Any, pk: int) -> Idea | None:
    """Give an idea with all its page shows; nothing where the viewer may not read it."""
    return _readable(viewer, Idea.objects.with_people(), pk)


def idea_alone(viewer: Any, pk: int) -> Idea | None:
    """Give an idea without what its page shows beside it, for a deed on it; nothing where it may not be read."""
    return _readable(viewer, Idea.objects.select_related("stage"), pk)


def _readable(viewer: Any, ideas: IdeaQuerySet, pk: int) -> Idea | None:
    found = ideas.shown().filter(pk=pk).first()
    return found if found and stage_of(viewer, found) else None


def off_show(viewer: Any, pk: int) -> Idea | None:
    """Give an idea that was taken back or hidden, without its words and its author, so that its address can say so."""
    on_show = IdeasStagePage.objects.on_show().values("translation_key")
    states = [state.value for state in OFF_SHOW]
    rows = Idea.objects.filter(pk=pk, state__in=states, stage__page_key__in=on_show)
    found = rows.only("state", "reportable_id").first()
    if found is not None and found.reportable_id and found.state == IdeaState.HIDDEN:
        found.hidden_under = hidden_under([found.reportable_id]).get(found.reportable_id)
    return found


def listed(
    viewer: Any, key: UUID, asked: dict[str, str], step: tuple[UUID, UUID | None] | None = None, number: Any = 1
) -> Listed:
    """Give a page of the keys of a stage's ideas that were asked for, in the order that was asked for.

    The stage itself was asked for with `stage`.
    """
    return _listed(key, tuple(sorted(asked.items())), step, str(number or 1))


@kept(lambda *asked: asked)
def _listed(
    key: UUID, asked: tuple[tuple[str, str], ...], step: tuple[UUID, UUID | None] | None, number: str
) -> Listed:
    """Put only keys in order: sorting two thousand texts would cost more than the page.

    One question counts both the ideas and the support that the fair order needs.
    """
    given = dict(asked)
    in_stage, wanted = Idea.objects.filter(stage__page_key=key, stage__step_key=None), _wanted(given, step)
    count, supports = in_stage.aggregate(number=Count("pk", filter=wanted), supports=Sum("support_count")).values()
    found, order = in_stage.filter(wanted), given.get("order", "fair")
    if order == "fair":
        found = found.fairest_first(supports or 0)
    else:
        found = found.order_by(*(["-support_count"] if order == "supported" else []), "-pk")
    paginator = Paginator(found.values_list("pk", flat=True), PER_PAGE)
    paginator.count = count  # type: ignore[misc]
    page = paginator.get_page(number)
    page.object_list = list(page.object_list)
    return page


def _wanted(asked: dict[str, str], step: tuple[UUID, UUID | None] | None) -> Q:
    """Say which ideas were asked for, of those on show."""
    found, state = IS_SHOWN, asked.get("state")
    if state == "undecided":
        found &= Q(state__in=[item.value for item in UNDECIDED])
    elif state == "answered":
        found &= Q(answered_at__isnull=False)
    elif state:
        found &= Q(state=state)
    if words := asked.get("q"):
        found &= Q(title__icontains=words) | Q(text__icontains=words)
    if step:
        found &= Q(about__page_key=step[0])
        found &= Q(about__step_key=step[1]) if step[1] else Q()
    return found


def in_this_order(viewer: Any, keys: Iterable[int]) -> list[IdeaRow]:
    """Read the ideas of some keys that were put in order by `listed`."""
    wanted = list(keys)
    own = ("pk", "title", "text", "language", "state", "support_count", "author_id")
    beside = ("author__display_name", "thread__post_count", "about__page_key")
    rows = Idea.objects.shown().filter(pk__in=wanted).order_by().values_list(*own, *beside)
    found = {row[0]: IdeaRow(*row) for row in rows}
    return [found[key] for key in wanted if key in found]


def places_in(viewer: Any, key: UUID) -> dict[UUID, Page]:
    """Give the pages the ideas of a stage are about: those that everyone may read."""
    return _places_in(key)


@kept(lambda key: (key, get_language()))
def _places_in(key: UUID) -> dict[UUID, Page]:
    keys = Idea.objects.shown().filter(stage__page_key=key, about__isnull=False)
    return pages_by_key(None, keys.order_by().values_list("about__page_key", flat=True).distinct())


def changes_of(viewer: Any, idea: Idea) -> list[StateChange]:
    """List what happened to an idea the viewer was given, the oldest first."""
    # What is in the first state went nowhere from there, but may have been hidden for a while.
    return [] if idea.state == IdeaState.PUBLISHED else list(idea.changes.all())


def others(viewer: Any, idea: Idea, limit: int = 4) -> list[Idea]:
    """List ideas of the same stage: those about the same step before those with most support."""
    same = Case(When(about=idea.about_id, then=Value(0)), default=Value(1)) if idea.about_id else Value(1)
    rows = Idea.objects.shown().filter(stage=idea.stage_id).exclude(pk=idea.pk)
    return list(rows.only(*IN_A_LINE).order_by(same, "-support_count", "-pk")[:limit])


def may_decide(viewer: Any, stage: Stage) -> bool:
    """Tell whether the viewer decides on the ideas of a stage, and so is shown the way to do it."""
    return Role.OFFICIAL in roles(viewer, stage.consultation)


def ideas_about(viewer: Any, page_key: UUID) -> IdeaQuerySet:
    """Keep the ideas about a page or any of its steps, those with most support first."""
    return visible_ideas(viewer).filter(about__page_key=page_key).order_by("-support_count", "-pk")


def ideas_for_service(viewer: Any, service: Service) -> IdeaQuerySet:
    """Keep the ideas sent to consultations about a service, those with most support first."""
    keys = stage_keys(consultations_about(viewer, service))
    return visible_ideas(viewer).filter(stage__page_key__in=keys).order_by("-support_count", "-pk")


def ideas_of_offices(viewer: Any) -> IdeaQuerySet:
    """Keep the ideas an official may decide on: those of the consultations their offices ask, hidden ones too.

    What its author took back is nobody's to read: we said so when they did.
    """
    ideas = Idea.objects.exclude(state=IdeaState.WITHDRAWN).with_people()
    if getattr(viewer, "is_superuser", False):
        return ideas
    return ideas.filter(stage__page_key__in=stage_keys(asked_by(offices(viewer))))


def recently_delivered(viewer: Any, limit: int = 3) -> list[Idea]:
    """List what changed because people spoke up, the latest first."""
    rows = visible_ideas(viewer).filter(state=IdeaState.DELIVERED).with_people()
    return list(rows.order_by("-state_since", "-pk")[:limit])


def supported_by(viewer: Any, ideas: Iterable[Idea | IdeaRow]) -> set[int]:
    """Tell which of the ideas the viewer supports; a visitor supports none, and nothing is asked."""
    if not viewer.is_authenticated:
        return set()
    keys = [item.pk for item in ideas]
    return set(Support.objects.filter(person=viewer, idea__in=keys).values_list("idea_id", flat=True))


def roles(
    viewer: Any, consultation: ConsultationPage | None, idea: Idea | None = None, *, moderating: bool = False
) -> frozenset[Role]:
    """Tell what a viewer is to an idea, or to a stage where there is none yet; whether a moderator, where asked."""
    found = {Role.ANYONE}
    if viewer.is_authenticated and viewer.is_active:
        found.add(Role.PERSON)
        if idea is not None and idea.author_id == viewer.pk:
            found.add(Role.AUTHOR)
        if consultation is not None and may_speak_for(viewer, consultation.body):
            found.add(Role.OFFICIAL)
        if moderating and has_role(viewer, MODERATORS):
            found.add(Role.MODERATOR)
    return frozenset(found)


def why_not(viewer: Any, deed: Deed, stage: Stage, idea: Idea | None = None) -> Reason | None:
    """Say why the viewer may not do something now, or None where they may."""
    asking = stage.consultation if deed in OFFICIAL_DEEDS else None
    able = roles(viewer, asking, idea, moderating=deed in STAFF_DEEDS)
    return refusal(deed, able, stage.state, IdeaState(idea.state) if idea else IdeaState.PUBLISHED)


def of_page(viewer: Any, page_key: UUID, service: Service | None = None) -> OfPage:
    """Tell what there is of ideas about a page, in two questions.

    The open stage is one in which the page was spoken of already, else one about its service, else the only one.
    """
    return _of_page(page_key, service)


@kept(lambda page_key, service: (page_key, service.pk if service else None, get_language()))
def _of_page(page_key: UUID, service: Service | None) -> OfPage:
    rows = Idea.objects.shown().filter(about__page_key=page_key).order_by()
    counted = rows.values_list("about__step_key", "stage__page_key").annotate(Count("pk"))
    places = [IdeasAt(*row) for row in counted]
    stages = open_stages_and({place.stage_key for place in places})
    spoken = {key: stage for key, stage in stages.items() if any(place.stage_key == key for place in places)}
    able = sorted(
        (stage.page for stage in stages.values() if stage.state == StageState.OPEN),
        key=lambda page: (page.translation_key not in spoken, page.dates.closes_at),
    )
    first = able[0] if able and (len(able) == 1 or able[0].translation_key in spoken) else None
    return OfPage(
        places=[place for place in places if place.stage_key in spoken],
        stage=first or about_service(able, service),
    )
