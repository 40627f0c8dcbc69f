"""Files to payloads: the place where formats of captures plug in.

A format is a module here with a function `read`. A capture is one payload, or what stands in its place;
it is read at the moment of judging, so that a broken one costs no other.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from typing import NamedTuple, Protocol

from ..detect import detect
from ..judge import Judge, Verdict
from ..origin import Origin
from ..source import Source


class Capture(Protocol):
    """One payload of a file."""

    @property
    def origin(self) -> Origin: ...

    def verdict(self, judge: Judge) -> Verdict | None:
        """The verdict, its findings with their places in the file; None where there is no payload."""


class Reading(NamedTuple):
    """How to read: the stated format, if any, and the path of the payload in each record, if stated."""

    format_: str | None = None
    at: tuple[str, ...] | None = None


def captures(source: Source, reading: Reading) -> Iterator[Capture]:
    """The captures of a source. Raises Unreadable."""
    format_ = reading.format_ or detect(source)
    found: Iterator[Capture] = import_module(f"{__name__}.{format_}_captures").read(source, reading)
    return found
