from datetime import date, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from home.search import rules, selectors, services
from home.search.models import MissedSearch, SynonymGroup, Vocabulary
from tests.guides.videos.factories import make_captions, make_video
from tests.guides.walkthroughs.factories import make_guide
from tests.home import factories as town
from tests.participation import factories as talk

pytestmark = [pytest.mark.django_db, pytest.mark.indexed]
TODAY = date(2026, 11, 22)


def rows():
    return list(MissedSearch.objects.values_list("language", "words", "times", "state"))


def missed(words="tip", **fields):
    fields = {"language": "en", "folded": words, "first_day": TODAY, "last_day": TODAY, **fields}
    return MissedSearch.objects.create(words=words, **fields)


@pytest.fixture
def editor():
    town.site()
    return talk.person(roles=["Editors"])


def test_the_same_words_are_counted_together_for_each_language():
    for query, language in [("Déchets", "fr"), ("dechets!", "fr"), ("dechets", "en"), ("a@b.c", "fr")]:
        services.note_missed(query=query, language=language)
    assert rows() == [("fr", "déchets", 2, "open"), ("en", "dechets", 1, "open")]


def test_nothing_is_kept_but_words_language_and_day():
    kept = {field.name for field in MissedSearch._meta.fields}
    assert kept == {"id", "language", "words", "folded", "times", "first_day", "last_day", "state"}
    services.note_missed(query="tip", language="en")
    row = MissedSearch.objects.get()
    assert type(row.first_day) is type(row.last_day) is date


def test_what_was_dealt_with_stays_so_when_it_is_searched_again():
    missed(state="done")
    services.note_missed(query="tip", language="en")
    assert rows() == [("en", "tip", 2, "done")]


def test_a_day_brings_so_many_new_words_at_most(monkeypatch):
    monkeypatch.setattr(rules, "MOST_NEW_A_DAY", 2)
    missed("old", first_day=timezone.localdate() - timedelta(days=1))
    kept = [services.note_missed(query=word, language="en") for word in ("one", "two", "three", "one", "old")]
    assert kept == [True, True, False, True, True]


def test_a_minute_brings_so_many_writes_at_most(monkeypatch):
    monkeypatch.setattr(services, "EVERYONE", type(services.EVERYONE)("test", 2, 3600))
    assert [services.note_missed(query="tip", language="en") for _time in range(3)] == [True, True, False]


def test_old_words_and_the_rarest_of_too_many_are_forgotten(monkeypatch):
    monkeypatch.setattr(rules, "MOST_KEPT", 2)
    missed("old", times=99, last_day=TODAY - rules.KEEP_FOR - timedelta(days=1))
    missed("often", times=3)
    missed("just in time", times=2, last_day=TODAY - rules.KEEP_FOR)
    missed("rare")
    assert services.forget_missed(today=TODAY) == 2
    assert [words for _language, words, _times, _state in rows()] == ["often", "just in time"]


def test_what_was_not_found_is_made_a_synonym_and_found(editor):
    town.service(name="Recycling centre")
    row = missed()
    assert not selectors.search(AnonymousUser(), query="tips", language="en").total
    services.make_synonym(by=editor, missed=row, same_as=" recycling  centres ")
    found = selectors.search(AnonymousUser(), query="tips", language="en")
    assert (found.total, found.also, found.holds_all) == (1, ("recycling centres",), True)
    assert rows() == [("en", "tip", 1, "done")]


def test_more_words_join_the_group_there_is(editor):
    town.service(name="Recycling centre")
    SynonymGroup.objects.create(language="en", words="Recycling centre\ndump")
    SynonymGroup.objects.create(language="fr", words="recycling centre\ndécharge")
    group = services.make_synonym(by=editor, missed=missed(), same_as="recycling centre")
    assert group.words == "Recycling centre\ndump\ntip"
    assert SynonymGroup.objects.count() == 2


@pytest.mark.parametrize(
    "same_as, words",
    [
        ("", "Write what our pages call it."),
        ("  !! ", "Write what our pages call it."),
        ("zebra", "Nothing holds “zebra” either."),
        ("hidden lantern", "Nothing holds “hidden lantern” either."),
        ("tip", "Nothing holds “tip” either."),
        ("dump", "“dump” stands in another group already: dump = skip. Add the words there."),
    ],
)
def test_a_synonym_that_would_not_help_is_refused_with_words(editor, same_as, words):
    town.service(name="Recycling centre with a skip")
    make_guide(title="Hidden lantern", live=False)
    SynonymGroup.objects.create(language="en", words="dump\nskip")
    row = missed("dump" if same_as == "dump" else "tip")
    with pytest.raises(services.SynonymRefused) as refused:
        services.make_synonym(by=editor, missed=row, same_as="recycling" if same_as == "dump" else same_as)
    assert refused.value.message == words
    assert rows()[0][3] == "open"


@pytest.mark.parametrize("role", ["Officials", "Moderators", "Hosts", "Agents", ""])
def test_nobody_else_mends(role):
    person, row = talk.person(roles=[role]) if role else AnonymousUser(), missed()
    for deed, options in ((services.make_synonym, {"same_as": "x"}), (services.set_aside, {"done": True})):
        with pytest.raises(PermissionDenied):
            deed(by=person, missed=row, **options)
    assert not selectors.missed(person, state="open").exists()


@pytest.mark.parametrize(
    "words, problem",
    [
        ("tip", "at least two"),
        ("tip\nTIP", "at least two"),
        ("tip\nthe", "“the” stands on every page"),
        ("tip\na place where one can bring whatever old thing", "too long"),
        ("\n".join(f"word{letter}" for letter in "abcdefghijklm"), "at most 12"),
        ("tip\nDumps", "another group"),
        ("tip\nrecycling", ""),
    ],
)
def test_a_group_that_finds_nothing_more_is_refused(words, problem):
    SynonymGroup.objects.create(language="en", words="dumps\nskip")
    group = SynonymGroup(language="en", words=words)
    if not problem:
        group.full_clean()
        return
    with pytest.raises(ValidationError) as refused:
        group.full_clean()
    assert problem in str(refused.value)


def known(language):
    services.gather_vocabulary()
    return set(Vocabulary.objects.get(language=language).words.split())


def test_the_vocabulary_holds_what_everyone_may_read_and_nothing_else():
    vtt = "WEBVTT\n\n00:00.000 --> 00:02.000\nShow the lantern.\n"
    film, secret = make_video(), make_video()
    make_captions(video=film, vtt=vtt)
    make_captions(video=secret, vtt=vtt.replace("lantern", "zeppelin"))
    make_guide(title="Harbour", steps=[("Borrow", "<p>From the <b>depot</b></p>", 0)], video=film)
    make_guide(title="Balloon", video=secret, live=False)
    town.service(name="Recycling", french="Déchèterie")
    english, french = known("en"), known("fr")
    assert {"harbour", "borrow", "depot", "lantern", "recycling"} <= english
    assert {"decheterie"} <= french
    assert not {"zeppelin", "balloon", "recycling"} & french
    assert not {"zeppelin", "balloon", "decheterie"} & english
    assert known("en") == english
    assert Vocabulary.objects.count() == 2
