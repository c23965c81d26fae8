"""Deeds on ideas: submit, edit, withdraw, support, decide, answer, hide. Each checks and writes in one transaction."""

import contextlib
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from commons.answers import services as answers
from commons.answers.models import Answer
from commons.moderation.selectors import asked_to_edit
from commons.moderation.services import note_edited, refuse_paused
from commons.pages.selectors import place
from commons.pages.services import anchor_for
from commons.people.refusals import Refused
from commons.people.services import take_turn
from commons.ui.dates import day_in_words, moment_in_words
from commons.ui.plain_text import tidy, tidy_line
from participation.deliberation import services as deliberation

from . import telling
from .models import Idea, StateChange, Support
from .rules import (
    KIND,
    NOTE_REQUIRED,
    OFFICIAL_DEEDS,
    PACE,
    PACE_WINDOW,
    STAFF_DEEDS,
    TEXT_LENGTH,
    TITLE_LENGTH,
    Deed,
    IdeaState,
    Reason,
    decisions,
    refusal,
)
from .selectors import Stage, roles, stage_for_change, stage_of


class IdeaRefused(Refused):
    """Something can't be done with an idea like this."""

    code = "idea"


def submit(
    *,
    by: Any,
    stage: Stage,
    title: str,
    text: str,
    about: tuple[UUID, UUID | None] | None = None,
    submission: UUID | None = None,
) -> Idea:
    """Publish an idea in a stage; the same submission again gives the idea it became.

    Raises IdeaRefused or ModerationRefused.

    `about` names the page, or the step of a page, the idea would change.
    """
    submission = submission or uuid4()
    _allow(Deed.SUBMIT, by, stage)
    refuse_paused(by)
    with transaction.atomic():
        take_turn(person=by)
        sent = Idea.objects.filter(author=by, submission=submission).first()
        if sent:
            return sent
        words = _title(title), _text(text)
        if about and place(by, *about) is None:
            raise IdeaRefused(
                _("The step this was about is no longer there. Send it without."), code="about", field="about"
            )
        _check_pace(by)
        return _publish(by, stage, words, about, submission)


def edit(*, by: Any, idea: Idea, title: str, text: str) -> Idea:
    """Change the words of an own idea while nobody supports it yet, or when a moderator asked for it.

    Raises IdeaRefused or ModerationRefused.
    """
    refuse_paused(by)
    with transaction.atomic():
        current = _locked(Deed.EDIT, by, idea)
        if current.support_count and not asked_to_edit(current.reportable_id):
            message = _("People support this idea as it stands, so its words stay. Add to it in the discussion.")
            raise IdeaRefused(message, code="supported")
        words = _title(title), _text(text)
        if words != (current.title, current.text):
            current.title, current.text = words
            current.edited_at = timezone.now()
            current.save(update_fields=["title", "text", "edited_at"])
            transaction.on_commit(lambda: note_edited(handle=current.reportable_id), robust=True)
        return current


def withdraw(*, by: Any, idea: Idea) -> Idea:
    """Take an own idea back before it is decided on. Raises IdeaRefused."""
    with transaction.atomic():
        current = _locked(Deed.WITHDRAW, by, idea)
        return _move(by, current, IdeaState.WITHDRAWN, "").idea


def support(*, by: Any, idea: Idea, stage: Stage | None = None) -> Idea:
    """Support an idea; doing so twice is doing so once. Gives the idea with its new count. Raises IdeaRefused.

    `stage` is the idea's as the person may read it, from whoever has just read it.
    """
    with transaction.atomic():
        current = _locked(Deed.SUPPORT, by, idea, stage)
        # Nobody can come between: all who support or leave this idea wait for its row.
        if not Support.objects.filter(idea=current, person=by).exists():
            Support.objects.create(idea=current, person=by)
            _count(current, 1)
        return current


def withdraw_support(*, by: Any, idea: Idea, stage: Stage | None = None) -> Idea:
    """Take support back, where there was some. Gives the idea with its new count. Raises IdeaRefused."""
    with transaction.atomic():
        current = _locked(Deed.WITHDRAW_SUPPORT, by, idea, stage)
        gone, _by_model = Support.objects.filter(idea=current, person=by).delete()
        if gone:
            _count(current, -1)
        return current


def withdraw_all_support(*, person: Any) -> None:
    """Take back what a person supports wherever support may still be taken back; elsewhere it was decided upon."""
    for idea in Idea.objects.filter(supports__person=person).order_by("pk"):
        with contextlib.suppress(IdeaRefused):
            withdraw_support(by=person, idea=idea)


def change_state(*, by: Any, idea: Idea, new: IdeaState, note: str = "") -> Idea:
    """Take an idea a step further, as an official, with a note for everyone to read. Raises IdeaRefused."""
    with transaction.atomic():
        current = _locked(Deed.CHANGE_STATE, by, idea)
        old, words = IdeaState(current.state), tidy(note)
        if new not in decisions(old):
            message = _("An idea that is “%(old)s” can’t become “%(new)s”.") % {"old": old.label, "new": new.label}
            raise IdeaRefused(message, code="state", field="new")
        if new in NOTE_REQUIRED and not words:
            message = _("Say why. People who took the trouble to propose and support it will read this.")
            raise IdeaRefused(message, code="note", field="note")
        change = _move(by, current, new, words)
        telling.of_decision(change=change, body=_stage(Deed.CHANGE_STATE, by, current).consultation.body)
        return change.idea


