"""How a file is written, told from how it begins; its name only breaks ties."""

from __future__ import annotations

import re

from .source import HEAD, Source

FORMATS = ("json", "yaml", "ndjson", "har")

_HAR = re.compile(rb'(?:\xef\xbb\xbf)?\s*\{\s*"log"\s*:\s*\{')
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
    if named in ("yaml", "ndjson", "har"):
        return named
    if named is None and not _JSON.match(head) and _YAML.match(head):
        return "yaml"
    return "json"


def by_name(file: str) -> str | None:
    """The format that a file's name stands for, compressed or not."""
    name = file.lower().removesuffix(".gz")
    return _NAMES.get(name[name.rfind(".") :]) if "." in name else None


def _has_a_value_a_line(head: bytes) -> bool:
    """Whether more lines than not, and more than two, hold a JSON object or array each.

    Two may as well be one payload too many.
    """
    if b"\n" not in head[:-1]:
        return False
    lines = [line for line in head.split(b"\n") if line and not line.isspace()]
    if len(head) >= HEAD and len(lines) > 1:
        # The last line is most likely cut.
        lines.pop()
    whole = [line for line in lines[:20] if _is_whole(line.strip())]
    return 2 * len(whole) > len(lines[:20]) and len(whole) > 2


def _is_whole(line: bytes) -> bool:
    if line[:1] + line[-1:] not in (b"{}", b"[]"):
        return False
    import json

    try:
        json.loads(line)
    except (ValueError, RecursionError):
        return False
    return True
