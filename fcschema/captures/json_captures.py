"""JSON: a text with one payload, or a file with an array of requests or exchanges."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Any

from .. import jsontext, jsonwalk, pointer
from ..jsontext import MAX_BYTES, NotReadable
from ..judge import Judge, Verdict
from ..origin import Origin
from ..source import Source
from . import Capture
from .parts import Absent, picked, placed

MAX_ARRAY = 16 * MAX_BYTES


class Text:
    """A JSON text that is read when it is needed, and walked for places when there is something to place."""

    def __init__(self, data: bytes, bound: int = MAX_BYTES) -> None:
        self._data = data
        self._bound = bound

    @cached_property
    def value(self) -> Any:
        """What the text holds. Raises NotReadable."""
        return jsontext.parse(self._data, self._bound)

    @cached_property
    def places(self) -> dict[str, jsonwalk.Place]:
        """Line and column by JSON Pointer."""
        return jsonwalk.positions(self._data.decode())


class Json:
    """A payload at a place in a JSON text."""

    def __init__(self, origin: Origin, text: Text, at: tuple[str, ...] | None = None) -> None:
        self.origin = origin
        self._text = text
        self._at = at

    def verdict(self, judge: Judge) -> Verdict | None:
        """The verdict on the payload, with places; None where the text has nothing at the place."""
        verdict = self.bare(judge)
        return self.placed(verdict) if verdict else None

    def bare(self, judge: Judge) -> Verdict | None:
        """The verdict without the places of what was found about the value."""
        try:
            value = self._text.value
            return judge.value(value if self._at is None else picked(value, self._at))
        except NotReadable as problem:
            return Verdict(None, judge.version.number, problem.findings)
        except Absent:
            return None

    def placed(self, verdict: Verdict) -> Verdict:
        """The verdict with the places of its findings in the text, where they have none."""
        if all(finding.line for finding in verdict.findings):
            return verdict
        prefix = pointer.render(self._at or ())
        return verdict._replace(findings=placed(verdict.findings, self._text.places, prefix))


def read(source: Source, at: tuple[str, ...] | None) -> Iterator[Capture]:
    """The payload, or payloads, of a file. Raises Unreadable."""
    text = Text(source.read(MAX_ARRAY), MAX_ARRAY if source.head.lstrip().startswith(b"[") else MAX_BYTES)
    try:
        value = text.value
    except NotReadable:
        value = None
    if isinstance(value, list) and value and all(map(_is_record, value)):
        for index in range(len(value)):
            yield Json(Origin(source.file, index + 1), text, (str(index), *(at or ())))
    else:
        yield Json(Origin(source.file), text, at)


def _is_record(item: Any) -> bool:
    """Whether an element of an array is a request or an exchange rather than a command."""
    return isinstance(item, dict) and ("requestType" in item or "request" in item)
