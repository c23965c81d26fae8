"""The demo town: everything the contract lists is there, made once, dated in the past, and never on a real site."""

import re
import stat
from collections import Counter
from datetime import timedelta
from io import StringIO
from pathlib import Path
from unittest.mock import Mock

import pytest
from django.apps import apps
from django.contrib.auth import authenticate
from django.contrib.auth.models import AnonymousUser
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import override_settings
from django.utils import timezone
from wagtail.models import Page

from commons.directory.models import PublicBody, Service
from commons.jobs.models import Job
from commons.notifications.selectors import notifications, unread
from commons.notifications.tasks import tell_followers
from commons.people.models import User
from commons.people.roles import AGENTS, EDITORS, HOSTS, LEADS, MODERATORS, OFFICIALS
from config.settings import base
from guides.videos.models import CaptionTrack, GuideVideo
from guides.videos.selectors import playable
from guides.walkthroughs import selectors
from guides.walkthroughs.models import GuidePage, Outcome, StuckPoint, StuckReport
from home.search.models import MissedSearch
from home.search.selectors import search
from home.website.films.library import film_data
from participation.consultations.models import ConsultationPage
from participation.consultations.rules import StageState
from participation.deliberation.models import Post
from participation.ideas.models import Idea, IdeasStagePage, StateChange
from participation.ideas.rules import IdeaState
from participation.ideas.selectors import recently_delivered
from participation.live_qa.models import LiveSession, Question
from participation.live_qa.rules import QuestionState, SessionState

pytestmark = pytest.mark.django_db
GUIDES = {"resident-parking-permit": 6, "street-party": 5, "bulky-waste-pick-up": 4}
VISITOR = AnonymousUser()


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker, tmp_path_factory):
    """The demo, built once for the whole file; gives its folder and what the command printed."""
    folder = tmp_path_factory.mktemp("demo")
    settings = override_settings(DATA_DIR=folder, PRIVATE_MEDIA_ROOT=folder / "private", MEDIA_ROOT=folder / "media")
    with django_db_blocker.unblock(), settings, transaction.atomic():
        said = StringIO()
        call_command("demo", stdout=said)
        yield folder, said.getvalue()
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def _demo(demo, db):
    """Every test here looks at the demo."""


def in_both_languages(pages):
    return sorted((page.slug, page.locale.language_code) for page in pages.filter(live=True).select_related("locale"))


def first_consultation():
    return ConsultationPage.objects.get(slug="simpler-parking-permit", locale__language_code="en")


def stages(consultation):
    return list(IdeasStagePage.objects.child_of(consultation).order_by("opens_at"))


def test_two_offices_run_three_services_named_in_both_languages():
    assert {body.slug for body in PublicBody.objects.all()} == {"parking-and-streets", "public-spaces-and-waste"}
    assert {service.slug: service.body.slug for service in Service.objects.select_related("body")} == {
        "resident-parking": "parking-and-streets",
        "street-events": "public-spaces-and-waste",
        "bulky-waste": "public-spaces-and-waste",
    }
    for named in [*PublicBody.objects.all(), *Service.objects.all()]:
        assert {text.language for text in named.texts.all()} == {"en", "fr"}


def test_the_site_wears_the_towns_name_and_mark(client):
    page = client.get("/en/").content.decode()
    assert "Town of Alder Bay" in page
    assert 'class="brand-logo"' in page
    assert "Ville d’Alder Bay" in client.get("/fr/").content.decode()


def test_three_guides_have_the_same_steps_in_both_languages():
    assert in_both_languages(GuidePage.objects.all()) == sorted(
        (slug, code) for slug in GUIDES for code in ("en", "fr")
    )
    for slug, count in GUIDES.items():
        english, french = GuidePage.objects.filter(slug=slug).order_by("locale__language_code")
        keys = [step.translation_key for step in english.steps.all()]
        assert len(keys) == count
        assert [step.translation_key for step in french.steps.all()] == keys
        assert english.translation_key == french.translation_key


def test_steps_begin_where_the_film_shows_them():
    for page in GuidePage.objects.all():
        film = film_data(page.slug)
        assert [step.start for step in page.steps.all()] == [int(step["start"]) for step in film["steps"]]
        assert [step.title for step in page.steps.all()] == [
            step["title"][page.locale.language_code] for step in film["steps"]
        ]


