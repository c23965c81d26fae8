"""Where in the film steps begin: suggested from what is said, set by editors, saved as a draft."""

import itertools
import random

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client
from wagtail.models import GroupPagePermission, Page

from guides.walkthroughs import rules, selectors, services
from guides.walkthroughs.models import GuidePage
from guides.walkthroughs.step_starts import LEAST, Spoken, _in_order, suggest
from home.website.demo.texts import read
from home.website.films.library import film_data, film_file
from tests.guides.videos.factories import make_captions, make_chief, make_video

from .factories import make_guide, translate

CAPTIONS = [
    Spoken(0, "This film shows how."),
    Spoken(4000, "First, type your street."),
    Spoken(9000, "Then upload a proof of address."),
    Spoken(15000, "A bill will do."),
    Spoken(20000, "Last, pay by card."),
]
TYPE, PROOF, PAY = ("Type your street", ""), ("Upload a proof", "A bill."), ("Pay", "By card.")


@pytest.mark.parametrize(
    "steps, seconds",
    [
        pytest.param([TYPE, PROOF, PAY], [4, 9, 20], id="each where its words are said"),
        pytest.param([TYPE, PAY], [4, 20], id="a step of which the film says more than the guide"),
        pytest.param([TYPE, ("Wait for a letter", ""), PAY], [4, None, 20], id="one that the film doesn't show"),
        pytest.param([("TYPE YOUR STREETS", "")], [4], id="case and plural"),
        pytest.param([("Télécharger", "")], [None], id="another language"),
        pytest.param([("", "")], [None], id="no words"),
        pytest.param([], [], id="no steps"),
    ],
)
def test_suggestions(steps, seconds):
    assert [found and found.seconds for found in suggest(steps, CAPTIONS)] == seconds


def test_without_captions_nothing_is_suggested():
    assert suggest([TYPE, PAY], []) == [None, None]


def test_steps_are_put_in_their_order_as_well_as_can_be():
    dice = random.Random(7)
    for _case in range(60):
        steps, count = dice.randint(1, 4), dice.randint(1, 5)
        likeness = [[dice.choice([0, 0, LEAST, 0.5, 0.9]) for _place in range(count)] for _step in range(steps)]
        found = _in_order(likeness)
        chosen = [place for place in found if place is not None]
        assert chosen == sorted(set(chosen))
        best = 0
        for places in itertools.product([None, *range(count)], repeat=steps):
            kept = [place for place in places if place is not None]
            if kept == sorted(set(kept)):
                best = max(best, sum(row[p] for row, p in zip(likeness, places, strict=True) if p is not None))
        assert sum(row[p] for row, p in zip(likeness, found, strict=True) if p is not None) == pytest.approx(best)


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("slug", list(read("guides")))
def test_real_films_are_met_within_ten_seconds(slug, language):
    from guides.videos import webvtt

    cues = webvtt.parse(film_file(slug, f".{language}.vtt").read_text())
    steps = [(step["title"], step["text"]) for step in read(f"guides.{language}")[slug]["steps"]]
    found = suggest(steps, [Spoken(cue.start_ms, cue.text) for cue in cues])
    true = [int(step["start"]) for step in film_data(slug)["steps"]]
    assert all(guess and abs(guess.seconds - start) <= 10 for guess, start in zip(found, true, strict=True))


@pytest.mark.parametrize(
    "starts, wrong",
    [
        ([0, 3, 8], None),
        ([None, 0, None, 5], None),
        ([], None),
        ([3, 3], (1, False)),
        ([4, None, 3], (2, False)),
        ([0, 9], (1, True)),
        ([10, 4], (0, True)),
    ],
)
def test_times_make_sense(starts, wrong):
    assert rules.first_wrong_time(starts, 9) == wrong


