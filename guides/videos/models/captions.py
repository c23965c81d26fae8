"""The words spoken in a film."""

from collections.abc import Iterable
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from wagtail.search import index
from wagtail.search.queryset import SearchableQuerySetMixin

from commons.pages.searchable import Searchable

from .. import rules
from .films import GuideVideo


class CaptionTrack(models.Model):
    """What is said in a film, in one language."""

    class State(models.TextChoices):
        """Whether a person has checked it."""

        DRAFT = rules.TrackState.DRAFT.value, _("draft")
        REVIEWED = rules.TrackState.REVIEWED.value, _("checked")

    video = models.ForeignKey(GuideVideo, on_delete=models.CASCADE, related_name="tracks")
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.DRAFT)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("checked by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    reviewed_at = models.DateTimeField(_("checked on"), null=True, blank=True)
    changed_at = models.DateTimeField(_("changed on"), auto_now=True)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("changed by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    version = models.PositiveIntegerField(default=0, editable=False)
    """Counts the changes: who saves names the version they began with, so that nobody's work is overwritten unseen."""
    by_machine = models.BooleanField(_("drafted by speech recognition"), default=False, editable=False)
    original = models.ForeignKey(
        "self",
        verbose_name=_("translated from"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="translations",
    )
    """The captions whose times these follow; None for captions with times of their own."""

    class Meta:
        verbose_name = _("captions")
        verbose_name_plural = _("captions")
        ordering = ["language"]
        constraints = [
            models.UniqueConstraint(fields=["video", "language"], name="videos_track_once_a_language"),
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in rules.TrackState]), name="videos_track_state_is_known"
            ),
            models.CheckConstraint(
                condition=~Q(state=rules.TrackState.REVIEWED.value) | Q(reviewed_at__isnull=False),
                name="videos_reviewed_track_has_a_date",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.video}, {self.get_language_display()}"


class EarlierCaptions(models.Model):
    """Captions as they were before a change, as WebVTT: whatever was overwritten can be had again."""

    track = models.ForeignKey(CaptionTrack, on_delete=models.CASCADE, related_name="earlier")
    version = models.PositiveIntegerField(_("version"))
    vtt = models.TextField(_("captions"))
    saved_at = models.DateTimeField(_("saved on"))
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("saved by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta:
        verbose_name = _("earlier captions")
        verbose_name_plural = _("earlier captions")
        ordering = ["-version"]
        constraints = [models.UniqueConstraint(fields=["track", "version"], name="videos_earlier_once_a_version")]

    def __str__(self) -> str:
        return f"{self.track} ({self.version})"


class CueQuerySet(SearchableQuerySetMixin, models.QuerySet):
    """Cues, which can be searched one by one."""


class Cue(Searchable, models.Model):
    """One caption. A row of its own, so that a search lands on the second at which it is said."""

    track = models.ForeignKey(CaptionTrack, on_delete=models.CASCADE, related_name="cues")
    position = models.PositiveIntegerField(_("position"))
    start_ms = models.PositiveIntegerField(_("shown from, in milliseconds"))
    end_ms = models.PositiveIntegerField(_("shown until, in milliseconds"))
    text = models.TextField(_("words"))
    key = models.UUIDField(default=uuid4, editable=False)
    """Which caption it is: kept while it is reworded and retimed, and shared by its translations."""
    translated_of = models.TextField(blank=True, editable=False)
    """In a translation, the words it was made of: tells whether they have changed since."""

    objects = CueQuerySet.as_manager()
    search_fields = [
        *Searchable.search_fields,
        index.FilterField("track"),
        index.RelatedFields("track", [index.FilterField("language"), index.FilterField("video")]),
    ]

    class Meta:
        verbose_name = _("caption")
        verbose_name_plural = _("captions")
        ordering = ["track", "position"]
        constraints = [
            models.UniqueConstraint(fields=["track", "position"], name="videos_cue_once_a_position"),
            models.UniqueConstraint(fields=["track", "key"], name="videos_cue_once_a_key"),
            models.CheckConstraint(condition=Q(start_ms__lt=F("end_ms")), name="videos_cue_ends_after_it_starts"),
        ]

    def __str__(self) -> str:
        return self.text

    def search_texts(self) -> Iterable[str]:
        """The words said."""
        return [self.text]

    @property
    def seconds(self) -> float:
        """Where it begins."""
        return self.start_ms / 1000

    @property
    def start(self) -> int:
        """The whole second it begins at, for an address."""
        return self.start_ms // 1000
