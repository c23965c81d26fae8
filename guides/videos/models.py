"""The film as it was uploaded, what is made of it, and the words spoken in it."""

from collections.abc import Iterable
from pathlib import PurePath
from typing import ClassVar
from uuid import uuid4

from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.search import index
from wagtail.search.queryset import SearchableQuerySetMixin
from wagtailmedia.models import AbstractMedia, MediaType

from commons.pages.searchable import Searchable

from . import ffmpeg, rules
from .private_files import discard, original_path, private_storage, rendition_path


class GuideVideo(AbstractMedia):
    """A film of a guide, as it was uploaded. Its file has no public address."""

    class State(models.TextChoices):
        """Where it stands; `rules.TRANSITIONS` says what may follow what."""

        NEW = rules.State.NEW.value, _("not prepared")
        PREPARING = rules.State.PREPARING.value, _("being prepared")
        READY = rules.State.READY.value, _("ready")
        FAILED = rules.State.FAILED.value, _("could not be prepared")

    class DescriptionNeed(models.TextChoices):
        """What its editors found; `rules.description_is_answered` says what counts as an answer."""

        UNANSWERED = rules.DescriptionNeed.UNANSWERED.value, _("nobody has checked yet")
        NOT_NEEDED = rules.DescriptionNeed.NOT_NEEDED.value, _("everything that matters is said")
        DESCRIBED = rules.DescriptionNeed.DESCRIBED.value, _("there is a film with audio description")

    file = models.FileField(
        _("film"),
        storage=private_storage,
        upload_to=original_path,
        help_text=_("MP4, MOV, MKV or WebM, at most an hour and 1 GB. Nobody sees it before its guide is published."),
    )
    type = models.CharField(choices=MediaType.choices, max_length=255, default=MediaType.VIDEO, editable=False)
    original_name = models.CharField(_("name of the uploaded file"), max_length=255, blank=True, editable=False)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.NEW, editable=False)
    failure = models.CharField(_("why it failed"), max_length=300, blank=True, editable=False)
    video_codec = models.CharField(_("picture codec"), max_length=30, blank=True, editable=False)
    audio_codec = models.CharField(_("sound codec"), max_length=30, blank=True, editable=False)
    source_sha256 = models.CharField(_("fingerprint of the file"), max_length=64, blank=True, editable=False)
    shown_sha256 = models.CharField(max_length=64, blank=True, editable=False)
    """Which file the renditions shown were made of: a replaced film is shown until the new one is whole."""
    take = models.PositiveIntegerField(default=0, editable=False)
    """How many files were uploaded for this film: tells the jobs of one upload from those of the next."""
    description_need = models.CharField(
        _("for people who can't see it"),
        max_length=12,
        choices=DescriptionNeed.choices,
        default=DescriptionNeed.UNANSWERED,
        help_text=_("Listen to the film with closed eyes: is everything that matters said?"),
    )
    described = models.ForeignKey(
        "self",
        verbose_name=_("film with audio description"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="describes",
        help_text=_("The same film in which a voice also says what is only shown. Upload it as a film of its own."),
    )
    poster_at = models.PositiveIntegerField(null=True, blank=True, editable=False)
    """The millisecond whose picture is shown before it plays; None leaves the choice to us."""

    admin_form_fields: ClassVar = ("title", "file", "description_need", "described", "collection", "tags")
    search_fields = [*AbstractMedia.search_fields, index.FilterField("state")]

    class Meta:
        verbose_name = _("film")
        verbose_name_plural = _("films")
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in rules.State]), name="videos_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(description_need__in=[need.value for need in rules.DescriptionNeed]),
                name="videos_description_need_is_known",
            ),
            models.CheckConstraint(
                condition=Q(described__isnull=True) | ~Q(described=F("pk")), name="videos_described_by_another"
            ),
        ]

    @property
    def url(self) -> str:
        """The address of the uploaded file, for those who may edit it (wagtailmedia asks for it)."""
        return reverse("guides_videos:film", args=[self.pk, f"original{PurePath(str(self.file.name)).suffix}"])

    @property
    def description_is_answered(self) -> bool:
        """Whether its editors have seen to people who can't see it."""
        need = rules.DescriptionNeed(self.description_need)
        return rules.description_is_answered(need, has_described=self.described_id is not None)

    def delete(self, *args, **kwargs):
        """Delete the film and, once that is certain, the files made of it."""
        names = [rendition.file.name for rendition in self.renditions.all()]
        done = super().delete(*args, **kwargs)
        transaction.on_commit(lambda: discard(names), robust=True)
        return done


class Rendition(models.Model):
    """One whole file made of a film: a size to watch, or its poster. There are no half-made ones."""

    class Kind(models.TextChoices):
        """What it is for."""

        SMALL = "480p", _("480p")
        LARGE = "720p", _("720p")
        POSTER = ffmpeg.POSTER, _("poster")
        STRIP = ffmpeg.STRIP, _("strip of small pictures")

    video = models.ForeignKey(GuideVideo, on_delete=models.CASCADE, related_name="renditions")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    file = models.FileField(_("file"), storage=private_storage, upload_to=rendition_path)
    width = models.PositiveIntegerField(_("width"))
    height = models.PositiveIntegerField(_("height"))
    size = models.PositiveBigIntegerField(_("size in bytes"))
    source_sha256 = models.CharField(_("fingerprint of the film it was made of"), max_length=64)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("rendition")
        verbose_name_plural = _("renditions")
        ordering = ["kind"]
        constraints = [
            models.UniqueConstraint(fields=["video", "kind", "source_sha256"], name="videos_rendition_once"),
            models.CheckConstraint(condition=Q(width__gt=0, height__gt=0), name="videos_rendition_has_a_size"),
        ]

    def __str__(self) -> str:
        return f"{self.video} {self.kind}"

    @property
    def etag(self) -> str:
        """Names these very bytes: a rendition is never changed, only made anew."""
        return f'"{self.pk:x}-{self.size:x}-{self.source_sha256[:16]}"'


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
