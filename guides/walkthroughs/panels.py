"""What the page editor shows of a guide beside its fields."""

from typing import Any

from wagtail.admin.panels import Panel


class GatePanel(Panel):
    """What is missing before the guide may be published, how hard it reads, and how its translations are."""

    class BoundPanel(Panel.BoundPanel):
        """The panel of one guide."""

        template_name = "walkthroughs/desk/gate_panel.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """Hand over the guide and, in `self`, the form it is edited in."""
            return {**super().get_context_data(parent_context), "page": self.instance, "request": self.request}
