"""Who may do what with an idea and when: role × state of the stage × state of the idea. Imports no models."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from participation.consultations.rules import StageState

#: Under this name ideas are known to the apps below.
KIND = "ideas.idea"
#: Characters of a title and of a text: at least, at most.
TITLE_LENGTH = (8, 140)
TEXT_LENGTH = (20, 8_000)
#: Ideas one person may send in PACE_WINDOW, over all stages.
PACE, PACE_WINDOW = 5, timedelta(hours=1)


class IdeaState(TextChoices):
    """What became of an idea. One field, changed only along TRANSITIONS."""

    PUBLISHED = "published", pgettext_lazy("idea", "Published")
    CONSIDERED = "considered", _("Under consideration")
    ACCEPTED = "accepted", _("Accepted")
    DELIVERING = "delivering", _("Being delivered")
    DELIVERED = "delivered", _("Delivered")
    DECLINED = "declined", _("Declined")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    HIDDEN = "hidden", pgettext_lazy("idea", "Hidden by a moderator")


#: What neither officials nor anybody see as an idea that is on its way.
OFF_SHOW = frozenset({IdeaState.WITHDRAWN, IdeaState.HIDDEN})
#: Where an idea can go from each state. A decision can be taken up again; a promise kept can't be unkept. Moderators
#: hide what is on show, and bring it back to where it was: that is no station of its journey.
TRANSITIONS: dict[IdeaState, frozenset[IdeaState]] = {
    IdeaState.PUBLISHED: frozenset({IdeaState.CONSIDERED, IdeaState.ACCEPTED, IdeaState.DECLINED, IdeaState.WITHDRAWN}),
    IdeaState.CONSIDERED: frozenset({IdeaState.ACCEPTED, IdeaState.DECLINED, IdeaState.WITHDRAWN}),
    IdeaState.ACCEPTED: frozenset({IdeaState.CONSIDERED, IdeaState.DELIVERING, IdeaState.DELIVERED}),
    IdeaState.DELIVERING: frozenset({IdeaState.ACCEPTED, IdeaState.DELIVERED}),
    IdeaState.DELIVERED: frozenset(),
    IdeaState.DECLINED: frozenset({IdeaState.CONSIDERED}),
    IdeaState.WITHDRAWN: frozenset(),
    IdeaState.HIDDEN: frozenset(IdeaState) - OFF_SHOW,
}
for _shown in frozenset(IdeaState) - OFF_SHOW:
    TRANSITIONS[_shown] |= {IdeaState.HIDDEN}
#: The way an accepted idea goes, as it is drawn on its page.
JOURNEY = (
    IdeaState.PUBLISHED,
    IdeaState.CONSIDERED,
    IdeaState.ACCEPTED,
    IdeaState.DELIVERING,
    IdeaState.DELIVERED,
)
#: A change to one of these owes people a reason: the service wants a note with it.
NOTE_REQUIRED = frozenset({IdeaState.DECLINED})
#: States in which an idea is on show to everyone.
SHOWN = frozenset(IdeaState) - OFF_SHOW
UNDECIDED = frozenset({IdeaState.PUBLISHED, IdeaState.CONSIDERED})


class Role(TextChoices):
    """What a person is to an idea. One person may be several of these."""

    ANYONE = "anyone", _("Anyone")
    PERSON = "person", _("Somebody signed in")
    AUTHOR = "author", _("The author of the idea")
    OFFICIAL = "official", _("An official of the office that asks")
    MODERATOR = "moderator", _("A moderator")


class Deed(TextChoices):
    """What can be done with an idea."""

    SUBMIT = "submit", _("Submit an idea")
    SUPPORT = "support", _("Support it")
    WITHDRAW_SUPPORT = "withdraw-support", _("Take support back")
    DISCUSS = "discuss", _("Discuss it")
    EDIT = "edit", _("Edit it")
    WITHDRAW = "withdraw", _("Withdraw it")
    CHANGE_STATE = "change-state", _("Change its state")
    ANSWER = "answer", _("Answer it officially")
    HIDE = "hide", _("Hide it")
    RESTORE = "restore", _("Show it again")


class Reason(TextChoices):
    """Why a deed is refused. The service adds the date where there is one."""

    SIGN_IN = "sign-in", _("Sign in first. What you typed is kept.")
    NOT_YET = "not-yet", _("This has not opened yet.")
    CLOSED = "closed", _("This is closed.")
    NOT_YOURS = "not-yours", _("Only the person who proposed this can do that.")
    YOURS = "yours", _("You proposed this idea. Others can support it.")
    NOT_ALLOWED = "not-allowed", _("Only an official of the office that asks can do that.")
    MODERATORS_ONLY = "moderators-only", _("Only a moderator can do that.")
    DECIDED = "decided", _("This has been decided, so it can no longer be done.")
    HIDDEN = "hidden", _("A moderator hid this idea.")
    SHOWN = "shown", _("This idea is not hidden.")


@dataclass(frozen=True, slots=True)
class Grant:
    """One row of the table: who may, never who, while the stage is in which states, for an idea in which states."""

    role: Role
    stages: AbstractSet[StageState]
    ideas: AbstractSet[IdeaState]
    never: Role | None = None


OPEN = frozenset({StageState.OPEN})
BEGUN = frozenset({StageState.OPEN, StageState.AFTER})
GRANTS: dict[Deed, Grant] = {
    Deed.SUBMIT: Grant(Role.PERSON, OPEN, frozenset({IdeaState.PUBLISHED})),
    Deed.SUPPORT: Grant(Role.PERSON, OPEN, UNDECIDED, never=Role.AUTHOR),
    # Whoever changed their mind may say so as long as nothing was decided on the strength of it.
    Deed.WITHDRAW_SUPPORT: Grant(Role.PERSON, BEGUN, UNDECIDED),
    Deed.DISCUSS: Grant(Role.PERSON, OPEN, SHOWN),
    Deed.EDIT: Grant(Role.AUTHOR, OPEN, frozenset({IdeaState.PUBLISHED})),
    Deed.WITHDRAW: Grant(Role.AUTHOR, BEGUN, UNDECIDED),
    Deed.CHANGE_STATE: Grant(Role.OFFICIAL, BEGUN, SHOWN),
    Deed.ANSWER: Grant(Role.OFFICIAL, BEGUN, SHOWN),
    # A fault doesn't grow old with its stage.
    Deed.HIDE: Grant(Role.MODERATOR, frozenset(StageState), SHOWN),
    Deed.RESTORE: Grant(Role.MODERATOR, frozenset(StageState), frozenset({IdeaState.HIDDEN})),
}
OFFICIAL_DEEDS = frozenset(deed for deed, grant in GRANTS.items() if grant.role == Role.OFFICIAL)
STAFF_DEEDS = OFFICIAL_DEEDS | {Deed.HIDE, Deed.RESTORE}


def refusal(
    deed: Deed, roles: AbstractSet[Role], stage: StageState, idea: IdeaState = IdeaState.PUBLISHED
) -> Reason | None:
    """Say why the deed is refused, the most useful reason first, or None where it is allowed."""
    grant = GRANTS[deed]
    if grant.role == Role.OFFICIAL and Role.OFFICIAL not in roles:
        return Reason.NOT_ALLOWED
    if grant.role == Role.MODERATOR and Role.MODERATOR not in roles:
        return Reason.MODERATORS_ONLY
    if stage not in grant.stages:
        return Reason.NOT_YET if stage == StageState.BEFORE else Reason.CLOSED
    if idea not in grant.ideas:
        return _why_not_in(deed, idea)
    if Role.PERSON not in roles:
        return Reason.SIGN_IN
    if grant.role not in roles:
        return Reason.NOT_YOURS
    return Reason.YOURS if grant.never in roles else None


def _why_not_in(deed: Deed, idea: IdeaState) -> Reason:
    if deed == Deed.RESTORE:
        return Reason.SHOWN
    return Reason.HIDDEN if idea == IdeaState.HIDDEN else Reason.DECIDED


def decisions(old: IdeaState) -> list[IdeaState]:
    """List where an official can take an idea from its state, in the order of its journey.

    Only authors withdraw, only moderators hide and show again.
    """
    if old == IdeaState.HIDDEN:
        return []
    return [state for state in IdeaState if state in TRANSITIONS[old] - OFF_SHOW]


def may_become(old: IdeaState, new: IdeaState) -> bool:
    """Tell whether an idea in one state can go to another."""
    return new in TRANSITIONS[old]
