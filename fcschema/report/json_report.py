"""JSON: one object; `fcschema validate --format json --schema` prints its schema."""

from __future__ import annotations

import json
from typing import Any

from ..judge import Verdict
from ..origin import Origin
from . import Options, Tally, Write


def make(write: Write, _: Options) -> Json:
    """The reporter."""
    return Json(write)


def record(origin: Origin, verdict: Verdict) -> dict[str, Any]:
    """A record of the report, as report.schema.json describes it."""
    return {
        "origin": {name: value for name, value in origin._asdict().items() if value},
        "document": verdict.document,
        "contractVersion": verdict.version,
        "valid": verdict.valid,
        "findings": [
            {
                "severity": f.severity,
                "code": f.code,
                "pointer": f.pointer,
                "message": f.message,
                "hint": f.hint,
                "schemaPointer": f.schema,
                "line": f.line or None,
                "column": f.column or None,
            }
            for f in verdict.findings
        ],
    }


class Json:
    """Writes each record as it comes."""

    each = True

    def __init__(self, write: Write) -> None:
        self._write = write
        self._tally = Tally()
        self._unreadable: list[dict[str, str]] = []
        write('{"records": [')

    def add(self, origin: Origin, verdict: Verdict, failed: bool, times: int = 1) -> None:
        self._write(",\n" if self._tally.payloads else "\n")
        self._tally.add(verdict, failed, times)
        self._write(json.dumps(record(origin, verdict)))

    def skipped(self, _file: str, count: int) -> None:
        self._tally.skipped += count

    def unreadable(self, file: str, reason: str) -> None:
        self._tally.unreadable += 1
        self._unreadable.append({"file": file, "reason": reason})

    def end(self) -> None:
        unreadable, summary = json.dumps(self._unreadable), json.dumps(self._tally.summary())
        self._write(f'\n],\n"unreadable": {unreadable},\n"summary": {summary}}}\n')
