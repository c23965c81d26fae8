import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils.translation import override
from wagtail.models import PageViewRestriction

from home.search import selectors, services
from home.search.models import SynonymGroup
from participation.ideas.rules import IdeaState
from tests.guides.videos.factories import make_captions, make_video
from tests.guides.walkthroughs.factories import make_guide, translate
from tests.home import factories as town
from tests.participation import factories as talk
from tests.participation.live_qa import factories as live

pytestmark = [pytest.mark.django_db, pytest.mark.indexed]
VISITOR = AnonymousUser()


def look(query, language="en", viewer=VISITOR, **options):
    return selectors.search(viewer, query=query, language=language, **options)


def titles(results):
    return {group.kind: [found.hit.title for found in group.found] for group in results.groups}


@pytest.fixture
def content():
    """One thing of each kind about permits, and others that are not."""
    town.service(name="Resident parking permit", french="Permis de stationnement", summary="Park near home.")
    town.service(name="Bulky waste pick-up", summary="Old furniture, taken away.")
    page = talk.consultation(title="Make the permit simpler")
    stage = talk.stage(under=page)
    talk.idea(on=stage, title="Pay the permit by the month")
    talk.idea(on=stage, title="Longer hours at the library")


@pytest.mark.parametrize("query", ["permit", "permits", "PERMIT", "how do I get a permit", "perm"])
def test_one_box_finds_every_kind(content, query):
    assert titles(look(query)) == {
        "services": ["Resident parking permit"],
        "consultations": ["Make the permit simpler"],
        "ideas": ["Pay the permit by the month"],
    }


def test_all_words_are_wanted_wherever_they_stand(content):
    assert titles(look("permit home")) == {"services": ["Resident parking permit"]}


def test_accents_do_not_matter(content):
    talk.idea(title="Des déchets à la déchèterie")
    assert titles(look("dechets")) == titles(look("Déchets")) == {"ideas": ["Des déchets à la déchèterie"]}


def test_a_mistyped_word_is_guessed_and_said(content):
    services.gather_vocabulary()
    results = look("permti")
    assert results.corrected
    assert results.used == ("permit",)
    assert results.counts == {**results.counts, "services": 1, "consultations": 1, "ideas": 1}


def test_when_nothing_holds_all_words_some_will_do_and_it_is_said(content):
    results = look("permit zzzzzz")
    assert results.loosened
    assert titles(results)["services"] == ["Resident parking permit"]


def test_what_stands_in_the_title_comes_first():
    talk_stage = talk.stage()
    talk.idea(on=talk_stage, title="Shorter queues", text="The permit desk has one clerk, and the queue is long.")
    talk.idea(on=talk_stage, title="A permit for visitors")
    talk.idea(on=talk_stage, title="Open on Saturdays", text="So that a permit can be had by those who work.")
    assert titles(look("permit"))["ideas"] == ["A permit for visitors", "Open on Saturdays", "Shorter queues"]


def test_nothing_is_found_that_the_reader_may_not_read():
    hidden = talk.consultation(title="Lantern, unpublished", live=False)
    talk.idea(on=talk.stage(under=hidden), title="Lantern in an unpublished consultation")
    private = talk.consultation(title="Lantern, private")
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    open_stage = talk.stage(under=talk.consultation(title="Parks"))
    withdrawn = talk.idea(on=open_stage, title="Lantern taken back")
    type(withdrawn).objects.filter(pk=withdrawn.pk).update(state=IdeaState.WITHDRAWN)
    counts = look("lantern").counts
    assert counts == dict.fromkeys(counts, 0)
    assert set(counts) >= {"services", "consultations", "ideas"}


def test_a_guess_never_betrays_what_is_hidden():
    page = talk.consultation(title="Zeppelin landing")
    services.gather_vocabulary()
    assert look("zepelin").used == ("zeppelin",)
    page.unpublish()  # and the words are not gathered again yet
    results = look("zepelin")
    assert (results.used, results.corrected, results.total) == (("zepelin",), False, 0)


def test_words_that_are_only_spoken_are_guessed_too():
    make_guide(title="Hold a street party", video=film())
    services.gather_vocabulary()
    assert look("lantren").used == ("lantern",)
    assert titles(look("lantren")) == {"films": ["Hold a street party"]}


def test_synonyms_find_what_is_written_with_the_other_word(content):
    SynonymGroup.objects.create(language="en", words="permit\nparking badge")
    SynonymGroup.objects.create(language="fr", words="permit\nvignette")
    results = look("Parking badges")
    assert titles(results) == titles(look("permit"))
    assert (results.used, results.also) == (("parking", "badges"), ("permit",))
    assert look("vignette").total == 0
    [title] = [found.title for group in results.groups for found in group.found if group.kind == "services"]
    assert [piece.text for piece in title if piece.found] == ["parking", "permit"]


def test_a_mistyped_synonym_is_guessed(content):
    SynonymGroup.objects.create(language="en", words="permit\nvignette")
    assert look("vignete").used == ("vignette",)


def test_a_synonym_shows_nothing_that_is_hidden():
    SynonymGroup.objects.create(language="en", words="lantern\nlamp")
    make_guide(title="Lantern", live=False)
    assert look("lamp").total == 0


def test_pages_and_services_are_found_in_the_language_read(content):
    with override("fr"):
        assert titles(look("permis", "fr")) == {"services": ["Permis de stationnement"]}
        assert "services" not in titles(look("resident", "fr"))


def test_ideas_are_found_in_every_language_the_readers_first():
    stage = talk.stage()
    with override("fr"):
        talk.idea(on=stage, title="Un permis pour vélos")
    with override("en"):
        talk.idea(on=stage, title="A permis is a permit")
    assert titles(look("permis", "fr"))["ideas"] == ["Un permis pour vélos", "A permis is a permit"]
    assert titles(look("permis", "en"))["ideas"] == ["A permis is a permit", "Un permis pour vélos"]


