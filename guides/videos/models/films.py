"""The film as it was uploaded, and what is made of it."""

from pathlib import PurePath
from typing import ClassVar

from django.db import models, transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.search import index
from wagtailmedia.models import AbstractMedia, MediaType

from .. import ffmpeg, rules
from ..private_files import discard, original_path, private_storage, rendition_path


class UploadedFilm(models.Model):
    """What is known of a film's file that was uploaded."""

    original_name = models.CharField(_("name of the uploaded file"), max_length=255, blank=True, editable=False)
    video_codec = models.CharField(_("picture codec"), max_length=30, blank=True, editable=False)
    audio_codec = models.CharField(_("sound codec"), max_length=30, blank=True, editable=False)
    source_sha256 = models.CharField(_("fingerprint of the file"), max_length=64, blank=True, editable=False)
    take = models.PositiveIntegerField(default=0, editable=False)
    """Which of the film's uploads it is: tells the jobs of one upload from those of the next."""

    class Meta:
        abstract = True


class GuideVideo(AbstractMedia, UploadedFilm):
    """A film of a guide, as it was uploaded. Its file has no public address."""

    class State(models.TextChoices):
        """Where it stands; `rules.TRANSITIONS` says what may follow what."""

        NEW = rules.State.NEW.value, _("not prepared")
        PREPARING = rules.State.PREPARING.value, _("being prepared")
        READY = rules.State.READY.value, _("ready")
        FAILED = rules.State.FAILED.value, _("could not be prepared")
        UNUSABLE = rules.State.UNUSABLE.value, _("needs another file")

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
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.NEW, editable=False)
    failure = models.CharField(_("why it failed"), max_length=300, blank=True, editable=False)
    shown_sha256 = models.CharField(max_length=64, blank=True, editable=False)
    """Which file the renditions shown were made of; empty before the first is whole."""
    uploads = models.PositiveIntegerField(default=0, editable=False)
    """How many files were uploaded for this film, those that were not taken included."""
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
    """The millisecond whose picture is to be shown before it plays; None leaves the choice to us."""

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

    def __str__(self) -> str:
        return str(self.title)

    @property
    def url(self) -> str:
        """The address of the uploaded file, for those who may edit it (wagtailmedia asks for it)."""
        return reverse("guides_videos:film", args=[self.pk, f"original{PurePath(str(self.file.name)).suffix}"])

    @property
    def film_id(self) -> int:
        """The key of the film, as a replacement has it too."""
        return int(self.pk)

    @property
    def description_is_answered(self) -> bool:
        """Whether its editors have seen to people who can't see it."""
        need = rules.DescriptionNeed(self.description_need)
        return rules.description_is_answered(need, has_described=self.described_id is not None)

    def delete(self, *args, **kwargs):
        """Delete the film and, once that is certain, the files made of it and one that waits for its place."""
        names = [rendition.file.name for rendition in self.renditions.all()]
        names += [replacement.file.name for replacement in Replacement.objects.filter(video=self)]
        done = super().delete(*args, **kwargs)
        transaction.on_commit(lambda: discard(names), robust=True)
        return done


class Replacement(UploadedFilm):
    """Another file for a film that is shown: takes its place once all is made of it, and is gone when that fails."""

    video = models.OneToOneField(GuideVideo, on_delete=models.CASCADE, related_name="replacement")
    file = models.FileField(_("film"), storage=private_storage, upload_to=original_path)
    duration = models.FloatField(_("length in seconds"), default=0)
    width = models.PositiveIntegerField(_("width"), null=True)
    height = models.PositiveIntegerField(_("height"), null=True)
    poster_at = None
    """A new file begins with the picture of our choice."""

    class Meta:
        verbose_name = _("replacement of a film")
        verbose_name_plural = _("replacements of films")

    def __str__(self) -> str:
        return self.original_name

    @property
    def film_id(self) -> int:
        """The key of the film it is for."""
        return int(self.video_id)


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
    at_ms = models.PositiveIntegerField(null=True, editable=False)
    """Of a poster, the moment it shows when somebody chose it."""
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
