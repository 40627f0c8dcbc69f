"""What a change of one keyword allows or refuses: types, bounds, and the writing of strings."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from ..nodes import ANNOTATIONS
from ..proof import same
from . import patterns
from .edits import MAYBE, NO, YES, Edit

TYPES = ("null", "boolean", "object", "array", "string", "integer", "fraction")

# Keyword: the type that it bounds, whether it is a lower bound, what an absent one means, and its name.
_BOUNDS: dict[str, tuple[str, bool, int | None, str]] = {
    "minimum": ("number", True, None, "minimum"),
    "maximum": ("number", False, None, "maximum"),
    "exclusiveMinimum": ("number", True, None, "exclusive minimum"),
    "exclusiveMaximum": ("number", False, None, "exclusive maximum"),
    "minLength": ("string", True, 0, "minimum length"),
    "maxLength": ("string", False, None, "maximum length"),
    "minItems": ("array", True, 0, "minimum number of items"),
    "maxItems": ("array", False, None, "maximum number of items"),
    "minProperties": ("object", True, 0, "minimum number of members"),
    "maxProperties": ("object", False, None, "maximum number of members"),
}
_LENGTHS = ("minLength", "maxLength")
_ADVICE = {
    "number": ("{} or more", "{} or less"),
    "string": ("{} or more characters", "{} or fewer characters"),
    "array": ("{} or more items", "{} or fewer items"),
    "object": ("{} or more members", "{} or fewer members"),
}


def kinds(node: Any) -> frozenset[str]:
    """The types that a subschema allows; numbers count as integers and fractions."""
    said = node.get("type")
    if said is None:
        return frozenset(TYPES)
    named = {said} if isinstance(said, str) else set(said)
    return frozenset(named - {"number"} | ({"integer", "fraction"} if "number" in named else set()))


def of_type(old: Any, new: Any) -> Iterator[Edit]:
    """The edit when the types differ."""
    before, after = kinds(old), kinds(new)
    if before == after:
        return
    gained, lost = after - before, before - after
    both = bool(gained and lost)
    if not both and gained | lost == {"null"}:
        what = "may now be null" if gained else "may no longer be null"
    else:
        what = f"was {_types(before)}, is now {_types(after)}"
    yield Edit(
        (), (), "type", what, YES if gained else NO, YES if lost else NO,
        read=f"Expect {'any value' if after >= set(TYPES) else _types(gained)} there, too." if gained else "",
        write=f"Write {_types(after)}." if lost else "",
    )  # fmt: skip


def _types(types: frozenset[str]) -> str:
    if types >= set(TYPES):
        return "any value"
    named = [t for t in TYPES if t in types]
    if "fraction" in named:
        named = [n for n in named if n != "integer"]
    words = {"integer": "an integer", "fraction": "a number", "null": "null"}
    words |= {"array": "an array", "object": "an object"}
    return " or ".join(words.get(n, f"a {n}") for n in named) or "nothing"


def of_bounds(old: Any, new: Any, *, but: tuple[str, ...] = ()) -> Iterator[Edit]:
    """An edit for every bound that differs."""
    for keyword, (kind, lower, absent, name) in _BOUNDS.items():
        before, after = old.get(keyword, absent), new.get(keyword, absent)
        if keyword in but or before == after:
            continue
        tighter = before is None or (after is not None and (after > before) == lower)
        has = [bool(kinds(n) & ({"integer", "fraction"} if kind == "number" else {kind})) for n in (old, new)]
        if before is None or keyword not in old:
            what = f"{name} {after} added"
        elif after is None or keyword not in new:
            what = f"{name} {before} removed"
        else:
            what = f"{name} {before} is now {after}"
        advice = _ADVICE[kind][0 if lower else 1]
        yield Edit(
            (), (), keyword, what,
            more=YES if not tighter and has[1] else NO,
            less=YES if tighter and has[0] else NO,
            read=f"Expect values beyond the former {name}." if not tighter else "",
            write=f"Write {advice.format(after)}." if tighter else "",
        )  # fmt: skip


def of_writing(old: Any, new: Any) -> Iterator[Edit]:
    """The edit when strings are to be written differently: `pattern`, and the `not` that closes it.

    When there is one, it covers the lengths as well.
    """
    if same(_written(old), _written(new)) or "string" not in kinds(old) & kinds(new):
        return
    more, gained = _difference(new, old)
    less, lost = _difference(old, new)
    was, now = old.get("pattern"), new.get("pattern")
    if was == now:
        what = "strings are refused by another rule now"
    elif was is None:
        what = f"pattern {now} added"
    else:
        what = f"pattern {was} removed" if now is None else f"pattern {was} is now {now}"
    yield Edit(
        (), (), "not" if was == now else "pattern", what, more, less,
        read=_such(gained, "may come now", "Strings may come now that were not documented."),
        write=_such(lost, "are refused now", "Some strings are refused now."),
        tries=tuple(text for text in (gained, lost) if text is not None),
    )  # fmt: skip


def is_writing(node: Any) -> bool:
    """Whether the `not` of a subschema only refuses strings by a pattern."""
    refused = node.get("not")
    if not isinstance(refused, dict):
        return refused is None
    return refused.get("type") == "string" and set(refused) - ANNOTATIONS == {"type", "pattern"}


def _written(node: Any) -> Any:
    return [node.get("pattern"), node["not"]["pattern"] if "not" in node and is_writing(node) else None]


def _such(text: str | None, what: str, otherwise: str) -> str:
    return otherwise if text is None else f"Strings such as {json.dumps(text)} {what}."


def _difference(wide: Any, narrow: Any) -> tuple[int, str | None]:
    """Whether the first takes strings that the second does not, and the shortest."""
    # Equal lengths need no look: what is true without them is true with them, but for the example.
    lengths = [[node.get(keyword) for keyword in _LENGTHS] for node in (wide, narrow)]
    for lenient in (False, True):
        try:
            languages = [_languages(n, lengths[0] != lengths[1], lenient) for n in (wide, narrow)]
            text = patterns.difference(*languages[0], *languages[1])
        except (patterns.NotRegular, RecursionError):
            return MAYBE, None
        if text is not None:
            return YES, text
    return NO, None


def _languages(node: Any, bounded: bool, lenient: bool) -> tuple[list[patterns.Regex], list[patterns.Regex]]:
    taken, refused = _written(node)
    least, most = (node.get(keyword) if bounded else None for keyword in _LENGTHS)
    positive = [patterns.length(least or 0, most)]
    if taken is not None:
        positive.append(patterns.parse(taken, lenient=lenient))
    return positive, [patterns.parse(refused, lenient=lenient)] if refused is not None else []
