"""What we ask of ffmpeg: tables of what it prints, then the program itself, whichever there is."""

import subprocess
from pathlib import Path

import imageio_ffmpeg
import pytest

from guides.videos import ffmpeg
from guides.videos.failures import FileUnusable, WorkFailed
from guides.videos.ffmpeg import Probe

from .conftest import make_film

PHONE = """Input #0, mov,mp4,m4a,3gp,3g2,mj2, from 'a.mov':
  Duration: 00:01:02.34, start: 0.000000, bitrate: 2746 kb/s
  Stream #0:0[0x1](und): Video: hevc (Main) (hvc1 / 0x31637668), yuv420p(tv, bt709), 1920x1080, 2666 kb/s, 30 fps
    Side data:
      {matrix}: rotation of -90.00 degrees
  Stream #0:1[0x2](und): Audio: aac (LC) (mp4a / 0x6134706D), 44100 Hz, mono, fltp, 69 kb/s (default)
"""
SONG = """  Duration: 00:03:00.00, start: 0.025057, bitrate: 320 kb/s
  Stream #0:0: Audio: mp3, 44100 Hz, stereo, fltp, 320 kb/s
  Stream #0:1: Video: mjpeg (Baseline), yuvj420p(pc), 600x600 [SAR 1:1 DAR 1:1], 90k tbr (attached pic)
"""
TAPE = (
    "  Duration: 01:00:00.50, start: 0\n"
    "  Stream #0:0: Video: mpeg2video (Main), yuv420p, 720x576 [SAR 64:45 DAR 16:9], 25 fps\n"
)
LIVE = (
    "  Duration: N/A, start: 0.0, bitrate: N/A\n  Stream #0:0(eng): Video: vp8, yuv420p(progressive), 640x360, 30 fps\n"
)


@pytest.mark.parametrize(
    "banner, found",
    [
        (PHONE.format(matrix="displaymatrix"), (62_340, (1080, 1920, "hevc", "aac"))),
        (PHONE.format(matrix="Display Matrix"), (62_340, (1080, 1920, "hevc", "aac"))),
        (PHONE.format(matrix="displaymatrix").replace("-90.00", "180.00"), (62_340, (1920, 1080, "hevc", "aac"))),
        (SONG, (180_000, None)),
        (TAPE, (3_600_500, (1024, 576, "mpeg2video", ""))),
        (LIVE, (None, (640, 360, "vp8", ""))),
        ("a.mp4: Invalid data found when processing input\n", (None, None)),
        ("", (None, None)),
    ],
)
def test_reads_the_banner(banner, found):
    assert ffmpeg.parse_banner(banner) == found


@pytest.mark.parametrize(
    "width, height, kinds, small, large",
    [
        (1920, 1080, ["poster", "strip", "480p", "720p"], (854, 480), (1280, 720)),
        (1280, 720, ["poster", "strip", "480p", "720p"], (854, 480), (1280, 720)),
        (1080, 1920, ["poster", "strip", "480p", "720p"], (480, 854), (720, 1280)),
        (854, 480, ["poster", "strip", "480p"], (854, 480), (854, 480)),
        (333, 201, ["poster", "strip", "480p"], (332, 200), (332, 200)),
        (4000, 500, ["poster", "strip", "480p", "720p"], (3840, 480), (4000, 500)),
        (1, 1, ["poster", "strip", "480p"], (2, 2), (2, 2)),
    ],
)
def test_scales_down_only_and_to_even_sizes(width, height, kinds, small, large):
    film = Probe(1000, width, height, "h264")
    assert ffmpeg.kinds_for(film) == kinds
    assert (ffmpeg.size_for(film, "480p"), ffmpeg.size_for(film, "720p")) == (small, large)


@pytest.mark.parametrize("kind", ["poster", "strip", "480p", "720p"])
def test_every_command_is_bounded_and_reads_files_only(kind):
    command = ffmpeg.command_for("ffmpeg", Path("/a b;rm -rf.mp4"), Path("/out.mp4"), kind, Probe(1000, 64, 64, "h264"))
    opening = command[: command.index("-i")]
    assert "-nostdin" in opening
    assert opening[opening.index("-protocol_whitelist") + 1] == "file"
    assert {"-format_whitelist", "-max_pixels"} <= set(opening)
    assert command[command.index("-i") + 1] == "file:/a b;rm -rf.mp4"
    assert command[command.index("-map_metadata") + 1] == "-1"
    assert command[-1] == "file:/out.mp4"
    if kind not in {"poster", "strip"}:
        assert {"-t", "-fs", "+faststart"} <= set(command)


