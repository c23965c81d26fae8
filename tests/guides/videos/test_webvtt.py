"""WebVTT as tables: what is read, what is refused and with which words, what is written."""

import pytest

from guides.videos import webvtt
from guides.videos.webvtt import Cue, InvalidCaptions

GOOD = "WEBVTT\n\n00:01.000 --> 00:04.000\nHello\n"


@pytest.mark.parametrize(
    "text, cues",
    [
        pytest.param(GOOD, [Cue(1000, 4000, "Hello")], id="short times"),
        pytest.param("\ufeff" + GOOD, [Cue(1000, 4000, "Hello")], id="byte order mark"),
        pytest.param(GOOD.replace("\n", "\r\n"), [Cue(1000, 4000, "Hello")], id="Windows line ends"),
        pytest.param(GOOD.replace("\n", "\r"), [Cue(1000, 4000, "Hello")], id="old Mac line ends"),
        pytest.param(
            "WEBVTT - Parking\nKind: captions\n\n00:01.000 --> 00:04.000\nHello",
            [Cue(1000, 4000, "Hello")],
            id="header",
        ),
        pytest.param("WEBVTT\n\n01:00:01.000 --> 01:00:04.500\nHello", [Cue(3601000, 3604500, "Hello")], id="hours"),
        pytest.param("WEBVTT\n\nintro\n00:01.000 --> 00:04.000\nHello", [Cue(1000, 4000, "Hello")], id="identifier"),
        pytest.param(
            "WEBVTT\n\n00:01.000 --> 00:04.000 align:start line:0\nHello",
            [Cue(1000, 4000, "Hello")],
            id="settings dropped",
        ),
        pytest.param(
            "WEBVTT\n\n00:01.000\t-->\t00:04.000\nHello\nyou", [Cue(1000, 4000, "Hello\nyou")], id="two lines"
        ),
        pytest.param(
            "WEBVTT\n\nNOTE 1\ntext\n\nSTYLE\n::cue {}\n\n" + GOOD[8:], [Cue(1000, 4000, "Hello")], id="notes and style"
        ),
        pytest.param("WEBVTT\n\nNOTE\n\n\n\n" + GOOD[8:] + "\n\n\n", [Cue(1000, 4000, "Hello")], id="blank lines"),
        pytest.param(
            "WEBVTT\n\n00:01.000 --> 00:04.000\n<v Ana>Fill in <b>form&nbsp;A</b> &amp; <00:02.000>wait</v>",
            [Cue(1000, 4000, "Fill in form A & wait")],
            id="markup stripped",
        ),
        pytest.param(
            "WEBVTT\n\n00:01.000 --> 00:04.000\n<script>x</script>5 < 6",
            [Cue(1000, 4000, "x5 < 6")],
            id="script stripped",
        ),
        pytest.param(
            "WEBVTT\n\n00:01.000 --> 00:04.000\na\n\n00:04.000 --> 00:05.000\nb",
            [Cue(1000, 4000, "a"), Cue(4000, 5000, "b")],
            id="touching is no overlap",
        ),
    ],
)
def test_reads(text, cues):
    assert webvtt.parse(text, duration_ms=3_700_000) == cues


