"""Files to payloads: the place where formats of captures plug in.

A format is a module here with a function `read`. A capture is one payload, or what stands in its place;
it is read at the moment of judging, so that a broken one costs no other.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from typing import Protocol

from ..judge import Judge, Verdict
from ..origin import Origin
from ..source import Source


class Capture(Protocol):
    """One payload of a file."""

    @property
    def origin(self) -> Origin: ...

    def verdict(self, judge: Judge) -> Verdict | None:
        """The verdict, its findings with their places in the file; None where there is no payload."""


def captures(source: Source, format_: str, at: tuple[str, ...] | None) -> Iterator[Capture]:
    """The captures of a source in a format; `at` is the path of the payload in each record, if stated.

    Lines are not read here but in blocks, see bulk. Raises Unreadable.
    """
    found: Iterator[Capture] = import_module(f"{__name__}.{format_}_captures").read(source, at)
    return found
