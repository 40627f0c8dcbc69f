"""GitHub annotations: workflow commands that put what is found beside the lines of a pull request.

GitHub shows ten a step of each kind, so more than ten of a kind are grouped, the most frequent first, and
the last says what is left out.
"""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

from ..finding import ERROR, NOTE, SEVERITIES, WARNING, Finding
from ..judge import Verdict
from ..origin import Origin
from ..wording import plural, printable
from . import Options, Tally, Write
from .places import in_repository

MOST = 10
# Groups kept apart; payloads that differ in every finding must not fill the memory.
MOST_GROUPS = 10_000

_COMMANDS = {ERROR: "error", WARNING: "warning", NOTE: "notice"}


def make(write: Write, options: Options) -> GitHub:
    """The reporter."""
    return GitHub(write, options)


class _Group(NamedTuple):
    """The same finding at one pointer of a file's payloads: the first of them, and how many."""

    file: str
    finding: Finding
    number: int


class GitHub:
    """Collects what is found and writes it at the end, errors first."""

    each = False

    def __init__(self, write: Write, options: Options) -> None:
        self._write = write
        self._quiet = options.quiet
        self._tally = Tally()
        self._unreadable: list[tuple[str, str]] = []
        # By severity: the first findings, one more than GitHub shows; all of them in groups; and how many.
        self._first: dict[str, list[_Group]] = defaultdict(list)
        self._groups: dict[str, dict[tuple[str, ...], _Group]] = defaultdict(dict)
        self._numbers: dict[str, int] = defaultdict(int)

    def add(self, origin: Origin, verdict: Verdict, failed: bool, times: int = 1) -> None:
        self._tally.add(verdict, failed, times)
        for finding in verdict.findings:
            if finding.severity == ERROR or failed or not self._quiet:
                self._add(origin.file, finding, times)

    def _add(self, file: str, finding: Finding, times: int) -> None:
        self._numbers[finding.severity] += times
        first = self._first[finding.severity]
        if len(first) <= MOST:
            first.append(_Group(file, finding, times))
        groups = self._groups[finding.severity]
        # Messages differ in lengths and numbers, but of what an object lacks only they tell.
        lacking = finding.message if finding.code == "missing-member" else ""
        key = (file, finding.code, finding.pointer, lacking)
        if key in groups:
            groups[key] = groups[key]._replace(number=groups[key].number + times)
        elif len(groups) < MOST_GROUPS:
            groups[key] = _Group(file, finding, times)

    def skipped(self, _file: str, count: int) -> None:
        self._tally.skipped += count

    def unreadable(self, file: str, reason: str) -> None:
        self._tally.unreadable += 1
        if len(self._unreadable) <= MOST:
            self._unreadable.append((file, reason))

    def end(self) -> None:
        for severity in SEVERITIES:
            self._severity(severity)
        if not self._quiet:
            self._write("; ".join(self._tally.words()) + "\n")

    def _severity(self, severity: str) -> None:
        """Write what was found of a severity, in as many annotations as GitHub shows."""
        number, groups = self._numbers[severity], self._first[severity]
        if number > MOST or len(groups) < number:
            groups = sorted(self._groups[severity].values(), key=lambda group: -group.number)
        command = _COMMANDS[severity]
        said = [_annotation(command, group) for group in groups]
        if severity == ERROR:
            said = [_of_unreadable(*known) for known in self._unreadable] + said
            number += self._tally.unreadable
        if len(said) > MOST:
            shown = min(len(self._unreadable), MOST - 1) if severity == ERROR else 0
            shown += sum(group.number for group in groups[: MOST - 1 - shown])
            message = f"{plural(number - shown, severity)} more; GitHub shows {MOST} annotations a step."
            said = [*said[: MOST - 1], _command(command, {"title": "fcschema"}, message)]
        for line in said:
            self._write(line)


def _annotation(command: str, group: _Group) -> str:
    finding = group.finding
    place = {"line": str(finding.line), "col": str(finding.column)} if finding.line else {}
    about = {"file": in_repository(group.file), **place, "title": f"fcschema: {finding.code}"}
    lines = [finding.message, finding.hint, f"at {finding.pointer}" if finding.pointer else ""]
    if group.number > 1:
        lines.append(f"{group.number:,} times in this file; this is the first.")
    return _command(command, about, "\n".join(printable(line) for line in lines if line))


def _of_unreadable(file: str, reason: str) -> str:
    return _command(
        "error", {"file": in_repository(file), "title": "fcschema: not read in full"}, printable(reason)
    )


def _command(command: str, properties: dict[str, str], message: str) -> str:
    """A workflow command; GitHub's runner decodes these escapes and no others."""
    told = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"::{command} {told}::{_data(message)}\n"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(printable(text)).replace(":", "%3A").replace(",", "%2C")
