"""A stage's dates: refused beside the field, and by the database where a form was not asked."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from participation.ideas.models import IdeasStagePage
from tests.participation import factories as make

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("after", [timedelta(0), timedelta(seconds=-1)])
def test_a_stage_closes_after_it_opens(after):
    stage = make.stage()
    stage.closes_at = stage.opens_at + after
    with pytest.raises(ValidationError) as caught:
        stage.full_clean()
    assert list(caught.value.message_dict) == ["closes_at"]
    with pytest.raises(IntegrityError), transaction.atomic():
        IdeasStagePage.objects.filter(pk=stage.pk).update(closes_at=stage.closes_at)


def test_dates_are_the_same_in_all_languages_and_not_for_translators_to_change():
    fields = {field.field_name: field for field in IdeasStagePage.override_translatable_fields}
    assert {name: fields[name].overridable for name in ("opens_at", "closes_at")} == {
        "opens_at": False,
        "closes_at": False,
    }
