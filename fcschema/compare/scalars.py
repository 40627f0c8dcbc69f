"""What a change of types, bounds, listed values and the writing of strings allows or refuses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..nodes import alone, constraints
from ..pointer import Path
from ..proof import acceptor, same
from . import keywords
from .edits import NO, YES, Edit
from .phrases import code, meaning_of

if TYPE_CHECKING:
    from .walk import Walk


def listed(walk: Walk, old: Path, new: Path, before: Any, after: Any) -> bool:
    """Compare subschemas of which one lists its values; False when neither does."""
    if not any(keyword in n for keyword in ("enum", "const") for n in (before, after)):
        return False
    if same(constraints(before), constraints(after)):
        return True
    was, now = _values(before), _values(after)
    takes = acceptor(alone(walk.old, old)), acceptor(alone(walk.new, new))
    gained = [v for v in now or () if takes[1](v) and not takes[0](v)]
    lost = [v for v in was or () if takes[0](v) and not takes[1](v)]
    if was is None or now is None:
        listed = " or ".join(code(v) for v in now or was or ())
        what = f"must now be {listed}" if was is None else f"is no longer limited to {listed}"
        read, write = "Expect other values.", f"Write {' or '.join(code(v) for v in now or ())}."
        walk.add(
            old, new,
            Edit((), (), "enum", what, YES if now is None or gained else NO, YES if was is None or lost else NO,
                 read, write if was is None else "", tries=(*gained, *lost)),
        )  # fmt: skip
        return True
    allowed = " or ".join(code(v) for v in now)
    for value in gained:
        meaning = meaning_of(after, value)
        read = f"Handle {code(value)}{f' ({meaning})' if meaning else ''}."
        walk.add(old, new, Edit((), (), "enum", f"value {code(value)} added", YES, NO, read, tries=(value,)))
    for value in lost:
        what, write = f"value {code(value)} removed", f"Write {allowed} instead of {code(value)}."
        walk.add(old, new, Edit((), (), "enum", what, NO, YES, "", write, tries=(value,)))
    return True


def others(walk: Walk, old: Path, new: Path, before: Any, after: Any) -> None:
    writing = list(keywords.of_writing(before, after))
    lengths = ("minLength", "maxLength") if writing else ()
    walk.add(
        old,
        new,
        *keywords.of_type(before, after),
        *keywords.of_bounds(before, after, but=lengths),
        *writing,
    )


def _values(found: Any) -> list[Any] | None:
    if "const" in found:
        return [found["const"]]
    if "enum" in found:
        return list(found["enum"])
    few: dict[str, list[Any]] = {"null": [None], "boolean": [False, True]}
    types = keywords.kinds(found)
    return [v for t in few if t in types for v in few[t]] if types <= few.keys() else None
