"""Lines that need no parser: those that differ from a judged line only where it makes no difference.

A judged line becomes a pattern: its own bytes, but with phone numbers, IDs, free texts, paths of URLs,
values of lists and plain counts replaced by what the schema allows there and no advice looks at. A line
that matches has the verdict of the first. Whatever is unusual in a line stays literal in its pattern, or
keeps it from having one.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from typing import Any, NamedTuple

from . import advice, doubts, jsonwalk
from .judge import Verdict
from .pointer import Path

# A pattern is tried after this many lines had it; a file of ever new patterns soon gets no more of them.
WORTH = 8
MOST = 64
MOST_MISSES = 2_000
# Making the pattern costs: it is made after this many lines, then after twice as many, and so on.
FIRST = 32
# Parts that vary are bounded, so that no line beyond the bound on lines matches the shape of one this long.
LONGEST = 16_384

# Printable ASCII without quote and backslash: one character a byte, and nothing to unescape.
_PLAIN = rb"[ !#-\[\]-~]"
_TEXTS = frozenset(("text", "reason", "alias", "callingNumber"))
_TEXT = re.compile(rb'"' + _PLAIN + rb'{1,160}"\Z')
_PHONE = re.compile(rb'"\+[1-9][0-9]{1,14}"\Z')
_ID = re.compile(rb'"[A-Z]{2}[0-9a-fA-F]{40}"\Z')
_URL = re.compile(rb'("https?://[A-Za-z0-9.:-]+/)[!#-\[\]-~]{0,500}"\Z')
_PATH = rb'[!#-\[\]-~]{0,500}"'
_STATUSES = re.compile(rb'"(?:c|dialC)allStatus"\s*:\s*"([A-Za-z]+)"')
_STATUS_PATHS = (("callStatus",), ("dialCallStatus",))
_COUNT = re.compile(rb"[1-9][0-9]{0,8}\Z")

# Python 3.11 can say that a line, once matched, is not to be tried otherwise.
_MANY = b"++" if sys.version_info >= (3, 11) else b"+"


class Run(NamedTuple):
    """Lines in a row that all have one verdict; `end` is where in the block the next begins."""

    verdict: Verdict
    end: int


class Shapes:
    """The patterns learned so far, by the verdict that their lines have."""

    def __init__(self) -> None:
        self._seen: Counter[tuple[Verdict, bytes]] = Counter()
        self._learned: dict[Verdict, list[bytes]] = {}
        self._verdicts: list[Verdict] = []
        self._pattern: re.Pattern[bytes] | None = None
        self._misses = 0
        self._settle_at = FIRST

    def run(self, block: bytes, start: int) -> Run | None:
        """The lines from `start` on that share a verdict known from their shape, if there are any."""
        match = self._pattern.match(block, start) if self._pattern else None
        return Run(self._verdicts[int(str(match.lastgroup)[1:])], match.end()) if match else None

    def learn(self, line: bytes, document: Any, verdict: Verdict) -> None:
        """Remember the shape of a judged line; `verdict` is without places."""
        if self._misses >= MOST_MISSES:
            return
        self._misses += 1
        shape = _shape(line, document)
        if shape is not None:
            self._seen[verdict, shape] += 1
        if self._misses >= self._settle_at:
            self._settle_at *= 2
            self._settle()

    def _settle(self) -> None:
        """Take up what was seen often."""
        often = [key for key, count in self._seen.items() if count >= WORTH]
        if not often:
            return
        for verdict, shape in often:
            del self._seen[verdict, shape]
            if sum(map(len, self._learned.values())) < MOST:
                self._learned.setdefault(verdict, []).append(shape)
        self._verdicts = list(self._learned)
        self._pattern = re.compile(b"|".join(map(self._run_of, range(len(self._verdicts)))))

    def _run_of(self, number: int) -> bytes:
        """The pattern of lines in a row that have one of the verdicts."""
        shapes = self._learned[self._verdicts[number]]
        # A group's name is to be one of its own in the whole pattern.
        own = (shape.replace(b"s@", b"s%d_%d" % (number, place)) for place, shape in enumerate(shapes))
        return b"(?P<v%d>(?:(?:" % number + b"|".join(own) + b")\n)" + _MANY + b")"


def _shape(line: bytes, document: Any) -> bytes | None:
    """The pattern of a line, or None for one with characters beyond ASCII."""
    if not line.isascii() or len(line) > LONGEST:
        return None
    parts, last = [], 0
    statuses = _statuses(line, document)
    for token in jsonwalk.walk(line.decode("ascii")):
        if token.is_name or token.text in "[{":
            continue
        word = token.text.encode("ascii")
        parts.append(re.escape(line[last : token.offset]))
        if statuses and token.path in _STATUS_PATHS:
            parts.append(statuses.pop(0))
        else:
            parts.append(_value(word, token.path, _described(document, token.path)))
        last = token.offset + len(word)
    parts.append(re.escape(line[last:]))
    return b"".join(parts)


def _statuses(line: bytes, document: Any) -> list[bytes]:
    """Patterns for callStatus and dialCallStatus, in that order of a line that has them equal; else none.

    Advice compares the two, so in other lines they stay literal.
    """
    found = _STATUSES.findall(line)
    properties = document.get("properties", {})
    if len(found) > 2 or len(set(found)) != 1 or "dialCallStatus" not in properties:
        return []
    allowed = [
        v
        for v in properties["callStatus"]["enum"]
        if len(found) == 1 or v in properties["dialCallStatus"]["enum"]
    ]
    if found[0].decode() not in allowed:
        return []
    first = b'"(?P<s@>' + b"|".join(re.escape(v.encode()) for v in allowed) + b')"'
    return [first, b'"(?P=s@)"'][: len(found)]


def _value(word: bytes, path: Path, node: Any) -> bytes:
    """The pattern of a scalar at a path that a node of the schema describes."""
    name = str(path[-1]) if path else ""
    if node is None:
        return re.escape(word)
    if name in advice.ID_PREFIXES and _ID.match(word):
        return re.escape(word[:3]) + rb'[0-9a-fA-F]{40}"'
    if "[0-9]{1,14}" in node.get("pattern", "") and _PHONE.match(word):
        return rb'"\+[1-9][0-9]{1,14}"'
    url = _URL.match(word)
    if url and ("://" in node.get("pattern", "") or name == "file"):
        return re.escape(url.group(1)) + _PATH
    if name in _TEXTS and "pattern" not in node and _TEXT.match(word):
        return b'"' + _PLAIN + b'{1,160}"'
    if (
        node.get("type") == "integer"
        and "maximum" not in node
        and name not in doubts.COUNTS
        and _COUNT.match(word)
    ):
        return b"[1-9][0-9]{0,8}"
    return re.escape(word)


def _described(document: Any, path: Path) -> Any:
    """The part of the document that describes the value at a path, or None."""
    node = document
    for step in path:
        node = node.get("items") if isinstance(step, int) else node.get("properties", {}).get(step)
        if node is None:
            return None
        if "$ref" in node:
            node = document["$defs"][node["$ref"].rpartition("/")[2]]
    return node
