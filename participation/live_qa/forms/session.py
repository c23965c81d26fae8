"""The form editors fill in for a session."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.widgets import AdminPageChooser
from wagtail.models import Page

from commons.pages.services import anchor_for
from commons.people.selectors import staff

from .. import codes, services
from ..rules import SESSION_TRANSITIONS, SessionState


class CodeField(forms.CharField):
    """A code in its one spelling, whatever case and gaps it was typed with."""

    def to_python(self, value: Any) -> str:
        """Normalise before anything is checked."""
        return codes.normalise(super().to_python(value) or "")


class LiveSessionForm(WagtailAdminModelForm):
    """A session's form, with only the states an editor may bring it to.

    Opening and closing are a host's deeds, done in the hosts' view, where they are numbered and announced.
    """

    code = CodeField(
        label=_("Code"),
        min_length=codes.LENGTH[0],
        max_length=codes.LENGTH[1],
        initial=codes.make,
        error_messages={"unique": _("Another session has this code.")},
        help_text=_("What people type to join. Short and easy to say; letters and figures only."),
    )

    about = forms.ModelChoiceField(
        queryset=Page.objects.filter(depth__gt=2),
        required=False,
        label=_("Guide or page"),
        help_text=_("What it is about, in any language: each reader is led to theirs."),
        widget=AdminPageChooser,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        anchor = self.instance.anchor
        if anchor is not None:
            self.initial["about"] = Page.objects.filter(translation_key=anchor.page_key).order_by("pk").first()
        now = SessionState(self.instance.state)
        by_editors = {SessionState.DRAFT, SessionState.SCHEDULED} & SESSION_TRANSITIONS[now]
        choices = [(state.value, state.label) for state in SessionState if state == now or state in by_editors]
        self._offer_colleagues()
        self._say_what_words_lack()
        if "code" in self.fields and now != SessionState.DRAFT:
            self.fields["code"].disabled = True
            self.fields["code"].help_text = _("People have it by now: it can only be changed in a draft.")
        if "state" in self.fields:
            self.fields["state"].choices = choices  # type: ignore[attr-defined]

    def _offer_colleagues(self) -> None:
        """Name as hosts only staff, and who is one already: no list of everybody who ever signed up."""
        if "hosts" in self.fields:
            chosen = [host.pk for host in self.instance.hosts.all()]
            field = self.fields["hosts"]
            able = Q(pk__in=staff().values("pk")) | Q(pk__in=chosen)
            field.queryset = field.queryset.filter(able).order_by("display_name")  # type: ignore[attr-defined]

    def _say_what_words_lack(self) -> None:
        """In words for whoever writes them, not for whoever made the form."""
        words = self.formsets.get("texts")
        if words is not None:
            words.error_messages["too_few_forms"] = _("Give it a title in one language at least.")
            words.get_unique_error_message = lambda fields: _("Each language can be there once.")

    def clean_state(self) -> str:
        """A state the table leads to from what is stored."""
        wanted = SessionState(self.cleaned_data["state"])
        stored = SessionState(self.initial.get("state") or SessionState.DRAFT)
        if wanted != stored and wanted not in SESSION_TRANSITIONS[stored]:
            raise ValidationError(_("Open and close a session in its hosts' view."))
        return wanted

    def save(self, commit: bool = True) -> Any:
        """Point to the page by what survives translation and renaming, and number the edit like any other change."""
        page, anchor = self.cleaned_data.get("about"), self.instance.anchor
        if page is None:
            self.instance.anchor = None
        elif anchor is None or anchor.page_key != page.translation_key:
            self.instance.anchor = anchor_for(page_key=page.translation_key)
        with transaction.atomic():
            self._keep_what_happened_meanwhile()
            session = super().save(commit)
            if commit:
                services.note_edited(session=session)
            return session

    def _keep_what_happened_meanwhile(self) -> None:
        """Leave alone what deeds in the room wrote since the session was read, above all the number of its last."""
        stored = self._meta.model.objects.select_for_update().filter(pk=self.instance.pk).first()
        if stored is None:
            return
        for field in ("last_number", "opened_at", "closed_at"):
            setattr(self.instance, field, getattr(stored, field))
        if stored.state != self.initial.get("state"):
            self.instance.state = stored.state
