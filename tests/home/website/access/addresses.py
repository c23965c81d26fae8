"""Every address of the site, and what to ask it about."""

import re
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse

#: Named patterns that are not asked, by the beginning of their name, and why.
NOT_ASKED = {
    "ui_theme": "a sheet, by the mark of a colour",
    "readyz": "says whether the machine is ready, to anybody",
    "wagtail_serve": "the pages themselves, asked one by one",
    "account_": "allauth's own, about oneself, with tests of its own",
    "mfa_": "allauth's own, about oneself, with tests of its own",
    "wagtail_bulk_action": "asks for the right on each of the things chosen",
    "wagtail_localize:": "by the number of a translation, with the rights on its page",
    "wagtailadmin_api:": "the CMS's own lists, behind the same right as its pages",
    "wagtailadmin_choose_page": "offers pages to link to, to all of the staff",
    "wagtailadmin_dismissibles": "about oneself",
    "wagtailadmin_editing_sessions:": "by the number of an open form",
    "wagtailadmin_error_test": "fails on purpose",
    "wagtailadmin_logout": "ends the session that asks",
    "wagtailadmin_pages:add": "by kind of page, with the right to add below its parent, as add_subpage",
    "wagtailadmin_pages:choose_parent": "by kind of page, as add_subpage",
    "wagtailadmin_pages:collect_workflow_action_data": "by the number of a task that waits",
    "wagtailadmin_pages:move_confirm": "as move",
    "wagtailadmin_pages:preview_on_add": "as add_subpage",
    "wagtailadmin_pages:revisions_": "by the number of a version, with the rights on its page, as edit",
    "wagtailadmin_pages:type_use": "by kind of page",
    "wagtailadmin_pages:workflow_": "by the number of a workflow that runs, with the rights on its page",
    "wagtailadmin_password_reset": "anybody's, as on the site",
    "wagtailadmin_tag_": "words of tags, to all of the staff",
    "wagtailcore_authenticate_with_password": "no page asks for a password of its own",
    "wagtaildocs_serve": "asked as a page",
    "wagtaildocs_authenticate_with_password": "no document asks for a password of its own",
}
#: The same again for one piece of a page, or a list to choose from: behind the right of the page it stands on.
PIECES = ("_results", "_multiple", "chooser", "choosers_", "_upload", ":chosen", "_chosen", "select_format")
#: What the arguments of others' addresses mean, by the namespace where it is not told by their own name.
NAMESPACES = {
    "wagtailsnippets_home_search_synonymgroup": "synonyms",
    "wagtailsnippets_live_qa_livesession": "session",
    "wagtailsnippets_directory_service": "service",
    "wagtailsnippets_directory_publicbody": "office",
    "wagtailadmin_collections": "collection",
    "wagtailadmin_workflows": "workflow",
    "wagtailusers_groups": "group",
    "wagtailsites": "site",
    "wagtaillocales": "locale",
    "jobs": "job",
    "jobs_run_again": "job",
    "wagtailusers_users": "member",
    "wagtailredirects": "redirect",
    "wagtailsearchpromotions": "query",
}
#: What they mean wherever they stand.
ARGUMENTS = {
    "page_id": "guide", "parent_page_id": "guide", "page_to_move_id": "guide", "media_id": "video",
    "image_id": "image", "document_id": "document", "collection_id": "collection", "redirect_id": "redirect",
    "query_id": "query",
}  # fmt: skip


