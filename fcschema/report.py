"""Verdicts to text. Everything that is printed about payloads is made here."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from typing import Any, Protocol

from .capture import Origin
from .finding import ERROR, NOTE, SEVERITIES, WARNING
from .judge import Verdict
from .wording import plural, printable

_COLOURS = {ERROR: "\x1b[31m", WARNING: "\x1b[33m", NOTE: "\x1b[36m"}
_BOLD, _DIM, _GREEN, _PLAIN = "\x1b[1m", "\x1b[2m", "\x1b[32m", "\x1b[0m"

Write = Callable[[str], object]


class Reporter(Protocol):
    """Says something about each verdict as it comes, and a summary at the end."""

    def add(self, origin: Origin, verdict: Verdict, failed: bool) -> None: ...

    def unreadable(self, file: str, reason: str, /) -> None: ...

    def end(self) -> None: ...


class Tally:
    """What was counted over a run."""

    def __init__(self) -> None:
        self.payloads = 0
        self.failed = 0
        self.unreadable = 0
        self.severities: Counter[str] = Counter()

    def add(self, verdict: Verdict, failed: bool) -> None:
        self.payloads += 1
        self.failed += failed
        for finding in verdict.findings:
            self.severities[finding.severity] += 1


class Text:
    """For people: a line a finding with its place, then what to do."""

    def __init__(self, write: Write, *, colour: bool = False, quiet: bool = False) -> None:
        self._write = write
        self._colour = colour
        self._quiet = quiet
        self._tally = Tally()

    def _paint(self, text: str, code: str) -> str:
        return f"{code}{text}{_PLAIN}" if self._colour else text

    def add(self, origin: Origin, verdict: Verdict, failed: bool) -> None:
        self._tally.add(verdict, failed)
        file = printable(origin.file)
        lines = []
        for f in verdict.findings:
            if self._quiet and f.severity != ERROR and not failed:
                continue
            place = f"{file}:{f.line}:{f.column}:" if f.line else f"{file}:"
            severity = self._paint(f"{f.severity}:", _COLOURS[f.severity])
            lines.append(f"{self._paint(place, _BOLD)} {severity} {printable(f.message)}")
            at = f"at {printable(f.pointer)} " if f.pointer else ""
            if f.hint:
                lines.append(f"    {printable(f.hint)}")
            lines.append(self._paint(f"    {at}[{f.code}]", _DIM))
        if not self._quiet:
            described = f" ({verdict.document} {verdict.version})" if verdict.document else ""
            word = self._paint("invalid", _COLOURS[ERROR]) if failed else self._paint("valid", _GREEN)
            if not failed and not verdict.document:
                word = "not checked"
            lines.append(f"{file}: {word}{described}")
        for line in lines:
            self._write(line + "\n")

    def unreadable(self, _file: str, _reason: str) -> None:
        # The command line has said it on standard error already.
        self._tally.unreadable += 1

    def end(self) -> None:
        tally = self._tally
        if self._quiet or tally.payloads + tally.unreadable < 2:
            return
        parts = [
            plural(tally.payloads, "payload"),
            f"{tally.payloads - tally.failed:,} valid",
            f"{tally.failed:,} invalid",
        ]
        counts = [plural(tally.severities[s], s) for s in SEVERITIES if tally.severities[s]]
        unread = [plural(tally.unreadable, "file") + " not read"] if tally.unreadable else []
        self._write(
            f"\n{', '.join(parts)}{'; ' if counts else ''}{', '.join(counts)}{'; ' if unread else ''}{''.join(unread)}\n"
        )


class Json:
    """For programs: one object; `fcschema validate --format json --schema` prints its schema."""

    def __init__(self, write: Write) -> None:
        self._write = write
        self._tally = Tally()
        self._errors: list[dict[str, str]] = []
        write('{"records": [')

    def add(self, origin: Origin, verdict: Verdict, failed: bool) -> None:
        self._write(",\n" if self._tally.payloads else "\n")
        self._tally.add(verdict, failed)
        record: dict[str, Any] = {
            "origin": {"file": origin.file},
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
        self._write(json.dumps(record))

    def unreadable(self, file: str, reason: str) -> None:
        self._tally.unreadable += 1
        self._errors.append({"file": file, "reason": reason})

    def end(self) -> None:
        tally = self._tally
        summary = {
            "payloads": tally.payloads,
            "valid": tally.payloads - tally.failed,
            "invalid": tally.failed,
            "unreadable": tally.unreadable,
            **{f"{s}s": tally.severities[s] for s in SEVERITIES},
        }
        self._write(f'\n],\n"unreadable": {json.dumps(self._errors)},\n"summary": {json.dumps(summary)}}}\n')
