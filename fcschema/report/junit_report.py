"""JUnit XML: a suite a file, a case a payload, for the services that show test results.

A suite begins with its counts, so the cases of a file wait in a temporary file, which is one in memory
while they are few.
"""

from __future__ import annotations

from shutil import copyfileobj
from tempfile import SpooledTemporaryFile
from typing import IO, NamedTuple
from xml.sax.saxutils import escape

from ..finding import Finding
from ..judge import Verdict
from ..origin import Origin
from ..wording import printable
from . import Options, Write

# Beyond this, a file's cases go from memory to disk.
IN_MEMORY = 1 << 20


def make(write: Write, options: Options) -> JUnit:
    """The reporter."""
    return JUnit(write, options)


class _Counts(NamedTuple):
    tests: int = 0
    failures: int = 0
    errors: int = 0
    skipped: int = 0


class JUnit:
    """Writes a suite when the cases of its file are complete."""

    each = True

    def __init__(self, write: Write, options: Options) -> None:
        self._write = write
        self._quiet = options.quiet
        self._file = ""
        self._counts = _Counts()
        self._cases: IO[str] | None = None
        write('<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="fcschema">\n')

    def add(self, origin: Origin, verdict: Verdict, failed: bool, times: int = 1) -> None:
        case = _case(origin, verdict, failed, self._quiet)
        self._suite(origin.file).write(f"{case}\n" * times)
        counts = self._counts
        self._counts = counts._replace(tests=counts.tests + times, failures=counts.failures + times * failed)

    def skipped(self, file: str, count: int) -> None:
        self._suite(file)
        self._counts = self._counts._replace(skipped=self._counts.skipped + count)

    def unreadable(self, file: str, reason: str) -> None:
        error = _element("error", {"type": "unreadable", "message": reason})
        case = _element("testcase", {"classname": "unreadable", "name": file, "file": file}, error)
        self._suite(file).write(f"{case}\n")
        counts = self._counts
        self._counts = counts._replace(tests=counts.tests + 1, errors=counts.errors + 1)

    def end(self) -> None:
        self._close()
        self._write("</testsuites>\n")

    def _suite(self, file: str) -> IO[str]:
        """Where the cases of a file wait."""
        if self._file != file:
            self._close()
        if self._cases is None:
            self._file, self._counts = file, _Counts()
            self._cases = SpooledTemporaryFile(IN_MEMORY, "w+", encoding="utf-8", newline="\n")  # noqa: SIM115
        return self._cases

    def _close(self) -> None:
        """Write the suite that is complete."""
        if self._cases is None:
            return
        tests, failures, errors, skipped = self._counts
        counted = f'tests="{tests}" failures="{failures}" errors="{errors}" skipped="0"'
        self._write(f"<testsuite name={_quoted(self._file)} {counted}>\n")
        if skipped:
            about = _element("property", {"name": "records without a payload", "value": str(skipped)})
            self._write(f"<properties>{about}</properties>\n")
        with self._cases as cases:
            cases.seek(0)
            copyfileobj(cases, _Writer(self._write))
        self._cases = None
        self._write("</testsuite>\n")


class _Writer:
    """A function that writes, as what copyfileobj wants."""

    def __init__(self, write: Write) -> None:
        self.write = write


def _case(origin: Origin, verdict: Verdict, failed: bool, quiet: bool) -> str:
    number = f"#{origin.record}" if origin.record else ""
    url = f" {origin.url}" if origin.url else ""
    about = {
        # Viewers take dots for the steps of a tree.
        "classname": (verdict.document or "no document").replace("/", "."),
        "name": f"{origin.file}{number}{url}",
        "file": origin.file,
    }
    said = "\n".join(_said(finding) for finding in verdict.findings)
    if failed:
        first, *others = verdict.findings
        more = f" (and {len(others)} more)" if others else ""
        failure = {"type": first.code, "message": first.message + more}
        return _element("testcase", about, _element("failure", failure, _text(said)))
    return _element("testcase", about, _element("system-out", {}, _text(said)) if said and not quiet else "")


def _said(finding: Finding) -> str:
    """What to say of a finding, a line each for the message, the hint and the place in the payload."""
    where = f"{finding.line}:{finding.column}: " if finding.line else ""
    lines = [f"{where}{finding.severity}: {printable(finding.message)}"]
    if finding.hint:
        lines.append(f"    {printable(finding.hint)}")
    at = f"at {printable(finding.pointer)} " if finding.pointer else ""
    return "\n".join([*lines, f"    {at}[{finding.code}]"])


def _element(name: str, attributes: dict[str, str], content: str = "") -> str:
    """An element whose content is XML already."""
    start = " ".join([name, *(f"{key}={_quoted(value)}" for key, value in attributes.items())])
    return f"<{start}>{content}</{name}>" if content else f"<{start}/>"


def _quoted(value: str) -> str:
    return f'"{_text(printable(value))}"'


def _text(text: str) -> str:
    """A printable text in XML; what cannot be printed, and may not stand in XML, is an escape in it."""
    return escape(text, {'"': "&quot;"})
