"""The doors of Wagtail's admin by which many pages, copies and translations are published: each asks the gate first.

The page editor asks it in its form, and the model asks it last of all; here it is said in words and nothing breaks.
"""

import json
from collections.abc import Iterable
from typing import Any

from django.contrib.messages import SUCCESS, add_message, get_messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin import messages
from wagtail.admin.views.pages.workflow import CollectWorkflowActionDataView, WorkflowActionView
from wagtail.models import Page
from wagtail_localize.models import Translation
from wagtail_localize.views.update_translations import UpdateTranslationsView

from ..admin_forms import APPROVING, PUBLISHING
from ..gate import Lacking, NotReady
from ..models import GuidePage

_SAID = "said with a refused approval"
"""Where it is kept in the session of whoever said it: the review's number, and the words."""


def refuse_bulk(request: HttpRequest, pages: Iterable[Page], action: Any) -> HttpResponse | None:
    """Publish many pages only when every guide among them, and below them where asked, lacks nothing."""
    chosen = list(pages)
    if action.cleaned_form.cleaned_data.get("include_descendants"):
        chosen += [below for page in chosen for below in page.get_descendants().not_live()]
    return _refuse(request, _drafts(chosen), action.next_url)


def refuse_copies(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Publish copies of guides only when the guides lack nothing."""
    if request.method != "POST" or not request.POST.get("publish_copies"):
        return None
    family = page.get_descendants(inclusive=True).live()
    guides = list(GuidePage.objects.filter(pk__in=family.values("pk")))
    return _refuse(request, guides, reverse("wagtailadmin_pages:copy", args=[page.pk]))


def refuse_translation(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Publish a translation only when, as it is translated now, it lacks nothing."""
    if request.method != "POST" or request.POST.get("action") != "publish" or not isinstance(page, GuidePage):
        return None
    translation = Translation.objects.filter(
        source__object_id=page.translation_key, target_locale=page.locale, enabled=True
    ).first()
    if translation is None:
        return None
    guide = translation.source.get_ephemeral_translated_instance(page.locale, fallback=True)
    return _refuse(request, [guide], request.path)


class UpdateTranslations(UpdateTranslationsView):
    """Takes changes over into translations; those of guides that lack something stay drafts, and it says so of each."""

    def form_valid(self, form: Any) -> HttpResponse:
        """Save drafts as Wagtail Localize does, then publish guides one by one: one that is refused stops no other."""
        publishes = (
            isinstance(self.object.get_source_instance(), GuidePage) and form.cleaned_data["publish_translations"]
        )
        if publishes:
            form.cleaned_data["publish_translations"] = False
        response = super().form_valid(form)
        if publishes:
            for translation in self.object.translations.filter(enabled=True).select_related("target_locale"):
                self._publish(translation)
        return response

    def _publish(self, translation: Translation) -> None:
        """Save one translation's draft and publish it; what it lacks, or which text is too long, is said instead."""
        language = translation.target_locale.get_display_name()
        try:
            translation.save_target(user=self.request.user, publish=False)
            guide = translation.get_target_instance()
            guide.get_latest_revision().publish(user=self.request.user)
        except NotReady as refused:
            words = _("The changes are taken over as a draft in %(language)s. That is not published: this is missing.")
            place = messages.button(reverse("wagtailadmin_pages:edit", args=[guide.pk]), _("Open it"))
            said = format_html("{} {}", words % {"language": language}, _listed(refused.lacking))
            messages.error(self.request, said, buttons=[place])
        except ValidationError:
            words = _(
                "The changes could not be taken over in %(language)s. Open the translation: it says what to mend."
            )
            messages.error(self.request, words % {"language": language})


def keep_as_draft(request: HttpRequest, page: Page) -> None:
    """Save as a draft what was to be published and lacks something, so that nothing typed is lost.

    Wagtail would only show the form again and say that nothing could be saved. Its own errors, and versions that one
    goes back to, are left to it.
    """
    match = request.resolver_match
    acts = [name for name in (*PUBLISHING, APPROVING) if name in request.POST]
    if not acts or match is None or match.url_name != "edit" or not isinstance(page, GuidePage):
        return
    form = page.get_edit_handler().get_form_class()(
        request.POST,
        request.FILES,
        instance=page.get_latest_revision_as_object(),
        parent_page=page.get_parent(),
        for_user=request.user,
    )
    if form.is_valid() or not form.lacking:
        return
    posted = request.POST.copy()
    for name in acts:
        del posted[name]
    request.POST = posted  # type: ignore[assignment]
    request.guide_lacks = len(form.lacking)  # type: ignore[attr-defined]
    request.said_before = len(get_messages(request))  # type: ignore[attr-defined]


def say_what_was_kept(request: HttpRequest, page: Page) -> None:
    """After `keep_as_draft`: that nothing was published, and where it is said what is missing."""
    count = getattr(request, "guide_lacks", 0)
    if count:
        _keep_what_the_reviewer_said(request, page)
        _unsay_success(request, page)
        words = ngettext(
            "Nothing was published: %(count)d thing is missing, see below. What you wrote is kept as a draft.",
            "Nothing was published: %(count)d things are missing, see below. What you wrote is kept as a draft.",
            count,
        )
        messages.error(request, words % {"count": count})


class WordsOfReviewer:
    """A modal of the review in which what was said with a refused approval stands again."""

    def get(self: Any, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Wagtail's, with the comment that was kept: praise is no reason to send back, and nobody speaks for others."""
        number, words = request.session.get(_SAID, (None, ""))
        again = self.action_name == "approve" and number == self.task_state.pk
        form = self.form_class(initial={"comment": words} if again else None)
        return self.render_modal_form(request, form)  # type: ignore[no-any-return]


class ReviewAction(WordsOfReviewer, WorkflowActionView):
    """Approving or sending back from a list of pages."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Wagtail's; what is said is kept first, for an approval may be refused. After one that is not, none asks."""
        if self.action_name == "approve":
            request.session[_SAID] = (self.task_state.pk, request.POST.get("comment", ""))
        return super().post(request, *args, **kwargs)  # type: ignore[no-any-return]


class ReviewWords(WordsOfReviewer, CollectWorkflowActionDataView):
    """What is said with it when it is done from the page editor."""


def _keep_what_the_reviewer_said(request: HttpRequest, page: Page) -> None:
    """Keep the comment of somebody who may approve the page and just did, in vain."""
    state = page.current_workflow_task_state
    if state is None or not request.POST.get("workflow-action-extra-data"):
        return
    if any(name == "approve" for name, *_words in state.task.specific.get_actions(page, request.user)):
        comment = str(json.loads(request.POST["workflow-action-extra-data"]).get("comment") or "")
        request.session[_SAID] = (state.pk, comment)


def _unsay_success(request: HttpRequest, page: Page) -> None:
    """Take back Wagtail's green line that the page is saved: what one wanted is not done, and two lines contradict.

    What was said before this request, or of something else, stays.
    """
    title = conditional_escape(page.get_admin_display_title())
    for number, one in enumerate(list(get_messages(request))):
        of_this = number >= request.said_before and one.level == SUCCESS  # type: ignore[attr-defined]
        if not (of_this and title in conditional_escape(one.message)):
            add_message(request, one.level, one.message, one.extra_tags)


def _drafts(pages: Iterable[Page]) -> list[GuidePage]:
    found = (page.specific for page in pages)
    return [page.get_latest_revision_as_object() for page in found if isinstance(page, GuidePage)]


def _refuse(request: HttpRequest, guides: Iterable[GuidePage], back: str) -> HttpResponse | None:
    """Say what each guide lacks and go back; nothing when none lacks anything."""
    refused = False
    for guide in guides:
        lacking = guide.lacking()
        if lacking:
            refused = True
            words = _("Not published: “%(title)s” lacks something.") % {"title": guide.title}
            place = messages.button(reverse("wagtailadmin_pages:edit", args=[guide.pk]), _("Open it"))
            messages.error(request, format_html("{} {}", words, _listed(lacking)), buttons=[place])
    return redirect(back) if refused else None


def _listed(lacking: Iterable[Lacking]) -> Any:
    return format_html("<ul>{}</ul>", format_html_join("", "<li>{}</li>", ((one.words,) for one in lacking)))
