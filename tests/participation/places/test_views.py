"""The page of what is said at a step, as people use it."""

from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils.translation import override

from participation.deliberation import services as threads
from participation.deliberation.models import Post
from participation.places.models import Discussion
from tests.guides.walkthroughs.factories import translate
from tests.participation import factories as make

from . import factories as steps

pytestmark = pytest.mark.django_db
PASSWORD = "moot-for-folk-9"
COST = 26


@pytest.fixture
def guide():
    return steps.guide()


def address(guide, number=2, language="en"):
    with override(language):
        return reverse("place_discussion", args=[guide.translation_key, steps.step(guide, number).translation_key])


def page(client, guide, number=2, language="en"):
    return client.get(address(guide, number, language)).content.decode()


def test_a_step_nobody_spoke_of_shows_its_words_and_takes_the_first(client, guide):
    text = page(client, guide)
    assert "<h1>Show where you live</h1>" in text
    assert "Upload one proof of address." in text
    assert f'href="{guide.get_url()}#step-2"' in text
    assert "Nobody has said anything yet" in text
    assert "noindex" in text
    assert Discussion.objects.count() == 0
    noor = make.person(name="noor")
    client.force_login(noor)
    response = client.post(address(guide), {"text": "Bring two photos."}, follow=True)
    post = Post.objects.get()
    assert response.redirect_chain[-1][0] == f"{address(guide)}#post-{post.pk}"
    text = response.content.decode()
    assert ("Bring two photos." in text, "noindex" in text) == (True, False)
    assert f'data-socket="/ws/threads/{post.thread_id}/"' in text


def test_the_thread_has_all_it_has_under_an_idea(client, guide):
    office = make.body()
    ruiz, post = make.official(body=office), steps.said(guide)
    client.force_login(ruiz)
    reply = f"{reverse('threads:reply', args=[post.thread_id])}?to={post.pk}"
    assert client.get(reply).status_code == 200
    client.post(reply, {"text": "One is enough now.", "spoken_for": office.pk})
    client.force_login(post.author)
    text = page(client, guide)
    for act in ("edit", "withdraw"):
        assert reverse(f"threads:{act}", args=[post.thread_id, post.pk]) in text
    assert reverse("moderation:report", args=["post", Post.objects.last().pk]) in text
    assert "official-mark" in text
    assert "Parking and Streets" in text
    threads.withdraw(by=post.author, post=post)
    text = page(client, guide)
    assert ("Bring two photos." in text, "took it back" in text) == (False, True)


def test_what_was_typed_survives_signing_in(client, guide):
    noor = make.person(password=PASSWORD)
    login = client.post(address(guide), {"text": "Typed before signing in"})["Location"]
    assert Discussion.objects.count() == 0
    back = client.post(login, {"login": noor.email, "password": PASSWORD})["Location"]
    assert back == address(guide)
    shown = client.get(back)
    assert "We kept what you typed" in shown.content.decode()
    client.post(back, {"text": "Typed before signing in", "token": shown.context["post_form"]["token"].value()})
    assert Post.objects.get().author == noor
    assert client.get(back).content.decode().count("Typed before signing in") == 1


def test_what_was_typed_goes_on_to_the_thread_somebody_else_began_meanwhile(client, guide):
    client.post(address(guide), {"text": "Typed before signing in"})
    first = steps.said(guide)
    client.force_login(noor := make.person(name="noor"))
    client.post(address(guide), {"text": "Typed before signing in"})
    assert set(Post.objects.values_list("thread", "author")) == {
        (first.thread_id, first.author_id),
        (first.thread_id, noor.pk),
    }


def test_who_comes_back_to_a_thread_finds_their_words_in_its_form(client, guide):
    noor = make.person(password=PASSWORD)
    login = client.post(address(guide), {"text": "Typed before signing in"})["Location"]
    first = steps.said(guide)
    back = client.post(login, {"login": noor.email, "password": PASSWORD})["Location"]
    response = client.get(back, follow=True)
    assert response.redirect_chain == [(reverse("threads:reply", args=[first.thread_id]), 302)]
    assert "Typed before signing in" in response.content.decode()


@pytest.mark.parametrize("text", ["", "\x00", "x" * 6000])
def test_wrong_words_come_back_with_the_reason(client, guide, text):
    client.force_login(make.person())
    response = client.post(address(guide), {"text": text})
    assert (response.status_code, Discussion.objects.count()) == (422, 0)
    assert "error-summary" in response.content.decode()


def test_both_languages_show_the_same_posts_each_with_its_own_step(client, guide):
    french = translate(guide)
    step = steps.step(french)
    type(step).objects.filter(pk=step.pk).update(title="Montrez où vous habitez")
    steps.said(guide)
    text = page(client, french, language="fr")
    assert "<h1>Montrez où vous habitez</h1>" in text
    assert 'lang="en">' in text
    assert "Bring two photos." in text
    assert f'href="{french.get_url()}#step-2"' in text


