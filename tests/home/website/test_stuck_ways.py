"""Who got stuck at a step is led on: to propose something better there, to what others say, and to the office."""

from uuid import uuid4

import pytest
from django.urls import reverse

from participation.ideas import services
from tests.guides.walkthroughs.factories import make_guide, make_service, translate
from tests.participation import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def guide():
    return make_guide(service=make_service(phone="+33 1", email="permits@example.org"))


def steps(guide):
    return [step.translation_key for step in guide.steps.all()]


def thanks(client, guide, step, language="en"):
    return client.get(f"/{language}/stuck/{guide.translation_key}/{step}/thanks/").content.decode()


def test_one_proposes_at_the_very_step_and_reads_what_others_proposed_there(client, guide):
    stage = make.stage()
    first, second, _third = steps(guide)
    about = f"?about={guide.translation_key}/{second}"
    form = f"{reverse('ideas:new', args=[stage.translation_key])}{about}"
    shown = thanks(client, guide, second)
    assert form in shown
    assert "your idea stands at this step" in shown
    assert "Discuss the" not in shown, "nothing is proposed here yet"
    assert "Show where you live" in client.get(form).content.decode()
    make.idea(on=stage, about=(guide.translation_key, second), title="Shorten the form")
    gone = make.idea(on=stage, about=(guide.translation_key, second), title="Taken back again")
    services.withdraw(by=gone.author, idea=gone)
    make.idea(on=stage, about=(guide.translation_key, first), title="About another step")
    shown = thanks(client, guide, second)
    assert "Discuss the idea about this step" in shown
    assert f'href="{stage.get_url()}{about}#ideas"' in shown
    listed = client.get(f"{stage.get_url()}{about}").content.decode()
    assert "Shorten the form" in listed
    assert "Taken back again" not in listed
    assert "About another step" not in listed
    make.idea(on=stage, about=(guide.translation_key, second), title="Ask for less")
    assert "Discuss the 2 ideas about this step" in thanks(client, guide, second)


def test_without_an_open_stage_others_and_the_office_are_left(client, guide):
    make.stage(opens=-9, closes=-1)
    shown = thanks(client, guide, steps(guide)[1])
    assert "Suggest a better way" not in shown
    step = steps(guide)[1]
    assert f'href="{reverse("place_discussion", args=[guide.translation_key, step])}"' in shown
    assert 'href="tel:+331"' in shown
    assert 'href="mailto:permits@example.org"' in shown


def test_a_step_that_is_not_there_leads_nowhere(client, guide):
    make.stage()
    assert client.get(f"/en/stuck/{guide.translation_key}/{uuid4()}/thanks/").status_code == 404


def test_the_words_are_french_in_french(client, guide):
    make.stage()
    french = translate(guide)
    shown = thanks(client, french, steps(guide)[1], "fr")
    assert "Qu’est-ce qui vous aurait aidé" in shown
    assert "votre idée figure à cette étape" in shown
