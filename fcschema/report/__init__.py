"""Verdicts to text. Everything that is printed about payloads is made here, a module a format."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from importlib import import_module
from typing import NamedTuple, Protocol

from ..finding import SEVERITIES
from ..judge import Verdict
from ..origin import Origin
from ..wording import plural

Write = Callable[[str], object]


class Options(NamedTuple):
    """What a reporter may be asked for; a format ignores what it has no use for."""

    colour: bool = False
    quiet: bool = False
    list_all: bool = False


class Reporter(Protocol):
    """Says something about each verdict, in the order of the input, and a summary at the end.

    `failed` is whether the payload fails the run: an error, or with --strict a warning. `skipped` counts
    what was seen and holds no payload. `unreadable` is a file of which nothing (more) can be said.
    A reporter with `each` wants every verdict singly; others take the same verdict several times at once.
    """

    each: bool

    def add(self, origin: Origin, verdict: Verdict, failed: bool, times: int = 1) -> None: ...

    def skipped(self, file: str, count: int) -> None: ...

    def unreadable(self, file: str, reason: str) -> None: ...

    def end(self) -> None: ...


class Tally:
    """What was counted over a run."""

    def __init__(self) -> None:
        self.payloads = 0
        self.failed = 0
        self.skipped = 0
        self.unreadable = 0
        self.severities: Counter[str] = Counter()
        self.codes: Counter[tuple[str, str]] = Counter()

    def add(self, verdict: Verdict, failed: bool, times: int = 1) -> None:
        """Count one verdict, or the same one several times."""
        self.payloads += times
        self.failed += times * failed
        for finding in verdict.findings:
            self.severities[finding.severity] += times
            self.codes[finding.severity, finding.code] += times

    def summary(self) -> dict[str, int]:
        """The counts by the names that every machine format uses."""
        return {
            "payloads": self.payloads,
            "valid": self.payloads - self.failed,
            "invalid": self.failed,
            "skipped": self.skipped,
            "unreadable": self.unreadable,
            "errors": self.severities["error"],
            "warnings": self.severities["warning"],
            "notes": self.severities["note"],
        }

    def words(self) -> list[str]:
        """The counts of payloads and of files, and those of findings, as people read them."""
        files = [f"{plural(self.unreadable, 'file')} not read in full"] if self.unreadable else []
        skipped = [f"{self.skipped:,} skipped"] if self.skipped else []
        valid = [f"{self.payloads - self.failed:,} valid", f"{self.failed:,} invalid"]
        payloads = [plural(self.payloads, "payload"), *valid, *skipped, *files]
        findings = [plural(self.severities[s], s) for s in SEVERITIES if self.severities[s]]
        return [", ".join(part) for part in (payloads, findings) if part]


# Format to the module of that name here, which has `make(write, options) -> Reporter`.
FORMATS = ("text", "json", "ndjson", "sarif", "junit", "github")


def reporter(name: str, write: Write, options: Options) -> Reporter:
    """The reporter for a format."""
    made: Reporter = import_module(f"{__name__}.{name}_report").make(write, options)
    return made
