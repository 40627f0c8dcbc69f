"""What a change of refusals, rules and alternatives allows or refuses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..nodes import constraints, expanded, has_reference, impossible
from ..pointer import Path
from ..proof import same
from . import keywords
from .edits import MAYBE, NO, YES, Edit, Effect, effect
from .phrases import details, name_of

if TYPE_CHECKING:
    from .walk import Walk


def refusal(walk: Walk, old: Path, new: Path, before: Any, after: Any) -> None:
    if same(before.get("not"), after.get("not")) and not has_reference(before.get("not")):
        return
    if keywords.is_writing(before) and keywords.is_writing(after):
        return  # It is about strings: compared with the pattern, or settled by the types.
    # What is refused may be nothing that was allowed otherwise, so only an example makes it certain.
    if "not" in before and "not" in after:
        more, less = walk.under((*old, "not"), (*new, "not"))
        if more or less:
            edit = Edit((), (), "not", "what is refused changed", min(more, MAYBE), min(less, MAYBE))
            walk.add(old, new, edit)
    elif "not" in after:
        all_, what = impossible(after), "more values are refused now"
        what = "is refused now" if all_ else what
        walk.add(old, new, Edit((), (), "not", what, NO, YES if all_ else MAYBE, "", "Leave it out."))
    else:
        all_, what = impossible(before), "fewer values are refused now"
        what = "is no longer refused" if all_ else what
        walk.add(old, new, Edit((), (), "not", what, YES if all_ else MAYBE, NO, "Expect it."))


def rule(walk: Walk, old: Path, new: Path, before: Any, after: Any) -> None:
    """Compare the `if` and `then` of one subschema each."""
    parts = [k for k in ("if", "then", "else") if k in before or k in after]
    if not parts:
        return
    if "else" in parts or any(k not in before or k not in after for k in parts):
        whole = all(k in before and k in after for k in parts)
        if whole and all(same(expanded(walk.old, (*old, k)), expanded(walk.new, (*new, k))) for k in parts):
            return
        found = Effect(MAYBE, MAYBE)
    else:
        walk.details.clear()
        found = effect([walk.under((*old, "if"), (*new, "if")), walk.inside((*old, "then"), (*new, "then"))])
    if found != Effect():
        said = after.get("description") or before.get("description") or "without a description"
        walk.add(
            old,
            new,
            Edit((), (), "if", f"rule changed: {said}{details(walk.details)}", *found, said, said),
        )


def all_of(walk: Walk, old: Path, new: Path, before: Any, after: Any) -> None:
    was, now = before.get("allOf", []), after.get("allOf", [])
    pairs, gone, came = _matched(was, now)
    for i, j in pairs:
        walk.pair((*old, "allOf", i), (*new, "allOf", j))
    for i in gone:
        said = was[i].get("description", "without a description")
        walk.add(old, new, Edit((), (), "allOf", f"rule removed: {said}", YES, NO, "Expect what it refused."))
    for j in came:
        said = now[j].get("description", "without a description")
        walk.add(old, new, Edit((), (), "allOf", f"rule added: {said}", NO, YES, "", said))


def any_of(walk: Walk, old: Path, new: Path, before: Any, after: Any) -> None:
    if "anyOf" not in before and "anyOf" not in after:
        return
    if "anyOf" not in before or "anyOf" not in after:
        added = "anyOf" in after
        what = "is limited to alternatives now" if added else "is no longer limited to alternatives"
        walk.add(old, new, Edit((), (), "anyOf", what, NO if added else YES, YES if added else NO))
        return
    pairs, gone, came = _matched(before["anyOf"], after["anyOf"])
    for i, j in pairs:
        walk.pair((*old, "anyOf", i), (*new, "anyOf", j))
    for i in gone:
        name = name_of(walk.old, (*old, "anyOf", i))
        walk.add(
            old,
            new,
            Edit((), (), "anyOf", f"alternative removed: {name}", NO, YES, "", f"Do not write {name}."),
        )
    for j in came:
        name = name_of(walk.new, (*new, "anyOf", j))
        walk.add(
            old, new, Edit((), (), "anyOf", f"alternative added: {name}", YES, NO, f"Expect {name}, too.")
        )


def _matched(was: list[Any], now: list[Any]) -> tuple[list[tuple[int, int]], list[int], list[int]]:
    """Which parts of two lists of subschemas belong together, and which are gone and came."""
    left, right = list(range(len(was))), list(range(len(now)))
    pairs: list[tuple[int, int]] = []
    for likeness in (constraints, _condition, _saying, _shape):
        for i in list(left):
            key = likeness(was[i])
            j = next((j for j in right if key and same(key, likeness(now[j]))), None)
            if j is not None:
                pairs.append((i, j))
                left.remove(i)
                right.remove(j)
    return sorted(pairs), left, right


def _condition(found: Any) -> Any:
    return found.get("if")


def _saying(found: Any) -> Any:
    return found.get("description")


def _shape(found: Any) -> Any:
    return found.get("$ref") or found.get("type")