@pytest.mark.parametrize("is_begun", [False, True])
def test_a_step_the_translation_lacks_yet_is_discussed_there_by_the_words_it_has(client, guide, is_begun):
    translate(guide)
    steps.add_step(guide)
    if is_begun:
        steps.said(guide, number=4)
    client.force_login(make.person())
    text = page(client, guide, number=4, language="fr")
    assert '<h1 lang="en">Put it in your car</h1>' in text
    assert f'href="{guide.get_url()}#step-4"' in text
    assert "<textarea" in text
    response = client.post(address(guide, 4, "fr"), {"text": "Où donc ?"}, follow=True)
    assert "Où donc ?" in response.content.decode()
    assert Discussion.objects.count() == 1


def test_a_step_only_a_page_not_everyone_may_read_has_is_not_shown(client, guide):
    translate(guide)
    steps.add_step(guide)
    steps.restrict(guide)
    client.force_login(make.person())
    assert client.get(address(guide, 4, "fr")).status_code == 404


def test_the_guide_leads_there(client, guide):
    steps.said(guide)
    text = client.get(guide.get_url()).content.decode()
    assert f'href="{address(guide)}"' in text
    assert "(1 post)" in text


@pytest.mark.parametrize("keep", [steps.restrict, lambda guide: guide.unpublish()])
def test_what_not_everyone_may_read_is_shown_to_nobody(client, guide, keep):
    post = steps.said(guide, text="Never let this out")
    keep(guide)
    thread = [post.thread_id]
    asked = [
        address(guide),
        address(guide, number=1),
        reverse("threads:thread", args=thread),
        reverse("threads:reply", args=thread),
        f"{reverse('threads:changes', args=thread)}?after=0",
        reverse("threads:post", args=[*thread, post.pk]),
    ]
    for viewer in (None, post.author, make.moderator()):
        if viewer:
            client.force_login(viewer)
        for where in asked:
            assert client.get(where).status_code == 404, where
        assert client.post(address(guide), {"text": "Late"}).status_code == 404
    assert Post.objects.count() == 1


def test_keys_of_nothing_are_no_address(client, guide):
    other = steps.guide(title="Another guide")
    step = steps.step(guide).translation_key
    for keys in ([guide.translation_key, uuid4()], [uuid4(), step], [other.translation_key, step]):
        assert client.get(reverse("place_discussion", args=keys)).status_code == 404


def test_a_step_that_went_leaves_what_was_said_to_read(client, guide):
    where = address(guide)
    steps.said(guide)
    steps.withdraw_step(guide)
    text = client.get(where).content.decode()
    assert "<h1>Show where you live</h1>" in text
    assert "Bring two photos." in text
    assert "no longer in the guide" in text
    assert "<textarea" not in text


def test_the_words_a_step_had_are_not_said_to_be_in_the_language_of_the_page_that_is_left(client, guide):
    where = address(guide, language="fr")
    steps.said(guide)
    steps.withdraw_step(guide)
    assert "<h1>Show where you live</h1>" in client.get(where).content.decode()


def test_who_withdraws_or_answers_is_shown_the_post_in_its_own_language(client, guide):
    post = steps.said(guide)
    client.force_login(post.author)
    with override("fr"):
        asked = [
            reverse("threads:withdraw", args=[post.thread_id, post.pk]),
            f"{reverse('threads:reply', args=[post.thread_id])}?to={post.pk}",
        ]
    for where in asked:
        assert '<div class="prose" dir="auto" lang="en">' in client.get(where).content.decode(), where


def test_a_post_about_an_earlier_wording_says_so(client, guide):
    french = translate(guide)
    first = steps.said(guide)
    step = steps.step(french)
    type(step).objects.filter(pk=step.pk).update(text="<p>Autre chose.</p>")
    assert "about an earlier wording" not in page(client, guide), "a translation is no other wording"
    steps.reword(type(guide).objects.get(pk=guide.pk))
    threads.post(by=make.person(), thread=first.thread, text="Two of them now.")
    assert page(client, guide).count("about an earlier wording") == 1
    piece = client.get(f"{reverse('threads:changes', args=[first.thread_id])}?after=0").content.decode()
    assert piece.count("about an earlier wording") == 1
    assert page(client, french, language="fr").count("sur un texte antérieur") == 1


def test_one_post_and_three_cost_the_same(client, guide, django_assert_num_queries):
    first = steps.said(guide)
    where = address(guide)
    client.force_login(first.author)  # what everyone sees is kept, and reads no posts the second time
    for more in (0, 2):
        for _ in range(more):
            threads.post(by=make.person(), thread=first.thread, text="More", parent=first)
        client.get(where)
        with django_assert_num_queries(COST):
            client.get(where)
