"""Who is told of what happens to ideas, in discussions and in consultations."""

import pytest
from django.utils.translation import override

from commons.jobs.services.running import run_next
from commons.notifications import selectors
from commons.notifications import services as notifications
from commons.notifications.adapters import Thing
from commons.notifications.models import Notification
from participation.consultations import services as consultations
from participation.deliberation import services as deliberation
from participation.ideas import services
from participation.ideas.rules import IdeaState
from tests.participation import factories as make

pytestmark = pytest.mark.django_db
TITLE = "Pay the permit by the month"


@pytest.fixture
def town():
    """An idea with its author, somebody who supports it, one who follows it, a bystander, and an official."""
    office = make.body()
    stage = make.stage(under=make.consultation(asked_by=office))
    idea = make.idea(on=stage, by=make.person(name="dana"), title=TITLE)
    people = {name: make.person(name=name) for name in ("supporter", "follower", "bystander")}
    services.support(by=people["supporter"], idea=idea)
    notifications.follow(by=people["follower"], thing=Thing("ideas.idea", str(idea.pk)))
    noise = make.idea(on=stage, by=people["bystander"], title="Another idea altogether")
    services.support(by=people["bystander"], idea=idea)
    services.withdraw_support(by=people["bystander"], idea=idea)
    return {"idea": idea, "noise": noise, "official": make.official(body=office), "author": idea.author, **people}


def told(person):
    """What a person is told after the worker was there."""
    while run_next():
        pass
    return [(one.line, one.said, one.actor, one.office) for one in selectors.notifications(person).object_list]


def test_author_supporters_and_followers_are_told_of_each_decision_and_answer(town):
    services.change_state(by=town["official"], idea=town["idea"], new=IdeaState.ACCEPTED, note="It costs us little.")
    services.answer(by=town["official"], idea=town["idea"], text="Yes, from March.")
    name, office = town["official"].public_name, "Parking and Streets"
    for person in ("author", "supporter", "follower"):
        assert told(town[person]) == [
            (f"“{TITLE}” was answered", "Yes, from March.", name, office),
            (f"“{TITLE}” is now: Accepted", "It costs us little.", name, office),
        ], person
    assert told(town["bystander"]) == told(town["official"]) == []
    with override("fr"):
        line, _said, _actor, office = told(town["author"])[1]
        assert ("est maintenant" in line, line.endswith("Retenue")) == (True, True)
        assert office == "Stationnement et voirie"


def test_who_takes_support_back_or_follows_no_more_is_told_no_more(town):
    notifications.unfollow(by=town["follower"], thing=Thing("ideas.idea", str(town["idea"].pk)))
    notifications.unfollow(by=town["author"], thing=Thing("ideas.idea", str(town["idea"].pk)))
    services.withdraw_support(by=town["supporter"], idea=town["idea"])
    services.answer(by=town["official"], idea=town["idea"], text="Yes, from March.")
    assert [told(town[who]) for who in ("author", "supporter", "follower")] == [[], [], []]


def test_a_reply_is_told_to_whom_it_answers_and_a_post_to_followers_and_nobody_twice(town):
    first = make.post(on=town["idea"], by=town["follower"], text="What of pensioners?")
    make.post(on=town["idea"], by=town["author"], text="They, too.", parent=first)
    make.post(on=town["idea"], by=town["bystander"], text="Good.", parent=first)
    assert [line for line, *_rest in told(town["follower"])] == [f"2 replies to you in “{TITLE}”"]
    assert [line for line, *_rest in told(town["author"])] == [f"2 new posts in “{TITLE}”"]
    assert told(town["bystander"]) == told(town["supporter"]) == []


def test_what_was_hidden_since_is_said_no_longer(town):
    post = make.post(on=town["idea"], by=town["bystander"], text="Something vile.")
    assert told(town["author"])[0][1] == "Something vile."
    deliberation.hide(by=make.moderator(), post=post)
    assert told(town["author"]) == [("You were told of something that is no longer on show.", "", "", "")]


def test_what_may_not_be_read_any_more_is_not_told_nor_shown(town):
    services.answer(by=town["official"], idea=town["idea"], text="First.")
    assert len(told(town["author"])) == 1
    services.withdraw(by=town["author"], idea=town["idea"])
    assert told(town["supporter"])[0][0] == "You were told of something that is no longer on show."
    assert selectors.followed(town["follower"]) == []


def test_a_stage_that_opens_is_told_once_to_followers_of_consultation_office_and_service():
    office = make.body()
    service = make.service(body=office)
    asked = make.consultation(asked_by=office, services=[service])
    people = [make.person() for _ in range(4)]
    things = [
        Thing("consultations.consultation", str(asked.translation_key)),
        Thing("directory.body", str(office.pk)),
        Thing("directory.service", str(service.pk)),
    ]
    for person, thing in zip(people, things, strict=False):
        notifications.follow(by=person, thing=thing)
    notifications.follow(by=people[0], thing=things[1])
    for opens, closes in ((-9, 9), (1, 9), (-1, -0.5), (-1, 9)):
        stage = make.stage(under=asked, opens=opens, closes=closes)
    consultations.tell_of_openings()
    consultations.tell_of_openings()
    line = f"You can take part in “{asked.title}” now"
    assert [[words for words, *_rest in told(person)] for person in people] == [[line], [line], [line], []]
    assert Notification.objects.first().address == stage.get_url().removeprefix("/en")
    asked.unpublish()
    assert told(people[0])[0][0] == "You were told of something that is no longer on show."
