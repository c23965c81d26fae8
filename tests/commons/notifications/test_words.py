import json

import pytest
from django.utils.translation import gettext_lazy, override, pgettext_lazy

from commons.notifications.words import Words, params_of, quoted, said

NAMED = gettext_lazy("Saved. This is how others see you: %(name)s")


def stored(words):
    return json.loads(json.dumps(words.as_json()))


def test_words_are_said_in_the_language_of_the_reader_whatever_they_were_stored_in():
    with override("fr"):
        kept = stored(Words(NAMED, {"name": "Zoé 100 % {x} %(y)s"}))
    with override("en"):
        assert said(kept) == "Saved. This is how others see you: Zoé 100 % {x} %(y)s"
    with override("fr"):
        assert said(kept).startswith("C’est enregistré. Voici comment")
        assert said(kept).endswith("Zoé 100 % {x} %(y)s")


def test_a_param_may_be_translated_too():
    kept = stored(Words(NAMED, {"name": gettext_lazy("Password")}))
    with override("fr"):
        assert params_of(kept) == {"name": "Mot de passe"}
        assert said(kept).endswith(": Mot de passe")


def test_a_context_is_kept():
    kept = stored(Words("Live", context="happening now"))
    with override("fr"):
        assert said(kept) == str(pgettext_lazy("happening now", "Live"))


@pytest.mark.parametrize("kept", [{}, {"msgid": ""}, {"msgid": "", "params": {"name": "x"}}])
def test_nothing_says_nothing_and_not_the_head_of_the_catalogue(kept):
    assert said(kept) == ""


@pytest.mark.parametrize("value", [1.5, None, True, ["a"], object()])
def test_what_is_no_word_is_refused_when_it_is_told(value):
    with pytest.raises(TypeError):
        Words(NAMED, {"name": value}).as_json()


def test_what_somebody_wrote_is_kept_as_it_is_and_cut():
    assert said(stored(quoted("100 % of\n  it, %(name)s"))) == "100 % of it, %(name)s"
    assert said(stored(quoted("long " * 200, longest=12))) == "long long l…"


def test_what_no_database_keeps_is_left_out():
    assert said(stored(Words("%(text)s", {"text": "a\x00b\x1b\ud800c\nd"}))) == "abc\nd"
