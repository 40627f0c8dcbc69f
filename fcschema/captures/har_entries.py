"""HAR files to the text of their entries, one at a time, so that memory does not grow with the file.

ijson is not used: its C parser crashes on a number of thousands of digits, takes all memory for deep nesting,
and stops at the lone surrogates that mitmproxy writes for bytes that are not UTF-8.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from ..jsontext import MAX_BYTES
from ..origin import Unreadable
from ..source import Source

# Two bodies and their headers fit, also with most characters written as escapes.
MAX_ENTRY = 8 * MAX_BYTES
# Chromium nests the calls that led to a request, by a few dozen.
_MAX_DEPTH = 400
# The expression for strings needs memory for each escape in a block.
_BLOCK = 1 << 16

_REST_OF_STRING = rb'[^"\\]*(?:\\.[^"\\]*)*("?)'
_TOKEN = re.compile(rb'"' + _REST_OF_STRING + rb"|[\[\]{}]", re.DOTALL)
_REST = re.compile(_REST_OF_STRING, re.DOTALL)
_NAME = re.compile(rb'(?<!\\)"(log|entries)"[ \t\r\n]*:[ \t\r\n]*\Z')
_ENTRIES = [b"{", b"log{", b"entries["]
_SEPARATOR = re.compile(rb"[ \t\r\n]*,[ \t\r\n]*\Z")


class TooLong:
    """Stands for an entry beyond the bound, of which only the beginning was kept."""

    def __init__(self, beginning: bytes) -> None:
        self.beginning = beginning


def entries(source: Source) -> Iterator[Any]:
    """The value of each entry of a HAR file, or TooLong. Raises Unreadable after those before the trouble."""
    parts = _Parts(source.file)
    for block in _small(source.blocks()):
        for text, whole in parts.add(block):
            entry = parts.parsed(text) if whole else TooLong(text)
            parts.count += 1
            yield entry
    parts.end()


def _small(blocks: Iterable[bytes]) -> Iterator[bytes]:
    for number, block in enumerate(blocks):
        # Fiddler writes a byte order mark.
        start = 3 if not number and block.startswith(b"\xef\xbb\xbf") else 0
        for at in range(start, len(block), _BLOCK):
            yield block[at : at + _BLOCK]


class _Parts:
    """Cuts a stream of blocks into entries, and checks that what is around them is a HAR file."""

    def __init__(self, file: str) -> None:
        self.count = 0
        self._file = file
        self._held = b""
        self._in_string = False
        self._depth = 0
        # The names and brackets of the outermost values around, and whether they ever were those of entries.
        self._path: list[bytes] = []
        self._listed = False
        # What was read since the last entry began or ended, and what was before the first.
        self._part = bytearray()
        self._length = 0
        self._before = b""

    def add(self, block: bytes) -> Iterator[tuple[bytes, bool]]:
        """The texts of the entries that end in a block, and whether they are whole. Raises Unreadable."""
        data, at, start, depth = self._held + block, 0, 0, self._depth
        self._held = b""
        while match := (_REST.match if self._in_string else _TOKEN.search)(data, at):
            at = match.end()
            closed = match[1]
            if closed is not None:
                self._in_string = not closed
                if not closed:
                    # The first half of an escape may be left, whose other half comes with the next block.
                    self._held = data[at:]
                    break
            elif data[at - 1] in b"[{":
                if depth <= 3:
                    self._keep(data[start : at - 1])
                    start = at - 1
                    self._open(depth, data[start:at])
                depth += 1
                if depth > _MAX_DEPTH:
                    raise self._trouble(f"nests arrays and objects deeper than {_MAX_DEPTH}")
            else:
                depth -= 1
                if depth == 3 and self._path == _ENTRIES:
                    self._keep(data[start:at])
                    start = at
                    yield bytes(self._part), self._length <= MAX_ENTRY
                    self._forget()
                elif depth < 3:
                    if depth < 0:
                        raise self._trouble("is not JSON")
                    del self._path[depth:]
        self._depth = depth
        self._keep(data[start : len(data) - len(self._held)])

    def _open(self, depth: int, bracket: bytes) -> None:
        """Note what begins with a bracket at a depth of three or less."""
        if depth < 3:
            name = _NAME.search(self._part, max(0, len(self._part) - 200))
            self._path = [*self._path[:depth], (name[1] if name else b"") + bracket]
            self._listed = self._listed or self._path == _ENTRIES
        elif self._path == _ENTRIES:
            if not self.count:
                self._before = bytes(self._part) + b"null"
            elif not _SEPARATOR.match(self._part):
                raise self._trouble("is not JSON")
            self._forget()

    def _keep(self, data: bytes) -> None:
        self._length += len(data)
        self._part += data[: max(0, MAX_ENTRY - len(self._part))]
        in_entry = self._path == _ENTRIES and self._part.startswith((b"{", b"["))
        if self._length > MAX_ENTRY and not in_entry:
            raise self._trouble(f"holds more than {MAX_ENTRY >> 20} MiB around its entries")

    def _forget(self) -> None:
        self._part = bytearray()
        self._length = 0

    def parsed(self, text: bytes) -> Any:
        """The value of a whole entry. Raises Unreadable."""
        try:
            return json.loads(text, parse_int=_integer)
        except (ValueError, RecursionError):
            raise self._trouble("is not JSON") from None

    def end(self) -> None:
        """Check that the file ended where a HAR file may. Raises Unreadable."""
        if self._depth or self._in_string:
            raise self._trouble("is cut off")
        try:
            json.loads(self._before + self._part, parse_int=_integer)
        except (ValueError, RecursionError):
            raise self._trouble("is not JSON") from None
        if not self._listed:
            raise Unreadable(self._file, "it has no log.entries, so it is not a HAR file")

    def _trouble(self, what: str) -> Unreadable:
        after = f" after entry {self.count}" if self.count else ""
        return Unreadable(self._file, f"the HAR file {what}{after}")


def _integer(word: str) -> int | float:
    # Python refuses to convert integers of thousands of digits; a number beside the payload does not matter.
    return int(word) if len(word) < 1000 else float(word)
