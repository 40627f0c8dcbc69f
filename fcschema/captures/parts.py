"""Payloads inside of records, and the places of findings in the text around them."""

from __future__ import annotations

from typing import Any

from .. import jsontext
from ..finding import Finding
from ..jsonwalk import Place


class Absent(Exception):
    """A record has nothing at the place where its payload should be."""


def picked(record: Any, at: tuple[str, ...]) -> Any:
    """The payload in a record; strings that hold JSON are decoded, on the way and at the end.

    Raises Absent, and NotReadable for a string whose JSON is not strict.
    """
    for name in at:
        record = decoded(record)
        try:
            record = record[int(name)] if isinstance(record, list) else record[name]
        except (LookupError, TypeError, ValueError):
            raise Absent from None
    record = decoded(record)
    if isinstance(record, dict) and "request" in record:
        return {**record, **{n: decoded(record[n]) for n in ("request", "response") if n in record}}
    return record


def decoded(value: Any) -> Any:
    """What a string holds when it holds a JSON object or array; otherwise the value itself.

    Raises NotReadable.
    """
    if isinstance(value, str) and value.lstrip()[:1] in ("{", "["):
        return jsontext.parse(value.encode())
    return value


def placed(findings: tuple[Finding, ...], places: dict[str, Place], prefix: str = "") -> tuple[Finding, ...]:
    """The findings with the line and column of what they point to, or of what is around it."""
    found = []
    for finding in findings:
        at = prefix + finding.pointer
        while at not in places and at:
            at = at.rpartition("/")[0]
        line, column = places.get(at, (1, 1))
        found.append(finding._replace(line=line, column=column))
    return tuple(found)


def moved(findings: tuple[Finding, ...], lines: int) -> tuple[Finding, ...]:
    """The findings so many lines further down."""
    return tuple(f._replace(line=f.line + lines) if f.line else f for f in findings) if lines else findings
