"""Where a payload comes from."""

from __future__ import annotations

from typing import NamedTuple

STDIN = "-"


class Origin(NamedTuple):
    """A file as the user named it (- is standard input) and, in a file of many, the payload's place.

    `record` counts the file's records from 1: lines that are not blank, entries of a HAR file. `url` and
    `status` are those of a recorded HTTP exchange.
    """

    file: str
    record: int = 0
    url: str = ""
    status: int = 0


class Unreadable(Exception):
    """A file that cannot be read, or not to its end: nothing can be said about what it holds from there on."""

    def __init__(self, file: str, reason: str) -> None:
        super().__init__(f"{'standard input' if file == STDIN else file}: {reason}")
        self.file = file
        self.reason = reason
