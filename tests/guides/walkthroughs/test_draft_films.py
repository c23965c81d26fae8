"""A film is as public as the guide it stands in: asked for through real pages, by the public and by its editor."""

import pytest
from django.test import Client

from guides.walkthroughs.models import GuidePage
from tests.guides.videos.factories import make_captions, make_editor, make_video

from .factories import make_guide

pytestmark = pytest.mark.django_db
NAMES = ("480p.mp4", "720p.mp4", "poster.jpg", "captions-en.vtt")


def answers(client, video, names=NAMES):
    asked = (client.get(f"/videos/{video.pk}/{name}", headers={"range": "bytes=0-1"}) for name in names)
    return {response.status_code for response in asked}


@pytest.fixture
def editor(django_user_model):
    client = Client()
    client.force_login(make_editor(django_user_model))
    return client


@pytest.fixture
def video():
    # Another's, on a page that everybody may read: nothing of it opens this one.
    make_guide(title="Another", video=make_video(title="Another"))
    video = make_video(title="Permit")
    make_captions(video=video)
    return video


def test_a_drafts_film_is_nowhere_for_the_public_and_plays_for_its_editor(client, editor, video):
    make_guide(title="Permit", video=video, live=False)
    assert answers(client, video) == {404}
    assert answers(editor, video, NAMES[:3]) == {206}
    assert answers(editor, video, NAMES[3:]) == {200}
    assert answers(editor, video, ["original.mp4"]) == {206}


def test_it_opens_with_its_guide_and_closes_again(client, video):
    guide = make_guide(title="Permit", video=video, live=False)
    guide.save_revision().publish()
    assert answers(client, video, NAMES[:3]) == {206}
    assert answers(client, video, ["original.mp4"]) == {404}
    GuidePage.objects.get(pk=guide.pk).unpublish()
    assert answers(client, video) == {404}


def test_another_film_in_the_draft_of_a_public_guide_waits_for_its_publishing(client, editor, video):
    guide = make_guide(title="Permit", video=video)
    waiting = make_video(title="Newer")
    guide.video = waiting
    draft = guide.save_revision()
    assert answers(client, waiting, NAMES[:3]) == {404}
    assert answers(editor, waiting, NAMES[:3]) == {206}
    draft.publish()
    assert (answers(client, waiting, NAMES[:3]), answers(client, video)) == ({206}, {404})


def test_a_described_film_opens_and_closes_with_the_film_it_describes(client, video):
    described = make_video(title="Permit, described")
    video.description_need, video.described = "described", described
    video.save()
    guide = make_guide(title="Permit", video=video)
    assert answers(client, described, NAMES[:3]) == {206}
    guide.unpublish()
    assert answers(client, described, NAMES[:3]) == {404}
