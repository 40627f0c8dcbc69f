"""Parts of files, in whole lines, so that several processes can read one file at once.

A line belongs to the range it begins in. Of a line beyond the bound, its beginning alone is read.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from io import FileIO
from typing import NamedTuple

from .jsontext import MAX_BYTES
from .origin import Unreadable

RANGE = 1 << 20
# How much is read at once beyond the end of a range, to find the end of its last line.
_BEYOND = 1 << 12


class Lines(NamedTuple):
    """Whole lines, the last perhaps without its end: the bytes of `data` from `start` to `end`."""

    data: bytes | bytearray
    start: int
    end: int


def stream(blocks: Iterator[bytes]) -> Iterator[bytes]:
    """The bytes of a stream in blocks of whole lines; of a line beyond the bound, its beginning alone."""
    rest = b""
    for block in blocks:
        end = block.rfind(b"\n") + 1
        if end:
            yield rest + block[:end]
            rest = block[end:]
        else:
            rest += block
        # One byte more than the bound tells that the line is too long.
        rest = rest[: MAX_BYTES + 1]
    if rest:
        yield rest


class Range(NamedTuple):
    """A part of a file, from one offset to another; `inode` tells when another file took its name."""

    file: str
    inode: int
    start: int
    end: int


def length(unit: Range | bytes) -> int:
    """The bytes of a unit of work: a range, or a block of lines."""
    return unit.end - unit.start if isinstance(unit, Range) else len(unit)


def ranges(file: str, size: int) -> Iterator[Range]:
    """A file of a size in parts. Raises Unreadable."""
    try:
        inode = os.stat(file).st_ino
    except OSError as error:
        raise Unreadable(file, (error.strerror or str(error)).lower()) from None
    for start in range(0, size, RANGE):
        yield Range(file, inode, start, min(start + RANGE, size))


class Reader:
    """Reads ranges into memory of its own: what it read last is overwritten by what it reads next."""

    def __init__(self) -> None:
        self._data = bytearray()

    def read(self, part: Range) -> Lines:
        """The lines that begin in a range. Raises Unreadable."""
        # The byte before tells whether a line begins at the start.
        before = min(part.start, 1)
        length = part.end - part.start + before
        if len(self._data) < length + MAX_BYTES + _BEYOND:
            self._data = bytearray(length + MAX_BYTES + _BEYOND)
        try:
            with open(part.file, "rb", buffering=0) as file:
                found = os.fstat(file.fileno())
                if found.st_ino != part.inode:
                    raise Unreadable(part.file, "another file took its place while it was read")
                file.seek(part.start - before)
                return self._lines(file, part, before, length)
        except OSError as error:
            raise Unreadable(part.file, (error.strerror or str(error)).lower()) from None

    def _lines(self, file: FileIO, part: Range, before: int, length: int) -> Lines:
        data = self._data
        have = _read(file, data, 0, length + _BEYOND)
        if have < length:
            raise Unreadable(part.file, "it was cut while it was read")
        start = data.find(b"\n", 0, length) + 1 if before else 0
        if start == length or (before and not start):
            return Lines(data, 0, 0)
        searched = length - 1
        while not (end := data.find(b"\n", searched, have) + 1):
            searched, have = have, _read(file, data, have, len(data))
            if have == searched:
                return Lines(data, start, have)
        return Lines(data, start, end)


def _read(file: FileIO, data: bytearray, start: int, end: int) -> int:
    """Read into a part of `data`; gives where it ends, which is earlier at the end of the file."""
    view = memoryview(data)
    while start < end and (count := file.readinto(view[start:end])):
        start += count
    return start
