"""A town as large as the peers' was when they were measured: 2,000 ideas, 50,000 supports, a thread of 500 posts."""

import random
from dataclasses import dataclass
from datetime import timedelta
from uuid import uuid4

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.models import Collection

from commons.answers.models import Answerable
from commons.directory.models import PublicBody, PublicBodyText, Service, ServiceText
from commons.pages.services import anchor_for
from commons.people.models import User
from commons.people.participants import Participant
from commons.people.sessions import SessionStore
from guides.videos import services as videos
from guides.videos.models import GuideVideo, Rendition
from guides.walkthroughs.models import GuideIndexPage, GuidePage, GuideStep
from home.website.services import set_up_site
from participation.consultations.models import ConsultationIndexPage, ConsultationPage
from participation.deliberation.models import Post, Thread
from participation.ideas.models import Idea, IdeasStagePage, Support
from participation.live_qa import services as live
from participation.live_qa.models import LiveSession

IDEAS, SUPPORTS, POSTS, PEOPLE, VOTERS, QUESTIONS = 2_000, 50_000, 500, 1_000, 200, 8
SEED = 20261121
_random = random.Random(SEED)
WORDS = """
    permit street parking office form evening letter queue counter paper month renew shop bus bench tree school safe
    cross lamp river market early late online phone desk simple plain clear short price rate free weekend family
""".split()


@dataclass(frozen=True)
class Town:
    """Where things are."""

    guide: str
    stage: str
    idea: int
    room: str
    question: int
    sessions: list[str]
    """Session keys of people who may vote."""


def words(number: int) -> str:
    """A sentence of so many words."""
    return " ".join(_random.choices(WORDS, k=number)).capitalize()


def build() -> Town:
    """Fill an empty, migrated database, by bulk where services would take minutes."""
    set_up_site(hostname="127.0.0.1", port=80)
    people = _people()
    body = PublicBody.objects.create(slug="parking")
    for language, name in (("en", "Parking and Streets"), ("fr", "Stationnement et voirie")):
        PublicBodyText.objects.create(body=body, language=language, name=name)
    stage = _stage(body)
    ideas = _ideas(stage, people)
    _supports(ideas, people)
    _thread(ideas[0].thread, people)
    room, question = _room(body)
    return Town(
        _guide(body).url, stage.url, ideas[0].pk, room.code, question, [_session(person) for person in people[:VOTERS]]
    )


def build_guide() -> GuidePage:
    """Fill an empty, migrated database with a site and one guide: enough for its film."""
    set_up_site(hostname="127.0.0.1", port=80)
    body = PublicBody.objects.create(slug="parking")
    PublicBodyText.objects.create(body=body, language="en", name="Parking and Streets")
    return _guide(body)


def _people() -> list[User]:
    return User.objects.bulk_create(
        User(email=f"person{number}@example.org", display_name=words(2), password="!") for number in range(PEOPLE)
    )


def _stage(body: PublicBody) -> IdeasStagePage:
    index = ConsultationIndexPage.objects.get(locale__language_code="en")
    consultation = index.add_child(
        instance=ConsultationPage(
            title="Make the resident permit simpler",
            slug="permit",
            question="What makes getting a permit harder than it need be?",
            summary=words(30),
            body=body,
        )
    )
    now = timezone.now()
    return consultation.add_child(
        instance=IdeasStagePage(
            title="Ideas", slug="ideas", opens_at=now - timedelta(days=9), closes_at=now + timedelta(days=90)
        )
    )


def _ideas(stage: IdeasStagePage, people: list[User]) -> list[Idea]:
    anchor = anchor_for(page_key=stage.translation_key)
    threads = Thread.objects.bulk_create(Thread(kind="ideas.idea") for _ in range(IDEAS))
    handles = Answerable.objects.bulk_create(Answerable(kind="ideas.idea") for _ in range(IDEAS))
    return Idea.objects.bulk_create(
        Idea(
            stage=anchor,
            author=_random.choice(people),
            title=words(7),
            text=words(60),
            language="en",
            thread=thread,
            answerable=handle,
            supports_before=number * SUPPORTS // IDEAS,
            submission=uuid4(),
        )
        for number, (thread, handle) in enumerate(zip(threads, handles, strict=True))
    )


