"""Accounts in the CMS."""

from functools import cached_property
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.users.views.bulk_actions import AssignRoleBulkAction, DeleteBulkAction, SetActiveStateBulkAction
from wagtail.users.views.users import CreateView, DeleteView, EditView, IndexView, UserViewSet

from . import services
from .forms import PersonCreationForm, PersonEditForm, RoleForm
from .roles import role_in_words
from .rules import may_change_account


class PeopleIndexView(IndexView):
    """Lists accounts; found by address or public name."""

    page_title = _("People")
    add_item_label = _("Add a person")

    @cached_property
    def search_fields(self) -> list[str]:
        """What the search box of the list looks at."""
        return ["email", "display_name"]

    @cached_property
    def columns(self) -> list[Any]:
        """Whose role is which stands beside the name."""
        roles = Column("roles", label=_("Roles"), accessor=_roles_in_words, width="20%")
        name, *others = [column for column in super().columns if column.name != "is_superuser"][1:]
        return [super().columns[0], name, roles, *others]

    def get_base_queryset(self) -> Any:
        """Read the roles of all at once."""
        return super().get_base_queryset().prefetch_related("groups")


def _roles_in_words(person: Any) -> str:
    names = [_("Administrator")] if person.is_superuser else []
    return ", ".join([*map(str, names), *(role_in_words(group.name) for group in person.groups.all())])


class OnlySuperusersMakeSuperusers:
    """Part of a view: whoever may keep accounts can't hand out, in one of them, more than they have themselves."""

    request: HttpRequest

    def get_form(self, *args: Any, **kwargs: Any) -> Any:
        """Leave the box out where it is not theirs to tick."""
        form = super().get_form(*args, **kwargs)  # type: ignore[misc]
        if not self.request.user.is_superuser:
            form.fields.pop("is_superuser", None)
        return form


class PeopleCreateView(OnlySuperusersMakeSuperusers, CreateView):
    """Makes an account."""


class PeopleEditView(OnlySuperusersMakeSuperusers, EditView):
    """Changes an account; a superuser's only as one, since its address or password would give everything away."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Turn away before anything is shown."""
        super().setup(request, *args, **kwargs)
        if not may_change_account(request.user, self.object):
            raise PermissionDenied

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Note for the person that their account was looked at."""
        services.note_look(by=request.user, person=self.object)
        return super().get(request, *args, **kwargs)

    def save_instance(self) -> Any:
        """Note for the person that their account was changed."""
        services.note_look(by=self.request.user, person=self.object, changed=True)
        return super().save_instance()


class PeopleDeleteView(DeleteView):
    """Deletes an account as its person would: what they wrote stays without their name."""

    def delete_action(self) -> None:
        """Let every app do what its things need."""
        services.remove(by=self.request.user, person=self.object)


class PeopleViewSet(UserViewSet):
    """Wagtail's pages for accounts, for an account known by its address."""

    index_view_class = PeopleIndexView
    add_view_class = PeopleCreateView
    edit_view_class = PeopleEditView
    delete_view_class = PeopleDeleteView
    menu_label = _("People")
    template_prefix = "people/admin/"

    def get_form_class(self, for_update: bool = False) -> type:
        """Ask for what our accounts have."""
        return PersonEditForm if for_update else PersonCreationForm


class WithinOwnRights:
    """Part of an act on many accounts: those of people with more rights are left out of it."""

    request: HttpRequest

    def check_perm(self, obj: Any) -> bool:
        """Whether this account may be among them."""
        return may_change_account(self.request.user, obj) and super().check_perm(obj)  # type: ignore[misc]


class SetPeopleActive(WithinOwnRights, SetActiveStateBulkAction):
    """Closes accounts, or opens them again."""


class GivePeopleRole(WithinOwnRights, AssignRoleBulkAction):
    """Puts accounts into a role."""

    form_class = RoleForm


class DeletePeople(WithinOwnRights, DeleteBulkAction):
    """Deletes accounts, each as its person would."""

    def get_execution_context(self) -> dict[str, Any]:
        """Say who does it."""
        return {**super().get_execution_context(), "by": self.request.user}

    @classmethod
    def execute_action(cls, objects: Any, model: Any = None, by: Any = None, **kwargs: Any) -> tuple[int, int]:
        """Let every app do what its things need; how many accounts went, and none below them."""
        return sum(services.remove(by=by, person=person) for person in objects), 0
