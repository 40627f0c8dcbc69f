"""What schemas say of themselves, in the words of a change."""

from __future__ import annotations

import json
from typing import Any

from ..nodes import node, resolved
from ..pointer import Path
from .edits import Edit


def code(value: Any) -> str:
    return f"`{value}`" if isinstance(value, str) and value else f"`{json.dumps(value)}`"


def meaning_of(found: Any, value: Any) -> str:
    """What a description says of one value of a list."""
    _, there, rest = str(found.get("description", "")).partition(f"`{value}`: ")
    return rest.split(". ")[0].rstrip(".") if there else ""


def instead(found: Any) -> str:
    """What to do instead of a deprecated member: the second sentence of its description."""
    sentences = str(found.get("description", "")).split(". ")
    return sentences[1].rstrip(".") + "." if len(sentences) > 1 else ""


def name_of(document: Any, path: Path) -> str:
    found = resolved(document, path)
    return str(
        found.get("title") or node(document, path).get("description") or found.get("type") or "another"
    )


def details(edits: list[Edit]) -> str:
    """The edits inside a rule in words."""
    said = []
    for edit in edits:
        steps = [*edit.old, *(("properties", edit.member) if edit.member else ())]
        names = [str(steps[i + 1]) for i, step in enumerate(steps[:-1]) if step == "properties"]
        condition = "condition: " if "if" in edit.old else ""
        said.append(f"{condition}`{'.'.join(names)}` {edit.what}" if names else f"{condition}{edit.what}")
    return f" ({'; '.join(said)})" if said else ""
