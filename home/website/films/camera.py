"""The camera: plays a screenplay on the set in a real browser and notes what every frame of the film shows.

The clock is the film's own: a deed that takes 0.8 s is twenty frames, however long the browser needs. A picture of the
page is taken only when the page has changed, at twice its size so that zooming in stays sharp; cursor,
rings and zooms are noted as numbers and drawn by `cutting`.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Page

from .screenplay import Action, Film, Unplayable
from .studio import CARD, SET, card_pictures, strip_pictures, studio
from .timeline import Spoken, Timeline

FPS = 25
SCREEN = (1024, 536)
"""The page's size in its own pixels."""
DENSITY = 2.0
"""Pixels of a picture for each of the page's."""
FADE = 6
"""Frames in which a changed page takes the old one's place."""
ZOOM_FRAMES = 24
RING_MARGIN = 7

Point = tuple[float, float]
Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Ring:
    """A highlight around a part of the page: x, y, width, height, and how visible it is (0–1)."""

    box: Box
    strength: float


@dataclass(frozen=True)
class Frame:
    """What one frame shows: pictures by number, and where cursor, zoom and rings are, in the page's pixels."""

    step: int
    shot: int
    before: int
    mix: float
    cursor: Point
    hand: str
    press: float
    view: tuple[float, float, float]
    rings: tuple[Ring, ...]


@dataclass
class Reel:
    """What the camera brings home: pictures (JPEG), frames, and pictures (PNG) of cards and strips."""

    shots: list[bytes] = field(default_factory=list)
    frames: list[Frame] = field(default_factory=list)
    cards: dict[str, bytes] = field(default_factory=dict)
    strips: list[bytes] = field(default_factory=list)


def shoot(film: Film, timeline: Timeline, papers: Path) -> Reel:
    """Film all of the screenplay; `papers` is the folder with the files the hand chooses."""
    with studio() as (address, new_page):
        desk = new_page(CARD[0], 800, 1.0)
        desk.goto(f"{address}/card.html")
        reel = Reel(cards=card_pictures(film, desk), strips=strip_pictures(film, desk))
        page = new_page(*SCREEN, DENSITY)
        page.goto(f"{address}/{film.page}")
        page.add_style_tag(path=str(SET / "picker.css"))
        page.add_script_tag(path=str(SET / "picker.js"))
        page.on("filechooser", lambda _chooser: None)  # the prop stands in for the real window
        operator = Operator(page, reel, papers)
        for spoken in timeline.spoken:
            if 0 <= spoken.step < len(film.steps):
                operator.play(spoken)
        operator.hold_until(timeline.closing_start + 1)
        return reel


class Operator:
    """Moves the hand, presses, types and zooms, exposing frames while it does."""

    def __init__(self, page: Page, reel: Reel, papers: Path) -> None:
        self.page, self.reel, self.papers = page, reel, papers
        self.step = 0
        self.cursor: Point = (SCREEN[0] * 0.62, SCREEN[1] * 0.78)
        self.hand = "arrow"
        self.pressed = 0.0
        self.rings: list[tuple[Box, int]] = []
        self.view = self.view_from = self.view_to = (SCREEN[0] / 2, SCREEN[1] / 2, 1.0)
        self.zoom_begun = -ZOOM_FRAMES
        self.changed = -FADE
        self.shot = self.before = -1
        self.look(fade=False)

    def play(self, spoken: Spoken) -> None:
        """Do what happens during one sentence, and wait until it has been said."""
        self.hold_until(spoken.start)
        self.step = spoken.step
        self.rings = []
        for action in spoken.line.actions:
            try:
                VERBS[action.verb](self, action)
            except Unplayable as reason:
                raise Unplayable(f"step {spoken.step + 1}, {action}: {reason}") from reason
        self.hold_until(spoken.done)

    def expose(self, count: int = 1) -> None:
        """Expose frames of things as they are now."""
        for _ in range(count):
            now = len(self.reel.frames)
            self.view = _between(self.view_from, self.view_to, (now - self.zoom_begun) / ZOOM_FRAMES)
            rings = tuple(Ring(box, min(1.0, (now - begun + 1) / 8)) for box, begun in self.rings)
            mix = min(1.0, (now - self.changed + 1) / FADE)
            self.reel.frames.append(
                Frame(self.step, self.shot, self.before, mix, self.cursor, self.hand, self.pressed, self.view, rings)
            )

    def hold_until(self, second: float) -> None:
        """Expose frames until this second of the film."""
        self.expose(max(0, round(second * FPS) - len(self.reel.frames)))

    def look(self, *, fade: bool = True) -> None:
        """Take a picture if the page has changed."""
        picture = self.page.screenshot(type="jpeg", quality=94, animations="disabled")
        if self.reel.shots and picture == self.reel.shots[self.shot]:
            return
        self.reel.shots.append(picture)
        self.before, self.shot = self.shot if fade else len(self.reel.shots) - 1, len(self.reel.shots) - 1
        self.changed = len(self.reel.frames)

    def box_of(self, target: str) -> Box:
        """Where a target is on the screen."""
        box = self.page.locator(target).first.bounding_box()
        if not box:
            raise Unplayable("it is not on the page")
        if box["y"] < 0 or box["y"] + min(box["height"], 60) > SCREEN[1]:
            raise Unplayable(f"it is not in sight, at {box['y']:.0f} of {SCREEN[1]}: scroll first")
        return box["x"], box["y"], box["width"], box["height"]

    def move(self, target: str, seconds: float) -> None:
        """Move the hand to a target, on a slightly bent way, slowly at both ends."""
        x, y, width, height = self.box_of(target)
        wide = width > 240
        end = (x + (min(width * 0.35, 170) if wide else width * 0.55), y + height * 0.58)
        start, frames = self.cursor, round(seconds * FPS)
        bend = 0.06 * (end[0] - start[0])
        for number in range(1, frames + 1):
            part = _ease(number / frames)
            arc = 4 * part * (1 - part) * bend
            self.cursor = (start[0] + (end[0] - start[0]) * part, start[1] + (end[1] - start[1]) * part + arc)
            self.expose()
        self.page.mouse.move(*end)
        shape = self.page.locator(target).first.evaluate(
            "e => getComputedStyle(e).cursor + ' ' + e.tagName + ' ' + (e.type || '')"
        )
        self.hand = (
            "text"
            if any(kind in shape for kind in ("INPUT text", "INPUT email", "INPUT tel"))
            else "hand"
            if "pointer" in shape or "select" in shape.lower()
            else "arrow"
        )
        self.look(fade=False)

    def press(self, seconds: float, deed: Callable[[], None]) -> None:
        """Press the button where the hand is, with a ripple that lasts."""
        frames = round(seconds * FPS)
        for number in range(frames):
            self.pressed = (number + 1) / frames
            if number == 2:
                deed()
                self.page.wait_for_timeout(60)
                self.look()
            self.expose()
        self.pressed = 0.0