@pytest.mark.parametrize(
    "lines, done",
    [
        (["frame=1\n", "out_time_us=500000\n", "progress=continue\n"], [0.25]),
        (["out_time_us=N/A\n", "out_time_us=-5\n", "nonsense\n", ""], []),
        (["out_time_us=9000000\n"], [1.0]),
    ],
)
def test_reads_progress(lines, done):
    assert list(ffmpeg.parse_progress(lines, 2000)) == done


@pytest.mark.parametrize(
    "said, words, kind",
    [
        ("av_interleaved_write_frame(): No space left on device", "The disk of the site is full.", WorkFailed),
        ("[mov] moov atom not found", "The film is cut off", FileUnusable),
        ("detected only with low score of 1\nmoov atom not found", "This file is not a film", FileUnusable),
        ("[hls] Format not on whitelist 'mov'", "Playlists and links are not films.", FileUnusable),
        ("x: Invalid data found when processing input", "This file is not a film", FileUnusable),
        ("something else", "This film could not be prepared.", WorkFailed),
    ],
)
def test_says_why_in_words_and_whether_it_is_the_file(said, words, kind):
    failed = ffmpeg.failure_of(said)
    assert (str(failed.words).startswith(words), type(failed)) == (True, kind)


def test_what_was_opened_and_holds_no_film_is_the_file_s_fault():
    assert type(ffmpeg.failure_of("Input #0, mov, from 'song.mp4':", opened=True)) is FileUnusable


NO_LENGTH = """Input #0, matroska,webm, from 'film.webm':
  Duration: N/A, start: 0.000000, bitrate: N/A
  Stream #0:0: Video: vp8, yuv420p(progressive), 64x64, SAR 1:1 DAR 1:1, 10 fps
"""
BROKEN = "x: Invalid data found when processing input"


@pytest.mark.parametrize(
    "deed, banner, ends, kind",
    [
        ("probe", BROKEN, [1], FileUnusable),
        ("probe", BROKEN, [-9], WorkFailed),
        ("probe", "Input #0, mov, from 'song.mp4':", [234], FileUnusable),
        ("probe", NO_LENGTH, [1, 0], FileUnusable),
        ("probe", NO_LENGTH, [1, -9], WorkFailed),
        ("probe", NO_LENGTH + BROKEN, [1, 1], WorkFailed),
        ("probe_made", BROKEN, [1], WorkFailed),
        ("probe_made", NO_LENGTH, [1, 0], WorkFailed),
    ],
)
def test_only_what_an_upload_itself_shows_is_final(deed, banner, ends, kind, monkeypatch, tmp_path):
    """`ends` is how ffmpeg ended each time it was asked; -9 is killed from outside."""
    left = iter(ends)

    def ended(command, **_how):
        return subprocess.CompletedProcess(command, next(left), b"", banner.encode())

    monkeypatch.setattr(ffmpeg.subprocess, "run", ended)
    with pytest.raises(WorkFailed) as failed:
        getattr(ffmpeg, deed)("ffmpeg", tmp_path / "film.webm")
    assert (type(failed.value), list(left)) == (kind, [])


@pytest.mark.parametrize("ending", ["kill -9 $$", "exit 1"])
def test_an_encode_that_ends_badly_may_be_tried_again_whatever_it_said(ending):
    with pytest.raises(WorkFailed) as failed:
        ffmpeg.run(["sh", "-c", f"echo '{BROKEN}' >&2; {ending}"], duration_ms=1000)
    assert (type(failed.value), BROKEN in failed.value.detail) == (WorkFailed, True)


def test_a_configured_program_that_is_missing_is_named_as_such():
    with pytest.raises(WorkFailed, match="FFMPEG_BINARY"):
        ffmpeg.find_binary("/nowhere/ffmpeg")


def test_without_one_on_the_system_the_wheels_is_taken(monkeypatch):
    monkeypatch.setattr(ffmpeg.shutil, "which", lambda name: None)
    assert ffmpeg.find_binary() == imageio_ffmpeg.get_ffmpeg_exe()


@pytest.fixture(params=["system", "wheel"])
def binary(request):
    """Both programs we may meet: they print differently."""
    if request.param == "wheel":
        return imageio_ffmpeg.get_ffmpeg_exe()
    found = ffmpeg.shutil.which("ffmpeg")
    if found is None:
        pytest.skip("no ffmpeg on this system")
    return found