def test_films_are_ready_with_checked_captions_in_both_languages():
    shown = GuideVideo.objects.filter(pk__in=GuidePage.objects.values("video_id"))
    assert shown.count() == len(GUIDES)
    for film in shown:
        assert film.state == GuideVideo.State.READY
        assert {rendition.kind for rendition in film.renditions.all()} == {"480p", "720p", "poster"}
        assert {(track.language, track.state) for track in film.tracks.all()} == {
            ("en", "reviewed"),
            ("fr", "reviewed"),
        }
        assert film.tracks.get(language="fr").original == film.tracks.get(language="en"), "it follows when retimed"


def test_one_film_is_offered_with_audio_description():
    described = GuideVideo.objects.exclude(described=None).get()
    assert (described.description_need, described.description_is_answered) == ("described", True)
    shown = playable(described)
    assert [source["height"] for source in shown.described.sources] == [480]
    assert shown.described.seconds == shown.seconds, "they know one timeline"


def test_a_film_waits_for_somebody_to_mend_what_a_machine_heard():
    track = CaptionTrack.objects.get(video__title="Bulky waste, first cut")
    assert (track.language, track.state, track.by_machine, track.cues.count()) == ("en", "draft", True, 27)


def test_the_consultation_has_a_closed_and_an_open_stage():
    assert [stage.state for stage in stages(first_consultation())] == [StageState.AFTER, StageState.OPEN]
    assert in_both_languages(ConsultationPage.objects.all()) == [
        ("bulky-waste-for-everyone", "en"),
        ("bulky-waste-for-everyone", "fr"),
        ("simpler-parking-permit", "en"),
        ("simpler-parking-permit", "fr"),
    ]


def test_twelve_ideas_over_all_the_states_two_of_them_about_a_step():
    keys = [stage.translation_key for stage in stages(first_consultation())]
    ideas = Idea.objects.filter(stage__page_key__in=keys)
    assert Counter(ideas.values_list("state", flat=True)) == {
        IdeaState.PUBLISHED: 3,
        IdeaState.CONSIDERED: 2,
        IdeaState.ACCEPTED: 2,
        IdeaState.DELIVERING: 1,
        IdeaState.DELIVERED: 2,
        IdeaState.DECLINED: 1,
        IdeaState.WITHDRAWN: 1,
    }
    assert sorted(ideas.exclude(about__step_key=None).values_list("title", flat=True)) == [
        "Accepter aussi l’attestation d’hébergement",
        "One permit for a car that several households share",
    ]
    for idea in ideas:
        assert idea.support_count == idea.supports.count()


def test_a_step_is_discussed_from_before_its_words_were_changed_on(client):
    guide = GuidePage.objects.get(slug="resident-parking-permit", locale__language_code="en")
    step = guide.steps.all()[2]
    said = client.get(f"/en/discuss/{guide.translation_key}/{step.translation_key}/").content.decode()
    assert (said.count('<article class="thread-item'), said.count("about an earlier wording")) == (4, 1)
    assert "thread-official" in said


def test_one_thread_has_thirty_posts_an_official_among_them():
    idea = Idea.objects.get(title="One permit for a car that several households share")
    assert idea.thread.post_count == Post.objects.filter(thread=idea.thread).count() == 30
    official = Post.objects.filter(thread=idea.thread).exclude(spoken_for=None)
    assert {(post.author.email, post.spoken_for.slug) for post in official} == {
        ("official@example.org", "parking-and-streets")
    }


def test_one_live_session_is_open_with_eight_questions_and_one_is_over_with_answers():
    running = LiveSession.objects.get(state=SessionState.OPEN)
    assert Counter(running.questions.values_list("state", flat=True)) == {
        QuestionState.SHOWN: 4,
        QuestionState.ANSWERED: 2,
        QuestionState.ANSWERING: 1,
        QuestionState.WAITING: 1,
    }
    over = LiveSession.objects.get(state=SessionState.CLOSED)
    assert Counter(over.questions.values_list("state", flat=True)) == {
        QuestionState.ANSWERED: 6,
        QuestionState.SHOWN: 1,
    }
    assert Question.objects.filter(session=over, answerable__answers__isnull=False).count() == 6


def test_people_said_where_they_got_stuck_and_were_answered():
    assert StuckReport.objects.exclude(words="").count() == 11
    assert StuckPoint.objects.filter(answerable__answers__isnull=False).count() == 3
    assert Counter(Outcome.objects.values_list("answer", flat=True)) == {"yes": 113, "not-yet": 11, "no": 9}


def test_reports_are_about_the_words_people_saw_then():
    """Thirty got stuck at the step as it was before it was mended, four since."""
    reports = StuckReport.objects.filter(step_title__in=["Show where you live", "Montrez où vous habitez"])
    assert sorted(Counter(reports.values_list("wording", flat=True)).values()) == [4, 30]
    assert reports.filter(step_text__contains="landlord").count() == 29
    assert reports.filter(step_text__contains="propriétaire").count() == 1


