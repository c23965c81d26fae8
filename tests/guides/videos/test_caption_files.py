"""What editors upload as captions: WebVTT or SubRip by its content, in UTF-8 or marked UTF-16; the rest is refused."""

import pytest

from guides.videos import caption_files
from guides.videos.webvtt import Cue, InvalidCaptions

SRT = "1\n00:00:01,000 --> 00:00:04,000\nHello\n\n2\n00:00:04,000 --> 00:00:05,500\nthere\nyou\n"
READ = [Cue(1000, 4000, "Hello"), Cue(4000, 5500, "there\nyou")]
HELLO = [Cue(1000, 4000, "Hello")]


class Upload:
    """A file that says its size and notes whether it was read."""

    def __init__(self, size, data=b""):
        self.size, self.data, self.was_read = size, data, False

    def read(self, size=-1):
        self.was_read = True
        return self.data[:size]


@pytest.mark.parametrize(
    "text, cues",
    [
        pytest.param("WEBVTT\n\n00:01.000 --> 00:04.000\nHello", HELLO, id="WebVTT"),
        pytest.param(SRT, READ, id="SubRip"),
        pytest.param(SRT.replace("\n", "\r\n"), READ, id="Windows line ends"),
        pytest.param("\n\n" + SRT + "\n\n", READ, id="blank lines around"),
        pytest.param("00:00:01.000 --> 00:00:04.000\nHello", HELLO, id="points, and no number"),
        pytest.param("1\n0:0:01,000-->0:0:04,000\nHello", HELLO, id="short times without spaces"),
        pytest.param("1\n00:00:01,000 --> 00:00:04,000 X1:10 X2:20 Y1:1 Y2:2\nHello", HELLO, id="place dropped"),
        pytest.param(
            '1\n00:00:01,000 --> 00:00:04,000\n{\\an8}<font color="red"><i>Hello</i></font>', HELLO, id="markup dropped"
        ),
    ],
)
def test_reads_either_kind_whatever_it_is_called(text, cues):
    assert caption_files.parse(text, duration_ms=9000) == cues


@pytest.mark.parametrize(
    "text, problem",
    [
        pytest.param(
            "\n <!doctype html><html><body>WEBVTT</body></html>",
            "Line 1: this is a web page, not a caption file. Download the captions themselves, as WebVTT or SRT.",
            id="a web page named .vtt",
        ),
        pytest.param("Hello", "Line 1: a caption file begins with the word WEBVTT.", id="neither"),
        pytest.param(
            SRT.replace("00:00:04,000 --> 00:00:05,500", "00:04,000 --> 00:05,500"),
            "Caption 2 (line 6): write the times as 00:00:01,000 --> 00:00:04,000.",
            id="a time without hours",
        ),
        pytest.param(
            SRT.replace("00:00:04,000 --> 00:00:05,500", "00:00:03,000 --> 00:00:05,500"),
            "Caption 2 (line 5): this caption starts before the one above it has ended.",
            id="overlap",
        ),
    ],
)
def test_refuses_in_words(text, problem):
    with pytest.raises(InvalidCaptions) as refused:
        caption_files.parse(text, duration_ms=9000)
    assert str(refused.value) == problem


@pytest.mark.parametrize(
    "data",
    ["\ufeffWEBVTT é".encode(), "WEBVTT é".encode(), "WEBVTT é".encode("utf-16"), "\ufeffWEBVTT é".encode("utf-16-be")],
)
def test_decodes_what_says_its_encoding(data):
    assert caption_files.decode(data) == "WEBVTT é"


@pytest.mark.parametrize(
    "data, line",
    [(b"WEBVTT\n\n\xe9", 3), (b"\xff\xfeW\x00E", 1)],
    ids=["Latin-1", "half a character"],
)
def test_other_encodings_are_not_guessed_at(data, line):
    with pytest.raises(InvalidCaptions) as refused:
        caption_files.decode(data)
    words = "this is not UTF-8 text. Open the file in a text editor and save it with the encoding UTF-8."
    assert str(refused.value) == f"Line {line}: {words}"


def test_a_large_file_is_refused_before_it_is_read():
    file = Upload(caption_files.MAX_BYTES + 1)
    with pytest.raises(InvalidCaptions, match="larger than 2 MB"):
        caption_files.take(file)
    assert not file.was_read


def test_a_file_that_lies_about_its_size_is_refused_after_two_megabytes():
    data = caption_files.take(Upload(10, b"W" * (caption_files.MAX_BYTES + 100)))
    with pytest.raises(InvalidCaptions, match="larger than 2 MB"):
        caption_files.decode(data)