@pytest.mark.parametrize(
    "text, problems",
    [
        pytest.param("", ["Line 1: a caption file begins with the word WEBVTT."], id="empty"),
        pytest.param("<html><p>Hi</p></html>", ["Line 1: a caption file begins with the word WEBVTT."], id="html"),
        pytest.param("WEBVTTX\n\n", ["Line 1: a caption file begins with the word WEBVTT."], id="almost"),
        pytest.param("WEBVTT\n\n", ["Line 1: there is no caption in the file."], id="no cue"),
        pytest.param(
            "WEBVTT\n00:01.000 --> 00:04.000\nHello",
            ["Line 2: leave a blank line after WEBVTT."],
            id="no blank after header",
        ),
        pytest.param(
            "WEBVTT\n\n1\nHello there",
            ["Caption 1 (line 3): a caption begins with its times, as in 00:01.000 --> 00:04.000."],
            id="no times",
        ),
        pytest.param(
            "WEBVTT\n\n00:01,000 --> 00:04,000\nHello",
            ["Caption 1 (line 3): write the times as 00:01.000 --> 00:04.000."],
            id="SubRip's commas",
        ),
        pytest.param(
            "WEBVTT\n\n00:61.000 --> 00:64.000\nHello",
            ["Caption 1 (line 3): write the times as 00:01.000 --> 00:04.000."],
            id="61 seconds",
        ),
        pytest.param(
            "WEBVTT\n\n٠٠:01.000 --> 00:04.000\nHello",
            ["Caption 1 (line 3): write the times as 00:01.000 --> 00:04.000."],
            id="other digits",
        ),
        pytest.param(
            "WEBVTT\n\n00:04.000 --> 00:01.000\nHello",
            ["Caption 1 (line 3): a caption must end after it starts."],
            id="end before start",
        ),
        pytest.param(
            "WEBVTT\n\n00:04.000 --> 00:04.000\nHello",
            ["Caption 1 (line 3): a caption must end after it starts."],
            id="no length",
        ),
        pytest.param(
            "WEBVTT\n\n00:01.000 --> 00:04.000\n<b></b>",
            ["Caption 1 (line 3): this caption has no words."],
            id="no words",
        ),
        pytest.param(
            "WEBVTT\n\n00:01.000 --> 00:04.000\n" + "a" * 1001,
            ["Caption 1 (line 3): this caption is too long to be read; split it."],
            id="long",
        ),
        pytest.param(
            "WEBVTT\n\n00:01.000 --> 00:04.000\na\n00:05.000 --> 00:06.000\nb",
            ["Caption 1 (line 3): leave a blank line between two captions."],
            id="glued",
        ),
        pytest.param(
            "WEBVTT\n\n00:01.000 --> 00:04.000\na\n\n00:03.000 --> 00:05.000\nb",
            ["Caption 2 (line 6): this caption starts before the one above it has ended."],
            id="overlap",
        ),
        pytest.param(
            "WEBVTT\n\n00:03.000 --> 00:04.000\na\n\n00:01.000 --> 00:02.000\nb",
            ["Caption 2 (line 6): this caption starts before the one above it; put them in order."],
            id="order",
        ),
        pytest.param(
            "WEBVTT\n\n00:05.000 --> 00:12.000\na",
            ["Caption 1 (line 3): this caption lasts longer than the film."],
            id="beyond the film",
        ),
        pytest.param(
            "WEBVTT\n\n00:09.000 --> 00:12.000\na",
            ["Caption 1 (line 3): this caption starts after the film has ended."],
            id="after the film",
        ),
        pytest.param(
            "WEBVTT\n\n00:04.000 --> 00:01.000\na\n\nfoo\n",
            [
                "Caption 1 (line 3): a caption must end after it starts.",
                "Caption 2 (line 6): a caption begins with its times, as in 00:01.000 --> 00:04.000.",
            ],
            id="every problem is told at once",
        ),
    ],
)
def test_refuses_in_words(text, problems):
    with pytest.raises(InvalidCaptions) as refused:
        webvtt.parse(text, duration_ms=9000)
    assert [str(problem) for problem in refused.value.problems] == problems


def test_refuses_ten_thousand_cues_with_one_sentence():
    text = "WEBVTT\n\n" + "\n".join(
        f"{webvtt.timestamp(i * 10)} --> {webvtt.timestamp(i * 10 + 9)}\nx\n" for i in range(10_000)
    )
    with pytest.raises(InvalidCaptions) as refused:
        webvtt.parse(text)
    assert [str(problem) for problem in refused.value.problems] == [
        "Caption 5001 (line 15003): there are more than 5,000 captions; split the film."
    ]


def test_tells_at_most_twenty_problems():
    with pytest.raises(InvalidCaptions) as refused:
        webvtt.parse("WEBVTT\n\n" + "foo\n\n" * 500)
    assert len(refused.value.problems) == 20


@pytest.mark.parametrize(
    "cue, written",
    [
        (Cue(0, 1500, "Hi"), "00:00:00.000 --> 00:00:01.500\nHi\n"),
        (Cue(3_723_004, 3_724_000, "a & b < c"), "01:02:03.004 --> 01:02:04.000\na &amp; b &lt; c\n"),
        (Cue(0, 1, "one --> two\n\n\nthree "), "00:00:00.000 --> 00:00:00.001\none --&gt; two\nthree\n"),
    ],
)
def test_writes(cue, written):
    assert webvtt.emit([cue]) == f"WEBVTT\n\n{written}"


def test_what_is_written_reads_the_same():
    cues = [Cue(0, 1000, "<script>alert(1)</script> & more"), Cue(1000, 2500, "two\nlines --> here")]
    assert webvtt.parse(webvtt.emit(cues)) == cues


def test_names_are_read_and_written_on_demand():
    cues = webvtt.parse("WEBVTT\n\n7\n00:01.000 --> 00:04.000\nHello")
    assert [cue.name for cue in cues] == ["7"]
    assert webvtt.emit(cues, named=True) == "WEBVTT\n\n7\n00:00:01.000 --> 00:00:04.000\nHello\n"
    assert webvtt.emit(cues) == "WEBVTT\n\n00:00:01.000 --> 00:00:04.000\nHello\n"
