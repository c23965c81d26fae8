"""What was measured, as tables."""

from .pages import Row
from .rooms import SOCKETS, Delivered
from .seed import IDEAS, POSTS, SUPPORTS


def of_pages(floor: Row, rows: list[Row]) -> str:
    """Pages and votes beside the floor and beside what they are to be at most."""
    seed = f"Seed: {IDEAS} ideas, {SUPPORTS} supports, one thread of {POSTS}."
    lines = [
        "",
        f"{seed} CPU a request, application and database, over the floor's {floor.milliseconds:.3f} ms.",
        f"{'request':<28} {'server':<8} {'from':<9}  req/s    p50  p95 ms     kB  CPU ms × floor  bar",
    ]
    for row in [floor, *rows]:
        ratio = row.milliseconds / floor.milliseconds
        bar = "" if row.bar is None else f"{row.bar:>4.0f}{'' if ratio <= row.bar else ' over'}"
        words = f"{row.name:<28} {row.server:<8} {row.source:<9}"
        speed = f"{row.per_second:>6.0f} {row.p50:>6.1f} {row.p95:>7.1f} {row.kilobytes:>6.1f}"
        lines.append(f"{words} {speed} {row.milliseconds:>7.3f} {ratio:>7.1f} {bar}")
    return "\n".join(lines)


def of_rooms(rooms: list[tuple[str, Delivered, Delivered]]) -> str:
    """Live rooms beside the bare write on the same server."""
    lines = ["", f"Live: {SOCKETS} sockets in one room, CPU a delivered frame (server and database) over a bare write."]
    for server, room, bare in rooms:
        told = f"room {room.microseconds:.1f} µs ({room.frames} frames of {room.bytes // room.frames} bytes)"
        floor = f"bare write {bare.microseconds:.1f} µs ({bare.frames} frames)"
        lines.append(f"{server:<8} {told}, {floor}: × {room.microseconds / bare.microseconds:.1f}")
    return "\n".join(lines)
