"""A run over many files: every payload to a reporter, in order, whatever happens to one of them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, NamedTuple

from .captures import captures
from .captures.parts import moved
from .detect import detect
from .finding import NOTE
from .judge import Judge, Verdict
from .origin import Origin, Unreadable
from .progress import Progress
from .report import Reporter
from .settings import Settings
from .source import Source

if TYPE_CHECKING:
    from .bulk import Worker


def default_jobs() -> int:
    """As many as this process may use cores."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Plan(NamedTuple):
    """How a run is to go. `most_findings` ends it early, 0 never; `jobs` is how many processes may work.

    `watched` is over how many files somebody watches it, 0 when nobody does.
    """

    settings: Settings
    format_: str | None
    strict: bool
    jobs: int
    most_findings: int
    watched: int = 0


class Outcome:
    """What is known at any moment of a run, also of one that was cut short."""

    def __init__(self) -> None:
        self.payloads = 0
        self.failed = 0
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
        self._worker: Worker | None = None
        self._progress = Progress(plan.watched)
        self._skipped = 0
        self.outcome = Outcome()

    def files(self, names: Iterable[str]) -> None:
        """Judge files. What cannot be read is reported, and the next is still judged."""
        try:
            for name in names:
                before = self.outcome.payloads
                try:
                    with Source(name) as source:
                        self._progress.begin(source.size)
                        self._file(source)
                except Unreadable as error:
                    self.unreadable(error)
                except KeyboardInterrupt:
                    self._reporter.unreadable(name, "interrupted; the rest was not judged")
                    raise
                else:
                    if self._plan.settings.at is not None and self.outcome.payloads == before:
                        self.unreadable(
                            Unreadable(name, "no record has anything at the place that --at names")
                        )
                self._progress.end()
        except _Enough:
            self.outcome.stopped = True
        finally:
            self._progress.close()

    def unreadable(self, error: Unreadable) -> None:
        """Report a file that cannot be read, or not to its end."""
        self.outcome.incomplete = True
        self._progress.hide()
        self._complain(error)
        self._reporter.unreadable(error.file, error.reason)

    def _file(self, source: Source) -> None:
        format_ = self._plan.format_ or detect(source)
        self._skipped = 0
        try:
            if format_ == "ndjson":
                self._lines(source)
            else:
                self._captures(source, format_)
        finally:
            if self._skipped:
                self._reporter.skipped(source.file, self._skipped)

    def _captures(self, source: Source, format_: str) -> None:
        for capture in captures(source, format_, self._plan.settings.at):
            verdict = capture.verdict(self._judge)
            if verdict is None:
                self._skipped += 1
            else:
                self._add(capture.origin, verdict)
            self._progress.at(source.offset, self.outcome.payloads, self.outcome.findings)

    def _lines(self, source: Source) -> None:
        from . import bulk

        worker = self._worker = self._worker or bulk.Worker(self._plan.settings)
        offset, lines, records = 0, 0, 0
        for length, block in bulk.blocks(source, worker, self._plan.jobs):
            for _, record, verdict in block.judged:
                if verdict is None:
                    self._skipped += 1
                else:
                    found = verdict._replace(findings=moved(verdict.findings, lines))
                    self._add(Origin(source.file, records + record), found)
            for verdict, times in block.counted.items():
                self._add(Origin(source.file), verdict, times)
            lines += block.lines
            records += block.records
            offset += length
            # Of a compressed file, what is read grows on the way.
            at = source.offset if source.is_gzip else offset
            self._progress.at(at, self.outcome.payloads, self.outcome.findings)

    def _add(self, origin: Origin, verdict: Verdict, times: int = 1) -> None:
        outcome = self.outcome
        failed = not verdict.valid or (
            self._plan.strict and any(f.severity != NOTE for f in verdict.findings)
        )
        outcome.payloads += times
        outcome.failed += times * failed
        self._reporter.add(origin, verdict, failed, times)
        outcome.findings += times * len(verdict.findings)
        if 0 < self._plan.most_findings <= outcome.findings:
            raise _Enough
