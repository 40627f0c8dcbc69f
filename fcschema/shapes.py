"""Lines that need no parser: those that differ from a judged line only where it makes no difference.

A judged line becomes a pattern: its own bytes, but with phone numbers, IDs, free texts, paths of URLs,
values of lists and plain counts replaced by what the schema allows there and no advice looks at. A line
that matches has the verdict of the first. Whatever is unusual in a line stays literal in its pattern, or
keeps it from having one.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterable
from typing import Any, NamedTuple

from . import advice, doubts, jsonwalk
from .judge import Verdict
from .pointer import Path

# A shape is worth taking up after this many lines had it; a file of ever new shapes soon gets no more of them.
WORTH = 3
MOST = 64
MOST_MISSES = 2_048
ENOUGH = 256
# Making the pattern costs the more, the more shapes it has: it is made anew when this many lines, and one
# more for each shape in it, would have been spared.
SPARED = 8
# Parts that vary are bounded, so that no line beyond the bound on lines matches the shape of one this long.
LONGEST = 16_384

# Printable ASCII without quote and backslash: one character a byte, and nothing to unescape.
_PLAIN = rb"[ !#-\[\]-~]"
_TEXTS = frozenset(("text", "reason", "alias", "callingNumber"))
_TEXT = re.compile(rb'"' + _PLAIN + rb'{1,160}"\Z')
_PHONE = re.compile(rb'"\+[1-9][0-9]{1,14}"\Z')
_DIGITS = re.compile(rb'"[0-9]{1,99}"\Z')
_ID = re.compile(rb'"[A-Z]{2}[0-9a-fA-F]{40}"\Z')
_URL = re.compile(rb'("https?://[A-Za-z0-9.:-]+/)[!#-\[\]-~]{0,500}"\Z')
_STATUS, _DUPLICATE = ("callStatus",), ("dialCallStatus",)
_COUNT = re.compile(rb"[1-9][0-9]{0,8}\Z")
# Stands for the name of a shape's own group: a byte that no ASCII line has.
_OWN = b"\xff"

# Keywords that say nothing about a value; a text or a count with others than these and a bound stays literal.
_SAYING = frozenset(("$comment", "default", "deprecated", "description", "examples", "title", "type"))

# Python can say that what was matched once is not to be tried otherwise; before 3.11.5 it did so wrongly.
_ONCE = b"+" if sys.version_info >= (3, 11, 5) else b""
_PATH = rb"[!#-\[\]-~]{0,500}" + _ONCE + b'"'


# A pattern in parts: literal bytes and what may vary, in turn, the line's end last.
Shape = tuple[bytes, ...]


class Run(NamedTuple):
    """Lines in a row that all have one verdict; `end` is where in the block the next begins."""

    verdict: Verdict
    end: int


class Shapes:
    """The patterns learned so far, by the verdict that their lines have."""

    def __init__(self) -> None:
        self._seen: Counter[tuple[Verdict, Shape]] = Counter()
        self._learned: dict[Verdict, list[Shape]] = {}
        # The verdicts learned first are, mostly, those of most lines.
        self._patterns: dict[Verdict, re.Pattern[bytes]] = {}
        self._misses = self._since = self._spared = 0

    @property
    def learning(self) -> bool:
        """Whether there is more to learn."""
        return self._misses < MOST_MISSES

    def run(self, data: bytes | bytearray, start: int, end: int) -> Run | None:
        """The lines from `start` on that share a verdict known from their shape, if there are any."""
        for verdict, pattern in self._patterns.items():
            if match := pattern.match(data, start, end):
                return Run(verdict, match.end())
        return None

    def learn(self, line: bytes, document: Any, verdict: Verdict) -> None:
        """Remember the shape of a judged line; `verdict` is without places."""
        self._misses += 1
        self._since += 1
        shape = _shape(line, document)
        if shape is not None:
            self._seen[verdict, shape] += 1
            self._spared += self._seen[verdict, shape] > WORTH
        if self._spared >= SPARED + self._count or self._since >= ENOUGH:
            self._settle()

    @property
    def _count(self) -> int:
        return sum(map(len, self._learned.values()))

    def _settle(self) -> None:
        """Take up what was seen often."""
        self._since = self._spared = 0
        often = [key for key, count in self._seen.items() if count >= WORTH]
        if not often or self._count >= MOST:
            # What is still missed differs from line to line.
            self._misses = MOST_MISSES
            return
        for verdict, shape in often:
            del self._seen[verdict, shape]
            if self._count < MOST:
                self._learned.setdefault(verdict, []).append(shape)
        for verdict in {verdict: None for verdict, _ in often if verdict in self._learned}:
            self._patterns[verdict] = _lines_of(self._learned[verdict])


def _lines_of(shapes: list[Shape]) -> re.Pattern[bytes]:
    """The pattern of lines in a row that have one of some shapes."""
    # A group's name stands once in the whole pattern: shapes alike up to the group share it.
    names: dict[Shape, bytes] = {}
    own = []
    for shape in shapes:
        first = next((place for place, part in enumerate(shape) if _OWN in part), 0)
        name = names.setdefault(shape[: first + 1], b"s%d" % len(names))
        own.append(tuple(part.replace(_OWN, name) for part in shape))
    return re.compile(b"(?:" + _either(own) + b")+" + _ONCE)


def _either(shapes: Iterable[Shape]) -> bytes:
    """A pattern for any of some shapes, what they begin with in common written once."""
    branches: dict[bytes, list[Shape]] = {}
    for shape in shapes:
        branches.setdefault(shape[0], []).append(shape[1:])
    return b"|".join(
        first + (b"".join(rests[0]) if len(rests) == 1 else b"(?:" + _either(rests) + b")")
        for first, rests in branches.items()
    )


def _shape(line: bytes, document: Any) -> Shape | None:
    """The pattern of a line, or None for one with characters beyond ASCII."""
    if not line.isascii() or len(line) > LONGEST:
        return None
    scalars = [t for t in jsonwalk.walk(line.decode("ascii")) if not t.is_name and t.text not in "[{"]
    statuses = _statuses({token.path: token.text for token in scalars}, document)
    parts: list[bytes] = []
    last = 0
    for token in scalars:
        word = token.text.encode("ascii")
        parts.append(re.escape(line[last : token.offset]))
        parts.append(
            statuses.pop(0)
            if statuses and token.path in (_STATUS, _DUPLICATE)
            else _value(word, token.path, _described(document, token.path))
        )
        last = token.offset + len(word)
    parts.append(re.escape(line[last:]))
    parts.append(b"\n")
    return tuple(parts)


def _statuses(words: dict[Path, str], document: Any) -> list[bytes]:
    """Patterns for callStatus and dialCallStatus, in the order of a line that has them equal; else none.

    Advice compares the two, so in other lines they stay literal.
    """
    properties = document.get("properties", {})
    if _STATUS not in words or not all(name in properties for (name,) in (_STATUS, _DUPLICATE)):
        return []
    allowed = list(properties["callStatus"]["enum"])
    if _DUPLICATE in words:
        allowed = [v for v in allowed if v in properties["dialCallStatus"]["enum"]]
    status = words[_STATUS]
    if status not in map(json.dumps, allowed) or words.get(_DUPLICATE, status) != status:
        return []
    first = b'"(?P<' + _OWN + b">" + b"|".join(re.escape(v.encode()) for v in allowed) + b')"'
    return [first, b'"(?P=' + _OWN + b')"'][: len({_STATUS, _DUPLICATE} & words.keys())]


def _value(word: bytes, path: Path, node: Any) -> bytes:
    """The pattern of a scalar at a path that a node of the schema describes."""
    name = str(path[-1]) if path else ""
    if node is None:
        return re.escape(word)
    if name in advice.ID_PREFIXES and _ID.match(word):
        return re.escape(word[:3]) + b"[0-9a-fA-F]{40}" + _ONCE + b'"'
    if "[0-9]{1,14}" in node.get("pattern", ""):
        if _PHONE.match(word):
            return rb'"\+[1-9][0-9]{1,14}' + _ONCE + b'"'
        # Without its "+" it is none; what is said of it depends on its length alone.
        if _DIGITS.match(word):
            return b'"[0-9]{%d}%b"' % (len(word) - 2, _ONCE)
    url = _URL.match(word)
    if url and ("://" in node.get("pattern", "") or name == "file"):
        return re.escape(url.group(1)) + _PATH
    keywords = node.keys() - _SAYING
    fits = node.get("minLength", 0) <= 1 and node.get("maxLength", 160) >= 160
    if name in _TEXTS and keywords <= {"minLength", "maxLength"} and fits and _TEXT.match(word):
        return b'"' + _PLAIN + b"{1,160}" + _ONCE + b'"'
    counts = node.get("type") == "integer" and name not in doubts.COUNTS
    if counts and keywords <= {"minimum"} and node.get("minimum", 0) <= 1 and _COUNT.match(word):
        return b"[1-9][0-9]{0,8}" + _ONCE
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
