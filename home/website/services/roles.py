"""What each role may do in the CMS: the whole table in one place, applied exactly."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.auth.models import Group, Permission
from django.db.models import Q
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)
from wagtail.permissions import policy_registry

from commons.pages.models import SiteDocument, SiteImage
from commons.people.roles import AGENTS, EDITORS, HOSTS, LEADS, MODERATORS, OFFICIALS
from guides.videos.models import GuideVideo
from guides.walkthroughs.models import GatedApprovalTask

from ..names import REVIEW, WORKFLOW

REVIEWERS = (EDITORS, LEADS)


@dataclass(frozen=True)
class Grant:
    """What one role gets: acts on all pages, on files of all collections, and permissions as app.codename."""

    pages: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    others: tuple[str, ...] = ()


ADMIN = ("wagtailadmin.access_admin",)


def _all(app: str, *models: str, acts: Iterable[str] = ("add", "change", "delete", "view")) -> tuple[str, ...]:
    return tuple(f"{app}.{act}_{model}" for model in models for act in acts)


DIRECTORY = _all("directory", "publicbody", "service")
TRANSLATE = ("wagtail_localize.submit_translation",)
SYNONYMS = _all("home_search", "synonymgroup")
LIVE = _all("live_qa", "livesession")

GRANTS = {
    EDITORS: Grant(
        pages=("add", "change", "publish", "lock", "unlock"),
        files=("add", "change", "choose"),
        others=(*ADMIN, *DIRECTORY, *TRANSLATE, *SYNONYMS),
    ),
    OFFICIALS: Grant(
        pages=("add", "change"),
        files=("add", "choose"),
        # An office's row names who may answer for it: for that reason its officials don't change it.
        others=(
            *ADMIN,
            *_all("directory", "publicbody", acts=("view",)),
            *_all("directory", "service", acts=("change", "view")),
        ),
    ),
    MODERATORS: Grant(others=ADMIN),
    HOSTS: Grant(files=("choose",), others=(*ADMIN, *LIVE)),
    AGENTS: Grant(others=(*ADMIN, *_all("directory", "publicbody", "service", acts=("view",)))),
    LEADS: Grant(
        pages=("add", "change", "publish", "lock", "unlock", "bulk_delete"),
        files=("add", "change", "choose"),
        others=(
            *ADMIN,
            *DIRECTORY,
            *TRANSLATE,
            *SYNONYMS,
            *LIVE,
            *_all("people", "user"),
            *_all("wagtailredirects", "redirect"),
            "home_website.change_sitesettings",
        ),
    ),
}


def set_up_roles() -> None:
    """Give each role exactly what the table says, and put publishing under review."""
    root = Page.get_first_root_node()
    collection = Collection.get_first_root_node()
    groups = {role: Group.objects.get_or_create(name=role)[0] for role in GRANTS}
    for role, grant in GRANTS.items():
        group = groups[role]
        group.permissions.set(_permissions(grant.others))
        _on_pages(group, root, grant.pages)
        _on_files(group, collection, grant.files)
    _set_up_review(root, [groups[role] for role in REVIEWERS])


def _permissions(names: Iterable[str]) -> list[Permission]:
    """The permissions of these names; KeyError when the code names one that doesn't exist."""
    wanted = {(app, codename) for app, _dot, codename in (name.partition(".") for name in names)}
    query = Q()
    for app, codename in wanted:
        query |= Q(content_type__app_label=app, codename=codename)
    permissions = Permission.objects.filter(query).select_related("content_type")
    found = {(permission.content_type.app_label, permission.codename): permission for permission in permissions}
    return [found[name] for name in wanted] if wanted else []


def _on_pages(group: Group, root: Page, acts: Iterable[str]) -> None:
    GroupPagePermission.objects.filter(group=group).delete()
    codenames = [f"{act}_page" for act in acts]
    for permission in Permission.objects.filter(content_type__app_label="wagtailcore", codename__in=codenames):
        GroupPagePermission.objects.create(group=group, page=root, permission=permission)


def _on_files(group: Group, collection: Collection, acts: Iterable[str]) -> None:
    """Pictures, documents and films alike; Wagtail asks for the rights on its own models, whatever ours are called."""
    GroupCollectionPermission.objects.filter(group=group).delete()
    for kind in (SiteImage, SiteDocument, GuideVideo):
        asked = policy_registry.get_by_type(kind).auth_model
        wanted = [f"{act}_{asked._meta.model_name}" for act in acts]
        found = Permission.objects.filter(content_type__app_label=asked._meta.app_label, codename__in=wanted)
        for permission in found:
            GroupCollectionPermission.objects.create(group=group, collection=collection, permission=permission)


def _set_up_review(root: Page, reviewers: list[Group]) -> None:
    """One workflow for every page: whoever may not publish sends theirs to the reviewers."""
    task = GatedApprovalTask.objects.filter(name=REVIEW).first() or GatedApprovalTask.objects.create(name=REVIEW)
    task.groups.set(reviewers)
    workflow = Workflow.objects.get_or_create(name=WORKFLOW)[0]
    WorkflowTask.objects.get_or_create(workflow=workflow, task=task)
    WorkflowPage.objects.update_or_create(page=root, defaults={"workflow": workflow})
    Workflow.objects.exclude(pk=workflow.pk).filter(name="Moderators approval").update(active=False)
