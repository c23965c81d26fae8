"""Accounts in the CMS."""

from functools import cached_property

from django.utils.translation import gettext_lazy as _
from wagtail.users.views.users import IndexView, UserViewSet

from .forms import PersonCreationForm, PersonEditForm


class PeopleIndexView(IndexView):
    """Lists accounts; found by address or public name."""

    page_title = _("People")

    @cached_property
    def search_fields(self) -> list[str]:
        """What the search box of the list looks at."""
        return ["email", "display_name"]


class PeopleViewSet(UserViewSet):
    """Wagtail's pages for accounts, for an account known by its address."""

    index_view_class = PeopleIndexView
    menu_label = _("People")
    template_prefix = "people/admin/"

    def get_form_class(self, for_update: bool = False) -> type:
        """Ask for what our accounts have."""
        return PersonEditForm if for_update else PersonCreationForm
