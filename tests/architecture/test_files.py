"""What stands where: the names of files, their migrations, and what templates and sheets may not hold."""

import ast
import re
from pathlib import Path

import pytest

from .apps import ROOT, folders

LAYERED = {
    "views", "consumers", "api", "feeds", "sitemaps", "admin", "wagtail_hooks", "tasks", "management",
    "forms", "tables", "asides", "records", "reports",
    "services", "selectors", "models", "querysets", "rules", "events", "blocks", "admin_forms",
}  # fmt: skip
FRAMEWORK = {
    "__init__", "apps", "migrations", "routing", "urls", "templatetags", "middleware", "adapters",
    "context_processors", "checks", "panels", "widgets",
}  # fmt: skip
OF_THE_WHOLE = {"home.website.demo", "home.website.films"}
"""Folders that are a layer of their own on top of everything: the demo town and the making of its films."""
JUNK = {"utils", "util", "common", "helpers", "helper", "misc", "shared", "tools", "lib", "signals"}


def modules(app: str) -> dict[str, list[Path]]:
    """The modules of an app by their name, each with its files (a package has several)."""
    folder = ROOT.joinpath(*app.split("."))
    found = {path.stem: [path] for path in folder.glob("*.py")}
    return found | {
        path.name: sorted(path.rglob("*.py"))
        for path in folder.iterdir()
        if path.is_dir() and any(path.glob("*.py")) and f"{app}.{path.name}" not in OF_THE_WHOLE
    }


def imported(path: Path, app: str) -> set[str]:
    """Names of the modules of `app` that a file imports, wherever in it; not those it needs for types alone."""
    package = [*app.split("."), *path.relative_to(ROOT.joinpath(*app.split("."))).parts[:-1]]
    found = set()
    tree = ast.parse(path.read_text())
    for_types = [
        node for node in ast.walk(tree) if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)
    ]
    unneeded = {id(inner) for node in for_types for inner in ast.walk(node)}
    for node in ast.walk(tree):
        if id(node) in unneeded:
            continue
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            start = package[: len(package) - node.level + 1] if node.level else []
            base = ".".join([*start, *([node.module] if node.module else [])])
            found |= {f"{base}.{alias.name}" for alias in node.names}
    return {name.split(".")[2] for name in found if name.startswith(app + ".") and name.count(".") >= 2}


@pytest.mark.parametrize("app", folders())
def test_no_module_is_named_after_nothing(app):
    assert JUNK & modules(app).keys() == set()


@pytest.mark.parametrize("app", folders())
def test_a_module_with_a_name_of_its_own_is_pure(app):
    """What is named by its subject stands at the bottom: it imports nothing of the layers above it."""
    impure = {
        str(file.relative_to(ROOT)): above
        for name, files in modules(app).items()
        if name not in LAYERED | FRAMEWORK
        for file in files
        if (above := imported(file, app) & LAYERED - {"rules", "events"})
    }
    assert impure == {}


def test_what_a_file_imports_is_seen(tmp_path, monkeypatch):
    monkeypatch.setitem(imported.__globals__, "ROOT", tmp_path)
    file = tmp_path / "guides" / "videos" / "services" / "making.py"
    file.parent.mkdir(parents=True)
    file.write_text(
        "import guides.videos.views\nfrom ..models import Video\nfrom .. import rules\nfrom . import x\nimport os"
    )
    assert imported(file, "guides.videos") == {"views", "models", "rules", "services"}


@pytest.mark.parametrize("app", folders())
def test_one_migration_while_nothing_is_released(app):
    migrations = sorted(path.name for path in ROOT.joinpath(*app.split("."), "migrations").glob("[0-9]*.py"))
    assert migrations in ([], ["0001_initial.py"])


TEMPLATES = sorted(path for path in (ROOT / "templates").rglob("*") if path.suffix in {".html", ".svg"})
FORBIDDEN = {
    "an inline style": re.compile(r"""\sstyle\s*=\s*["']""", re.IGNORECASE),
    "a style element": re.compile(r"<style[\s>]", re.IGNORECASE),
    "an inline script": re.compile(r"""<script(?![^>]*\ssrc=)(?![^>]*type="application/(ld\+)?json")""", re.IGNORECASE),
    "an inline handler": re.compile(r"""<[a-z][^>]*\son[a-z]+\s*=\s*["']""", re.IGNORECASE),
    "a javascript address": re.compile(r"""["']\s*javascript:""", re.IGNORECASE),
    "a nonce": re.compile(r"\bnonce\b"),
}


def faults(text: str) -> list[str]:
    """What in a template's text would be stopped by the policy."""
    shown = re.sub(r"\{%\s*comment.*?endcomment\s*%\}|\{#.*?#\}", "", text, flags=re.DOTALL)
    return [name for name, pattern in FORBIDDEN.items() if pattern.search(shown)]


def test_no_template_breaks_the_policy():
    public = [path for path in TEMPLATES if "/admin/" not in str(path)]
    assert public
    assert {str(path): found for path in public if (found := faults(path.read_text()))} == {}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('<p style="color:red">', ["an inline style"]),
        ("<style>p {}</style>", ["a style element"]),
        ("<script>alert(1)</script>", ["an inline script"]),
        ('<script type="module" src="{% static "js/x.js" %}"></script>', []),
        ('<script type="application/ld+json">{}</script>', []),
        ('<button type="button" onclick="go()">', ["an inline handler"]),
        ('<a href="javascript:go()">', ["a javascript address"]),
        ("{# no style='' here #}<p class='x'>", []),
    ],
)
def test_each_fault_is_seen(text, found):
    assert faults(text) == found


PHYSICAL = re.compile(
    r"^\s*(?:(?:margin|padding|border|scroll-margin|scroll-padding)-(?:left|right)\b[\w-]*|left|right)\s*:"
    r"|(?:text-align|float|clear)\s*:\s*(?:left|right)\b",
    re.MULTILINE,
)


def test_sheets_know_no_left_and_right():
    sheets = sorted((ROOT / "static" / "css").rglob("*.css"))
    assert sheets
    assert {str(path): PHYSICAL.findall(path.read_text()) for path in sheets if PHYSICAL.search(path.read_text())} == {}
