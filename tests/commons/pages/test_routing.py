"""Addresses of pages lead where Wagtail would lead, with two queries however deep they are."""

import pytest
from django.contrib.contenttypes.models import ContentType

from commons.pages.selectors import page_at
from participation.consultations.models import ConsultationPage
from participation.ideas.models import IdeasStagePage
from tests.participation.factories import consultation, home, stage


@pytest.fixture
def tree(db):
    question = consultation()
    ContentType.objects.get_for_models(ConsultationPage, IdeasStagePage)
    return home(), question, stage(under=question)


def test_every_depth_costs_the_same(tree, django_assert_num_queries):
    front, question, ideas = tree
    address = ["consultations", question.slug, ideas.slug]
    for depth, page in ((2, question), (3, ideas)):
        with django_assert_num_queries(2):
            assert page_at(front, "/".join(address[:depth]) + "/") == page
    assert page_at(front, "") == front


@pytest.mark.parametrize("wrong", ["nowhere/", "consultations/nowhere/", "nowhere/ideas/"])
def test_what_is_not_there_is_not_found(tree, wrong):
    assert page_at(tree[0], wrong) is None


def test_a_page_is_found_only_below_the_page_that_is_asked(tree):
    _front, question, ideas = tree
    assert page_at(question, f"{ideas.slug}/") == ideas
    assert page_at(ideas, f"{ideas.slug}/") is None


def test_a_page_that_is_not_published_is_not_found_but_those_below_it_are(tree):
    front, question, ideas = tree
    question.unpublish()
    assert page_at(front, f"consultations/{question.slug}/") is None
    assert page_at(front, f"consultations/{question.slug}/{ideas.slug}/") == ideas
