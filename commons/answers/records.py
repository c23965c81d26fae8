"""What answers hold about a person: what they answered for an office. It is the office's word and stays."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from commons.people.personal_data import Record, Row

from .adapters import adapter_for
from .models import Answer


class AnswersRecord(Record):
    """Official answers the person wrote."""

    name = "answers"
    title = _("What you answered for an office")
    covers = ("answers.Answer.author",)

    def rows(self, person: Any) -> Iterable[Row]:
        """Each answer, at what it answers where the person may still read that."""
        for answer in Answer.objects.filter(author=person).select_related("answerable", "body").order_by("-pk"):
            adapter = adapter_for(answer.answerable)
            seen = adapter.visible_to(person, answer.answerable)
            address = adapter.address(answer.answerable) if seen else ""
            details = {"office": answer.body.slug, "language": answer.language}
            yield Row("answer", _("Official answer"), answer.text, answer.published_at, address, details)