def answer(*, by: Any, idea: Idea, text: str) -> Answer:
    """Answer an idea in the name of the office that asks. Raises IdeaRefused or AnswerRefused."""
    with transaction.atomic():
        current = _locked(Deed.ANSWER, by, idea)
        body = _stage(Deed.ANSWER, by, current).consultation.body
        given = answers.answer(by=by, answerable=current.answerable, body=body, text=text)
        Idea.objects.filter(pk=current.pk).update(answered_at=given.published_at)
        telling.of_answer(idea=current, answer=given)
        return given


def hide(*, by: Any, idea: Idea) -> Idea:
    """Take an idea off show, as a moderator. Raises IdeaRefused."""
    with transaction.atomic():
        current = _locked(Deed.HIDE, by, idea)
        _move(by, current, IdeaState.HIDDEN, "")
        return current


def restore(*, by: Any, idea: Idea) -> Idea:
    """Show a hidden idea again, as a moderator: where it was on its journey, since when it was there.

    Raises IdeaRefused.
    """
    with transaction.atomic():
        current = _locked(Deed.RESTORE, by, idea)
        hidden = current.changes.filter(new=IdeaState.HIDDEN).latest("pk")
        reached = current.changes.filter(new=hidden.old).exclude(old=IdeaState.HIDDEN).last()
        _move(by, current, IdeaState(hidden.old), "")
        current.state_since = reached.at if reached else current.created_at
        current.save(update_fields=["state_since"])
        return current


def _publish(by: Any, stage: Stage, words: tuple[str, str], about: Any, submission: UUID) -> Idea:
    anchor = anchor_for(page_key=stage.page.translation_key)
    made = Idea.objects.create(
        stage=anchor,
        about=anchor_for(page_key=about[0], step_key=about[1]) if about else None,
        author=by,
        title=words[0],
        text=words[1],
        language=get_language() or "",
        thread=deliberation.open_thread(kind=KIND),
        answerable=answers.open_answerable(kind=KIND),
        supports_before=Idea.objects.filter(stage=anchor).supports(),
        submission=submission,
    )
    telling.let_author_follow(made)
    return made


def _move(by: Any, idea: Idea, new: IdeaState, note: str) -> StateChange:
    """Write the new state and the line of history that goes with it."""
    change = StateChange.objects.create(idea=idea, by=by, old=idea.state, new=new, note=note)
    idea.state, idea.state_since = new, change.at
    idea.save(update_fields=["state", "state_since"])
    return change


def _count(idea: Idea, more: int) -> None:
    """Change the count of an idea that is locked, so that what was read of it is what is there."""
    idea.support_count += more
    Idea.objects.filter(pk=idea.pk).update(support_count=idea.support_count)


def _locked(deed: Deed, by: Any, idea: Idea, stage: Stage | None = None) -> Idea:
    """Read an idea as it is, keep others from changing it until the end, and refuse what the rules refuse."""
    current = Idea.objects.select_for_update().get(pk=idea.pk)
    current.stage = idea.stage  # for ever the one it was sent in
    _allow(deed, by, stage or _stage(deed, by, current), current)
    return current


def _stage(deed: Deed, by: Any, idea: Idea) -> Stage:
    """Find the stage: staff finish what was begun even where it is no longer on show, others only what they see."""
    found = stage_for_change(idea) if deed in STAFF_DEEDS else stage_of(by, idea)
    if found is None:
        raise IdeaRefused(_("The consultation this idea belongs to is no longer on show."), code="not-found")
    return found


def _allow(deed: Deed, by: Any, stage: Stage, idea: Idea | None = None) -> None:
    """Raise IdeaRefused where the rules say no."""
    state = IdeaState(idea.state) if idea else IdeaState.PUBLISHED
    asking = stage.consultation if deed in OFFICIAL_DEEDS else None
    reason = refusal(deed, roles(by, asking, idea, moderating=deed in STAFF_DEEDS), stage.state, state)
    if reason is not None:
        raise IdeaRefused(in_words(reason, stage), code=reason.value)


def in_words(reason: Reason, stage: Stage) -> str:
    """Give a reason as a sentence, with the date where the clock is the reason."""
    dates = stage.page.dates
    if reason == Reason.CLOSED:
        return _("This closed on %(date)s. You can still read everything.") % {"date": day_in_words(dates.closes_at)}
    if reason == Reason.NOT_YET:
        return _("This opens on %(date)s.") % {"date": moment_in_words(dates.opens_at)}
    return str(reason.label)


def _title(typed: str) -> str:
    return _within(tidy_line(typed), TITLE_LENGTH, "title", _("Give your idea a title."))


def _text(typed: str) -> str:
    return _within(tidy(typed), TEXT_LENGTH, "text", _("Describe your idea."))


def _within(words: str, length: tuple[int, int], field: str, empty: str) -> str:
    """Give the words, or refuse them where they are none, too few or too many."""
    least, most = length
    if not words:
        raise IdeaRefused(empty, code="empty", field=field)
    if len(words) < least:
        message = _("Use at least %(count)d characters, so that others understand it.") % {"count": least}
        raise IdeaRefused(message, code="short", field=field)
    if len(words) > most:
        message = _("Use at most %(count)d characters.") % {"count": most}
        raise IdeaRefused(message, code="long", field=field)
    return words


def _check_pace(by: Any) -> None:
    since = timezone.now() - PACE_WINDOW
    if Idea.objects.filter(author=by, created_at__gt=since).count() >= PACE:
        raise IdeaRefused(
            _("You have sent many ideas in an hour. Keep this one and send it a little later."), code="pace"
        )
