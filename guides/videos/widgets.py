"""Fields of the films' forms that need more than Django or Wagtail give them."""

import json
from typing import Any

from django.utils.translation import gettext as _
from wagtail.admin.widgets import AdminTagWidget


class TagsWidget(AdminTagWidget):
    """Wagtail's field for tags. Its script hides the field that has the label and puts one without a name there."""

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        """Have the field that is typed into say what it is, and how one tag is told from the next."""
        context: dict[str, Any] = super().get_context(name, value, attrs)
        shown = context["widget"]["attrs"]
        options = json.loads(shown["data-w-tag-options-value"])
        options["placeholderText"] = _("Tags, with commas")
        shown["data-w-tag-options-value"] = json.dumps(options)
        return context
