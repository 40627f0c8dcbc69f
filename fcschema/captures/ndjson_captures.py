"""JSON lines: a record a line. Lines of any number; a line of bounded length."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..jsontext import MAX_BYTES
from ..judge import Judge, Verdict
from ..origin import Origin
from ..source import Source
from . import Capture, Reading
from .json_captures import Json, Text
from .parts import moved


class Line:
    """A payload on a line of its file."""

    def __init__(self, origin: Origin, data: bytes, line: int, at: tuple[str, ...] | None) -> None:
        self.origin = origin
        self._json = Json(origin, Text(data), at)
        self._line = line

    def verdict(self, judge: Judge) -> Verdict | None:
        """The verdict, its findings on the line of the file."""
        verdict = self._json.verdict(judge)
        return verdict and verdict._replace(findings=moved(verdict.findings, self._line - 1))


def read(source: Source, reading: Reading) -> Iterator[Capture]:
    """A capture a line that is not blank. Raises Unreadable."""
    record = 0
    for number, line in enumerate(lines(source.blocks()), 1):
        if line and not line.isspace():
            record += 1
            yield Line(Origin(source.file, record), line, number, reading.at)


def lines(blocks: Iterable[bytes]) -> Iterator[bytes]:
    """The lines of a stream without their ends; of a line beyond the bound, its beginning, one byte too long."""
    rest = b""
    for block in blocks:
        *whole, rest = (rest + block).split(b"\n")
        yield from whole
        if len(rest) > MAX_BYTES:
            rest = rest[: MAX_BYTES + 1]
    if rest:
        yield rest
