"""Whoever edits is told beside each field what belongs into it."""

from collections.abc import Iterator
from typing import Any

import pytest
from django import forms
from wagtail.contrib.settings.registry import registry
from wagtail.contrib.settings.views import get_setting_edit_handler
from wagtail.models import Page, get_page_models
from wagtail.snippets.models import get_snippet_models

SAY_THEMSELVES = {"language"}
WAGTAILS = {"go_live_at", "expire_at", "comments", "comment_notifications"}


def fields_without_help(form: Any, path: str = "") -> Iterator[str]:
    """The fields of a form and of the lists in it that say nothing, as list.field."""
    for name, field in form.base_fields.items():
        if not (field.help_text or field.widget.is_hidden or name in SAY_THEMSELVES | WAGTAILS):
            yield path + name
    for name, formset in getattr(form, "formsets", {}).items():
        if name not in WAGTAILS:
            yield from fields_without_help(formset.form, f"{path}{name}.")


def edited() -> Iterator[Any]:
    """Each kind of page, snippet and setting of ours, with how it is edited."""
    for page in get_page_models():
        if page is not Page:
            yield pytest.param(page.get_edit_handler, id=page.__name__)
    for snippet in get_snippet_models():
        panels = snippet.snippet_viewset.get_edit_handler
        if panels():
            yield pytest.param(panels, id=snippet.__name__)
    for setting in registry:
        yield pytest.param(lambda setting=setting: get_setting_edit_handler(setting), id=setting.__name__)


@pytest.mark.parametrize("handler", list(edited()))
def test_every_field_of_the_cms_says_what_belongs_into_it(handler):
    assert list(fields_without_help(handler().get_form_class())) == []


class Told(forms.Form):
    """A form that leaves one of its fields without words."""

    language = forms.CharField()
    title = forms.CharField(help_text="As one would say it.")
    summary = forms.CharField()


def test_a_field_without_words_is_found():
    assert list(fields_without_help(Told)) == ["summary"]
