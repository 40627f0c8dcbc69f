"""Files to payloads: the place where formats of captures plug in.

A format is a function from an origin and bytes to captures. A capture holds text that may or may not be
a payload; reading it is left to the moment of judging, so that a bad one costs no other.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from . import jsontext, jsonwalk
from .finding import Finding

FORMATS = ("json", "yaml")
STDIN = "-"


class CaptureError(Exception):
    """A file that cannot be read: nothing can be said about its payloads, for the reason given."""

    def __init__(self, file: str, reason: str) -> None:
        super().__init__(f"{'standard input' if file == STDIN else file}: {reason}")
        self.file = file
        self.reason = reason


class Origin(NamedTuple):
    """Where a payload comes from: a file's path as the user gave it, or - for standard input."""

    file: str


class Json:
    """A payload as JSON text."""

    def __init__(self, origin: Origin, data: bytes) -> None:
        self.origin = origin
        self._data = data

    def value(self) -> Any:
        """The value. Raises NotReadable."""
        return jsontext.parse(self._data)

    def placed(self, findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
        """The findings with the line and column of what they point to."""
        return _placed(findings, jsonwalk.positions(self._data.decode()))


class Yaml:
    """A payload as YAML text."""

    def __init__(self, origin: Origin, data: bytes) -> None:
        self.origin = origin
        self._data = data
        self._places: dict[str, tuple[int, int]] = {}
        self._unquoted: dict[str, str] = {}

    def value(self) -> Any:
        """The value. Raises NotReadable."""
        from . import yamltext

        value, self._places, self._unquoted = yamltext.read(self._data)
        return value

    def placed(self, findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
        """The findings with line and column, and with YAML's own trap named where it was the cause."""
        named = tuple(
            f._replace(
                hint=f"YAML reads this unquoted value as {self._unquoted[f.pointer]}: put it in quotes."
            )
            if f.code in ("wrong-type", "null-value", "not-allowed-value") and f.pointer in self._unquoted
            else f
            for f in findings
        )
        return _placed(named, self._places)


Capture = Json | Yaml
_READERS: dict[str, Callable[[Origin, bytes], Iterator[Capture]]] = {
    "json": lambda origin, data: iter((Json(origin, data),)),
    "yaml": lambda origin, data: iter((Yaml(origin, data),)),
}


def _placed(findings: tuple[Finding, ...], places: dict[str, tuple[int, int]]) -> tuple[Finding, ...]:
    placed = []
    for finding in findings:
        at = finding.pointer
        while at not in places and at:
            at = at.rpartition("/")[0]
        line, column = places.get(at, (1, 1))
        placed.append(finding._replace(line=line, column=column))
    return tuple(placed)


def captures(file: str, format_: str | None = None) -> Iterator[Capture]:
    """The captures in a file, or in standard input for -; the format is told by its name unless stated.

    Raises CaptureError.
    """
    if format_ is None:
        format_ = "yaml" if file.lower().endswith((".yaml", ".yml")) else "json"
    yield from _READERS[format_](Origin(file), _read(file))


def _read(file: str) -> bytes:
    """The bytes of a file, one more than the bound at most, so that a huge file is not held whole."""
    limit = jsontext.MAX_BYTES + 1
    if file == STDIN:
        # Python has no sys.stdin when the descriptor is closed.
        if not sys.stdin:
            raise CaptureError(file, "it is closed")
        return sys.stdin.buffer.read(limit)
    try:
        descriptor = os.open(file, os.O_RDONLY | getattr(os, "O_BINARY", 0))
    except ValueError:
        raise CaptureError(file, "not a file name") from None
    except OSError as error:
        raise CaptureError(file, _reason(error)) from None
    try:
        parts = []
        while limit > 0 and (part := os.read(descriptor, min(limit, 1 << 20))):
            parts.append(part)
            limit -= len(part)
        return b"".join(parts)
    except OSError as error:
        raise CaptureError(file, _reason(error)) from None
    finally:
        os.close(descriptor)


def _reason(error: OSError) -> str:
    if isinstance(error, IsADirectoryError):
        return "this is a directory; name its files"
    return (error.strerror or str(error)).lower()
