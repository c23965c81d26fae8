"""What ideas offer to pages that know nothing of them, rendered as those pages render it."""

from uuid import uuid4

import pytest
from django.template import Context, Template
from django.urls import reverse

from commons.pages.asides import Asides
from participation.ideas import services
from tests.participation import factories as make

pytestmark = pytest.mark.django_db
SHOW = Template("{% load asides %}{% for aside in found %}{% show_aside aside %}{% endfor %}")


def shown(slot, page, step_key=None, viewer=make.VISITOR):
    return SHOW.render(Context({"found": Asides(page, viewer).at(slot, step_key)}))


def test_a_step_leads_to_the_form_that_knows_it(client):
    stage, page = make.stage(), make.index()
    text = shown("step.acts", page, step := uuid4())
    form = f"{reverse('ideas:new', args=[stage.translation_key])}?about={page.translation_key}/{step}"
    assert form in text
    assert "Suggest a better way" in text
    assert client.get(form).status_code == 200


def test_a_page_lists_what_was_proposed_about_it():
    stage, page = make.stage(), make.index()
    about = (page.translation_key, None)
    kept = make.idea(on=stage, about=about, title="Shorten the form")
    gone = make.idea(on=stage, about=about, title="Taken back again")
    services.withdraw(by=gone.author, idea=gone)
    make.idea(on=stage, title="About nothing here")
    text = shown("guide.aside", page)
    assert kept.get_absolute_url() in text
    assert "Taken back" not in text
    assert "About nothing" not in text
    assert f"?about={page.translation_key}" in text


def test_while_nothing_is_open_only_what_there_is_is_shown():
    page = make.index()
    assert shown("guide.aside", page) == ""
    assert "Suggest" not in shown("step.acts", page, uuid4())
    make.idea(on=make.stage(opens=-9, closes=-1), about=(page.translation_key, None), title="From the last round")
    text = shown("guide.aside", page)
    assert "From the last round" in text
    assert "?about=" not in text
    assert "Suggest" not in shown("step.acts", page, uuid4())


def test_a_service_gathers_the_ideas_about_it():
    office = make.body()
    permits, other = make.service(body=office), make.service(body=office, slug="other")
    make.idea(on=make.stage(under=make.consultation(services=[permits])), title="Shorten the form")
    assert "Shorten the form" in shown("service.sections", permits)
    assert "Shorten the form" not in shown("service.sections", other)


def test_ten_steps_cost_as_many_queries_as_one(django_assert_num_queries):
    page = make.index()
    make.idea(on=make.stage(), about=(page.translation_key, None))
    for steps in (1, 10):
        with django_assert_num_queries(5):  # ideas and stages; what others offer there
            asides = Asides(page, make.VISITOR)
            for _ in range(steps):
                asides.at("step.acts", uuid4())
