"""The apps of the project and their order, read from the one place where it is written: pyproject.toml."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("home", "participation", "guides", "commons")


@cache
def contracts() -> dict[str, dict[str, Any]]:
    """The contracts of import-linter by their id."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    return {contract["id"]: contract for contract in settings["contracts"]}


def folders() -> list[str]:
    """Dotted names of the folders that are Django apps."""
    return sorted(
        f"{package}.{path.parent.name}" for package in PACKAGES for path in (ROOT / package).glob("*/apps.py")
    )


@cache
def below() -> dict[str, frozenset[str]]:
    """For each app, those it may use: what stands in lower layers, of its own package and of the packages below."""
    found: dict[str, set[str]] = {app: set() for app in folders()}
    for app, usable in found.items():
        package, name = app.split(".")
        for upper, lower in _pairs(contracts()[package]["layers"]):
            if upper == name:
                usable.add(f"{package}.{lower}")
        lower_packages = {lower for upper, lower in _pairs(contracts()["packages"]["layers"]) if upper == package}
        usable |= {other for other in found if other.split(".")[0] in lower_packages}
    return {app: frozenset(apps) for app, apps in found.items()}


def _pairs(layers: list[str]) -> list[tuple[str, str]]:
    """Each name with each name of a lower layer; those beside each other form no pair."""
    rows = [[name.strip() for name in layer.split("|")] for layer in layers]
    return [
        (upper, lower)
        for height, row in enumerate(rows)
        for upper in row
        for lower_row in rows[height + 1 :]
        for lower in lower_row
    ]
