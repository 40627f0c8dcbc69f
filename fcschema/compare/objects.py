"""What a change of an object's members, or of an array's items, allows or refuses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..nodes import about, constraints, impossible, node, resolved
from ..pointer import Path
from ..proof import same
from .edits import NO, REMOVED, YES, Edit, Effect
from .phrases import instead

if TYPE_CHECKING:
    from .walk import Walk


def required(walk: Walk, old: Path, new: Path, before: Any, after: Any) -> None:
    was, now = before.get("required", []), after.get("required", [])
    for name in was:
        if name not in now:
            read = f"Expect it without `{name}` at times."
            walk.add(old, new, Edit((), (), "required", "is no longer required", YES, NO, read, member=name))
    for name in now:
        if name not in was:
            meaning = (
                about(walk.new, (*new, "properties", name)) if name in after.get("properties", {}) else ""
            )
            write = f"Always write `{name}`{': ' if meaning else '.'}{meaning}"
            walk.add(old, new, Edit((), (), "required", "is now required", NO, YES, "", write, member=name))


def members(walk: Walk, old: Path, new: Path, before: Any, after: Any) -> None:
    was, now = before.get("properties", {}), after.get("properties", {})
    for name in was:
        path = (*old, "properties", name)
        if name in now:
            walk.pair(path, (*new, "properties", name))
            continue
        described = resolved(walk.old, path)
        away = _unsaid(described, after) or walk.inside(path, (*new, "additionalProperties"))
        other = instead(was[name]) if node(walk.old, path).get("deprecated") else ""
        read = f"Do not rely on `{name}`. {other}".strip()
        write = f"Leave `{name}` out. {other}".strip()
        if before.get("maxProperties") == 1:
            write = f"Do not write {name}."
        walk.add(
            old, new,
            Edit((), (), "properties", "removed", away.more, away.less, read, write, member=name, sort=REMOVED),
        )  # fmt: skip
    for name in now:
        if name in was:
            continue
        path = (*new, "properties", name)
        said = _unsaid(resolved(walk.new, path), before)
        came = said.flipped if said else walk.inside((*old, "additionalProperties"), path)
        meaning = about(walk.new, path)
        read, write = f"Expect `{name}`: {meaning}", f"`{name}` has a meaning now: {meaning}"
        walk.add(
            old, new, Edit((), (), "properties", "added", came.more, came.less, read, write, member=name)
        )
    _additional(walk, old, new, before, after)


def _additional(walk: Walk, old: Path, new: Path, before: Any, after: Any) -> None:
    was, now = (n.get("additionalProperties", True) for n in (before, after))
    if same(_simple(was), _simple(now)):
        return
    if isinstance(was, dict) and isinstance(now, dict):
        walk.pair((*old, "additionalProperties"), (*new, "additionalProperties"))
        return
    opened, closed = was is False or now is True, now is False or was is True
    if isinstance(was, dict) and isinstance(now, bool):
        opened, closed = now, not now
    elif isinstance(now, dict) and isinstance(was, bool):
        opened, closed = not was, was
    what = "other members are allowed now" if opened else "other members are refused now"
    if isinstance(now, dict) and closed:
        what = "other members are limited now"
    read, write = "Expect members that are not documented.", "Write documented members only."
    walk.add(
        old, new,
        Edit((), (), "additionalProperties", what, YES if opened else NO, YES if closed else NO,
             read if opened else "", write if closed else ""),
    )  # fmt: skip


def items(walk: Walk, old: Path, new: Path, before: Any, after: Any) -> None:
    if "items" in before and "items" in after:
        walk.pair((*old, "items"), (*new, "items"))
    elif "items" in before and constraints(resolved(walk.old, (*old, "items"))):
        walk.add(old, new, Edit((), (), "items", "items may be anything now", YES, NO, "Expect other items."))
    elif "items" in after and constraints(resolved(walk.new, (*new, "items"))):
        write = f"Write items of this kind: {about(walk.new, (*new, 'items'))}"
        walk.add(old, new, Edit((), (), "items", "items are limited now", NO, YES, "", write))


def _unsaid(described: Any, other: Any) -> Effect | None:
    """What it does that a member is no longer described; None when `additionalProperties` then describes it."""
    additional = other.get("additionalProperties", True)
    if isinstance(additional, dict) and constraints(additional):
        return None
    if additional is False:
        return Effect() if impossible(described) else Effect(NO, YES)
    return Effect(YES, NO) if constraints(described) else Effect()


def _simple(additional: Any) -> Any:
    return additional if constraints(additional) or additional is False else True
