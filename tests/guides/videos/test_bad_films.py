"""What comes in that is no film, or no ordinary one, and what goes wrong half-way: words, and nothing left behind."""

import contextlib
import errno
import os
import shutil
import signal
import socket
import subprocess
import threading
import time
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from commons.jobs.models import Job
from commons.jobs.rules import STALE_AFTER, Lane
from commons.jobs.services import running
from guides.videos import ffmpeg, selectors, services
from guides.videos.failures import WorkFailed
from guides.videos.models import GuideVideo
from guides.videos.private_files import private_storage, work_folder

from .conftest import make_film
from .factories import make_chief
from .worker import kept_files, upload, work

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _empty_folder(settings):
    shutil.rmtree(settings.PRIVATE_MEDIA_ROOT, ignore_errors=True)


@pytest.fixture
def listener():
    """A server that notes who calls; gives its port and the list of callers."""
    callers, server = [], socket.create_server(("127.0.0.1", 0))

    def listen():
        with contextlib.suppress(OSError):
            while True:
                connection, address = server.accept()
                callers.append(address)
                connection.close()

    threading.Thread(target=listen, daemon=True).start()
    yield server.getsockname()[1], callers
    server.close()


PLAYLISTS = {
    "hls": "#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\n{url}/a.ts\n#EXT-X-ENDLIST\n",
    "hls of hls": "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\n{url}/b.m3u8\n",
    "hls of a file": "#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\nfile://{secret}\n#EXT-X-ENDLIST\n",
    "hls of a part": "#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\nsubfile,,start,0,end,99,,:{secret}\n",
    "hls after a film": "\0\0\0\x18ftypmp42\n#EXTM3U\n#EXTINF:9,\n{url}/a.ts\n",
    "concat": "ffconcat version 1.0\nfile '{secret}'\n",
    "concat of an address": "ffconcat version 1.0\nfile '{url}/a.mp4'\n",
    "dash": '<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static" '
    'mediaPresentationDuration="PT9S" profiles="urn:mpeg:dash:profile:isoff-on-demand:2011"><Period><AdaptationSet '
    'mimeType="video/mp4"><Representation id="1" bandwidth="1"><BaseURL>{url}/a.mp4</BaseURL></Representation>'
    "</AdaptationSet></Period></MPD>",
    "asx": '<asx version="3.0"><entry><ref href="{url}/a.wmv"/></entry></asx>',
    "asf reference": "[Reference]\r\nRef1={url}/a.asf\r\n",
    "real": "rtsp://127.0.0.1/a.rm\n{url}/a.rm\n",
    "sdp": "v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\nm=video 5004 RTP/AVP 96\n",
    "svg": '<svg xmlns="http://www.w3.org/2000/svg"><image href="{url}/a.png"/></svg>',
    "ass": "[Script Info]\n[Events]\nDialogue: 0,0:00:00.00,0:00:09.00,,{secret}\n",
}


@pytest.mark.parametrize("suffix", ["mp4", "mkv", "wmv"])
@pytest.mark.parametrize("content", PLAYLISTS.values(), ids=PLAYLISTS.keys())
def test_a_list_of_films_fetches_nothing_under_any_name(content, suffix, listener, tmp_path):
    port, callers = listener
    secret = tmp_path / "secret.ts"
    secret.write_bytes(b"G" + b"\0" * 187)
    opened = secret.stat().st_atime_ns
    source = tmp_path / f"film.{suffix}"
    source.write_text(content.format(url=f"http://127.0.0.1:{port}", secret=secret))
    with pytest.raises(WorkFailed) as failed:
        ffmpeg.probe(ffmpeg.find_binary(), source)
    words = ("This file is not a film", "Playlists and links", "This film could not", "The film is cut off")
    assert str(failed.value.words).startswith(words)
    assert (callers, secret.stat().st_atime_ns) == ([], opened)


def test_a_playlist_is_refused_in_words_and_leaves_its_own_file_only(tmp_path):
    source = tmp_path / "film.mp4"
    source.write_text("#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\nhttp://127.0.0.1:9/a.ts\n#EXT-X-ENDLIST\n")
    video = upload(source)
    work()
    video.refresh_from_db()
    assert (video.state, video.renditions.count()) == ("unusable", 0)
    assert video.failure.startswith(("Playlists and links are not films", "This file is not a film"))
    assert [Path(name).name for name in kept_files()] == [Path(video.file.name).name]
    status = selectors.status(video)
    assert (status.failure, status.may_retry) == (video.failure, False)


