"""Tell what grows large: reported early, refused late (docs/architecture.md, "Size")."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LIMITS = {"file": (300, 400), "function": (40, 60), "template": (120, 200), "script": (100, 150)}
"""Lines from which a thing is reported, and above which it is refused."""
CODE = ("config", "home", "participation", "guides", "commons", "bench", "scripts", "tests")

Measured = tuple[int, str, str]


def measure(root: Path) -> Iterator[Measured]:
    """Lines, kind and place of each file, function, template and script below `root`."""
    for folder in CODE:
        for path in sorted((root / folder).rglob("*.py")):
            if "migrations" not in path.parts:
                yield from _python(path, root)
    for folder, pattern, kind in [("templates", "*.html", "template"), ("static/js", "*.js", "script")]:
        for path in sorted((root / folder).rglob(pattern)):
            yield _lines(path), kind, str(path.relative_to(root))


def _lines(path: Path) -> int:
    return path.read_text(encoding="utf-8").count("\n")


def _python(path: Path, root: Path) -> Iterator[Measured]:
    place = str(path.relative_to(root))
    yield _lines(path), "file", place
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield (node.end_lineno or node.lineno) - node.lineno + 1, "function", f"{place}:{node.lineno} {node.name}"


def judge(measured: Measured) -> str:
    """Empty when small enough, else "large" or "too large"."""
    lines, kind, _ = measured
    report, refuse = LIMITS[kind]
    return "too large" if lines > refuse else "large" if lines > report else ""


def main() -> int:
    """Print what is large, the largest first; 1 when something is too large."""
    judged = [(judge(one), one) for one in measure(ROOT)]
    for verdict, (lines, kind, place) in sorted((pair for pair in judged if pair[0]), key=lambda pair: -pair[1][0]):
        print(f"{verdict}: {kind} of {lines} lines, {place}")
    return int(any(verdict == "too large" for verdict, _ in judged))


if __name__ == "__main__":
    sys.exit(main())