def _guide(body: PublicBody) -> GuidePage:
    """Six steps, a film of three minutes with sixty captions, and everything a guide may tell."""
    service = Service.objects.create(slug="permits", body=body)
    ServiceText.objects.create(service=service, language="en", name="Resident permits", summary=words(12))
    film = GuideVideo(
        title="Permit", duration=180, width=1280, height=720, source_sha256="a" * 64, shown_sha256="a" * 64, take=1,
        state="ready", description_need="not_needed", collection=Collection.get_first_root_node(),
    )  # fmt: skip
    film.file.save("film.mp4", ContentFile(b"film"), save=False)
    film.save()
    for kind, height in (("480p", 480), ("720p", 720), ("poster", 720)):
        rendition = Rendition(
            video=film, kind=kind, width=height * 16 // 9, height=height, size=4, source_sha256=film.source_sha256
        )
        rendition.file.save(f"{kind}.{'jpg' if kind == 'poster' else 'mp4'}", ContentFile(b"film"))
    cues = [
        f"00:{at // 60:02}:{at % 60:02}.000 --> 00:{at // 60:02}:{at % 60:02}.900\n{words(9)}"
        for at in range(0, 180, 3)
    ]
    chief = User.objects.create(email="chief@example.org", is_superuser=True, password="!")
    videos.set_captions(video=film, language="en", vtt="WEBVTT\n\n" + "\n\n".join(cues), reviewed=True, by=chief)
    page = GuidePage(
        title="Get a resident permit", slug="permit", service=service, video=film, summary=words(15), cost="€ 48",
        who_for=words(8), time_needed="10 minutes", documents="\n".join(words(4) for _ in range(3)),
        next_steps=f"<p>{words(30)}</p>", body=f"<p>{words(120)}</p>",
    )  # fmt: skip
    page.steps = [
        GuideStep(title=words(5), text=f"<p>{words(50)}</p>", start=at * 30, sort_order=at) for at in range(6)
    ]
    GuideIndexPage.objects.get(locale__language_code="en").add_child(instance=page)
    page.save_revision().publish()
    return page


def _supports(ideas: list[Idea], people: list[User]) -> None:
    pairs: set[tuple[int, int]] = set()
    while len(pairs) < SUPPORTS:
        # Some ideas are liked far more than others, as everywhere.
        place = min(int(_random.paretovariate(0.9)) - 1, IDEAS - 1)
        pairs.add((ideas[place if _random.random() < 0.3 else _random.randrange(IDEAS)].pk, _random.choice(people).pk))
    Support.objects.bulk_create((Support(idea_id=idea, person_id=person) for idea, person in pairs), batch_size=5000)
    counts: dict[int, int] = {}
    for idea, _person in pairs:
        counts[idea] = counts.get(idea, 0) + 1
    for idea in ideas:
        idea.support_count = counts.get(idea.pk, 0)
    Idea.objects.bulk_update(ideas, ["support_count"], batch_size=1000)


def _thread(thread: Thread, people: list[User]) -> None:
    posts: list[Post] = []
    for number in range(1, POSTS + 1):
        parent = _random.choice(posts) if posts and _random.random() < 0.7 else None
        posts.append(
            Post.objects.create(
                thread=thread,
                parent=parent,
                root=(parent.root or parent) if parent else None,
                depth=parent.depth + 1 if parent else 0,
                author=_random.choice(people),
                text=words(40),
                language="en",
                submission=uuid4(),
                number=number,
            )
        )
    Thread.objects.filter(pk=thread.pk).update(post_count=POSTS, change=POSTS)


def _room(body: PublicBody) -> tuple[LiveSession, int]:
    host = User.objects.create_superuser("host@example.org")
    session = live.create_session(
        code="ALDER42", body=body, starts_at=timezone.now(), texts={"en": ("Ask us", words(12))}, moderated=False
    )
    live.open_session(by=host, session=session)
    asked = [live.ask(by=Participant(f"asker{number}"), session=session, text=words(12)) for number in range(QUESTIONS)]
    return session, int(asked[0].question or 0)


def _session(person: User) -> str:
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.create()
    return str(session.session_key)
