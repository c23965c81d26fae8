"""What people write runs in its own direction, whatever the page's is."""

import re

import pytest
from django.urls import reverse

from tests.participation import factories as make

pytestmark = pytest.mark.django_db


def the_place_of(words, response):
    """The tags around words, from the last one that opens a line or a block."""
    html = response.content.decode()
    return html[: html.rindex(words)].rpartition("\n")[2]


class TestWhatPeopleWrite:
    TITLE, TEXT, POST = "ادفعوا التصريح كل شهر", "يمكن للمستأجرين الدفع كل شهر. " * 3, "فكرة جيدة."

    def test_on_its_page_in_the_list_and_in_its_discussion(self, client):
        stage, layla = make.stage(), make.person(name="ليلى")
        idea = make.idea(on=stage, by=layla, title=self.TITLE, text=self.TEXT)
        make.post(on=idea, by=layla, text=self.POST)
        page, rows = client.get(idea.get_absolute_url()), client.get(stage.get_url())
        places = [(page, f"{self.TITLE}</h1>"), (page, self.TEXT.strip()), (page, self.POST), (page, "ليلى</span>")]
        places += [(rows, f"{self.TITLE}</a>"), (rows, self.TEXT[:40]), (rows, "ليلى</span>")]
        for response, words in places:
            last = the_place_of(words, response).rpartition('dir="auto"')
            assert last[1], words
            assert "</" not in last[2], words

    def test_and_while_it_is_written(self, client):
        stage = make.stage()
        client.force_login(make.person())
        form = client.get(reverse("ideas:new", args=[stage.translation_key])).content.decode()
        for name in ("title", "text"):
            assert re.search(rf'<(input|textarea)[^>]*name="{name}"[^>]*dir="auto"', form), name
