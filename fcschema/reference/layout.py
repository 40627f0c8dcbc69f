"""JSON laid out to be read: what fits on a line stands on one, and a lone member does not cost a level."""

from __future__ import annotations

import json
from typing import Any


def layout(value: Any, width: int = 60, indent: str = "") -> str:
    """The JSON text of a value."""
    line = json.dumps(value, ensure_ascii=False)
    if not value or not isinstance(value, (dict, list)) or _fits(value, line, width - len(indent)):
        return line
    if isinstance(value, dict) and len(value) == 1:
        ((name, only),) = value.items()
        return f"{{{json.dumps(name)}: {layout(only, width, indent)}}}"
    inner = indent + "  "
    if isinstance(value, list):
        parts = [inner + layout(item, width, inner) for item in value]
    else:
        parts = [f"{inner}{json.dumps(name)}: {layout(item, width, inner)}" for name, item in value.items()]
    opening, closing = "[]" if isinstance(value, list) else "{}"
    return f"{opening}\n" + ",\n".join(parts) + f"\n{indent}{closing}"


def _fits(value: Any, line: str, width: int) -> bool:
    if isinstance(value, list) and any(isinstance(item, dict) for item in value):
        return False
    return len(line) <= width and not (isinstance(value, dict) and len(value) > 3)
