"""Whatever order tests come in, each finds the database as migrations left it."""

import pytest
from wagtail.models import Locale, Page


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("time", [1, 2])
def test_one_that_commits_finds_it(time):
    assert Page.objects.get(depth=1).title == "Root"
    assert Locale.objects.count() >= 1
    Page.objects.filter(depth=1).update(title="changed")


@pytest.mark.django_db
def test_one_after_it_finds_it_too():
    assert Locale.objects.count() >= 1
    assert Page.objects.get(depth=1).title == "Root"


async def test_an_asynchronous_one_runs_in_the_same_process():
    assert True