@pytest.mark.django_db
class TestSetting:
    @pytest.fixture
    def guide(self):
        video = make_video()
        make_captions(video=video, vtt="WEBVTT\n\n00:06.000 --> 00:08.000\nNow pay by card.\n", reviewed=False)
        return make_guide(video=video, steps=(("Type", "", 0), ("Show", "", 2), ("Pay", "<p>By card.</p>", None)))

    @pytest.fixture
    def editor(self, django_user_model):
        group = Group.objects.create(name="writers")
        group.permissions.add(Permission.objects.get(codename="access_admin"))
        change = Permission.objects.get(content_type__app_label="wagtailcore", codename="change_page")
        GroupPagePermission.objects.create(group=group, page=Page.get_first_root_node(), permission=change)
        person = django_user_model.objects.create_user("writer@example.org")
        person.groups.add(group)
        return person

    def times(self, guide, *seconds):
        return dict(zip(guide.steps.values_list("translation_key", flat=True), seconds, strict=True))

    def starts(self, guide):
        draft = GuidePage.objects.get(pk=guide.pk).get_latest_revision_as_object()
        return [step.start for step in draft.steps.all()]

    def save(self, guide, by, *seconds, revision=None):
        times = self.times(guide, *seconds)
        revision = guide.latest_revision_id if revision is None else revision
        return services.set_step_times(by=by, page=guide, times=times, revision_id=revision)

    def test_they_are_saved_as_a_draft_and_published_by_nobody(self, guide, editor):
        self.save(guide, editor, None, 1, 6)
        assert self.starts(guide) == [None, 1, 6]
        assert list(guide.steps.values_list("start", flat=True)) == [0, 2, None]
        guide.refresh_from_db()
        assert (guide.has_unpublished_changes, guide.latest_revision.user) == (True, editor)
        assert self.save(guide, editor, None, 1, 6) is None

    @pytest.mark.parametrize("seconds, words", [((0, 0, 6), "“Show” begins before"), ((0, 2, 9), "“Pay” begins after")])
    def test_what_makes_no_sense_is_refused_at_its_step(self, guide, editor, seconds, words):
        with pytest.raises(services.TimesRefused, match=words) as refused:
            self.save(guide, editor, *seconds)
        assert refused.value.field in {key.hex for key in self.times(guide, 0, 1, 2)}
        assert self.starts(guide) == [0, 2, None]

    def test_the_second_of_two_editors_is_told(self, guide, editor):
        self.save(guide, editor, 1, 2, 6)
        with pytest.raises(services.TimesRefused, match="Somebody changed this guide meanwhile"):
            self.save(guide, editor, 0, 3, 6)
        assert self.starts(guide) == [1, 2, 6]

    def test_who_may_not_change_the_guide_is_refused(self, guide, django_user_model):
        with pytest.raises(services.TimesRefused) as refused:
            self.save(guide, django_user_model.objects.create_user("ana@example.org"), 0, 1, 2)
        assert refused.value.code == "not-allowed"

    def test_a_locked_guide_is_refused(self, guide, editor):
        guide.locked = True
        guide.save()
        with pytest.raises(services.TimesRefused) as refused:
            self.save(guide, editor, 0, 1, 2)
        assert refused.value.code == "locked"

    def test_a_translation_has_the_times_of_its_source(self, guide, editor):
        french = translate(guide)
        assert selectors.source_of(french).pk == guide.pk
        with pytest.raises(services.TimesRefused):
            self.save(french, editor, 0, 1, 2)
        client = Client()
        client.force_login(editor)
        response = client.get(f"/admin/guides/{french.pk}/step-times/")
        assert response.url == f"/admin/guides/{guide.pk}/step-times/"

    def test_the_page_suggests_fills_and_saves(self, guide, editor):
        client = Client()
        client.force_login(editor)
        address = f"/admin/guides/{guide.pk}/step-times/"
        page = client.get(address)
        assert "Perhaps at 0:06" in page.content.decode()
        assert address in client.get(f"/admin/pages/{guide.pk}/edit/").content.decode()
        names = [key.hex for key in self.times(guide, 0, 1, 2)]
        typed = {"revision": page.context["revision"], names[0]: "0:01", names[1]: "0:02", names[2]: ""}
        filled = client.post(address, {**typed, "act": "fill"})
        assert filled.context["form"][names[2]].value() == "0:06"
        assert self.starts(guide) == [0, 2, None]
        wrong = client.post(address, {**typed, names[1]: "0:61"})
        assert (wrong.status_code, "A minute has sixty seconds" in wrong.content.decode()) == (422, True)
        response = client.post(address, {**typed, names[2]: "6"}, follow=True)
        assert "saved in the guide’s draft" in response.content.decode()
        assert self.starts(guide) == [1, 2, 6]
        late = client.post(address, {**typed, names[2]: "7"})
        assert (late.status_code, 'value="7"' in late.content.decode()) == (422, True)
        client.post(address, {**typed, names[2]: "7", "revision": late.context["revision"]})
        assert self.starts(guide) == [1, 2, 7]

    def test_strangers_are_sent_away(self, guide, django_user_model, editor):
        GroupPagePermission.objects.all().delete()
        client = Client()
        client.force_login(editor)
        assert client.get(f"/admin/guides/{guide.pk}/step-times/").status_code == 302

    def test_a_guide_without_a_film_says_what_to_do(self):
        guide = make_guide(title="No film")
        client = Client()
        client.force_login(make_chief())
        page = client.get(f"/admin/guides/{guide.pk}/step-times/").content.decode()
        assert "This guide has no film yet." in page