@pytest.mark.parametrize(
    "size, seconds, sound, shown",
    [
        ("640x360", 1, True, (640, 360)),
        ("333x201", 1, False, (332, 200)),
        ("202x360", 1, False, (202, 360)),
        ("16x2", 1, False, (16, 2)),
    ],
    ids=["a second", "odd", "portrait", "a line"],
)
def test_unusual_films_are_films(size, seconds, sound, shown, tmp_path):
    # Odd sizes are kept as they are only by codecs without halved colours.
    path = make_film(tmp_path / "film.mkv", size=size, seconds=seconds, sound=sound, extra=["-c:v", "ffv1"])
    video = upload(path)
    work()
    video.refresh_from_db()
    made = video.renditions.get(kind="480p")
    assert (video.state, video.failure, bool(video.audio_codec)) == ("ready", "", sound)
    assert (made.width, made.height) == shown
    assert selectors.playable(video).poster


def test_two_hours_are_over_the_limit_and_said_at_once(tmp_path):
    # One picture in ten seconds: two hours that take no time to make.
    path = tmp_path / "long.mp4"
    command = [ffmpeg.find_binary(), "-loglevel", "error", "-f", "lavfi", "-i", "color=s=64x64:r=1/10:d=7200"]
    subprocess.run([*command, "-preset", "ultrafast", str(path)], check=True)
    video = upload(path)
    work()
    video.refresh_from_db()
    assert (video.state, video.failure.split(".")[0]) == ("unusable", "The film is longer than an hour")
    assert (video.renditions.count(), Job.objects.count()) == (0, 1)


class TestFullDisk:
    """Full in the middle: the check beforehand can't know what others write meanwhile."""

    def test_while_it_is_uploaded(self):
        class Full(ContentFile):
            def chunks(self, chunk_size=None):
                # Read once for its fingerprint; then the disk is full after the first piece.
                self.times = getattr(self, "times", 0) + 1
                yield b"the first piece"
                if self.times > 1:
                    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

        with pytest.raises(services.FilmRefused, match="too full for this film"):
            services.upload(by=make_chief(), file=Full(b"x" * 99, name="film.mp4"), title="Parking")
        assert (GuideVideo.objects.count(), kept_files()) == (0, [])

    def test_while_ffmpeg_writes(self, small_film, monkeypatch):
        """/dev/full answers every write as a full disk does."""
        video, real = upload(small_film), ffmpeg.command_for
        monkeypatch.setattr(ffmpeg, "command_for", lambda *a, **k: [*real(*a, **k)[:-1], "file:/dev/full"])
        work()
        self.is_said(video)

    def test_while_the_result_is_kept(self, small_film, monkeypatch):
        video = upload(small_film)

        def full(storage, name, content):
            Path(storage.path(name)).write_bytes(b"half")
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

        running.run_next(lane=Lane.HEAVY)
        (Path(private_storage().location) / "renditions").mkdir()
        monkeypatch.setattr("django.core.files.storage.FileSystemStorage._save", full)
        work()
        self.is_said(video)

    def is_said(self, video):
        video.refresh_from_db()
        assert (video.state, video.renditions.count()) == ("failed", 0)
        assert video.failure.startswith("The disk of the site is full")
        assert [Path(name).name for name in kept_files()] == [Path(video.file.name).name]
        assert not list(work_folder("").iterdir())


def test_a_worker_killed_in_the_middle_leaves_nothing_and_another_finishes_once(film):
    """Killed as by the system: no chance to tidy up. What it leaves is what the next run begins with."""
    video = upload(film)
    running.run_next(lane=Lane.HEAVY)
    folder = work_folder(f"{video.pk}-1-480p")
    folder.mkdir(parents=True)
    found = ffmpeg.probe(ffmpeg.find_binary(), Path(video.file.path))
    command = ffmpeg.command_for(ffmpeg.find_binary(), Path(video.file.path), folder / "made.mp4", "480p", found)
    killed = subprocess.Popen([*command[:1], "-re", *command[1:]], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while not (folder / "made.mp4").exists():
        time.sleep(0.05)
    killed.send_signal(signal.SIGKILL)
    killed.wait()
    jobs = [running.claim_next(lane=Lane.HEAVY) for _waiting in range(Job.objects.filter(state="waiting").count())]
    assert (selectors.playable(video), running.claim_next(lane=Lane.HEAVY)) == (None, None)
    Job.objects.filter(state="running").update(heartbeat_at=timezone.now() - STALE_AFTER - timedelta(seconds=1))
    work()
    video.refresh_from_db()
    kinds = sorted(video.renditions.values_list("kind", flat=True))
    assert (video.state, folder.exists(), kinds) == ("ready", False, sorted(ffmpeg.kinds_for(found)))
    assert set(Job.objects.filter(pk__in=[job.pk for job in jobs]).values_list("state", "attempts")) == {("done", 2)}
    assert len(kept_files()) == 1 + len(kinds)
