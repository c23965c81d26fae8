"""docs/access.md: a table of who sees what, that anybody can read and a test keeps true."""

from pathlib import Path

from django.conf import settings
from django.http import HttpResponseBase

PATH = Path(settings.BASE_DIR, "docs", "access.md")
HEAD = """# Who may look at what

Every address of the site, asked of it as each kind of person (`tests/home/website/test_access.py`; with
`LIST_ACCESS=1` that writes this list anew). What people may *do* there is in the rules' own tables, on the page "Who
may do what" of the CMS.

**yes**: it is shown. **sign in**: one is asked to sign in first. **on**: it leads elsewhere, to where there is more to
see. **gone**: a page says that it was taken back. **–**: refused, or not there for this person. "Author" wrote the idea
and the posts asked for; "Official" speaks for the office asked for, "Other official" for another one. **post**:
the address only takes what is sent to it, and decides then.
"""
Table = dict[str, dict[str, str]]
REFUSED = (400, 403, 404)


def seen(response: HttpResponseBase) -> str:
    """What an answer means to whoever asked."""
    if response.status_code == 405:
        return "post"
    if response.status_code in REFUSED:
        return "–"
    if response.status_code == 410:
        return "gone"
    if response.status_code in {301, 302, 303}:
        place = response["Location"].partition("?")[0]
        if place.endswith(("/login/", "/_util/login/")):
            return "sign in"
        return "–" if place == "/admin/" else "on"
    return "yes" if response.status_code == 200 else str(response.status_code)


def written(table: Table) -> str:
    """The whole file: `table` gives, for each address, what each kind of person sees."""
    people = list(next(iter(table.values())))
    parts = [HEAD.strip()]
    for title, rows in _sections(table).items():
        named = dict(sorted(rows.items())) if title != "Pages" else rows
        parts += [f"\n## {title}\n", f"| | {' | '.join(people)} |", f"|---|{'---|' * len(people)}"]
        parts += [f"| {name} | {' | '.join(cells.values())} |" for name, cells in named.items()]
    return "\n".join(parts) + "\n"


def read() -> Table:
    """The table as it is written down."""
    found: Table = {}
    people: list[str] = []
    for line in PATH.read_text().splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("| |"):
            people = cells[1:]
        elif line.startswith("| "):
            found[cells[0]] = dict(zip(people, cells[1:], strict=True))
    return found


def _sections(table: Table) -> dict[str, Table]:
    sections: dict[str, Table] = {"Pages": {}, "Addresses of the site": {}, "The staff's addresses": {}}
    pages, public, staff = sections.values()
    for name, cells in table.items():
        rows = pages if not name.startswith("`") else staff if name.startswith("`/admin/") else public
        rows[name] = cells
    return sections
