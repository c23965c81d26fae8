"""What editors fill in about films and captions."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtailmedia.forms import BaseMediaForm
from wagtailmedia.models import MediaType

from . import selectors, services
from .models import GuideVideo
from .widgets import TagsWidget


class FilmForm(BaseMediaForm):
    """Wagtail's form for uploading a film or replacing its file; each new file is prepared."""

    class Meta(BaseMediaForm.Meta):
        widgets: ClassVar = {**BaseMediaForm.Meta.widgets, "tags": TagsWidget}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer as described films only those whose titles this editor may know."""
        self.by = kwargs.get("user")
        super().__init__(*args, **kwargs)
        if self.instance.pk is None:
            # Nobody can say of a film what it shows and doesn't say before it was watched here.
            for name in ("description_need", "described"):
                self.fields.pop(name, None)
        if "described" in self.fields:
            offered = selectors.may_be_named(self.by) if self.by else GuideVideo.objects.none()
            kept = GuideVideo.objects.filter(pk=self.instance.described_id).values("pk")
            self.fields["described"].queryset = GuideVideo.objects.filter(
                Q(pk__in=offered.values("pk")) | Q(pk__in=kept)
            ).exclude(pk=self.instance.pk)
            self.fields["described"].empty_label = _("none")

    def clean_file(self) -> Any:
        """Refuse what can't be a film, in words beside the field."""
        file = self.cleaned_data["file"]
        if isinstance(file, UploadedFile):
            try:
                services.check_file(name=file.name or "", size=file.size or 0)
            except services.FilmRefused as refused:
                raise ValidationError(refused.message, code=refused.code) from refused
        return file

    def clean(self) -> Any:
        """Only films: a guide has no place for a sound alone."""
        if self.instance.type != MediaType.VIDEO:
            raise ValidationError(_("Only films are kept here. Go back and choose “Add film”."))
        cleaned = super().clean()
        self._clean_description(cleaned or self.cleaned_data)
        return cleaned

    def _clean_description(self, cleaned: dict[str, Any]) -> None:
        need, described = cleaned.get("description_need"), cleaned.get("described")
        if need == GuideVideo.DescriptionNeed.DESCRIBED and "described" in cleaned and described is None:
            self.add_error("described", _("Choose the film with audio description; upload it first if need be."))
        elif described is not None and described.described_id:
            self.add_error("described", _("That film has itself one with audio description. Choose that one."))
        elif need is not None and need != GuideVideo.DescriptionNeed.DESCRIBED:
            cleaned["described"] = None

    def _post_clean(self) -> None:
        """When nothing else is wrong, take the file in: a disk that is full is told beside the field."""
        super()._post_clean()
        self.received: services.Received | None = None
        if not self.errors and "file" in self.changed_data:
            try:
                self.received = services.receive(file=self.cleaned_data["file"])
            except services.FilmRefused as refused:
                self.add_error("file", ValidationError(refused.message, code=refused.code))

    def save(self, commit: bool = True) -> GuideVideo:
        """Save, and have a new file prepared; the one before stays until that is done."""
        if self.received is None:
            return super().save(commit=commit)
        if self.instance.pk is None:
            services.keep_new(by=self.by, video=self.instance, received=self.received)
            self._save_m2m()
            return self.instance
        self.instance.file = self.initial["file"]
        video = super().save()
        return services.keep_replacement(by=self.by, video=video, received=self.received)


class CaptionsForm(forms.Form):
    """A caption file for one language of a film."""

    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    file = forms.FileField(
        label=_("Caption file"),
        help_text=_("WebVTT (.vtt) or SRT, saved as UTF-8. It takes the place of the captions in this language."),
        widget=forms.FileInput(attrs={"accept": ".vtt,.srt,text/vtt,application/x-subrip"}),
        error_messages={"empty": _("The file is empty. Save the captions again and upload that file.")},
    )
    reviewed = forms.BooleanField(
        label=_("I have watched the film with these captions"),
        help_text=_("Captions that nobody has checked are shown to nobody."),
        required=False,
    )


class WordsForm(forms.Form):
    """What is said in a film, for one of the languages that have no captions yet."""

    language = forms.ChoiceField(label=_("Language"))
    words = forms.CharField(
        label=_("What is said in the film, word for word"),
        help_text=_(
            "Watch it and write along. The words are laid along the film; then you set right when each begins."
        ),
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "true"}),
        max_length=100_000,
        error_messages={"required": _("Write what is said in the film.")},
    )

    def __init__(self, *args: Any, languages: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        """Offer these languages; another is refused. It stands beside the form of uploads, which has a language too."""
        super().__init__(*args, **{"auto_id": "words_%s", **kwargs})
        self.fields["language"] = forms.ChoiceField(label=_("Language"), choices=list(languages))
