"""YAML: a text with one payload."""

from __future__ import annotations

from collections.abc import Iterator

from .. import pointer, yamltext
from ..finding import Finding
from ..jsontext import MAX_BYTES, NotReadable
from ..judge import Judge, Verdict
from ..origin import Origin
from ..source import Source
from . import Capture
from .parts import Absent, picked, placed

_TRAPPED = ("wrong-type", "null-value", "not-allowed-value")


class Yaml:
    """A payload in a YAML text."""

    def __init__(self, origin: Origin, data: bytes, at: tuple[str, ...] | None) -> None:
        self.origin = origin
        self._data = data
        self._at = at

    def verdict(self, judge: Judge) -> Verdict | None:
        """The verdict, with YAML's own traps named where they were the cause."""
        try:
            value, places, unquoted = yamltext.read(self._data)
            verdict = judge.value(value if self._at is None else picked(value, self._at))
        except NotReadable as problem:
            return Verdict(None, judge.version.number, problem.findings)
        except Absent:
            return None
        prefix = pointer.render(self._at or ())
        named = tuple(_named(f, unquoted.get(prefix + f.pointer)) for f in verdict.findings)
        return verdict._replace(findings=placed(named, places, prefix))


def _named(finding: Finding, read_as: str | None) -> Finding:
    if read_as and finding.code in _TRAPPED:
        return finding._replace(hint=f"YAML reads this unquoted value as {read_as}: put it in quotes.")
    return finding


def read(source: Source, at: tuple[str, ...] | None) -> Iterator[Capture]:
    """The payload of a file. Raises Unreadable."""
    yield Yaml(Origin(source.file), source.read(MAX_BYTES), at)
