"""The few icons of the site, as SVG paths on a 24-unit square. They always stand beside words, never alone."""

from typing import NamedTuple


class Icon(NamedTuple):
    """One drawing: its path data, whether it is filled, and whether it turns round in right-to-left text."""

    path: str
    solid: bool = False
    turns: bool = False


ICONS: dict[str, Icon] = {
    "star": Icon("M12 2.6l2.8 6 6.6.8-4.9 4.5 1.3 6.5L12 17.2l-5.8 3.2 1.3-6.5-4.9-4.5 6.6-.8z", solid=True),
    "search": Icon("M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13M15.3 15.3 20.5 20.5"),
    "check": Icon("M4.5 12.5l5 5 10-11"),
    "info": Icon("M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M12 11v6M12 7.2v.1"),
    "alert": Icon("M12 3.5 2.5 20h19zM12 10v5M12 17.6v.1"),
    "bell": Icon("M6 16.5V11a6 6 0 0 1 12 0v5.5l1.5 1.5h-15zM10 20.5h4"),
    "play": Icon("M7 4.5v15l12-7.5z", solid=True),
    "print": Icon("M7 8.5V3.5h10v5M7 17H4V8.5h16V17h-3M7 14h10v6.5H7z"),
    "person": Icon("M12 3.5a4 4 0 1 0 0 8 4 4 0 0 0 0-8M4.5 20.5c.6-4 3.6-6 7.5-6s6.9 2 7.5 6"),
    "reply": Icon("M9.5 6 4 11.5 9.5 17M4.5 11.5H14c4 0 6 2.5 6 7", turns=True),
    "link": Icon(
        "M10 14a4 4 0 0 0 6 .4l3-3a4 4 0 0 0-5.7-5.7l-1.3 1.3M14 10a4 4 0 0 0-6-.4l-3 3a4 4 0 0 0 5.7 5.7l1.3-1.3"
    ),
    "clock": Icon("M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M12 7v5.3l3.5 2"),
    "chevron": Icon("M5.5 9l6.5 6.5L18.5 9"),
    "next": Icon("M9 5.5l6.5 6.5L9 18.5", turns=True),
    "previous": Icon("M15 5.5 8.5 12l6.5 6.5", turns=True),
    "close": Icon("M5.5 5.5l13 13M18.5 5.5l-13 13"),
    "pencil": Icon("M4 20l1-4.5L16.5 4 20 7.5 8.5 19zM14 6.5 17.5 10"),
    "help": Icon("M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M9.4 9.5c0-3.2 5.4-3 5.2.2-.1 2-2.6 2-2.6 4.3M12 17v.1"),
    "speech": Icon("M4 5h16v11h-9l-4.5 4V16H4z"),
    "up": Icon("M12 20V5M5.5 11 12 4.5l6.5 6.5"),
    "download": Icon("M12 4v11M6 10l6 6 6-6M4.5 20h15"),
    "document": Icon("M6 3h8l4.5 4.5V21H6zM14 3v4.5h4.5"),
}
