"""A run over many files: every payload to a reporter, in order, whatever happens to one of them."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from . import bulk
from .captures import Reading, captures
from .captures.parts import moved
from .detect import detect
from .finding import NOTE
from .judge import Judge, Verdict
from .origin import Origin, Unreadable
from .progress import Progress
from .ranges import Range, ranges, stream
from .report import Reporter
from .source import Source

# Seconds of work: with less ahead, starting processes costs more than they save.
WORTH_PROCESSES = 0.4


def default_jobs() -> int:
    """As many as this process may use cores."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Plan(NamedTuple):
    """How a run is to go. `most_findings` ends it early, 0 never; `jobs` is how many processes may work."""

    settings: bulk.Settings
    format_: str | None
    strict: bool
    jobs: int
    most_findings: int


class Outcome:
    """What is known at any moment of a run, also of one that was cut short."""

    def __init__(self) -> None:
        self.payloads = 0
        self.failed = 0
        self.errors = 0
        self.findings = 0
        self.incomplete = False
        self.stopped = False


class _Enough(Exception):
    """As many findings as were asked for are reported."""


class Run:
    """Judges files one after another."""

    def __init__(
        self, plan: Plan, judge: Judge, reporter: Reporter, complain: Callable[[Unreadable], None]
    ) -> None:
        self._plan = plan
        self._judge = judge
        self._reporter = reporter
        self._complain = complain
        self._reading = Reading(plan.format_, plan.settings.at)
        self._worker: bulk.Worker | None = None
        self.outcome = Outcome()

    def files(self, names: Iterable[str]) -> None:
        """Judge files. What cannot be read is reported, and the next is still judged."""
        try:
            for name in names:
                before = self.outcome.payloads
                try:
                    with Source(name) as source:
                        self._file(source)
                except Unreadable as error:
                    self.unreadable(error)
                else:
                    if self._plan.settings.at is not None and self.outcome.payloads == before:
                        self.unreadable(
                            Unreadable(name, "no record has anything at the place that --at names")
                        )
        except _Enough:
            self.outcome.stopped = True

    def unreadable(self, error: Unreadable) -> None:
        """Report a file that cannot be read, or not to its end."""
        self.outcome.incomplete = True
        self._complain(error)
        self._reporter.unreadable(error.file, error.reason)

    def _file(self, source: Source) -> None:
        format_ = self._plan.format_ or detect(source)
        if format_ == "ndjson":
            self._lines(source)
            return
        skipped = 0
        for capture in captures(source, self._reading._replace(format_=format_)):
            verdict = capture.verdict(self._judge)
            if verdict is None:
                skipped += 1
            else:
                self._add(capture.origin, verdict)
        if skipped:
            self._reporter.skipped(source.file, skipped)

    def _lines(self, source: Source) -> None:
        lines, records, skipped = 0, 0, 0
        progress = Progress(source.size)
        try:
            for size, block in self._blocks(source):
                for line, record, verdict in block.judged:
                    if verdict is None:
                        skipped += 1
                    else:
                        found = verdict._replace(findings=moved(verdict.findings, lines))
                        self._add(Origin(source.file, records + record), found)
                    del line
                for verdict, times in block.counted.items():
                    self._add(Origin(source.file), verdict, times)
                lines += block.lines
                records += block.records
                progress.advance(size, self.outcome.payloads, self.outcome.errors)
        finally:
            progress.close()
        if skipped:
            self._reporter.skipped(source.file, skipped)

    def _blocks(self, source: Source) -> Iterator[tuple[int, bulk.Block]]:
        """What comes of each block: of the first ones here, of the rest in processes if that pays."""
        plan = self._plan
        worker = self._worker = self._worker or bulk.Worker(plan.settings)
        plain = bool(source.size) and not source.is_gzip
        units: Iterator[Range | bytes]
        units = ranges(source.file, source.size) if plain else stream(source.blocks())
        done, spent = 0, 0.0
        for unit in units:
            start = time.perf_counter()
            block = worker.block(unit)
            seconds = time.perf_counter() - start
            size = unit.end - unit.start if isinstance(unit, Range) else len(unit)
            yield size, block
            # What the first unit takes is, for the most part, to load and to learn.
            if plan.jobs > 1 and spent:
                # Of a stream nobody knows how much is to come: as much as came, at a guess.
                ahead = seconds * (source.size - done - size) / size if plain else spent
                if ahead > WORTH_PROCESSES:
                    from . import pool

                    yield from pool.blocks(units, plan.settings, worker.shapes, plan.jobs, source.file)
            done, spent = done + size, spent + seconds

    def _add(self, origin: Origin, verdict: Verdict, times: int = 1) -> None:
        outcome = self.outcome
        failed = not verdict.valid or (
            self._plan.strict and any(f.severity != NOTE for f in verdict.findings)
        )
        outcome.payloads += times
        outcome.failed += times * failed
        outcome.errors += times * sum(f.severity == "error" for f in verdict.findings)
        self._reporter.add(origin, verdict, failed, times)
        outcome.findings += times * len(verdict.findings)
        if 0 < self._plan.most_findings <= outcome.findings:
            raise _Enough
