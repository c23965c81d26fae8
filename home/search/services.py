"""Deeds of the search: remembering words that found nothing, mending that with synonyms, gathering the vocabulary."""

from datetime import date
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from commons.pages.searchable import fold
from commons.people.abuse import Limiter
from commons.people.roles import roles_of

from . import rules, selectors, spelling, words
from .models import MissedSearch, SynonymGroup, Vocabulary

EVERYONE = Limiter("search.missed", count=120, seconds=60)
"""Writes a minute for all visitors together: whoever searches is not told apart, so nobody has a limit of their own."""


class SynonymRefused(Exception):
    """The words can't be made synonyms; `message` says why."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


def note_missed(*, query: str, language: str) -> bool:
    """Count a search that found nothing, by its words and day alone; whether it was kept."""
    typed = rules.recordable(query)
    if not typed or not EVERYONE.take("everyone"):
        return False
    folded, today = fold(typed)[: 2 * rules.LONGEST_KEPT], timezone.localdate()
    with transaction.atomic():
        known = MissedSearch.objects.filter(language=language, folded=folded)
        if known.update(times=F("times") + 1, last_day=today):
            return True
        if MissedSearch.objects.filter(first_day=today).count() >= rules.MOST_NEW_A_DAY:
            return False
        row = MissedSearch(language=language, words=typed, folded=folded, first_day=today, last_day=today)
        # Two at once are one row: which of them made it is no matter.
        MissedSearch.objects.bulk_create([row], ignore_conflicts=True)
    return True


def set_aside(*, by: Any, missed: MissedSearch, done: bool) -> None:
    """Mark words that found nothing as dealt with, or open them again."""
    _require_mender(by)
    missed.state = MissedSearch.State.DONE if done else MissedSearch.State.OPEN
    missed.save(update_fields=["state"])


@transaction.atomic
def make_synonym(*, by: Any, missed: MissedSearch, same_as: str) -> SynonymGroup:
    """Say that the words mean the same as others that find something, and mark them as dealt with."""
    _require_mender(by)
    same_as = " ".join(same_as.split())
    if not words.terms(same_as):
        raise SynonymRefused(_("Write what our pages call it."))
    if not selectors.search(AnonymousUser(), query=same_as, language=missed.language).holds_all:
        raise SynonymRefused(_("Nothing holds “%(words)s” either.") % {"words": same_as})
    group = _group_of(missed.language, same_as) or SynonymGroup(language=missed.language, words=same_as)
    group.words = f"{group.words}\n{missed.words}"
    try:
        group.full_clean()
    except ValidationError as refused:
        raise SynonymRefused(" ".join(refused.messages)) from refused
    group.save()
    set_aside(by=by, missed=missed, done=True)
    return group


def gather_vocabulary() -> None:
    """Write down anew the words of everything that everyone may read, for each language."""
    for language, _name in settings.LANGUAGES:
        known = spelling.vocabulary(selectors.public_texts(language))
        Vocabulary.objects.update_or_create(language=language, defaults={"words": " ".join(known)})


def forget_missed(*, today: date) -> int:
    """Delete what nobody has searched for in a long time, and the rarest of too many; how many went."""
    gone, _rows = MissedSearch.objects.filter(last_day__lt=today - rules.KEEP_FOR).delete()
    surplus = list(MissedSearch.objects.order_by("-times", "-last_day", "-pk").values_list("pk", flat=True))
    more, _rows = MissedSearch.objects.filter(pk__in=surplus[rules.MOST_KEPT :]).delete()
    return gone + more


def _group_of(language: str, entry: str) -> SynonymGroup | None:
    """The group of a language that holds these words already."""
    wanted = words.terms(entry)
    groups = SynonymGroup.objects.filter(language=language)
    return next((g for g in groups if wanted in map(words.terms, rules.entries(g.words))), None)


def _require_mender(person: Any) -> None:
    if not rules.may_mend(roles_of(person)):
        raise PermissionDenied
