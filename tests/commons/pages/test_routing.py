"""Addresses of pages lead where Wagtail would lead, with two queries however deep they are."""

import pytest
from django.http import Http404
from django.test import RequestFactory

from tests.participation.factories import consultation, home, stage


@pytest.fixture
def tree(db):
    question = consultation()
    return home(), question, stage(under=question)


def route(page, *parts):
    return page.specific.route(RequestFactory().get("/"), list(parts)).page


def test_every_depth_costs_the_same(tree, django_assert_num_queries):
    front, question, ideas = tree
    address = ["consultations", question.slug, ideas.slug]
    for depth, page in ((2, question), (3, ideas)):
        with django_assert_num_queries(2):
            assert route(front, *address[:depth]) == page
    assert route(front) == front


@pytest.mark.parametrize("wrong", [["nowhere"], ["consultations", "nowhere"], ["nowhere", "ideas"]])
def test_what_is_not_there_is_not_found(tree, wrong):
    with pytest.raises(Http404):
        route(tree[0], *wrong)


def test_a_page_is_found_only_below_the_page_that_is_asked(tree):
    _front, question, ideas = tree
    assert route(question, ideas.slug) == ideas
    with pytest.raises(Http404):
        route(ideas, ideas.slug)


def test_a_page_that_is_not_published_is_not_found_but_those_below_it_are(tree):
    front, question, ideas = tree
    question.unpublish()
    with pytest.raises(Http404):
        route(front, "consultations", question.slug)
    assert route(front, "consultations", question.slug, ideas.slug) == ideas
