"""Films as rows: quick to make, nothing transcoded."""

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.core.files.base import ContentFile
from wagtail.models import Collection, GroupCollectionPermission

from guides.videos import services
from guides.videos.models import GuideVideo, Rendition

VTT = "WEBVTT\n\n00:00.000 --> 00:02.000\nOpen the page.\n\n00:02.000 --> 00:05.000\nChoose your street.\n"


def make_video(
    *, title="Parking", ready=True, kinds=("480p", "720p", "poster"), content=b"film", **fields
) -> GuideVideo:
    """A film, ready to watch unless said otherwise. Its bytes are whatever `content` is."""
    fields.setdefault("collection", Collection.get_first_root_node())
    fields.setdefault("description_need", "not_needed")
    video = GuideVideo(title=title, duration=9, width=1280, height=720, source_sha256="a" * 64, take=1, **fields)
    video.file.save("film.mp4", ContentFile(content), save=False)
    if ready:
        video.state, video.shown_sha256 = "ready", video.source_sha256
    video.save()
    for kind in kinds if ready else ():
        make_rendition(video=video, kind=kind, content=content)
    return video


def make_rendition(*, video, kind="480p", content=b"film", **fields) -> Rendition:
    """One whole file of a film."""
    height = {"480p": 480, "720p": 720, "poster": 720, "strip": 120}[kind]
    fields.setdefault("source_sha256", video.source_sha256)
    rendition = Rendition(video=video, kind=kind, width=height * 16 // 9, height=height, size=len(content), **fields)
    rendition.file.save(
        f"{kind}.jpg" if kind in {"poster", "strip"} else f"{kind}.mp4", ContentFile(content), save=False
    )
    rendition.save()
    return rendition


def make_captions(*, video, language="en", vtt=VTT, reviewed=True, by=None):
    """Captions of a film, by somebody who may do everything unless said otherwise."""
    return services.set_captions(video=video, language=language, vtt=vtt, reviewed=reviewed, by=by or make_chief())


def make_chief():
    """Somebody who may do everything."""
    return get_user_model().objects.get_or_create(email="chief@example.org", defaults={"is_superuser": True})[0]


def make_editor(user_model, collection=None, email="editor@example.org"):
    """Somebody who may change the films of one collection."""
    person = user_model.objects.create_user(email)
    group = Group.objects.create(name=email)
    permissions = Permission.objects.filter(codename="change_media", content_type__app_label="wagtailmedia")
    access = Permission.objects.get(codename="access_admin")
    group.permissions.add(access)
    for permission in permissions:
        GroupCollectionPermission.objects.create(
            group=group, collection=collection or Collection.get_first_root_node(), permission=permission
        )
    person.groups.add(group)
    return person