def patterns(resolver: URLResolver | None = None, space: str = "") -> Iterator[tuple[str, URLPattern]]:
    """All patterns of the site that have a name, with it."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            yield from patterns(pattern, f"{space}{pattern.namespace}:" if pattern.namespace else space)
        elif pattern.name:
            yield f"{space}{pattern.name}", pattern


def ours(town: SimpleNamespace) -> dict[str, list[dict[str, Any]]]:
    """What our own addresses are asked about; several where it makes a difference."""
    guide, step = {"page_key": town.guide.translation_key}, {"step_key": town.step.translation_key}
    captions = {"pk": town.video.pk, "language": "en"}
    into_french = {"pk": town.video.pk, "source": "en", "language": "fr"}
    thread = {"thread_id": town.idea.thread_id}
    post = {**thread, "post_id": town.post.pk}
    film = {"pk": town.video.pk}
    idea, session = {"pk": town.idea.pk}, {"code": town.session.code}
    page = {"pk": town.guide.pk}
    stuck = {"pk": town.stuck.pk}
    return {
        "stuck_point": [stuck], "stuck_point_state": [stuck], "stuck_words_file": [stuck],
        "stuck_strike": [{**stuck, "kind": "report", "said": town.report.pk}],
        "step_times": [page], "guide_gate": [page], "guide_history": [page], "guide_checked": [page],
        "films_edit": [{"media_id": town.video.pk}], "films_delete": [{"media_id": town.video.pk}],
        "search_make_synonym": [{"pk": town.missed.pk}], "search_set_aside": [{"pk": town.missed.pk}],
        **{f"films_{name}": [film] for name in ("status", "prepare", "poster", "captions", "drafting", "write")},
        **{f"films_captions_{deed}": [captions] for deed in ("edit", "review", "remove")},
        "films_translate": [into_french], "films_follow": [into_french],
        "moderation_case": [{"kind": "post", "pk": town.post.pk}],
        "idea_decisions:edit": [idea],
        "wagtailusers_users:edit": [{"pk": town.people["Member"].pk}],
        "wagtailusers_users:delete": [{"pk": town.people["Member"].pk}],
        "guides_videos:captions": [captions], "guides_videos:pictures": [film],
        "guides_videos:film": [{**film, "name": "480p.mp4"}],
        "notifications:open": [{"pk": town.notification.pk}], "notifications:read": [{"pk": town.notification.pk}],
        "notifications:off": [{"token": town.off}],
        "directory_service": [{"slug": town.service.slug}],
        "record:section": [{"name": "account"}],
        **{f"guide_{name}": [guide] for name in ("embed", "chapters", "outcome", "outcome_thanks")},
        "guide_stuck": [{**guide, **step}], "guide_stuck_thanks": [{**guide, **step}],
        "place_discussion": [{**guide, **step}],
        "moderation:report": [{"kind": "post", "pk": town.post.pk}],
        "moderation:thanks": [{"kind": "post", "pk": town.post.pk}],
        "moderation:decision": [{"pk": town.decision.pk}],
        "ideas:new": [{"stage_key": town.stage.translation_key}],
        **{f"ideas:{name}": [idea] for name in ("idea", "sent", "edit", "withdraw", "support", "withdraw_support")},
        **{f"threads:{name}": [thread] for name in ("thread", "reply", "changes")},
        **{f"threads:{name}": [post] for name in ("post", "edit", "withdraw")},
        **{f"live_qa:{name}": [session, {"code": town.unannounced.code}] for name in ("room", "host", "stage", "qr")},
        "live_qa:ask": [session], "live_qa:session_deed": [{**session, "deed": "close"}],
        "live_qa:question_deed": [{**session, "question": town.question.pk, "deed": "decline"}],
        "wagtailmedia:add": [{"media_type": "video"}],
        "wagtailimages:preview": [{"image_id": town.image.pk, "filter_spec": "width-100"}],
        "wagtailimages:url_generator_output": [],
        "wagtailsettings:edit": [{"app_name": "home_website", "model_name": "sitesettings", "pk": town.site.pk}],
        "wagtailsettings:preview_on_edit": [
            {"app_name": "home_website", "model_name": "sitesettings", "pk": town.site.pk}
        ],
        "wagtailadmin_workflows:add_task": [{"app_label": "guides_walkthroughs", "model_name": "gatedapprovaltask"}],
        "wagtailadmin_workflows:remove": [{"page_pk": town.guide.pk, "workflow_pk": town.workflow.pk}],
    }  # fmt: skip


def theirs(name: str, pattern: URLPattern, town: SimpleNamespace) -> list[dict[str, Any]]:
    """What an address of Wagtail's is asked about."""
    wanted = pattern.pattern.regex.groupindex
    meant = {argument: ARGUMENTS.get(argument) or NAMESPACES.get(name.split(":", maxsplit=1)[0]) for argument in wanted}
    return [{argument: getattr(town, thing).pk for argument, thing in meant.items()}] if all(meant.values()) else []


def addresses(town: SimpleNamespace) -> dict[str, list[str]]:
    """Each name with the addresses to ask; none for one that nobody has said how to ask."""
    said, found = ours(town), {}
    for name, pattern in patterns():
        if name.startswith(tuple(NOT_ASKED)) or any(piece in name for piece in PIECES):
            continue
        asked = said.get(name) or theirs(name, pattern, town)
        try:
            found[name] = [reverse(name, kwargs=arguments) for arguments in asked]
        except NoReverseMatch:
            found[name] = []
    return found


def pages(town: SimpleNamespace) -> dict[str, str]:
    """Pages by what they are: their addresses are no patterns but words of their editors."""
    return {
        "Front page": town.site.root_page.get_url(),
        "Guide": town.guide.get_url(),
        "Guide, not yet public": town.draft.get_url(),
        "Guide, for signed-in people only": town.closed.get_url(),
        "Film of a guide not yet public": f"/videos/{town.unseen.pk}/480p.mp4",
        "Document": town.document.url,
        "Consultation": town.consultation.get_url(),
        "Stage of a consultation": town.stage.get_url(),
        "Idea": town.idea.get_absolute_url(),
        "Idea that its author withdrew": town.withdrawn.get_absolute_url(),
    }


def label(address: str, town: SimpleNamespace) -> str:
    """The address as it is listed, without what is another one tomorrow."""
    for value, name in (
        (town.session.code, "CODE"),
        (town.unannounced.code, "CODE-OF-A-DRAFT"),
        (town.service.slug, "SERVICE"),
        (town.off, "TOKEN"),
    ):
        address = address.replace(f"/{value}/", f"/{name}/").replace(f"/{value}.", f"/{name}.")
    address = re.sub(r"/[0-9a-f]{8}-[0-9a-f-]{27}(?=[/.])", "/KEY", address)
    return f"`{re.sub(r'/[0-9]+(?=[/.])', '/N', address)}`"
