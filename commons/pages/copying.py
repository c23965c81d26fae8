"""Copies of snippets in the CMS: a new thing with its own rows, never a second form for the old one."""

from typing import Any

from modelcluster.models import ClusterableModel
from wagtail.snippets.views.snippets import CopyView


class FreshCopyView(CopyView):
    """Fill in the form with an unsaved copy, its lists included.

    Wagtail's own fills it in with the thing itself, whose rows (a service's texts) are then refused as another's.
    A model says in `fresh()` what a copy has of its own, such as an address name.
    """

    def get_initial_form_instance(self) -> ClusterableModel:
        """The copy, known to no database yet."""
        source: Any = self.get_object()
        copy, _made = source.copy_cluster()
        for field, value in source.fresh().items():
            setattr(copy, field, value)
        return copy
