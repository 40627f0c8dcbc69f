"""Strict JSON: bytes to one value, or findings that say where the text is not what everybody reads alike.

Parsers disagree on NaN, byte order marks, lone surrogates, duplicate members and numbers beyond a
double. All of these are refused here, so that a verdict does not depend on who reads the payload.
"""

from __future__ import annotations

import json
import re
from typing import Any

from . import jsonwalk
from .finding import ERROR, Finding

MAX_BYTES = 1024 * 1024
MAX_DEPTH = 100

_SURROGATE = re.compile(rb"\\u[dD][89a-fA-F]")
# An integer of no more characters is surely within the range of a double.
_DIGITS = 308


class NotReadable(Exception):
    """The text holds no value to judge; `findings` say why."""

    def __init__(self, *findings: Finding) -> None:
        super().__init__(findings[0].message)
        self.findings = findings


class _Irregular(Exception):
    """The parser met something that the walk can name and place."""


def _members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) != len(pairs):
        raise _Irregular
    return members


def _constant(_: str) -> Any:
    raise _Irregular


def _integer(text: str) -> int:
    if len(text) > _DIGITS and abs(float(text)) == float("inf"):
        raise _Irregular
    return int(text)


def _float(text: str) -> float:
    number = float(text)
    if number - number != 0:
        raise _Irregular
    return number


_DECODER = json.JSONDecoder(
    object_pairs_hook=_members, parse_constant=_constant, parse_int=_integer, parse_float=_float
)


def parse(data: bytes, bound: int = MAX_BYTES) -> Any:
    """The JSON value that the bytes hold, `bound` bytes at most. Raises NotReadable."""
    text = decode(data, bound)
    if data.count(b"[") + data.count(b"{") > MAX_DEPTH:
        offset = jsonwalk.nested_beyond(text, MAX_DEPTH)
        if offset is not None:
            raise _refusal(
                "too-deep",
                f"Arrays and objects are nested deeper than {MAX_DEPTH}.",
                "No PerCL script comes near that.",
                jsonwalk.place(text, offset),
            )
    try:
        value = _DECODER.decode(text)
    except json.JSONDecodeError as error:
        from . import lookalike

        where = jsonwalk.place(text, error.pos)
        raise NotReadable(lookalike.not_json(text, error.msg, where, text[error.pos :])) from None
    except _Irregular:
        raise NotReadable(*jsonwalk.irregularities(text)) from None
    if b"\\u" in data and _SURROGATE.search(data):
        findings = jsonwalk.irregularities(text)
        if findings:
            raise NotReadable(*findings)
    return value


def decode(data: bytes, bound: int = MAX_BYTES) -> str:
    """The text of the bytes: UTF-8, no byte order mark, not empty, not too long. Raises NotReadable."""
    if len(data) > bound:
        raise _refusal(
            "too-large",
            f"The text is longer than {bound // 1024**2} MiB.",
            "A payload is a few hundred bytes: is this a capture of many?",
        )
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in data[:4]:
        raise _refusal(
            "not-utf-8",
            "The text looks like UTF-16 or UTF-32.",
            "JSON is UTF-8: save or send it as UTF-8 without a byte order mark.",
        )
    if data.startswith(b"\xef\xbb\xbf"):
        raise _refusal(
            "byte-order-mark",
            "The text begins with a byte order mark.",
            "Save it as UTF-8 without BOM; many JSON parsers refuse the mark.",
        )
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8")
        raise _refusal(
            "not-utf-8",
            f"The byte 0x{data[error.start]:02x} is not UTF-8.",
            "JSON is UTF-8: was this saved as Latin-1 or Windows-1252, or is it compressed?",
            jsonwalk.place(before, len(before)),
        ) from None
    if not text.strip(" \t\r\n"):
        raise _refusal("empty", "There is nothing to read.", "An empty PerCL script is written [].")
    return text


def _refusal(code: str, message: str, hint: str, where: jsonwalk.Place = (1, 1)) -> NotReadable:
    return NotReadable(Finding(ERROR, code, "", message, hint, "", *where))
