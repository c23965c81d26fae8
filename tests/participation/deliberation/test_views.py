"""Taking part in a discussion through its pages."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from participation.deliberation import selectors, services
from participation.deliberation.models import Post
from participation.deliberation.rules import PostState
from tests.participation import factories as make

pytestmark = pytest.mark.django_db


def reply_to(post):
    return f"{reverse('threads:reply', args=[post.thread_id])}?to={post.pk}"


def test_a_reply_leads_to_its_place_on_the_page(client):
    idea, noor = make.idea(), make.person()
    first = make.post(on=idea)
    client.force_login(noor)
    response = client.post(reply_to(first), {"text": "I agree", "token": ""}, follow=True)
    reply = Post.objects.get(parent=first)
    assert (reply.author, reply.text) == (noor, "I agree")
    assert response.redirect_chain[-1][0] == f"{idea.get_absolute_url()}#post-{reply.pk}"
    assert f'id="post-{reply.pk}"' in response.content.decode()


def test_what_was_typed_survives_signing_in(client):
    first = make.post(on=make.idea())
    noor = make.person(password="moot-for-folk-9")
    login = client.post(reply_to(first), {"text": "Typed before signing in"})["Location"]
    assert Post.objects.count() == 1
    back = client.post(login, {"login": noor.email, "password": "moot-for-folk-9"})["Location"]
    assert back == reply_to(first)
    page = client.get(back)
    assert "Typed before signing in" in page.content.decode()
    client.post(back, {"text": "Typed before signing in", "token": page.context["form"]["token"].value()})
    assert Post.objects.get(parent=first).author == noor
    assert "Typed before signing in" not in client.get(back).content.decode()


@pytest.mark.parametrize("text", ["", "\x00", "\u200b", "x" * 6000])
def test_wrong_words_come_back_with_the_reason(client, text):
    first = make.post(on=make.idea())
    client.force_login(make.person())
    response = client.post(reply_to(first), {"text": text})
    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["text"]
    assert Post.objects.count() == 1


def test_sending_twice_makes_one_post(client):
    first = make.post(on=make.idea())
    client.force_login(make.person())
    token = client.get(reply_to(first)).context["form"]["token"].value()
    for _ in range(2):
        client.post(reply_to(first), {"text": "Once", "token": token})
    assert Post.objects.filter(parent=first).count() == 1


@pytest.mark.parametrize("to", ["x", "-1", "999999", "9" * 40, "１２"])
def test_a_forged_parent_is_a_404(client, to):
    idea = make.idea()
    client.force_login(make.person())
    address = f"{reverse('threads:reply', args=[idea.thread_id])}?to={to}"
    assert client.get(address).status_code == 404
    assert client.post(address, {"text": "Hello"}).status_code == 404


def test_a_parent_of_another_thread_is_a_404(client):
    here, other = make.idea(), make.post(on=make.idea())
    client.force_login(make.person())
    address = f"{reverse('threads:reply', args=[here.thread_id])}?to={other.pk}"
    assert client.post(address, {"text": "Forged"}).status_code == 404
    assert Post.objects.count() == 1


def test_officials_choose_to_speak_for_their_office(client):
    office = make.body()
    idea = make.idea(on=make.stage(under=make.consultation(asked_by=office)))
    ruiz, noor, address = make.official(body=office), make.person(), reverse("threads:reply", args=[idea.thread_id])
    client.force_login(noor)
    assert "spoken_for" not in client.get(address).context["form"].fields
    client.post(address, {"text": "As somebody", "spoken_for": office.pk})
    client.force_login(ruiz)
    client.post(address, {"text": "As the office", "spoken_for": office.pk})
    client.post(address, {"text": "As another office", "spoken_for": make.body().pk})
    assert list(Post.objects.values_list("text", "spoken_for")) == [("As somebody", None), ("As the office", office.pk)]
    assert "thread-official" in client.get(idea.get_absolute_url()).content.decode()


def test_what_is_typed_into_an_edit_survives_being_signed_out_and_refused(client):
    post = make.post(on=make.idea())
    address = reverse("threads:edit", args=[post.thread_id, post.pk])
    assert client.post(address, {"text": "Put right"})["Location"].startswith(reverse("account_login"))
    client.force_login(post.author)
    assert "Put right" in client.get(address).content.decode()
    Post.objects.update(created_at=timezone.now() - timedelta(minutes=31))
    response = client.post(address, {"text": "Put right"})
    assert (response.status_code, "Put right" in response.content.decode()) == (422, True)


@pytest.mark.parametrize("deed", ["edit", "withdraw"])
def test_changing_anothers_post_is_offered_to_nobody(client, deed):
    post = make.post(on=make.idea())
    address = reverse(f"threads:{deed}", args=[post.thread_id, post.pk])
    assert client.get(address)["Location"].startswith(reverse("account_login"))
    client.force_login(make.person())
    assert client.get(address)["Location"] == reverse("threads:post", args=[post.thread_id, post.pk])
    client.force_login(post.author)
    assert client.get(address).status_code == 200


def test_edit_and_withdraw_and_where_a_post_is_hidden(client):
    idea, mod = make.idea(), make.moderator()
    post = make.post(on=idea)
    here = [idea.thread_id, post.pk]

    def state():
        post.refresh_from_db()
        return post.text, post.state

    client.force_login(make.person())
    client.post(reverse("threads:edit", args=here), {"text": "Not mine"})
    client.post(reverse("threads:withdraw", args=here))
    assert state() == ("Make it the rule.", PostState.SHOWN)
    client.force_login(post.author)
    client.post(reverse("threads:edit", args=here), {"text": "Mine"})
    assert state() == ("Mine", PostState.SHOWN)
    services.hide(by=mod, post=post)
    assert state() == ("Mine", PostState.HIDDEN)
    assert "A moderator hid this post" in client.get(idea.get_absolute_url()).content.decode()
    services.restore(by=mod, post=post)
    client.post(reverse("threads:withdraw", args=here))
    assert state() == ("Mine", PostState.WITHDRAWN)
    page = client.get(idea.get_absolute_url()).content.decode()
    assert "The person who wrote this took it back" in page
    assert "Mine" not in page


def piece_after(client, idea, number):
    return client.get(f"{reverse('threads:changes', args=[idea.thread_id])}?after={number}").content.decode()


def test_changes_come_as_a_piece_that_is_made_once_for_all_who_see_the_same(client, django_assert_max_num_queries):
    idea = make.idea()
    old = make.post(on=idea, text="Seen already")
    new = make.post(on=idea, parent=old, text="Came later")
    piece = piece_after(client, idea, old.number)
    assert f'id="post-{new.pk}"' in piece
    assert f'data-parent="{old.pk}"' in piece
    assert "Seen already" not in piece
    with django_assert_max_num_queries(9):  # the thread, what it is about and its names; no post
        assert piece_after(client, idea, old.number) == piece
    client.force_login(make.person())
    assert piece_after(client, idea, old.number) == piece
    mod = make.moderator()
    client.force_login(mod)
    case = reverse("moderation_case", args=["post", new.pk])
    assert case in piece_after(client, idea, old.number)
    services.hide(by=mod, post=new)
    assert case in piece_after(client, idea, new.changed)
    client.logout()
    piece = piece_after(client, idea, old.number)
    assert "A moderator hid this post" in piece
    assert "Came later" not in piece
    assert "/admin/" not in piece


def test_more_than_a_piece_holds_comes_with_the_next(client, monkeypatch):
    monkeypatch.setattr(selectors, "PIECE", 2)
    idea = make.idea()
    posts = [make.post(on=idea) for _ in range(3)]
    assert [f"post-{post.pk}" in piece_after(client, idea, 0) for post in posts] == [True, True, False]
    assert [f"post-{post.pk}" in piece_after(client, idea, 2) for post in posts] == [False, False, True]


def test_a_changed_name_and_a_closed_door_show_at_once_in_a_piece_that_was_kept(client):
    stage = make.stage()
    idea, ana = make.idea(on=stage), make.person(name="Ana before")
    make.post(on=idea, by=ana)
    piece = piece_after(client, idea, 0)
    assert ("Ana before" in piece, "data-reply" in piece) == (True, True)
    ana.display_name = "Ana after"
    ana.save()
    piece = piece_after(client, idea, 0)
    assert ("Ana before" in piece, "Ana after" in piece) == (False, True)
    type(stage).objects.filter(pk=stage.pk).update(closes_at=timezone.now())
    assert "data-reply" not in piece_after(client, idea, 0)


def test_a_closed_discussion_offers_no_form_to_reply_in(client):
    idea = make.idea()
    post = make.post(on=idea)
    assert "<button" in client.get(f"{reply_to(post)}&part=form").content.decode()
    idea.thread.state = "closed"
    idea.thread.save()
    for address in (reply_to(post), f"{reply_to(post)}&part=form"):
        page = client.get(address).content.decode()
        assert "Publish my reply" not in page
        assert "This discussion is closed" in page


@pytest.mark.parametrize("after", ["", "x", "-1", "9" * 50, "１"])
def test_nonsense_after_brings_nothing(client, after):
    idea = make.idea()
    make.post(on=idea)
    response = client.get(reverse("threads:changes", args=[idea.thread_id]) + f"?after={after}")
    assert (response.status_code, response.content.strip()) == (200, b"")


def test_the_thread_of_a_withdrawn_idea_is_nowhere(client):
    from participation.ideas import services

    idea = make.idea()
    post = make.post(on=idea)
    services.withdraw(by=idea.author, idea=idea)
    for name, args in (("thread", []), ("reply", []), ("changes", []), ("post", [post.pk]), ("edit", [post.pk])):
        assert client.get(reverse(f"threads:{name}", args=[idea.thread_id, *args])).status_code == 404


def test_a_changed_name_shows_at_once_though_the_posts_were_kept(client):
    office = make.body(name="Parking Office")
    idea = make.idea(on=make.stage(under=make.consultation(asked_by=office)))
    ana = make.person(name="Ana before")
    make.post(on=idea, by=ana)
    make.post(on=idea, by=make.official(body=office), spoken_for=office)

    def names():
        page = client.get(idea.get_absolute_url()).content.decode()
        thread = page[page.index("<live-thread") : page.index("</live-thread>")]
        return {name for name in ("Ana before", "Ana after", "Parking Office", "Streets Office") if name in thread}

    assert names() == {"Ana before", "Parking Office"}
    ana.display_name = "Ana after"
    ana.save()
    assert names() == {"Ana after", "Parking Office"}
    office.texts.filter(language="en").update(name="Streets Office")
    assert names() == {"Ana after", "Streets Office"}
    ana.delete()
    assert names() == {"Streets Office"}
