"""The cutting room: draws every frame of a reel and joins picture and sound into one small file for the web."""

import io
import math
import subprocess
from collections.abc import Iterator
from functools import lru_cache, partial
from pathlib import Path
from typing import IO, cast

from PIL import Image, ImageDraw

from .camera import DENSITY, FPS, SCREEN, Frame, Reel, Ring
from .studio import CARD
from .timeline import Timeline

STRIP = 50
"""Height of the strip above the screen."""
MOST_BYTES = 3_950_000
BEST_QUALITY, WORST_QUALITY = 22, 32
"""Constant rate factors of x264: six more is half the size."""
GREEN = (0x12, 0x3F, 0x33)
AMBER = (255, 176, 0)
CROSSFADE = 14
"""Frames a card and the screen share."""
ARROW = ((0, 0), (0, 21.5), (5, 17), (8.6, 25), (12.2, 23.4), (8.7, 15.6), (15.4, 15.2))


def cut(reel: Reel, timeline: Timeline, sound: Path, target: Path) -> None:
    """Make the film: H.264 high, yuv420p, a key frame every two seconds, AAC mono, playable while it loads."""
    master = sound.with_name("master.mp4")
    _write_master(_pictures(reel, timeline), master)
    quality = BEST_QUALITY
    while _encode(master, sound, target, quality) > MOST_BYTES:
        quality += math.ceil(6 * math.log2(target.stat().st_size / MOST_BYTES) + 0.3)
        if quality > WORST_QUALITY:
            raise RuntimeError(f"{target.name} can't be made smaller than {MOST_BYTES} bytes")


def smaller(film: Path, target: Path) -> None:
    """Make the rendition for small screens and slow lines: 480 lines high."""
    video = ["-vf", "scale=-2:480:flags=lanczos", "-c:v", "libx264", "-preset", "slow", "-profile:v", "high"]
    group = ["-pix_fmt", "yuv420p", "-crf", "28", "-g", str(2 * FPS), "-keyint_min", str(2 * FPS), "-sc_threshold", "0"]
    finish = ["-c:a", "copy", "-movflags", "+faststart", str(target)]
    subprocess.run(["ffmpeg", "-nostdin", "-v", "error", "-y", "-i", str(film), *video, *group, *finish], check=True)


def _pictures(reel: Reel, timeline: Timeline) -> Iterator[bytes]:
    """Every frame of the film as raw RGB, drawn only when something has changed."""
    total = round(timeline.duration * FPS)
    opening, closing = (_opened(reel.cards[name]) for name in ("opening", "closing"))
    plain = Image.new("RGB", CARD, GREEN)
    begin, end = round(timeline.step_starts[0] * FPS), round(timeline.closing_start * FPS)
    painter = Painter(reel)
    last: tuple[object, bytes] = (None, b"")
    for number in range(total):
        if begin <= number < end + CROSSFADE:
            frame = reel.frames[min(number, len(reel.frames) - 1)]
            into, out = (number - begin) / CROSSFADE, (end + CROSSFADE - number) / CROSSFADE
            card, mix = (opening, into) if into < 1 else (closing, min(out, 1.0))
            strip_mix = painter.strip_mix(frame, number)
            key: tuple[object, ...] = (frame, strip_mix, min(mix, 1.0))
            paint = partial(painter.joined, frame, strip_mix, card, mix)
        else:
            card, shown = (opening, number / 12) if number < begin else (closing, (total - 1 - number) / 16)
            key = (number < begin, min(shown, 1.0))
            paint = partial(Image.blend, plain, card, min(shown, 1.0))
        if key != last[0]:
            last = (key, paint().tobytes())
        yield last[1]


class Painter:
    """Draws frames of the screen: the page as the camera saw it, rings, cursor, zoom, and the strip above."""

    def __init__(self, reel: Reel) -> None:
        self.reel = reel
        self.strips = [_opened(strip) for strip in reel.strips]
        self.begun = {frame.step: number for number, frame in reversed(list(enumerate(reel.frames)))}
        self.page = lru_cache(maxsize=4)(lambda shot: _opened(reel.shots[shot]))
        self.arrow = _arrow()

    def strip_mix(self, frame: Frame, number: int) -> float:
        """How far the strip has changed from the step before to this one (0–1)."""
        return min(1.0, (number - self.begun[frame.step] + 1) / 10) if frame.step else 1.0

    def joined(self, frame: Frame, strip_mix: float, card: Image.Image, mix: float) -> Image.Image:
        """A frame, joined with a card where the one takes the other's place."""
        picture = self.frame(frame, strip_mix)
        return picture if mix >= 1 else Image.blend(card, picture, max(mix, 0.0))

    def frame(self, frame: Frame, strip_mix: float) -> Image.Image:
        """One frame of the screen below its strip."""
        canvas = Image.new("RGB", CARD, GREEN)
        strip = self.strips[frame.step]
        canvas.paste(strip if strip_mix >= 1 else Image.blend(self.strips[frame.step - 1], strip, strip_mix))
        canvas.paste(self._screen(frame), (0, STRIP))
        return canvas

    def _screen(self, frame: Frame) -> Image.Image:
        x, y, zoom = frame.view
        width, height = SCREEN[0] * DENSITY / zoom, SCREEN[1] * DENSITY / zoom
        box = (x * DENSITY - width / 2, y * DENSITY - height / 2, x * DENSITY + width / 2, y * DENSITY + height / 2)
        picture = self.page(frame.shot)
        if frame.mix < 1:
            picture = Image.blend(self.page(frame.before), picture, frame.mix)
        picture = picture.copy()
        for ring in frame.rings:
            _draw_ring(picture, ring)
        _draw_press(picture, frame)
        picture.paste(
            self.arrow, (round(frame.cursor[0] * DENSITY) - 6, round(frame.cursor[1] * DENSITY) - 6), self.arrow
        )
        return picture.resize((CARD[0], CARD[1] - STRIP), Image.Resampling.LANCZOS, box=box, reducing_gap=3.0)