def _click(operator: Operator, action: Action) -> None:
    operator.move(action.target, 0.8)
    operator.press(0.3, lambda: operator.page.mouse.click(*operator.cursor))


def _type(operator: Operator, action: Action) -> None:
    operator.move(action.target, 0.7)
    operator.press(0.3, lambda: operator.page.mouse.click(*operator.cursor))
    for letter in action.value:
        operator.page.keyboard.type(letter)
        operator.look(fade=False)
        operator.expose(2)


def _choose(operator: Operator, action: Action) -> None:
    operator.move(action.target, 0.8)
    operator.press(0.3, lambda: None)
    operator.page.locator(action.target).select_option(action.value)
    operator.look()
    operator.expose(10)


def _pick(operator: Operator, action: Action) -> None:
    operator.move(f"{action.target} button", 0.8)
    operator.press(0.3, lambda: operator.page.mouse.click(*operator.cursor))
    operator.page.evaluate("openPicker()")
    operator.look()
    operator.expose(12)
    row = f'.picker [data-file="{action.value}"]'
    operator.move(row, 0.7)
    operator.press(0.3, lambda: operator.page.mouse.click(*operator.cursor))
    operator.expose(4)
    operator.page.evaluate("closePicker()")
    operator.page.locator(f"{action.target} input").set_input_files(str(operator.papers / action.value))
    operator.look()
    operator.expose(15)


def _ring(operator: Operator, action: Action) -> None:
    x, y, width, height = operator.box_of(action.target)
    box = (x - RING_MARGIN, y - RING_MARGIN, width + 2 * RING_MARGIN, height + 2 * RING_MARGIN)
    operator.rings.append((box, len(operator.reel.frames)))


def _zoom(operator: Operator, action: Action) -> None:
    x, y, width, height = operator.box_of(action.target)
    most = min((SCREEN[0] - 24) / width, (SCREEN[1] - 24) / height)
    _zoom_to(operator, x + width / 2, y + height / 2, max(1.0, min(float(action.value or 1.3), most)))


def _wide(operator: Operator, action: Action) -> None:
    _zoom_to(operator, SCREEN[0] / 2, SCREEN[1] / 2, 1.0)


def _zoom_to(operator: Operator, x: float, y: float, zoom: float) -> None:
    half_width, half_height = SCREEN[0] / zoom / 2, SCREEN[1] / zoom / 2
    x = min(max(x, half_width), SCREEN[0] - half_width)
    y = min(max(y, half_height), SCREEN[1] - half_height)
    operator.view_from, operator.view_to = operator.view, (x, y, zoom)
    operator.zoom_begun = len(operator.reel.frames)


def _scroll(operator: Operator, action: Action) -> None:
    top = operator.page.evaluate("() => scrollY")
    there = operator.page.locator(action.target).first.evaluate("e => e.getBoundingClientRect().top + scrollY - 24")
    there = min(there, operator.page.evaluate("() => document.documentElement.scrollHeight - innerHeight"))
    operator.rings = []
    for number in range(1, 23):
        operator.page.evaluate("y => scrollTo(0, y)", top + (there - top) * _ease(number / 22))
        operator.look(fade=False)
        operator.expose()


VERBS: dict[str, Callable[[Operator, Action], None]] = {
    "point": lambda operator, action: operator.move(action.target, 0.8),
    "click": _click,
    "type": _type,
    "choose": _choose,
    "pick": _pick,
    "ring": _ring,
    "zoom": _zoom,
    "wide": _wide,
    "scroll": _scroll,
    "wait": lambda operator, action: operator.expose(round(action.seconds * FPS)),
}


def _ease(part: float) -> float:
    return part * part * part * (part * (6 * part - 15) + 10)


def _between(
    start: tuple[float, float, float], end: tuple[float, float, float], part: float
) -> tuple[float, float, float]:
    eased = _ease(min(max(part, 0.0), 1.0))
    return tuple(a + (b - a) * eased for a, b in zip(start, end, strict=True))  # type: ignore[return-value]
