"""JSON as browsers understand it: Python's own reads and writes NaN, which breaks every other reader in the room."""

import json
import math
from typing import Any, NoReturn


class NotStrict(ValueError):
    """The text is not one JSON object, or holds what JSON does not know."""


def dumps(thing: Any) -> str:
    """Compact JSON; raises ValueError on NaN and infinities."""
    return json.dumps(thing, allow_nan=False, ensure_ascii=False, separators=(",", ":"))


def loads(text: str) -> dict[str, Any]:
    """The object in `text`; raises NotStrict on anything else, repeated names and numbers out of range included."""
    try:
        thing = json.loads(text, parse_constant=_no_constant, parse_float=_finite, object_pairs_hook=_each_name_once)
    except (ValueError, RecursionError) as error:
        raise NotStrict(str(error)) from error
    if not isinstance(thing, dict):
        raise NotStrict("not an object")
    return thing


def _no_constant(name: str) -> NoReturn:
    raise NotStrict(f"{name} is not JSON")


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise NotStrict("number out of range")
    return number


def _each_name_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    thing = dict(pairs)
    if len(thing) != len(pairs):
        raise NotStrict("repeated name")
    return thing
