"""The form editors fill in for a guide, and what reviewers write about a page."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm

from . import gate

APPROVING = "action-workflow-action"
PUBLISHING = ("action-publish", "action-submit", "action-restart-workflow")
"""Buttons of the page editor that bring a guide nearer to the public."""


class GuideForm(WagtailAdminPageForm):
    """A guide's form: any draft may be saved, and what goes to the public or to its reviewers must lack nothing."""

    lacking: Sequence[gate.Lacking] = ()
    """What `is_valid` found missing; nothing else is wrong then."""

    def clean(self) -> Any:
        """Count the day of the next check anew where what it is counted from was changed, and the day was not."""
        cleaned = super().clean()
        if {"last_checked", "check_every"} & set(self.changed_data) and "check_due" not in self.changed_data:
            cleaned["check_due"] = None
        return cleaned

    def is_valid(self) -> bool:
        """Whether it may be saved as asked: each thing missing is said above the form and beside its step."""
        if not super().is_valid():
            return False
        self.lacking = gate.lacking(self.gate_facts()) if self._goes_public() else []
        steps = self._step_forms() if self.lacking else []
        for one in self.lacking:
            self.add_error(None, one.words)
            if one.step is not None:
                steps[one.step - 1].add_error(one.field, one.words)
        return not self.lacking

    def gate_facts(self) -> gate.GuideFacts:
        """The guide as it was typed, saved or not."""
        return self.instance.gate_facts(
            gate.StepFacts(
                title=form.cleaned_data.get("title") or "",
                text=form.cleaned_data.get("text") or "",
                start=form.cleaned_data.get("start"),
            )
            for form in self._step_forms()
        )

    def _goes_public(self) -> bool:
        approves = APPROVING in self.data and self.data.get("workflow-action-name") == "approve"
        return approves or any(name in self.data for name in PUBLISHING)

    def _step_forms(self) -> list[Any]:
        """The steps that stay, in their order."""
        formset = self.formsets["steps"]
        kept = [form for form in formset.forms if not form.cleaned_data.get("DELETE")]
        return sorted(kept, key=lambda form: form.cleaned_data.get("ORDER") or 0)


class CommentForm(forms.Form):
    """What a reviewer says with an approval."""

    comment = forms.CharField(label=_("Your comment"), required=False, widget=forms.Textarea({"rows": 4}))


class ChangesForm(forms.Form):
    """What is to be changed: whoever sends a page back says so in words."""

    comment = forms.CharField(
        label=_("What is to be changed"),
        help_text=_("Whoever handed the page in reads this."),
        error_messages={"required": _("Say what is to be changed: nothing was sent back yet.")},
        widget=forms.Textarea({"rows": 4}),
    )
