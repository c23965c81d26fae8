"""A live session: what was asked, who stands behind it, and what happened in which order."""

from typing import Any

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from modelcluster.models import ClusterableModel

from commons.directory.models import InWords
from commons.pages.searchable import Searchable

from . import codes
from .querysets import LiveSessionQuerySet, QuestionQuerySet
from .rules import LONGEST_NAME, LONGEST_QUESTION, LONGEST_REASON, QuestionState, SessionState


class LiveSession(InWords, ClusterableModel):
    """An hour in which people ask and are answered, joined by a code."""

    code = models.CharField(
        _("code"),
        max_length=codes.LENGTH[1],
        unique=True,
        default=codes.make,
        validators=[RegexValidator(r"^[A-Z0-9]{4,12}\Z", _("Use 4 to 12 capital letters and figures."))],
        help_text=_("What people type to join. Short and easy to say; letters and figures only."),
    )
    body = models.ForeignKey(
        "directory.PublicBody",
        verbose_name=_("public body"),
        on_delete=models.PROTECT,
        related_name="live_sessions",
        help_text=_("The office that answers."),
    )
    service = models.ForeignKey(
        "directory.Service",
        verbose_name=_("service"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="live_sessions",
        help_text=_("The service it is about; the session is listed on its page."),
    )
    anchor = models.ForeignKey(
        "commons_pages.Anchor",
        verbose_name=_("guide or step"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="live_sessions",
    )
    state = models.CharField(
        _("state"),
        max_length=12,
        choices=SessionState.choices,
        default=SessionState.DRAFT,
        help_text=_("A draft is seen by staff only. Once announced, a host opens and closes it in the hosts' view."),
    )
    starts_at = models.DateTimeField(_("starts"), help_text=_("Announced to people. A host opens the session by hand."))
    opened_at = models.DateTimeField(_("opened"), null=True, blank=True, editable=False)
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True, editable=False)
    moderated = models.BooleanField(
        _("a host reads questions first"),
        default=True,
        help_text=_("Otherwise every question is shown at once; a host can still take it away."),
    )
    watch_url = models.URLField(
        _("where to watch"), blank=True, help_text=_("Address of the broadcast, or later of the recording.")
    )
    hosts = ParentalManyToManyField(
        settings.AUTH_USER_MODEL,
        verbose_name=_("hosts"),
        blank=True,
        related_name="hosted_sessions",
        help_text=_("People who run this session beside those who may host any."),
    )
    last_number = models.PositiveBigIntegerField(default=0, editable=False)
    """Number of the last change; raised only under the row's lock, so that numbers have no gaps."""

    objects = LiveSessionQuerySet.as_manager()

    class Meta:
        verbose_name = _("live session")
        verbose_name_plural = _("live sessions")
        ordering = ["-starts_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(state__in=SessionState.values), name="live_qa_session_state"),
            models.CheckConstraint(
                condition=~models.Q(state=SessionState.CLOSED) | models.Q(closed_at__isnull=False),
                name="live_qa_session_closed_has_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.code})"

    @property
    def title(self) -> str:
        """The title in the reader's language, else the code."""
        words = self.words()
        return words.title if words else self.code

    @property
    def name(self) -> str:
        """What InWords calls the title."""
        return self.title

    @property
    def description(self) -> str:
        """The description in the reader's language."""
        words = self.words()
        return words.description if words else ""

    @property
    def shown_code(self) -> str:
        """The code with a gap, as it is read aloud."""
        return codes.in_groups(self.code)

    def fresh(self) -> dict[str, object]:
        """What a copy has of its own: a code, and nothing that has happened."""
        return {
            "code": codes.make(),
            "state": SessionState.DRAFT,
            "opened_at": None,
            "closed_at": None,
            "last_number": 0,
        }

    def get_absolute_url(self) -> str:
        """The room's address in the reader's language."""
        return reverse("live_qa:room", args=[self.code])


class LiveSessionText(Searchable, models.Model):
    """A session's words in one language."""

    session = ParentalKey(LiveSession, on_delete=models.CASCADE, related_name="texts")
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES)
    title = models.CharField(
        _("title"),
        max_length=120,
        help_text=_("What it is about, as one would say it: “Parking permits: ask the office”."),
    )
    description = models.TextField(
        _("description"), max_length=1000, blank=True, help_text=_("Who answers, and about what. Two sentences do.")
    )

    class Meta:
        ordering = ["language"]
        constraints = [
            models.UniqueConstraint(fields=["session", "language"], name="live_qa_session_text_once_a_language")
        ]

    def __str__(self) -> str:
        return self.title

    def search_texts(self) -> list[str]:
        """What the session is about."""
        return [self.title, self.description]


class Question(models.Model):
    """Something asked in a session.

    Who asked stays behind `participant`, a name that means nothing outside the session. `author` is kept only for a
    question asked by name: what is anonymous to the room is anonymous in the database.
    """

    offers: frozenset[str] = frozenset()
    """Deeds that are offered to who reads it; selectors fill it in."""
    returned: Any = None
    """What was typed with a deed on it that was refused; views fill it in."""

    session = models.ForeignKey(LiveSession, on_delete=models.CASCADE, related_name="questions")
    text = models.CharField(_("question"), max_length=LONGEST_QUESTION)
    name = models.CharField(_("name"), max_length=LONGEST_NAME, blank=True)
    participant = models.CharField(max_length=32, editable=False)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )
    state = models.CharField(_("state"), max_length=12, choices=QuestionState.choices)
    supports = models.PositiveIntegerField(default=0)
    """Rows of Support, counted in the same transaction."""
    reason = models.CharField(_("why it isn't shown"), max_length=LONGEST_REASON, blank=True)
    asked_at = models.DateTimeField(default=timezone.now)
    shown_at = models.DateTimeField(null=True, blank=True)
    """When everyone first saw it; null while nobody but hosts and its asker has."""
    answering_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answerable = models.OneToOneField(
        "answers.Answerable", on_delete=models.SET_NULL, null=True, blank=True, related_name="live_question"
    )
    reportable = models.OneToOneField(
        "moderation.Reportable", null=True, blank=True, on_delete=models.SET_NULL, related_name="live_question"
    )
    """The handle by which it is reported and decided on; none before."""

    objects = QuestionQuerySet.as_manager()

    class Meta:
        verbose_name = _("live question")
        verbose_name_plural = _("live questions")
        ordering = ["-supports", "asked_at", "pk"]
        indexes = [
            models.Index(fields=["session", "state"], name="live_qa_question_session_state"),
            models.Index(fields=["session", "participant"], name="live_qa_question_asker"),
        ]
        constraints = [
            models.CheckConstraint(condition=models.Q(state__in=QuestionState.values), name="live_qa_question_state"),
            models.UniqueConstraint(
                fields=["session"],
                condition=models.Q(state=QuestionState.ANSWERING),
                name="live_qa_one_question_answered_at_a_time",
            ),
            models.CheckConstraint(
                condition=models.Q(author=None) | ~models.Q(name=""), name="live_qa_anonymous_question_has_no_author"
            ),
        ]

    def __str__(self) -> str:
        return self.text[:60]

    @property
    def written_answer(self) -> Any:
        """The office's latest written answer, if there is one; `with_answers` brings it along."""
        return next(iter(self.answerable.answers.all()), None) if self.answerable else None


class Support(models.Model):
    """One participant stands behind one question, once however many requests race."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="support_rows")
    participant = models.CharField(max_length=32)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["participant", "question"], name="live_qa_support_once_a_participant")
        ]

    def __str__(self) -> str:
        return f"support of {self.question_id}"


class Change(models.Model):
    """A line of a session's log: what changed, not how. Whoever missed it reads the thing as it is now.

    Forgotten a month after the session closed (`services.forget_old`).
    """

    session = models.ForeignKey(LiveSession, on_delete=models.CASCADE, related_name="changes")
    number = models.PositiveBigIntegerField()
    event = models.CharField(max_length=40)
    question = models.ForeignKey(Question, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    """Null when it was the session itself."""
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["session", "number"], name="live_qa_change_number_once")]

    def __str__(self) -> str:
        return f"{self.number}: {self.event}"


class Receipt(models.Model):
    """What a deed was answered with, so that whoever must repeat it gets the same answer and does nothing twice.

    Forgotten after a day (`services.forget_old`).
    """

    session = models.ForeignKey(LiveSession, on_delete=models.CASCADE, related_name="+")
    actor = models.CharField(max_length=40)
    key = models.CharField(max_length=64)
    deed = models.CharField(max_length=80)
    answer = models.JSONField()
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["session", "actor", "key"], name="live_qa_receipt_once_a_key")]

    def __str__(self) -> str:
        return self.deed
