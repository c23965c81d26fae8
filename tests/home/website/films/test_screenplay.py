"""Screenplays: what can be written, and what is refused before anything is filmed."""

import pytest

from home.website.films.screenplay import CUE_LIMIT, SCRIPTS, Action, Unplayable, load, parse_action

WRITTEN = """
page = "form.html"
office = "Parking"
title = {{ en = "Get it", fr = "L'obtenir" }}
[opening]
heading = "Get it"
facts = ["Free"]
lines = [{{ en = "Welcome.", fr = "Bienvenue." }}]
[[steps]]
title = {{ en = "Go", fr = "Allez" }}
lines = [{{ en = "{en}", fr = "{fr}", do = {do} }}]
[closing]
heading = "Done"
facts = []
lines = [{{ en = "Goodbye.", fr = "Au revoir." }}]
"""


def screenplay(folder, *, en="Press it.", fr="Cliquez.", do='["click #go"]'):
    path = folder / "get-it.toml"
    path.write_text(WRITTEN.format(en=en, fr=fr, do=do), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("written", "action"),
    [
        ("click #go", Action("click", "#go")),
        ("type #street = Harb", Action("type", "#street", "Harb")),
        ("type #plate = A = B", Action("type", "#plate", "A = B")),
        ("click li[data-name='Harbour Street']", Action("click", "li[data-name='Harbour Street']")),
        ("wait = 0.5", Action("wait", "", "0.5")),
        ("wide", Action("wide")),
    ],
)
def test_reads_what_the_hand_does(written, action):
    assert parse_action(written) == action


@pytest.mark.parametrize("written", ["", "dance #go", "click", "click = 3", "wide #go", "wait #go = 1"])
def test_refuses_what_nobody_can_do(written):
    with pytest.raises(Unplayable):
        parse_action(written)


@pytest.mark.parametrize(
    ("action", "seconds"),
    [(Action("wait", "", "0.5"), 0.5), (Action("type", "#a", "abcde"), 1.4), (Action("ring", "#a"), 0)],
)
def test_knows_how_long_a_deed_takes(action, seconds):
    assert action.seconds == pytest.approx(seconds)


def test_reads_a_film(tmp_path):
    film = load(screenplay(tmp_path))

    assert (film.slug, film.page, film.office) == ("get-it", "form.html", "Parking")
    assert [[line.words["fr"] for line in part] for part in film.parts] == [
        ["Bienvenue."],
        ["Cliquez."],
        ["Au revoir."],
    ]
    assert film.steps[0].lines[0].actions == (Action("click", "#go"),)


@pytest.mark.parametrize("silent", [{"en": ""}, {"fr": ""}])
def test_refuses_a_sentence_missing_in_a_language(tmp_path, silent):
    with pytest.raises(Unplayable, match="nothing is said in"):
        load(screenplay(tmp_path, **silent))


def test_refuses_a_sentence_too_long_for_a_caption(tmp_path):
    load(screenplay(tmp_path, fr="x" * CUE_LIMIT))
    with pytest.raises(Unplayable, match="too long for a caption"):
        load(screenplay(tmp_path, fr="x" * (CUE_LIMIT + 1)))


@pytest.mark.parametrize("path", sorted(SCRIPTS.glob("*.toml")), ids=lambda path: path.stem)
def test_the_demo_has_playable_films(path):
    film = load(path)
    assert 4 <= len(film.steps) <= 6
    assert (SCRIPTS.with_name("set") / film.page).is_file()