VTT = """WEBVTT

00:00.000 --> 00:02.000
Open the page of the town.

00:03.000 --> 00:06.000
Now show the lantern to the clerk.
"""


def film(**options):
    made = make_video()
    make_captions(video=made, vtt=VTT, **options)
    return made


def test_a_guide_is_found_by_the_words_of_its_steps():
    make_guide(title="Hold a street party", steps=[("Borrow a lantern", "<p>From the <b>depot</b>.</p>", None)])
    make_guide(title="Park a car")
    assert titles(look("lantern")) == titles(look("depots")) == {"guides": ["Hold a street party"]}


def test_a_step_that_was_reworded_is_found_as_it_reads_now():
    page = make_guide(title="Hold a street party", steps=[("Borrow a lantern", "<p>Ask for it.</p>", None)])
    step = page.steps.first()
    step.title = "Borrow a candle"
    page.steps = [step]
    page.save_revision().publish()
    assert titles(look("candle")) == {"guides": ["Hold a street party"]}
    assert look("lantern").total == 0


def test_what_is_said_in_a_film_is_found_at_its_second_and_step():
    make_guide(title="Hold a street party", steps=[("One", "", 0), ("Two", "", 2), ("Three", "", 5)], video=film())
    results = look("lantern")
    [hit] = [found.hit for group in results.groups for found in group.found]
    assert (results.groups[0].kind, hit.title) == ("films", "Hold a street party")
    assert hit.href == "/en/guides/hold-a-street-party/?t=3#step-2"
    assert hit.notes == ("film, from 0:03",)


LONG = """WEBVTT

00:00.000 --> 00:02.000
Open the page. Now show

00:02.000 --> 00:04.000
the lantern

00:04.000 --> 00:06.000
to the clerk. Then wait.
"""


def test_the_sentence_around_the_word_is_shown_though_captions_cut_it():
    captioned = make_video()
    make_captions(video=captioned, vtt=LONG)
    make_guide(title="Hold a street party", video=captioned)
    [hit] = [found.hit for group in look("lantern").groups for found in group.found]
    assert (hit.text, hit.href) == ("Now show the lantern to the clerk.", "/en/guides/hold-a-street-party/?t=2#step-2")


def test_unchecked_captions_and_films_of_hidden_guides_are_not_found():
    make_guide(title="Draft captions", video=film(reviewed=False))
    make_guide(title="Unpublished", video=film(), live=False)
    private = make_guide(title="Private", video=film())
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    film()  # on no guide at all
    make_guide(title="Other language only", video=film(language="fr"))
    assert look("lantern").total == 0


def test_whoever_may_read_a_private_guide_finds_it_and_its_film():
    private = make_guide(title="For staff: the lantern", video=film())
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    assert look("lantern").total == 0
    assert set(titles(look("lantern", viewer=talk.person()))) == {"guides", "films"}


def test_guides_are_found_in_the_language_read():
    translate(make_guide(title="Lantern parade"))
    assert titles(look("lantern")) == {"guides": ["Lantern parade"]}
    assert titles(look("lantern", "fr")) == {"guides": ["Lantern parade (fr)"]}


@pytest.mark.parametrize("query", ["", "   ", "?!", "'"])
def test_nothing_asked_asks_nothing(query, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert look(query).total == 0


@pytest.mark.parametrize("query", ['"', "a:b*", "NEAR(x)", "' OR 1=1 --", "}{", "%", "_", "\\", "é̀", "🙂 permit"])
def test_no_mark_breaks_the_index(content, query):
    assert isinstance(look(query), selectors.Results)


def test_a_few_of_each_kind_are_shown_and_the_rest_counted():
    stage = talk.stage()
    for number in range(6):
        talk.idea(on=stage, title=f"Lantern idea number {number}")
    group = look("lantern").groups[0]
    assert (group.kind, group.count, len(group.found), group.more) == ("ideas", 6, 4, 2)


def test_one_kind_is_paged(monkeypatch):
    monkeypatch.setattr(selectors, "PAGE", 4)
    stage = talk.stage()
    for number in range(6):
        talk.idea(on=stage, title=f"Lantern idea number {number}")
    town.service(name="Lantern")
    first, second = look("lantern", kind="ideas"), look("lantern", kind="ideas", page="2")
    assert [len(first.groups[0].found), len(second.groups[0].found)] == [4, 2]
    assert [group.kind for group in first.groups] == ["ideas"]
    shown = [found.hit.title for results in (first, second) for found in results.groups[0].found]
    assert len(set(shown)) == 6
    assert first.counts["services"] == 1


def test_what_was_changed_is_found_as_it_is_now():
    idea = talk.idea(title="A lantern for bees")
    idea.title = "A hive for bees"
    idea.save()
    assert look("hive").total == 1
    assert look("lantern").total == 0
    idea.delete()
    assert look("hive").total == 0


@pytest.mark.parametrize("many", [1, 3])
def test_the_queries_are_the_same_for_one_and_for_three(many, django_assert_num_queries):
    stage = talk.stage()
    for number in range(many):
        town.service(name=f"Lantern {number}")
        talk.consultation(title=f"Lantern {number}")
        talk.idea(on=stage, title=f"A lantern, number {number}")
        make_guide(title=f"Lantern {number}", video=film())
        live.session(title=f"Lantern {number}")
    look("lantern")  # content types and root paths are kept from here on
    with django_assert_num_queries(26):
        assert look("lantern").total == 6 * many
