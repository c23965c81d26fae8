"""What was measured, as tables."""

from .films import BAR, CLIENTS, MEGABYTES, SECONDS_OF_FILM, Played, Prepared
from .pages import Row
from .rooms import SOCKETS, Delivered
from .search import Search
from .seed import IDEAS, POSTS, SUPPORTS


def of_pages(floor: Row, rows: list[Row]) -> str:
    """Pages and votes beside the floor and beside what they are to be at most."""
    seed = f"Seed: {IDEAS} ideas, {SUPPORTS} supports, one thread of {POSTS}."
    lines = [
        "",
        f"{seed} CPU a request, application and database, over the floor's {floor.milliseconds:.3f} ms.",
        "From the database: past the page cache; what is the same for every reader is kept for half a second (0009).",
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


def of_films(servers: list[Played], film: Prepared) -> str:
    """What films cost: memory while they are watched, processor time while they are prepared."""
    what = f"Films: {CLIENTS} clients play one of {MEGABYTES} MB at once; MB of resident memory"
    lines = ["", f"{what}, a process at most {BAR} more."]
    for played in servers:
        grown = f"{played.before:.0f} before, {played.most:.0f} at most, {played.growth:+.0f} in one process"
        over = " over" if played.growth > BAR else ""
        lines.append(f"{played.server:<8} {grown}{over}; {played.sent:.0f} MB in {played.seconds:.0f} s")
    made = f"{film.ours:.1f} s of processor time, plain ffmpeg {film.plain:.1f} s for the same two sizes"
    lines.append(f"Preparing {SECONDS_OF_FILM} s of 1080p: {made}: × {film.ours / film.plain:.2f}")
    return "\n".join(lines)


def of_searches(rows: list[Search], floor: Row) -> str:
    """Searches of 100,000 captions beside the floor, on both databases."""
    lines = [
        "",
        "Search: 100,000 captions of 50 guides, whole page, past the cache, one asked at a time on uvicorn.",
        f"{'query':<24} {'database':<11} searches    p50  p95 ms  CPU ms × floor",
    ]
    for row in rows:
        words = f"{row.query:<24} {row.database:<11} {row.number:>8}"
        ratio = row.milliseconds / floor.milliseconds
        lines.append(f"{words} {row.p50:>6.1f} {row.p95:>7.1f} {row.milliseconds:>7.1f} {ratio:>7.1f}")
    return "\n".join(lines)
