"""What the page editor says beside a guide's fields: what is missing and where, and the way to the steps' times."""

import pytest
from wagtail.models import Locale

from guides.walkthroughs.models import GuidePage
from guides.walkthroughs.selectors import editing_state
from tests.guides.videos.factories import make_video

from .factories import make_guide

pytestmark = pytest.mark.django_db


class TestTheWayToTheTimesOfSteps:
    def state(self, **fields):
        page = make_guide(**fields)
        return editing_state(page, page.gate_facts())

    @pytest.mark.parametrize("steps, untimed", [((1, 2), 0), ((1, None), 1), ((None, None), 2)])
    def test_it_says_how_many_steps_begin_nowhere_in_the_film(self, steps, untimed):
        rows = tuple((f"Step {number}", "<p>Do it.</p>", start) for number, start in enumerate(steps))
        state = self.state(video=make_video(), steps=rows)
        assert (state.has_times, state.untimed) == (True, untimed)

    @pytest.mark.parametrize("fields", [{}, {"steps": ()}], ids=["no film", "no steps"])
    def test_there_is_none_without_a_film_and_steps(self, fields):
        assert self.state(**fields).has_times is False

    def test_a_film_that_can_not_be_watched_has_no_times(self):
        assert self.state(video=make_video(ready=False)).has_times is False

    def test_what_is_only_being_written_is_seen_by_nobody(self):
        page = GuidePage(video=make_video(description_need="unanswered"))
        page.locale = Locale.objects.get(language_code="en")
        state = editing_state(page, page.gate_facts())
        assert (state.film_is_held, state.has_times) == (False, False)
        assert [one.address for one in state.missing if "#id_description_need" in one.address]
