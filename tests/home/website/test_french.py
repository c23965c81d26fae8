"""A reader of French meets no English of ours: every page says what the catalogue holds."""

from html.parser import HTMLParser

import polib
import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import translation

from participation.live_qa.rules import QuestionState, SessionState
from tests.guides.walkthroughs.factories import make_guide, translate
from tests.home import factories as town
from tests.participation import factories as talk
from tests.participation.live_qa import factories as live

pytestmark = pytest.mark.django_db

READ_OUT = {"aria-label", "title", "alt", "placeholder", "label", "content"}
SAME_IN_BOTH = {"English"}


class Words(HTMLParser):
    """The texts of a page, and the attributes that people see or hear, or that scripts show; not the names of parts."""

    def __init__(self):
        super().__init__()
        self.found, self.inside = set(), []

    def handle_starttag(self, tag, attrs):
        self.inside.append(tag)
        for name, value in attrs:
            if value and (name in READ_OUT or (name.startswith("data-") and value[0].isupper())):
                self.found.add(" ".join(value.split()))

    def handle_data(self, data):
        if not self.inside or self.inside[-1] not in ("script", "style"):
            self.found.add(" ".join(data.split()).removesuffix(":").removesuffix("."))


def english():
    """The sentences that French says otherwise."""
    catalogue = polib.pofile(str(settings.BASE_DIR / "locale" / "fr" / "LC_MESSAGES" / "django.po"))
    pairs = [(entry.msgid, entry.msgstr) for entry in catalogue if not entry.msgid_plural]
    pairs += [(entry.msgid_plural, entry.msgstr_plural[1]) for entry in catalogue if entry.msgid_plural]
    said = {
        word.replace("%%", "%").removesuffix(".")
        for word, french in pairs
        if len(word) > 1 and word.lower() != french.lower()
    }
    return said - {french.removesuffix(".") for _word, french in pairs} - SAME_IN_BOTH


def left_in_english(answer):
    words = Words()
    words.feed(answer.content.decode())
    return words.found & english()


@pytest.fixture
def places():
    """A town where something goes on everywhere, and the addresses to see it at."""
    town.site(email="mairie@example.org", phone="01 23", address="1 place du Marché")
    office = talk.body()
    permit = town.service(name="Permit", french="Permis", run_by=office)
    guide = translate(make_guide(title="Obtain it", service=permit))
    stage = talk.in_french(talk.stage(under=talk.consultation(asked_by=office, services=[permit])))
    idea = talk.idea(on=stage)
    talk.post(on=idea, by=talk.official(body=office), text="Nous lisons.", spoken_for=office)
    session = live.session(body=office, service=permit)
    for state in QuestionState:
        live.question(session=session, state=state, text="Quand ?", supports=2)
    past = live.session(body=office, state=SessionState.CLOSED)
    with translation.override("fr"):
        yield {
            "front": "/fr/",
            "list of guides": "/fr/guides/",
            "guide": guide.url,
            "stuck": reverse("guide_stuck", args=[guide.translation_key, guide.steps.first().translation_key]),
            "services": reverse("directory_services"),
            "service": permit.get_absolute_url(),
            "consultations": "/fr/consultations/",
            "consultation": stage.get_parent().url,
            "ideas": stage.url,
            "new idea": reverse("ideas:new", args=[stage.translation_key]),
            "idea": idea.get_absolute_url(),
            "reply": reverse("threads:reply", args=[idea.thread_id]),
            "sessions": reverse("live_qa:sessions"),
            "room": session.get_absolute_url(),
            "answered questions": f"{session.get_absolute_url()}?order=answered",
            "ask": reverse("live_qa:ask", args=[session.code]),
            "stage view": reverse("live_qa:stage", args=[session.code]),
            "hosts' view": reverse("live_qa:host", args=[session.code]),
            "past session": past.get_absolute_url(),
            "search": f"{reverse('search')}?q=permis",
            "nothing found": f"{reverse('search')}?q=zzzz",
            "nothing sought": reverse("search"),
            "sign in": reverse("account_login"),
            "sign up": reverse("account_signup"),
            "account": reverse("people_account"),
            "contact": "/fr/contact/",
            "not found": "/fr/nulle-part/",
        }


def test_pages_are_french_throughout(client, places):
    client.force_login(talk.person(name="Léa", roles=["Hosts"]))
    left = {name: words for name, address in places.items() if (words := left_in_english(client.get(address)))}
    assert left == {}


def test_pages_are_french_for_whoever_is_not_signed_in(client, places):
    left = {name: words for name, address in places.items() if (words := left_in_english(client.get(address)))}
    assert left == {}


def test_mistakes_are_told_in_french(client, places):
    forms = ("stuck", "new idea", "reply", "ask", "sign up")
    left = {name: words for name in forms if (words := left_in_english(client.post(places[name], {})))}
    assert left == {}


def test_english_would_be_seen(client, places):
    seen = {
        name: left_in_english(client.get(places[name].replace("/fr/", "/en/")))
        for name in ("front", "sessions", "room")
    }
    assert {name for name, words in seen.items() if len(words) > 10} == {"front", "sessions", "room"}
