"""JSON lines at speed: blocks of lines to counted verdicts, in one process or in several.

The verdicts are those of one line at a time; a line that repeats another in all that matters is counted
with it (see shapes). Work on a file is split into ranges; a line belongs to the range it begins in.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from io import FileIO
from typing import NamedTuple

from .captures.json_captures import Json, Text
from .captures.parts import moved
from .jsontext import MAX_BYTES
from .judge import Judge, Verdict
from .origin import Origin, Unreadable
from .shapes import Shapes
from .source import BLOCK

RANGE = 1 << 20
# How many verdicts of a kind get lines and columns; the rest are only counted. The first of all are given
# singly: a run of few payloads is listed in their order.
PLACED = 3
FIRST = 20


class Settings(NamedTuple):
    """What a process needs to judge lines; `each` is whether every verdict is wanted singly."""

    as_: str | None
    version: str | None
    engine: str | None
    show_values: bool
    at: tuple[str, ...] | None
    each: bool
    against: str | None = None
    without_deprecated: bool = False

    @property
    def ahead(self) -> bool:
        """Whether another contract than the one version is asked about, too."""
        return self.against is not None or self.without_deprecated


def judge(settings: Settings) -> Judge:
    """A judge as the settings want it. Raises UnknownName."""
    as_, version, engine, show_values = settings[:4]
    if not settings.ahead:
        return Judge(as_, version=version, engine=engine, show_values=show_values)
    from . import against

    return against.judge(
        as_,
        version=version,
        engine=engine,
        show_values=show_values,
        against=settings.against,
        without_deprecated=settings.without_deprecated,
    )


class Judged(NamedTuple):
    """The verdict on a record, both numbers counted from 1 in its block; None where it holds no payload."""

    line: int
    record: int
    verdict: Verdict | None


class Block(NamedTuple):
    """What came of a block: its lines and records, single verdicts in order, and counts of the others."""

    lines: int
    records: int
    judged: list[Judged]
    counted: dict[Verdict, int]


class Worker:
    """Judges block after block, and learns from each; `shapes` are what another learned already."""

    def __init__(self, settings: Settings, shapes: Shapes | None = None) -> None:
        self._settings = settings
        self._judge = judge(settings)
        # Values that are shown make findings differ that are the same otherwise.
        alike = not (settings.each or settings.at is not None or settings.show_values or settings.ahead)
        self.shapes = (shapes or Shapes()) if alike else None
        self._placed: Counter[Verdict] = Counter()
        self._singly = FIRST

    def block(self, data: bytes) -> Block:
        """Judge the lines of a block; the last may lack its end."""
        judged: list[Judged] = []
        counted: Counter[Verdict] = Counter()
        start, line, record = 0, 0, 0
        while start < len(data):
            run = self.shapes.run(data, start) if self.shapes else None
            if run and (not run.verdict.findings or self._placed[run.verdict] >= PLACED):
                times = data.count(b"\n", start, run.end)
                counted[run.verdict] += times
                start, line, record = run.end, line + times, record + times
                continue
            end = data.find(b"\n", start)
            end = len(data) if end < 0 else end
            text = data[start:end]
            start, line = end + 1, line + 1
            if not text or text.isspace():
                continue
            record += 1
            self._line(text, line, record, judged, counted)
        return Block(line, record, judged, dict(counted))

    def _line(
        self, text: bytes, line: int, record: int, judged: list[Judged], counted: Counter[Verdict]
    ) -> None:
        capture = Json(Origin(""), Text(text), self._settings.at)
        bare = capture.bare(self._judge)
        if bare is not None:
            if self.shapes and bare.document and len(text) <= MAX_BYTES:
                self.shapes.learn(text, self._judge.version.schema(bare.document), bare)
            wanted = self._settings.each or self._singly > 0
            if not wanted and (not bare.findings or self._placed[bare] >= PLACED):
                counted[bare] += 1
                return
            self._singly -= 1
            self._placed[bare] += 1
            bare = capture.placed(bare)
            bare = bare._replace(findings=moved(bare.findings, line - 1))
        judged.append(Judged(line, record, bare))


def stream(blocks: Iterator[bytes]) -> Iterator[bytes]:
    """The bytes of a stream in blocks of whole lines; of a line beyond the bound, its beginning alone."""
    rest = b""
    for block in blocks:
        end = block.rfind(b"\n") + 1
        if end:
            yield rest + block[:end]
            rest = block[end:]
        else:
            rest += block
        # One byte more than the bound tells that the line is too long.
        rest = rest[: MAX_BYTES + 1]
    if rest:
        yield rest


class Range(NamedTuple):
    """A part of a file, from one offset to another; `inode` tells when another file took its name."""

    file: str
    inode: int
    start: int
    end: int


def ranges(file: str, size: int) -> Iterator[Range]:
    """A file of a size in parts. Raises Unreadable."""
    try:
        inode = os.stat(file).st_ino
    except OSError as error:
        raise Unreadable(file, (error.strerror or str(error)).lower()) from None
    for start in range(0, size, RANGE):
        yield Range(file, inode, start, min(start + RANGE, size))


def read(part: Range) -> bytes:
    """The lines that begin in a range, the last one whole, or its beginning when it is beyond the bound.

    Raises Unreadable.
    """
    try:
        with open(part.file, "rb", buffering=0) as file:
            found = os.fstat(file.fileno())
            if found.st_ino != part.inode:
                raise Unreadable(part.file, "another file took its place while it was read")
            if found.st_size < part.end:
                raise Unreadable(part.file, "it was cut while it was read")
            # The byte before tells whether a line begins at the start.
            file.seek(max(part.start - 1, 0))
            data = _exactly(file, part.end - max(part.start - 1, 0))
            if part.start:
                begin = data.find(b"\n") + 1
                if not begin:
                    return b""
                data = data[begin:]
            rest: list[bytes] = []
            while data and not (rest[-1] if rest else data).endswith(b"\n"):
                more = file.read(BLOCK)
                end = more.find(b"\n") + 1
                rest.append(more[:end] if end else more)
                if not more or sum(map(len, rest)) > MAX_BYTES:
                    break
            return data + b"".join(rest)
    except OSError as error:
        raise Unreadable(part.file, (error.strerror or str(error)).lower()) from None


def _exactly(file: FileIO, length: int) -> bytes:
    parts = []
    while length > 0 and (part := file.read(length)):
        parts.append(part)
        length -= len(part)
    return b"".join(parts)
