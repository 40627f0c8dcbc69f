"""JSON Pointers (RFC 6901) and the places they name."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

Path = tuple[str | int, ...]


def render(path: Iterable[str | int]) -> str:
    """The JSON Pointer of a path of member names and array indexes."""
    return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in path)


def parse(text: str) -> tuple[str, ...]:
    """The member names and indexes of a JSON Pointer, all as strings. Raises ValueError."""
    if text and not text.startswith("/"):
        raise ValueError(f"not a JSON Pointer: {text!r}")
    return tuple(part.replace("~1", "/").replace("~0", "~") for part in text.split("/")[1:])


def resolve(value: Any, path: Iterable[str | int]) -> Any:
    """The value at a path. Raises LookupError."""
    for part in path:
        value = value[int(part) if isinstance(value, list) else part]
    return value
