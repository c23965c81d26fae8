"""Reads templates as cotton does and finds uses of a component that hand over what it doesn't declare.

Cotton lets an unknown prop through in silence: a misspelt `lable=` would simply leave a button without words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from django_cotton.compiler_regex import CottonCompiler, Tag

PASSED_ON = ("data-", "aria-", "hx-")
_VARS = re.compile(r"<c-vars\s([^>]*?)/?>", re.DOTALL)
_PRINTS_ATTRS = re.compile(r"{{\s*attrs\s*}}")
_SLOT_NAME = re.compile(r'name="([^"]+)"')
_compiler = CottonCompiler()


@dataclass(frozen=True)
class Component:
    """What a component takes."""

    props: frozenset[str]
    passes_on: bool


@dataclass
class Reading:
    """Where in a template we are, and what was found wrong so far."""

    components: dict[str, Component]
    open_tags: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


def component(source: str) -> Component:
    """What the source of a component declares in its <c-vars>."""
    bare, kept = _compiler.exclude_ignorables(source)
    match = _VARS.search(bare)
    names = {key.lstrip(":") for key, *_ in Tag.attr_pattern.findall(match[1])} if match else set()
    prints = any(_PRINTS_ATTRS.fullmatch(original) for _mark, original in kept)
    return Component(frozenset(name.replace("-", "_") for name in names), prints)


def components(folder: Path) -> dict[str, Component]:
    """Every component of a folder by the name its tag has."""
    return {path.stem.replace("_", "-"): component(path.read_text()) for path in sorted(folder.glob("*.html"))}


def faults(source: str, known: dict[str, Component]) -> list[str]:
    """What is wrong with the uses of components in a template, each as a sentence with its line."""
    bare, _kept = _compiler.exclude_ignorables(source)
    bare = _VARS.sub("", bare)
    reading = Reading(known)
    tags = list(Tag.tag_pattern.finditer(bare))
    if bare.count("<c-") + bare.count("</c-") != len(tags):
        reading.faults.append(
            "a component's tag can't be read (a quote or > in an attribute, or a template tag between attributes)"
        )
    for match in tags:
        _read(Tag(match), reading)
    reading.faults.extend(f"<{name}> is never closed" for name in reading.open_tags)
    return reading.faults


def _read(tag: Tag, reading: Reading) -> None:
    """Take one tag in."""
    if tag.is_closing:
        if not reading.open_tags or reading.open_tags.pop() != tag.tag_name:
            reading.faults.append(f"</{tag.tag_name}> closes nothing")
        return
    if tag.tag_name == "c-slot":
        reading.faults.extend(_wrong_slot(tag, reading))
    else:
        known = reading.components.get(tag.tag_name.removeprefix("c-"))
        if known is None:
            reading.faults.append(f"<{tag.tag_name}> does not exist")
        else:
            reading.faults.extend(_wrong_props(tag, known))
    if not tag.is_self_closing:
        reading.open_tags.append(tag.tag_name)


def _wrong_slot(tag: Tag, reading: Reading) -> Iterator[str]:
    """A slot belongs right inside a component that declares its name."""
    name = _SLOT_NAME.search(tag.attrs)
    around = reading.open_tags[-1] if reading.open_tags else ""
    known = reading.components.get(around.removeprefix("c-"))
    if not name or known is None:
        yield "<c-slot> needs a name and a component right around it"
    elif name[1] not in known.props:
        yield f"<{around}> has no slot {name[1]!r}"


def _wrong_props(tag: Tag, known: Component) -> Iterator[str]:
    """A prop is declared, or is passed on as quoted text where the component prints such things."""
    for key, quote, _value, unquoted in Tag.attr_pattern.findall(tag.attrs):
        name = key.lstrip(":")
        if name.replace("-", "_") in known.props:
            continue
        if not (known.passes_on and name.startswith(PASSED_ON)):
            yield f"<{tag.tag_name}> has no prop {name!r}"
        elif key.startswith(":") or unquoted or not (quote or _is_bare(tag, key)):
            yield f'<{tag.tag_name}> would print {name!r} unescaped: write {name}="…"'


def _is_bare(tag: Tag, key: str) -> bool:
    """Whether an attribute stands without any value, as `data-live`."""
    return not re.search(re.escape(key) + r"\s*=", tag.attrs)
