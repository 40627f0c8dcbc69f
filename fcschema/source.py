"""Files as streams of bytes: plain or gzip, standard input too, within bounded memory."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from types import TracebackType
from typing import BinaryIO

from .origin import STDIN, Unreadable

BLOCK = 1 << 20
HEAD = 1 << 16
# Real captures shrink to a fifth or a fiftieth; what grows beyond this was made to exhaust its reader.
MAX_RATIO = 200
RATIO_COUNTS_FROM = 64 << 20


class Source:
    """A file that is read once, from its beginning; `head` is a look at what comes first.

    `offset` is how much of the file itself was read, `size` how long it is, 0 where that is not known.
    Raises Unreadable, here and while reading.
    """

    def __init__(self, file: str) -> None:
        self.file = file
        self.size = 0
        self.is_gzip = False
        self.head = b""
        self._raw = self._open()
        try:
            self._begin()
        except BaseException:
            self.close()
            raise

    def _open(self) -> BinaryIO:
        if self.file == STDIN:
            # Python has no sys.stdin when the descriptor is closed.
            if not sys.stdin:
                raise Unreadable(self.file, "it is closed")
            return sys.stdin.buffer
        try:
            raw = open(self.file, "rb", buffering=0)  # noqa: SIM115
        except ValueError:
            raise Unreadable(self.file, "not a file name") from None
        except OSError as error:
            raise Unreadable(self.file, _reason(error)) from None
        self.size = os.fstat(raw.fileno()).st_size
        return raw

    def _begin(self) -> None:
        self.offset = 0
        self._inflated = 0
        self._stream: BinaryIO = self._raw
        start = self._read_raw(HEAD)
        if start.startswith(b"\x1f\x8b"):
            import gzip

            self.is_gzip = True
            self._stream = gzip.GzipFile(fileobj=_Joined(start, self))  # type: ignore[call-overload]
            start = self._read(HEAD)
        self.head = start

    def __enter__(self) -> Source:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; standard input stays open."""
        if self.file != STDIN:
            self._raw.close()

    def blocks(self) -> Iterator[bytes]:
        """All the bytes, decompressed, from the beginning. Raises Unreadable."""
        if self.head:
            yield self.head
        while block := self._read(BLOCK):
            yield block

    def read(self, most: int) -> bytes:
        """The bytes from the beginning, up to one more than `most`. Raises Unreadable."""
        parts, length = [], 0
        for block in self.blocks():
            parts.append(block)
            length += len(block)
            if length > most:
                break
        return b"".join(parts)[: most + 1]

    def _read_raw(self, most: int) -> bytes:
        try:
            data = self._raw.read(most) or b""
        except OSError as error:
            raise Unreadable(self.file, _reason(error)) from None
        self.offset += len(data)
        return data

    def _read(self, most: int) -> bytes:
        if not self.is_gzip:
            return self._read_raw(most)
        import zlib

        try:
            data = self._stream.read(most)
        except EOFError:
            raise Unreadable(self.file, "the gzip stream is cut off") from None
        except (zlib.error, OSError) as error:
            raise Unreadable(self.file, f"the gzip stream is damaged: {error}") from None
        self._inflated += len(data)
        if self._inflated > max(RATIO_COUNTS_FROM, MAX_RATIO * self.offset):
            raise Unreadable(self.file, f"the gzip stream grows to more than {MAX_RATIO} times its size")
        return data


class _Joined:
    """The start that was read already and the rest of a source, as gzip wants to read it."""

    def __init__(self, start: bytes, source: Source) -> None:
        self._start = start
        self._source = source

    def read(self, most: int = -1) -> bytes:
        if self._start:
            data, self._start = (self._start[:most], self._start[most:]) if most >= 0 else (self._start, b"")
            return data
        return self._source._read_raw(BLOCK if most < 0 else most)


def _reason(error: OSError) -> str:
    if isinstance(error, IsADirectoryError):
        return "this is a directory"
    return (error.strerror or str(error)).lower()
