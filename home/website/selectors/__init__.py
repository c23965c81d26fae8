"""What the site's own pages show."""

from .frame import Frame, Link, frame
from .front import Change, Front, OpenNow, front

__all__ = ["Change", "Frame", "Front", "Link", "OpenNow", "frame", "front"]
