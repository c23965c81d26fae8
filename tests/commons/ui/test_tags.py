"""Words for times, places in a film, and the ways through a list."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.paginator import Paginator
from django.template import Context, Template
from django.utils import timezone, translation

from commons.ui.icons import ICONS
from commons.ui.templatetags import ui

EVENING = datetime(2026, 11, 19, 23, 30, tzinfo=UTC)


def test_a_day_is_the_readers_own_and_has_its_year():
    with timezone.override("Europe/Paris"):
        assert ui.day(EVENING) == '<time datetime="2026-11-20">20 November 2026</time>'
    assert ui.day(date(2026, 3, 1)) == '<time datetime="2026-03-01">1 March 2026</time>'
    with translation.override("fr"):
        assert ui.day(date(2026, 3, 1)) == '<time datetime="2026-03-01">1er mars 2026</time>'
    assert ui.day(None) == ""


def test_a_moment_names_its_zone_where_asked():
    with timezone.override("Europe/Paris"):
        assert ui.moment(EVENING) == '<time datetime="2026-11-20T00:30+01:00">20 November 2026, 00:30</time>'
        assert ui.moment(EVENING, zone=True).endswith("20 November 2026, 00:30 CET</time>")
    assert ui.moment(None) == ""


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [(0, "0:00"), (58.9, "0:58"), (60, "1:00"), (723, "12:03"), (3723, "1:02:03"), (-1, "0:00"), (None, "")],
)
def test_places_in_a_film(seconds, shown):
    assert ui.clock(seconds) == shown


@pytest.mark.parametrize(("days", "words"), [(18, "18 days left"), (1, "1 day left"), (0, "Last day"), (-1, "")])
def test_days_left_count_days_not_hours(days, words):
    assert ui.days_left(timezone.localdate() + timedelta(days=days)) == words


def test_what_is_over_has_no_days_left():
    assert ui.days_left(timezone.now() - timedelta(seconds=1)) == ""
    assert ui.days_left(None) == ""


@pytest.mark.parametrize(
    ("path", "part"),
    [
        ("/", ""),
        ("/en/", ""),
        ("/en/guides/permit/", "guides"),
        ("/fr/consultations/", "consultations"),
        ("/styleguide/", "styleguide"),
    ],
)
def test_the_part_of_the_site(path, part):
    assert ui.section(path) == part


def test_other_pages_keep_the_rest_of_the_question(rf):
    context = Context({"request": rf.get("/en/ideas/", {"topic": "a&b", "page": "2"})})
    assert ui.page_href(context, 3) == "?topic=a%26b&page=3"
    assert ui.page_href(Context(), 3) == "?page=3"
    assert list(ui.page_numbers(Paginator(range(200), 10).page(7))) == [1, "…", 6, 7, 8, "…", 20]


def test_the_same_page_in_each_language(rf):
    links = ui.language_links(Context({"request": rf.get("/en/search/?q=bins")}))
    assert [(link["code"], link["name"], link["current"]) for link in links] == [
        ("en", "English", True),
        ("fr", "Français", False),
    ]
    assert links[1]["href"] == "/fr/search/?q=bins"


def test_icons_are_silent_and_a_wrong_name_is_loud():
    assert all('aria-hidden="true"' in ui.icon(name) for name in ICONS)
    with pytest.raises(KeyError):
        ui.icon("heart")


def test_bars_are_shares_of_the_longest():
    points = [{"label": "a", "value": 4}, {"label": "b", "value": 1}, {"label": "c", "value": 0}]
    assert [bar["width"] for bar in ui.shares(points)] == ["100.00%", "25.00%", "0.00%"]
    assert [bar["width"] for bar in ui.shares([{"label": "a", "value": 0}])] == ["0.00%"]
    assert ui.shares([]) == []


def test_figures_know_their_columns():
    heads = ui.columns(["Step", "Stuck", "Share", "Open"], [["a", 3, "3 %", True]])
    assert [head["number"] for head in heads] == [False, True, False, False]


def test_a_site_without_an_accent_keeps_ours():
    assert ui.theme_href("") == ui.theme_href(None) == ui.theme_href("no colour") == ""
    assert ui.theme_href("#E30613").startswith("/theme-e30613")


def test_people_text_is_marked_up_once():
    template = Template("{% load ui %}{{ text|markdown }}")
    assert template.render(Context({"text": "a & <b>"})) == "<p>a &amp; &lt;b&gt;</p>\n"


def test_main_addresses_are_in_the_readers_language():
    assert ui.address() == "/en/"
    with translation.override("fr"):
        assert ui.address("guides/") == "/fr/guides/"
