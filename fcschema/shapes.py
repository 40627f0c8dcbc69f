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

# A pattern is tried after this many lines had it; a file of ever new patterns soon gets no more of them.
WORTH = 3
MOST = 64
MOST_MISSES = 2_048
ENOUGH = 256
# Making the pattern costs: it is made after this many lines, then after twice as many, and so on.
FIRST = 16
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
_STATUS, _DUPLICATE = ("callStatus",), ("dialCallStatus",)
_COUNT = re.compile(rb"[1-9][0-9]{0,8}\Z")
# Stands for the name of a shape's own group: a byte that no ASCII line has.
_OWN = b"\xff"

# Keywords that say nothing about a value; a text or a count with others than these and a bound stays literal.
_SAYING = frozenset(("$comment", "default", "deprecated", "description", "examples", "title", "type"))

# Python can say that a line, once matched, is not to be tried otherwise; before 3.11.5 it did so wrongly.
_MANY = b"++" if sys.version_info >= (3, 11, 5) else b"+"


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
            # After so many, what is still missed differs from line to line.
            if self._misses >= ENOUGH:
                self._misses = MOST_MISSES
            return
        for verdict, shape in often:
            del self._seen[verdict, shape]
            known = self._learned.setdefault(verdict, [])
            # A line of a known shape is judged once more where its places are wanted.
            if shape not in known and sum(map(len, self._learned.values())) < MOST:
                known.append(shape)
        self._verdicts = [verdict for verdict, known in self._learned.items() if known]
        self._pattern = re.compile(b"|".join(map(self._run_of, range(len(self._verdicts)))))

    def _run_of(self, number: int) -> bytes:
        """The pattern of lines in a row that have one of the verdicts."""
        shapes = self._learned[self._verdicts[number]]
        # A group's name stands once in the whole pattern: shapes alike up to the group share it.
        names: dict[Shape, bytes] = {}
        own = []
        for shape in shapes:
            first = next((place for place, part in enumerate(shape) if _OWN in part), 0)
            name = names.setdefault(shape[: first + 1], b"s%d_%d" % (number, len(names)))
            own.append(tuple(part.replace(_OWN, name) for part in shape))
        return b"(?P<v%d>(?:" % number + _either(own) + b")" + _MANY + b")"


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
        return re.escape(word[:3]) + rb'[0-9a-fA-F]{40}"'
    if "[0-9]{1,14}" in node.get("pattern", "") and _PHONE.match(word):
        return rb'"\+[1-9][0-9]{1,14}"'
    url = _URL.match(word)
    if url and ("://" in node.get("pattern", "") or name == "file"):
        return re.escape(url.group(1)) + _PATH
    keywords = node.keys() - _SAYING
    fits = node.get("minLength", 0) <= 1 and node.get("maxLength", 160) >= 160
    if name in _TEXTS and keywords <= {"minLength", "maxLength"} and fits and _TEXT.match(word):
        return b'"' + _PLAIN + b'{1,160}"'
    counts = node.get("type") == "integer" and name not in doubts.COUNTS
    if counts and keywords <= {"minimum"} and node.get("minimum", 0) <= 1 and _COUNT.match(word):
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