def test_the_front_page_has_something_that_changed():
    assert len(recently_delivered(VISITOR)) == 3


def test_statements_have_text_in_both_languages(client):
    slugs = ("contact", "accessibility", "privacy", "moderation")
    pages = Page.objects.filter(slug__in=slugs)
    assert in_both_languages(pages) == sorted((slug, code) for slug in slugs for code in ("en", "fr"))


def test_accounts_can_sign_in_with_what_was_written_down(demo):
    folder, said = demo
    path = Path(folder) / "demo-accounts.txt"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    written = path.read_text(encoding="utf-8")
    assert written.strip() in said
    roles = {
        "ana": set(), "noor": set(), "editor": {EDITORS}, "official": {OFFICIALS}, "moderator": {MODERATORS},
        "host": {HOSTS}, "agent": {AGENTS}, "lead": {LEADS},
    }  # fmt: skip
    told = dict(re.findall(r"^  (\S+@example\.org) +(\S+)", written, re.MULTILINE))
    assert set(told) == {f"{name}@example.org" for name in roles}
    for name, held in roles.items():
        person = authenticate(None, username=f"{name}@example.org", password=told[f"{name}@example.org"])
        assert person is not None
        assert set(person.groups.values_list("name", flat=True)) == held
        assert person.emailaddress_set.get().verified
    others = User.objects.exclude(email__endswith="@example.org")
    assert others.exists()
    assert not any(person.has_usable_password() for person in others)


def test_nothing_is_dated_in_the_future():
    now = timezone.now()
    for model, field in [(Idea, "created_at"), (StateChange, "at"), (Post, "created_at"), (Question, "asked_at")]:
        dates = list(model.objects.values_list(field, flat=True))
        assert max(dates) <= now
        assert max(dates) - min(dates) > timedelta(minutes=30)


def test_every_page_can_be_read(client):
    for page in Page.objects.live().filter(depth__gt=1).specific():
        assert client.get(page.get_url()).status_code == 200, page.get_url()


def test_a_second_run_changes_nothing(demo):
    folder, _said = demo

    def everything():
        rows = {model: model._default_manager.count() for model in apps.get_models()}
        return rows, (Path(folder) / "demo-accounts.txt").read_bytes()

    before, said = everything(), StringIO()
    call_command("demo", stdout=said)
    assert everything() == before
    assert "already" in said.getvalue()


def test_a_real_site_refuses():
    assert base.DEMO_ALLOWED is False
    with override_settings(DEMO_ALLOWED=False), pytest.raises(CommandError, match="real site"):
        call_command("demo", "--reset")


@pytest.mark.parametrize(
    "language, query, used, finds",
    [
        ("en", "badge", ("badge",), "/en/guides/resident-parking-permit/"),
        ("en", "parkng", ("parking",), "/en/guides/resident-parking-permit/"),
        ("fr", "macarons", ("macarons",), "/fr/guides/resident-parking-permit/"),
        ("fr", "encombrents", ("encombrants",), "/fr/guides/bulky-waste-pick-up/"),
    ],
)
def test_the_search_knows_what_people_call_things(language, query, used, finds):
    results = search(VISITOR, query=query, language=language)
    hits = [found.hit.href for group in results.groups for found in group.found if group.kind == "guides"]
    assert results.used == used
    assert hits[0] == finds


def test_editors_find_words_that_nobody_found():
    assert list(MissedSearch.objects.values_list("words", "times"))[:2] == [("dog licence", 3), ("carer pass", 2)]


def test_a_stuck_point_was_fixed_one_is_being_fixed_and_views_were_counted():
    states = Counter(StuckPoint.objects.values_list("state", flat=True))
    assert (states["fixed"], states["being-fixed"]) == (2, 1)
    for point in StuckPoint.objects.filter(state="fixed"):
        assert point.reports.filter(created_at__lt=point.fixed_at).exists()
    staff = User.objects.get(email__startswith="editor@")
    rates = [row.rate for row in selectors.stuck_points(staff)]
    assert None not in rates
    # Some steps stop one in twenty, some next to nobody: a report with something to find in it.
    assert (len(rates), rates[0] > 4, rates[-1] < 0.6) == (10, True, True)


def test_people_are_told_by_the_worker_what_happened():
    for row in Job.objects.filter(task="commons.notifications.tasks.tell_followers").order_by("pk"):
        tell_followers(row.payload, Mock())
    for name in ("ana", "noor"):
        person = User.objects.get(email=f"{name}@example.org")
        lines = notifications(person).object_list
        assert lines
        assert unread(person)
