"""JSON lines at speed: blocks of lines to counted verdicts, in one process or in several.

The verdicts are those of one line at a time; a line that repeats another in all that matters is counted
with it (see shapes).
"""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from .captures.json_captures import Json, Text
from .captures.parts import moved
from .judge import Verdict
from .origin import Origin
from .ranges import Lines, Range, Reader, length, ranges, stream
from .settings import Settings, judge
from .shapes import Shapes
from .source import Source

# How many verdicts of a kind get lines and columns; the rest are only counted. The first of all are given
# singly: a run of few payloads is listed in their order.
PLACED = 3
FIRST = 20
# Seconds of work: with less ahead, starting processes costs more than they save.
WORTH_PROCESSES = 0.15


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
    """Judges block after block, and learns from each."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._judge = judge(settings)
        # Values that are shown make findings differ that are the same otherwise.
        alike = not (settings.at is not None or settings.show_values or settings.ahead)
        self.shapes = Shapes() if alike else None
        self._reader = Reader()
        self._placed: Counter[Verdict] = Counter()
        self._singly = FIRST

    def block(self, unit: Range | bytes) -> Block:
        """Judge the lines of a unit; the last may lack its end. Raises Unreadable."""
        data, start, stop = self._reader.read(unit) if isinstance(unit, Range) else Lines(unit, 0, len(unit))
        judged: list[Judged] = []
        counted: Counter[Verdict] = Counter()
        line, record = 0, 0
        while start < stop:
            run = self.shapes.run(data, start, stop) if self.shapes else None
            if run and self._needs_no_places(run.verdict):
                times = data.count(b"\n", start, run.end)
                if self.settings.each:
                    judged += [Judged(line + n, record + n, run.verdict) for n in range(1, times + 1)]
                else:
                    counted[run.verdict] += times
                start, line, record = run.end, line + times, record + times
                continue
            end = data.find(b"\n", start, stop)
            end = stop if end < 0 else end
            text = bytes(data[start:end])
            start, line = end + 1, line + 1
            if not text or text.isspace():
                continue
            record += 1
            self._line(text, line, record, judged, counted, run is not None)
        return Block(line, record, judged, dict(counted))

    def _needs_no_places(self, verdict: Verdict) -> bool:
        """Whether lines of a verdict can be told without a look at each."""
        return not verdict.findings or (not self.settings.each and self._placed[verdict] >= PLACED)

    def _line(
        self,
        text: bytes,
        line: int,
        record: int,
        judged: list[Judged],
        counted: Counter[Verdict],
        known: bool,
    ) -> None:
        capture = Json(Origin(""), Text(text), self.settings.at)
        bare = capture.bare(self._judge)
        if bare is not None:
            if self.shapes and self.shapes.learning and bare.document and not known:
                self.shapes.learn(text, self._judge.version.schema(bare.document), bare)
            wanted = self.settings.each or self._singly > 0
            if not wanted and self._needs_no_places(bare):
                counted[bare] += 1
                return
            self._singly -= 1
            self._placed[bare] += 1
            bare = capture.placed(bare)
            bare = bare._replace(findings=moved(bare.findings, line - 1))
        judged.append(Judged(line, record, bare))


def blocks(source: Source, worker: Worker, jobs: int) -> Iterator[tuple[int, Block]]:
    """The length of each unit of a source, and what came of it: of the rest in processes, where that pays.

    Raises Unreadable.
    """
    plain = bool(source.size) and not source.is_gzip
    units: Iterator[Range | bytes]
    units = ranges(source.file, source.size) if plain else stream(source.blocks())
    count, done, spent = 0, 0, 0.0
    for unit in units:
        start = time.perf_counter()
        block = worker.block(unit)
        seconds = time.perf_counter() - start
        yield length(unit), block
        # What the first two take is, for the most part, to load and to learn.
        if jobs > 1 and count > 1 and hasattr(os, "fork"):
            # Of a stream nobody knows how much is to come: as much as came, at a guess.
            rest = source.size - done - length(unit)
            if (seconds * rest / length(unit) if plain else spent) > WORTH_PROCESSES:
                from . import pool

                yield from pool.blocks(units, worker, jobs, source.file)
        count, done, spent = count + 1, done + length(unit), spent + seconds
