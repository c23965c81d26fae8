"""Accounts in the CMS."""

from functools import cached_property
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.users.views.users import CreateView, EditView, IndexView, UserViewSet

from .forms import PersonCreationForm, PersonEditForm


class PeopleIndexView(IndexView):
    """Lists accounts; found by address or public name."""

    page_title = _("People")

    @cached_property
    def search_fields(self) -> list[str]:
        """What the search box of the list looks at."""
        return ["email", "display_name"]


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
        if self.object.is_superuser and not request.user.is_superuser:
            raise PermissionDenied


class PeopleViewSet(UserViewSet):
    """Wagtail's pages for accounts, for an account known by its address."""

    index_view_class = PeopleIndexView
    add_view_class = PeopleCreateView
    edit_view_class = PeopleEditView
    menu_label = _("People")
    template_prefix = "people/admin/"

    def get_form_class(self, for_update: bool = False) -> type:
        """Ask for what our accounts have."""
        return PersonEditForm if for_update else PersonCreationForm
