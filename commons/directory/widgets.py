"""How the CMS offers to choose an office or a service."""

from typing import Any

from django.utils.translation import gettext as _
from wagtail.snippets.views.chooser import SnippetChooserViewSet
from wagtail.snippets.widgets import AdminSnippetChooser


class Chooser(AdminSnippetChooser):
    """Wagtail's, in the reader's language: its own words are made once, when the site starts."""

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        """Make them for whoever reads."""
        named = {"object": self.model._meta.verbose_name}
        self.choose_one_text = _("Choose %(object)s") % named
        self.choose_another_text = _("Choose another %(object)s") % named
        self.link_to_chosen_text = _("Edit this %(object)s") % named
        return super().get_context(name, value, attrs)


class ChooserViewSet(SnippetChooserViewSet):
    """The dialog behind it."""

    base_widget_class = Chooser
