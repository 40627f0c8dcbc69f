"""NDJSON: the records of the JSON report, a line each as they come, then a line with the summary."""

from __future__ import annotations

import json

from ..judge import Verdict
from ..origin import Origin
from . import Options, Tally, Write
from .json_report import record


def make(write: Write, _: Options) -> NdJson:
    """The reporter."""
    return NdJson(write)


class NdJson:
    """Writes a line a record."""

    each = True

    def __init__(self, write: Write) -> None:
        self._write = write
        self._tally = Tally()

    def add(self, origin: Origin, verdict: Verdict, failed: bool, times: int = 1) -> None:
        self._tally.add(verdict, failed, times)
        self._write(json.dumps(record(origin, verdict)) + "\n")

    def skipped(self, _file: str, count: int) -> None:
        self._tally.skipped += count

    def unreadable(self, file: str, reason: str) -> None:
        self._tally.unreadable += 1
        self._write(json.dumps({"unreadable": {"file": file, "reason": reason}}) + "\n")

    def end(self) -> None:
        self._write(json.dumps({"summary": self._tally.summary()}) + "\n")