def _draw_ring(picture: Image.Image, ring: Ring) -> None:
    swell = (1 - ring.strength) * 10
    x, y, width, height = ring.box
    corners = [round(value * DENSITY) for value in (x - swell, y - swell, x + width + swell, y + height + swell)]
    layer = Image.new("RGBA", (corners[2] - corners[0] + 1, corners[3] - corners[1] + 1))
    shape = (0, 0, layer.width - 1, layer.height - 1)
    ImageDraw.Draw(layer).rounded_rectangle(shape, radius=30, outline=(*AMBER, round(255 * ring.strength)), width=10)
    picture.paste(layer, (corners[0], corners[1]), layer)


def _draw_press(picture: Image.Image, frame: Frame) -> None:
    if not frame.press:
        return
    radius = round((6 + 20 * frame.press) * DENSITY)
    layer = Image.new("RGBA", (2 * radius + 1, 2 * radius + 1))
    alpha = round(210 * (1 - frame.press))
    ImageDraw.Draw(layer).ellipse(
        (0, 0, 2 * radius, 2 * radius), outline=(*AMBER, alpha), width=12, fill=(*AMBER, alpha // 3)
    )
    picture.paste(layer, (round(frame.cursor[0] * DENSITY) - radius, round(frame.cursor[1] * DENSITY) - radius), layer)


def _arrow() -> Image.Image:
    """The cursor, a little larger than life, with a white edge and a soft shadow."""
    fine, size = 4, (round(22 * DENSITY) + 12, round(32 * DENSITY) + 12)
    large = Image.new("RGBA", (size[0] * fine, size[1] * fine))
    draw = ImageDraw.Draw(large)
    points = [((x * DENSITY * 1.12 + 6) * fine, (y * DENSITY * 1.12 + 6) * fine) for x, y in ARROW]
    shadow = [(x + 3 * fine, y + 4 * fine) for x, y in points]
    draw.polygon(shadow, fill=(0, 0, 0, 60))
    draw.polygon(points, fill=(29, 27, 23, 255))
    draw.line([*points, points[0], points[1]], fill=(255, 255, 255, 255), width=5 * fine, joint="curve")
    return large.resize(size, Image.Resampling.LANCZOS)


def _write_master(pictures: Iterator[bytes], target: Path) -> None:
    size = f"{CARD[0]}x{CARD[1]}"
    source = ["-f", "rawvideo", "-pix_fmt", "rgb24", "-s", size, "-r", str(FPS), "-i", "-"]
    colour = [
        "-vf",
        "scale=out_color_matrix=bt709:out_range=tv,format=yuv420p",
        "-colorspace",
        "bt709",
        "-color_primaries",
        "bt709",
        "-color_trc",
        "bt709",
    ]
    command = [
        "ffmpeg",
        "-v",
        "error",
        "-y",
        *source,
        *colour,
        "-c:v",
        "libx264",
        "-preset",
        "ultrafast",
        "-crf",
        "8",
        str(target),
    ]
    with subprocess.Popen(command, stdin=subprocess.PIPE) as process, cast(IO[bytes], process.stdin) as lens:
        for picture in pictures:
            lens.write(picture)
    if process.returncode:
        raise RuntimeError(f"ffmpeg ended with {process.returncode}")


def _encode(master: Path, sound: Path, target: Path, quality: int) -> int:
    """Encode for the web; returns the size in bytes."""
    video = ["-c:v", "libx264", "-preset", "medium", "-profile:v", "high", "-pix_fmt", "yuv420p", "-crf", str(quality)]
    group = ["-g", str(2 * FPS), "-keyint_min", str(2 * FPS), "-sc_threshold", "0"]
    audio = ["-c:a", "aac", "-b:a", "80k", "-ac", "1"]
    finish = ["-shortest", "-metadata:s:a:0", "language=eng", "-movflags", "+faststart", str(target)]
    inputs = ["-i", str(master), "-i", str(sound)]
    subprocess.run(["ffmpeg", "-nostdin", "-v", "error", "-y", *inputs, *video, *group, *audio, *finish], check=True)
    return target.stat().st_size


def _opened(picture: bytes) -> Image.Image:
    return Image.open(io.BytesIO(picture)).convert("RGB")
