"""What a schema says to people alone: descriptions, defaults, deprecation."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from ..nodes import node
from ..pointer import Path
from ..proof import same
from ..wording import listing
from .edits import DEFAULT, DEPRECATED, WORDING, Edit
from .phrases import instead

if TYPE_CHECKING:
    from .walk import Walk


def compare(walk: Walk, old: Path, new: Path) -> None:
    before, after = node(walk.old, old), node(walk.new, new)
    if before.get("deprecated", False) != after.get("deprecated", False):
        is_now = bool(after.get("deprecated"))
        what = "is deprecated now" if is_now else "is no longer deprecated"
        walk.add(
            old,
            new,
            Edit((), (), "deprecated", what, sort=DEPRECATED, write=instead(after) if is_now else ""),
        )
    if not same(before.get("default"), after.get("default")):
        was, now = (json.dumps(n["default"]) if "default" in n else None for n in (before, after))
        what = f"default {now} added" if was is None else f"default {was} removed"
        if was is not None and now is not None:
            what = f"default {was} is now {now}"
        say = (
            f"Scripts stay valid, but leaving it out may mean something else: write {was} where you relied on it."
            if was is not None
            else ""
        )
        walk.add(old, new, Edit((), (), "default", what, sort=DEFAULT, write=say))
    reworded = [k for k in ("title", "description", "examples") if not same(before.get(k), after.get(k))]
    if reworded:
        what = f"{listing(reworded, quote=False)} reworded"
        walk.add(old, new, Edit((), (), reworded[0], what, sort=WORDING))
