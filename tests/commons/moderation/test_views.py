"""What people and moderators see of it, over HTTP."""

import pytest
from django.core import signing
from django.test import Client
from django.urls import reverse

from commons.moderation import services
from commons.moderation.models import Decision, Report
from commons.moderation.rules import Outcome, Verdict
from commons.people.abuse import SALT
from participation.ideas.models import Idea
from tests.commons.moderation import factories as make
from tests.participation import factories as town
from tests.participation.live_qa import factories as live

pytestmark = pytest.mark.django_db
LOG = "/en/moderation/log/"


@pytest.fixture
def post():
    make.policy()
    return town.post(on=town.idea(), text="Secret words of the post")


def sent(**fields):
    return {"shown": signing.dumps(0, salt=SALT), **fields}


def signed_in(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def test_a_visitor_reports_and_reads_what_happens_next(client, post):
    address = reverse("moderation:report", args=["post", post.pk])
    page = client.get(Idea.objects.get(thread=post.thread_id).get_absolute_url()).content.decode()
    assert address in page
    assert "Rule 1: Respect people" in client.get(address).content.decode()
    assert client.post(address, sent()).status_code == 422
    assert client.post(address, sent(rule="forged")).status_code == 422
    response = client.post(address, sent(rule=make.policy()[1], words="Look here"), follow=True)
    assert "your report is in" in response.content.decode()
    assert client.post(address, sent(rule=make.policy()[1]), follow=True).status_code == 200
    assert Report.objects.count() == 1
    # Nobody else sees that there was one, and afterwards it says what came of it.
    assert "no report of yours" in Client().get(f"{address}thanks/").content.decode()
    make.decide(post=post, by=town.moderator())
    assert "A moderator has decided" in client.get(f"{address}thanks/").content.decode()
    assert client.get(address).status_code == 404


def test_a_trap_stores_nothing_and_things_that_are_none_are_not_found(client, post):
    address = reverse("moderation:report", args=["post", post.pk])
    client.post(address, sent(rule=make.policy()[0], trap="x"))
    assert Report.objects.count() == 0
    for kind, pk in (("nothing", post.pk), ("post", 10**17), ("idea", 10**17), ("question", 10**17)):
        assert client.get(reverse("moderation:report", args=[kind, pk])).status_code == 404


def test_where_it_was_hidden_says_so_with_the_rule_and_never_the_words(client, post):
    idea = Idea.objects.get(thread=post.thread_id)
    mod = town.moderator()
    make.decide(post=post, by=mod)
    page = client.get(idea.get_absolute_url()).content.decode()
    assert "Secret words" not in page
    assert "Rule 1: Respect people" in page
    assert LOG in page
    services.decide(
        by=mod, kind="idea", pk=idea.pk, outcome=Outcome.HIDE, rule=make.policy()[1], words="A number plate."
    )
    gone = client.get(idea.get_absolute_url())
    assert gone.status_code == 410
    words = gone.content.decode()
    assert "Rule 2: Keep private things private" in words
    assert idea.title not in words
    assert idea.author.public_name not in words


def test_the_author_reads_the_decision_and_appeals_once(client, post):
    mod = town.moderator(name="Nameless mod")
    decision = make.decide(post=post, by=mod)
    address = reverse("moderation:decision", args=[decision.pk])
    assert client.get(address).status_code == 302
    assert signed_in(town.person()).get(address).status_code == 404
    author = signed_in(post.author)
    page = author.get(address).content.decode()
    assert make.WORDS in page
    assert "Secret words" in page
    assert mod.public_name not in page
    assert author.post(address, {"words": ""}).status_code == 422
    author.post(address, {"words": "It was a quotation."})
    author.post(address, {"words": "Once more."})
    assert decision.appeal.words == "It was a quotation."
    assert "Ask for a second look" not in author.get(address).content.decode()


def test_the_queue_and_a_case_are_for_moderators_alone(client, post):
    make.report(post=post, words="Only for moderators")
    queue, case = reverse("moderation_queue"), reverse("moderation_case", args=["post", post.pk])
    for who in (town.person(), town.official(body=town.body())):
        assert signed_in(who).get(queue).status_code == 403
        assert signed_in(who).get(case).status_code == 403
    desk = signed_in(town.moderator())
    assert "Rule 1: Respect people" in desk.get(queue).content.decode()
    page = desk.get(case).content.decode()
    assert "Secret words" in page
    assert "Only for moderators" in page
    for show in ("mine", "appeals", "decided", "nonsense"):
        assert desk.get(queue, {"show": show, "p": "x"}).status_code == 200
    given = {"deed": "decide", "decide-outcome": "hide", "decide-rule": make.policy()[0], "decide-seen": "0"}
    refused = desk.post(case, given)
    assert (refused.status_code, Decision.objects.count()) == (422, 0)
    assert "Nothing was changed. Look at what is marked below." in refused.content.decode()
    assert desk.post(case, {**given, "decide-words": "So."}).status_code == 302
    late = desk.post(case, {**given, "decide-words": "So.", "decide-outcome": "keep"})
    assert late.status_code == 422
    assert desk.post(case, {"deed": "nothing"}).status_code == 404


def test_a_case_is_taken_and_an_appeal_decided_at_the_desk(post):
    first, second = town.moderator(), town.moderator()
    make.report(post=post)
    case = reverse("moderation_case", args=["post", post.pk])
    signed_in(first).post(case, {"deed": "hand", "hand-to": str(second.pk)})
    post.refresh_from_db()
    assert post.reportable.held_by == second
    decision = make.decide(post=post, by=first)
    services.appeal(by=post.author, decision=decision, words="It was a quotation.")
    assert "You decided this yourself" in signed_in(first).get(case).content.decode()
    given = {"deed": "verdict", "verdict-verdict": Verdict.OVERTURNED.value, "verdict-words": "Right."}
    assert signed_in(first).post(case, given).status_code == 422
    assert signed_in(second).post(case, given).status_code == 302
    post.refresh_from_db()
    assert post.state == "shown"


def test_the_log_says_what_and_why_and_when_and_never_who(client, post):
    mod = town.moderator(name="Nameless mod")
    make.decide(post=post, by=mod)
    session = live.session()
    question = live.question(session=session)
    services.decide(
        by=mod, kind="question", pk=question.pk, outcome=Outcome.HIDE, rule=make.policy()[2], words="Twice."
    )
    page = client.get(LOG).content.decode()
    for word in ("Post", "Live question", "Rule 1: Respect people", "Rule 3: Say it once"):
        assert word in page
    for private in ("Secret words", make.WORDS, mod.public_name, post.author.public_name, question.text):
        assert private not in page
    assert page == client.get(LOG).content.decode()
    year = Decision.objects.first().at.year
    assert "Nothing was decided like that" in client.get(LOG, {"rule": make.policy()[1]}).content.decode()
    for query in ({"year": year}, {"year": "x"}, {"year": "1"}, {"rule": "nonsense"}, {"page": "99999999999999999999"}):
        assert client.get(LOG, query).status_code == 200
    file = client.get("/en/moderation/log.csv", {"rule": make.policy()[0]})
    lines = file.content.decode("utf-8-sig").splitlines()
    assert (len(lines), "Respect people" in lines[1], "Secret" in lines[1]) == (2, True, False)


def test_the_policy_has_an_address_for_each_rule(client):
    make.policy()
    page = client.get("/en/moderation/").content.decode()
    for number in (1, 2, 3):
        assert f'id="rule-{number}"' in page


def test_lists_ask_as_much_for_three_as_for_one(client, django_assert_num_queries, post):
    idea, mod = Idea.objects.get(thread=post.thread_id), town.moderator()
    make.report(post=post)
    desk = signed_in(mod)
    queue = reverse("moderation_queue")

    def count(address, browser):
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        browser.get(address)
        with CaptureQueriesContext(connection) as asked:
            browser.get(address)
        return len(asked)

    one = count(queue, desk)
    others = [town.post(on=idea, text=f"Said {number}") for number in range(2)]
    for other in others:
        make.report(post=other)
    assert count(queue, desk) == one
    make.decide(post=post, by=mod)
    logged, shown = count(LOG, client), count(idea.get_absolute_url(), client)
    for other in others:
        make.decide(post=other, by=mod)
    assert (count(LOG, client), count(idea.get_absolute_url(), client)) == (logged, shown)
