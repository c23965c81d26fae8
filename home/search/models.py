"""Words that mean the same, words that found nothing, and the words there are."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from . import rules, words


class SynonymGroup(models.Model):
    """Words that mean the same to people, in one language: who types one finds what is written with the others."""

    language = models.CharField(
        _("language"), max_length=10, choices=settings.LANGUAGES, help_text=_("Of the pages that are searched.")
    )
    words = models.TextField(
        _("words that mean the same"),
        help_text=_(
            "One in each line, at least two: what people type, and what our pages say. Plurals, capitals and accents "
            "are taken care of. It works both ways and from the next search on."
        ),
    )
    changed_at = models.DateTimeField(_("changed"), auto_now=True)

    class Meta:
        verbose_name = _("words that mean the same")
        verbose_name_plural = _("words that mean the same")
        ordering = ["language", "words"]

    def __str__(self) -> str:
        return " = ".join(rules.entries(self.words))

    def clean(self) -> None:
        """Refuse what would find nothing more, or everything; puts the words in order."""
        entries = rules.entries(self.words)
        problems: list[str | Promise] = [problem for entry in entries for problem in _problems(entry)]
        if len(entries) < 2:
            problems.append(_("Write at least two different words, one in each line."))
        if len(entries) > rules.MOST_ENTRIES:
            problems.append(_("Write at most %(most)d words, one in each line.") % {"most": rules.MOST_ENTRIES})
        problems += self._elsewhere(entries)
        if problems:
            raise ValidationError({"words": problems})
        self.words = "\n".join(entries)

    def _elsewhere(self, entries: list[str]) -> list[str]:
        """A word stands in one group of a language only: two would quietly become one."""
        mine = {words.terms(entry): entry for entry in entries}
        others = SynonymGroup.objects.filter(language=self.language).exclude(pk=self.pk)
        return [
            _("“%(word)s” stands in another group already: %(group)s. Add the words there.")
            % {"word": mine[words.terms(entry)], "group": other}
            for other in others
            for entry in rules.entries(other.words)
            if words.terms(entry) in mine
        ]


def _problems(entry: str) -> list[str | Promise]:
    """What is wrong with one entry of a group."""
    terms = words.terms(entry)
    if len(entry) > rules.LONGEST_ENTRY or len(terms) > rules.MOST_WORDS_OF_ENTRY:
        return [_("“%(word)s” is too long: write the few words people type.") % {"word": entry}]
    if all(term in words.STOP_WORDS for term in terms):
        return [_("“%(word)s” stands on every page: it tells nothing apart.") % {"word": entry}]
    return []


class MissedSearch(models.Model):
    """Words that no text held all of. Nothing says who typed them, and no time is finer than a day."""

    class State(models.TextChoices):
        """Whether an editor has dealt with it."""

        OPEN = "open", _("to look at")
        DONE = "done", _("dealt with")

    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES)
    words = models.CharField(_("words"), max_length=rules.LONGEST_KEPT)
    folded = models.CharField(max_length=2 * rules.LONGEST_KEPT, editable=False)
    """The words without accents and punctuation, by which they are counted together."""
    times = models.PositiveIntegerField(_("times"), default=1)
    first_day = models.DateField(_("first"))
    last_day = models.DateField(_("last"))
    state = models.CharField(_("state"), max_length=5, choices=State.choices, default=State.OPEN)

    class Meta:
        verbose_name = _("search that found nothing")
        verbose_name_plural = _("searches that found nothing")
        ordering = ["-times", "-last_day", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["language", "folded"], name="search_missed_once"),
            models.CheckConstraint(condition=Q(state__in=["open", "done"]), name="search_missed_state_is_known"),
        ]

    def __str__(self) -> str:
        return self.words


class Vocabulary(models.Model):
    """The words that everyone may read on the site in one language, most frequent first: mistyped ones are guessed
    from them. Gathered again every hour."""

    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES, unique=True)
    words = models.TextField(_("words"), blank=True)
    gathered_at = models.DateTimeField(_("gathered"), auto_now=True)

    class Meta:
        verbose_name = _("vocabulary")
        verbose_name_plural = _("vocabularies")

    def __str__(self) -> str:
        return self.get_language_display()
