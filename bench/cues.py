"""100,000 captions of 50 films on as many guides, in words spread as words are: few often, most of them rarely."""

import random
from itertools import accumulate
from uuid import uuid4

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from wagtail.models import Collection
from wagtail.search.backends import get_search_backend

from commons.directory.models import PublicBody, PublicBodyText, Service, ServiceText
from guides.videos.models import CaptionTrack, Cue, GuideVideo, Rendition
from guides.walkthroughs.models import GuideIndexPage, GuidePage, GuideStep
from home.search import services as search
from home.website.services import set_up_site

FILMS, CUES_A_FILM, VOCABULARY, WORDS_A_CUE = 50, 2_000, 8_000, 9
SEED = 20261122
_random = random.Random(SEED)
_SYLLABLES = "ba co de fi gu la me ni po ru sa te vi no ar el in os ur qui".split()


def _made_up(number: int) -> str:
    """A word of three to five syllables, always the same for a number."""
    spelt = random.Random(number)
    return "".join(spelt.choices(_SYLLABLES, k=spelt.randint(3, 5)))


WORDS = [_made_up(number) for number in range(VOCABULARY)]
_SHARES = list(accumulate(1 / (rank + 5) for rank in range(VOCABULARY)))
"""Zipf's, summed up: the more words are before one, the rarer it is."""
OFTEN, SOMETIMES, SELDOM = WORDS[3], WORDS[120], WORDS[4_000]
QUERIES = {
    "a word in every tenth": [OFTEN],
    "a word in some": [SOMETIMES, WORDS[250], WORDS[90]],
    "a rare word": [SELDOM, WORDS[3_000], WORDS[5_000]],
    "two words": [f"{OFTEN} {SOMETIMES}", f"{WORDS[40]} {WORDS[60]}"],
    "a mistyped word": [SOMETIMES[:2] + SOMETIMES[3:], SELDOM[:-2] + SELDOM[-1] + SELDOM[-2]],
    "nothing": ["zzyzxwvq"],
}


@transaction.atomic
def build() -> None:
    """Fill an empty, migrated database, and index it."""
    set_up_site(hostname="127.0.0.1", port=80)
    body = PublicBody.objects.create(slug="office")
    PublicBodyText.objects.create(body=body, language="en", name="Office")
    service = Service.objects.create(slug="service", body=body)
    ServiceText.objects.create(service=service, language="en", name="Service")
    index = GuideIndexPage.objects.get(locale__language_code="en")
    collection = Collection.get_first_root_node()
    for number in range(FILMS):
        _guide(number, index, service, collection)
    backend = get_search_backend().get_index_for_model(Cue)
    cues = list(Cue.objects.select_related("track").order_by("pk"))
    for first in range(0, len(cues), 5_000):
        backend.add_items(Cue, cues[first : first + 5_000])
    search.gather_vocabulary()


def _guide(number: int, index: GuideIndexPage, service: Service, collection: Collection) -> None:
    film = GuideVideo(
        title=f"Film {number}", duration=CUES_A_FILM * 3, width=1280, height=720, source_sha256="a" * 64,
        shown_sha256="a" * 64, take=1, state="ready", collection=collection,
    )  # fmt: skip
    film.file.save("film.mp4", ContentFile(b"film"), save=False)
    film.save()
    rendition = Rendition(video=film, kind="480p", width=854, height=480, size=4, source_sha256=film.source_sha256)
    rendition.file.save("480p.mp4", ContentFile(b"film"))
    track = CaptionTrack.objects.create(video=film, language="en", state="reviewed", reviewed_at=timezone.now())
    Cue.objects.bulk_create(
        Cue(track=track, position=place, start_ms=place * 3000, end_ms=place * 3000 + 2900, text=_said(), key=uuid4())
        for place in range(CUES_A_FILM)
    )
    page = GuidePage(
        title=f"Guide {number}: {_said()}", slug=f"guide-{number}", service=service, video=film, summary="x"
    )
    page.steps = [GuideStep(title=_said()[:100], start=step * 1_200, sort_order=step) for step in range(4)]
    index.add_child(instance=page)


def _said() -> str:
    """A caption; every other one ends a sentence."""
    text = " ".join(_random.choices(WORDS, cum_weights=_SHARES, k=WORDS_A_CUE)).capitalize()
    return f"{text}." if _random.random() < 0.5 else text
