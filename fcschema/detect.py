"""How a file is written, told from how it begins; its name only breaks ties."""

from __future__ import annotations

import re

from .source import HEAD, Source

FORMATS = ("json", "yaml", "ndjson", "har")

_HAR = re.compile(rb'\s*\{\s*"log"\s*:\s*\{')
_JSON = re.compile(rb"\s*[\[{\"]")
_YAML = re.compile(rb"(?:%YAML|---|- |#|[A-Za-z][A-Za-z0-9]*:(?:\s|\Z))")
_NAMES = {
    ".har": "har",
    ".jsonl": "ndjson",
    ".json": "json",
    ".log": "ndjson",
    ".ndjson": "ndjson",
    ".yaml": "yaml",
    ".yml": "yaml",
}


def detect(source: Source) -> str:
    """One of FORMATS."""
    head = source.head
    if _HAR.match(head):
        return "har"
    if _has_a_value_a_line(head):
        return "ndjson"
    named = by_name(source.file)
    if named in ("yaml", "ndjson"):
        return named
    if named is None and not _JSON.match(head) and _YAML.match(head):
        return "yaml"
    return "json"


def by_name(file: str) -> str | None:
    """The format that a file's name stands for, compressed or not."""
    name = file.lower().removesuffix(".gz")
    return next((format_ for ending, format_ in _NAMES.items() if name.endswith(ending)), None)


def _has_a_value_a_line(head: bytes) -> bool:
    """Whether more lines than not, and more than one, hold a JSON object or array each."""
    lines = [line for line in head.split(b"\n") if not line.isspace() and line]
    if len(head) >= HEAD and len(lines) > 1:
        # The last line is most likely cut.
        lines.pop()
    whole = [line for line in lines[:20] if _is_whole(line.strip())]
    return len(lines) > 1 and 2 * len(whole) > len(lines[:20]) and len(whole) > 1


def _is_whole(line: bytes) -> bool:
    if line[:1] + line[-1:] not in (b"{}", b"[]"):
        return False
    import json

    try:
        json.loads(line)
    except (ValueError, RecursionError):
        return False
    return True