def test_makes_a_film_that_seeks_and_forgets_where_it_was_shot(binary, film, tmp_path):
    found = ffmpeg.probe(binary, film)
    assert found == Probe(found.duration_ms, 1280, 720, "h264", "aac")
    assert 1900 <= found.duration_ms <= 2100
    target, reports = tmp_path / "480p.mp4", []
    command = ffmpeg.command_for(binary, film, target, "480p", found)
    ffmpeg.run(command, duration_ms=found.duration_ms, report=reports.append)
    made = ffmpeg.probe(binary, target)
    assert (made.width, made.height, made.video_codec, made.audio_codec) == (854, 480, "h264", "aac")
    assert reports[-1] == pytest.approx(1.0, abs=0.05)
    data = target.read_bytes()
    assert data.find(b"moov") < data.find(b"mdat"), "the index stands first, so that playing starts at once"
    assert b"+48.85" not in data


def test_a_turned_phone_film_stands_upright(film, tmp_path):
    wheel = imageio_ffmpeg.get_ffmpeg_exe()
    turned = tmp_path / "turned.mp4"
    command = [wheel, "-loglevel", "error", "-display_rotation:v:0", "90", "-i", str(film), "-c", "copy", str(turned)]
    subprocess.run(command, check=True)
    found = ffmpeg.probe(wheel, turned)
    assert (found.width, found.height) == (720, 1280)


def test_measures_a_film_that_does_not_state_its_length(binary, tmp_path):
    recording = tmp_path / "live.webm"
    make = [binary, "-loglevel", "error", "-f", "lavfi", "-i", "testsrc2=s=64x64:r=10:d=2", "-f", "webm", "-"]
    recording.write_bytes(subprocess.run(make, check=True, capture_output=True).stdout)
    assert 1800 <= ffmpeg.probe(binary, recording).duration_ms <= 2100


@pytest.mark.parametrize(
    "content",
    [
        b"hello " * 100,
        b"",
        b"#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\nhttp://127.0.0.1:9/x.ts\n#EXT-X-ENDLIST\n",
        b"ffconcat version 1.0\nfile /etc/passwd\n",
    ],
    ids=["text", "empty", "playlist", "list of files"],
)
def test_what_is_no_film_is_refused_in_words(binary, content, tmp_path):
    source = tmp_path / "film.mp4"
    source.write_bytes(content)
    with pytest.raises(WorkFailed) as failed:
        ffmpeg.probe(binary, source)
    assert len(str(failed.value.words)) > 20


def test_a_film_beyond_the_limits_is_refused_in_words(binary, film, monkeypatch):
    monkeypatch.setattr(ffmpeg, "MAX_DURATION_MS", 1000)
    with pytest.raises(WorkFailed, match="longer than an hour"):
        ffmpeg.probe(binary, film)
    monkeypatch.setattr(ffmpeg, "MAX_DURATION_MS", 10_000)
    monkeypatch.setattr(ffmpeg, "MAX_PIXELS", 1000)
    with pytest.raises(WorkFailed):
        ffmpeg.probe(binary, film)


def test_stopping_in_the_middle_ends_the_program(film, tmp_path, monkeypatch):
    started = []
    real = subprocess.Popen

    def popen(*args, **kwargs):
        started.append(real(*args, **kwargs))
        return started[-1]

    def stop(done):
        raise InterruptedError

    monkeypatch.setattr(ffmpeg.subprocess, "Popen", popen)
    found = Probe(2000, 1280, 720, "h264")
    command = ffmpeg.command_for(ffmpeg.find_binary(), film, tmp_path / "x.mp4", "720p", found)
    with pytest.raises(InterruptedError):
        ffmpeg.run(command, duration_ms=2000, report=stop)
    assert [process.poll() is not None for process in started] == [True]


def test_a_program_that_takes_too_long_is_stopped_and_says_so(monkeypatch):
    monkeypatch.setattr(ffmpeg, "_MAX_SECONDS", 0.2)
    with pytest.raises(WorkFailed, match="took too long"):
        ffmpeg.run(["sleep", "30"], duration_ms=1000)


def test_no_sound_is_no_fault(tmp_path):
    silent = make_film(tmp_path / "silent.mp4", size="64x64", seconds=1, sound=False)
    found = ffmpeg.probe(ffmpeg.find_binary(), silent)
    assert (found.audio_codec, ffmpeg.kinds_for(found)) == ("", ["poster", "strip", "480p"])
