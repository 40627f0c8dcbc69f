"""One change between two versions, and the verdicts on it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from .witness import Counterexample

BREAKING, UNDECIDED, COMPATIBLE = "breaking", "undecided", "compatible"
VERDICTS = (BREAKING, UNDECIDED, COMPATIBLE)


class Change(NamedTuple):
    """One change, in the contract's own words.

    `receiving` and `writing` are the verdicts for those who receive requests and those who write scripts,
    each one of VERDICTS; `advice` is what whoever it concerns has to do. `old` and `new` are JSON Pointers
    into the two documents. `sort` is constraint, removed, default, deprecated or wording.
    """

    document: str
    place: str
    what: str
    sort: str
    receiving: str
    writing: str
    advice: str
    old: str
    new: str
    counterexample: Counterexample | None = None

    @property
    def verdict(self) -> str:
        """The worse of the two verdicts."""
        return worst((self.receiving, self.writing))

    def __str__(self) -> str:
        return f"{self.place} {self.what}"


def worst(verdicts: Iterable[str]) -> str:
    """The first of VERDICTS that occurs; compatible when there is none."""
    return min(verdicts, key=VERDICTS.index, default=COMPATIBLE)


def overall(changes: Iterable[Change]) -> tuple[str, str]:
    """The verdicts over all changes: for those who receive requests, for those who write scripts."""
    found = list(changes)
    return worst(c.receiving for c in found), worst(c.writing for c in found)
