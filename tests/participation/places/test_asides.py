"""What is offered at a guide's steps, rendered as the guide renders it."""

import pytest
from django.template import Context, Template
from django.urls import reverse

from commons.pages.asides import Asides
from participation.deliberation import services as threads
from tests.participation import factories as make

from . import factories as steps

pytestmark = pytest.mark.django_db
SHOW = Template("{% load asides %}{% for aside in found %}{% show_aside aside %}{% endfor %}")


def shown(page, number=2, slot="step.acts", viewer=make.VISITOR):
    key = steps.step(page, number).translation_key
    return SHOW.render(Context({"found": Asides(page, viewer).at(slot, key)}))


@pytest.mark.parametrize("slot", ["step.acts", "stuck.ways"])
def test_a_step_leads_to_its_discussion_and_says_how_much_was_said(slot):
    guide = steps.guide()
    address = reverse("place_discussion", args=[guide.translation_key, steps.step(guide).translation_key])
    assert f'href="{address}" rel="nofollow"' in shown(guide, slot=slot)
    first = steps.said(guide)
    assert "(1 post)" in shown(guide, slot=slot)
    gone = threads.post(by=make.person(), thread=first.thread, text="Taken back")
    threads.post(by=make.person(), thread=first.thread, text="And a pen.", parent=first)
    threads.withdraw(by=gone.author, post=gone)
    assert "(2 posts)" in shown(guide, slot=slot)
    assert "post" not in shown(guide, number=1, slot=slot).replace('rel="nofollow"', "")


@pytest.mark.parametrize("keep", [steps.restrict, lambda guide: guide.unpublish()])
def test_a_guide_not_everyone_may_read_offers_nothing(keep):
    guide = steps.guide()
    steps.said(guide)
    keep(guide)
    guide = type(guide).objects.get(pk=guide.pk)
    for viewer in (make.VISITOR, make.person(), make.moderator()):
        assert "discuss" not in shown(guide, viewer=viewer)


def test_ten_steps_cost_as_many_queries_as_one(django_assert_num_queries):
    guide = steps.guide()
    keys, _service = [step.translation_key for step in guide.steps.all()], guide.service
    for number in (1, 2, 3):
        steps.said(guide, number=number)
    for asked in (keys[:1], keys * 4):
        with django_assert_num_queries(5):  # ideas, their stages; pages above, what keeps people off, posts
            asides = Asides(guide, make.VISITOR)
            for key in asked:
                asides.at("step.acts", key)
