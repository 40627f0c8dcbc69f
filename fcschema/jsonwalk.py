"""Walking a JSON text: where each member and value stands, and what parsers read differently."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import NamedTuple

from . import pointer
from .finding import ERROR, Finding
from .wording import quoted

# An unclosed string runs to the end of the text, so that no text makes the search start over and over.
_TOKEN = re.compile(r'"[^"\\]*(?:\\(?:.|\Z)[^"\\]*)*(?:"|\Z)|[\[\]{},:]|[^\s\[\]{},:"]+', re.DOTALL)
_string = json.JSONDecoder(strict=False).decode

Place = tuple[int, int]  # line and column, from 1, in characters


class Token(NamedTuple):
    """A member name or a value in the text: its path, its offset and, for scalars, its text."""

    path: pointer.Path
    offset: int
    text: str
    is_name: bool


def place(text: str, offset: int) -> Place:
    """Line and column of an offset."""
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


def walk(text: str) -> Iterator[Token]:
    """Every member name and value of a JSON text, in order, as far as it is JSON."""
    path: list[str | int] = []
    open_objects: list[bool] = []
    want_name = False
    for match in _TOKEN.finditer(text):
        word = match.group()
        if word in "}],:" and not open_objects:
            return
        if word in "}]":
            open_objects.pop()
            path.pop()
            want_name = False
        elif word == ",":
            want_name = open_objects[-1]
            if not want_name:
                path[-1] = int(path[-1]) + 1
        elif word == ":":
            want_name = False
        elif want_name:
            path[-1] = _string(word)
            yield Token(tuple(path), match.start(), word, True)
        else:
            yield Token(tuple(path), match.start(), word, False)
            if word in "{[":
                open_objects.append(word == "{")
                path.append(0 if word == "[" else "")
                want_name = word == "{"


def positions(text: str) -> dict[str, Place]:
    """Line and column of every value, by JSON Pointer; of a member, those of its name."""
    found: dict[str, Place] = {}
    line, last = 1, 0
    for token in walk(text):
        at = pointer.render(token.path)
        if at not in found:
            line += text.count("\n", last, token.offset)
            last = token.offset
            found[at] = (line, token.offset - text.rfind("\n", 0, token.offset))
    return found


def nested_beyond(text: str, bound: int) -> int | None:
    """The offset where arrays and objects are nested deeper than the bound, or None."""
    depth = 0
    for match in _TOKEN.finditer(text):
        if match.group() in "[{":
            depth += 1
            if depth > bound:
                return match.start()
        elif match.group() in "]}":
            depth -= 1
    return None


def irregularities(text: str) -> list[Finding]:
    """Findings for all that parsers read differently: duplicates, NaN, lone surrogates, endless numbers."""
    findings: list[Finding] = []
    names: set[pointer.Path] = set()
    for token in walk(text):
        said = _of_name(token, names) if token.is_name else None
        said = said or _of_scalar(token.text)
        if said:
            code, message, hint = said
            at = pointer.render(token.path).encode("utf-8", "replace").decode()
            findings.append(Finding(ERROR, code, at, message, hint, "", *place(text, token.offset)))
    return findings


def _of_name(token: Token, names: set[pointer.Path]) -> tuple[str, str, str] | None:
    if token.path not in names:
        names.add(token.path)
        return None
    name = quoted(str(token.path[-1]).encode("utf-8", "replace").decode())
    return (
        "duplicate-member",
        f"The member {name} stands here a second time.",
        "Keep one of them: parsers disagree on which one counts.",
    )


def _of_scalar(word: str) -> tuple[str, str, str] | None:
    if word[0] == '"':
        if "\\u" in word and not _is_text(_string(word)):
            return (
                "lone-surrogate",
                "The string holds half of a surrogate pair.",
                "Write a character beyond U+FFFF as a pair of \\u escapes, or as itself.",
            )
    elif word in ("NaN", "Infinity", "-Infinity"):
        return "not-json", f"{word} is not JSON.", "JSON has no such number: leave the member out."
    elif word[0] in "-0123456789" and abs(float(word)) == float("inf"):
        number = word if len(word) <= 20 else f"of {len(word)} characters"
        return (
            "number-too-large",
            f"The number {number} is beyond what a double can hold.",
            "Some parsers make infinity of it, others refuse it.",
        )
    return None


def _is_text(value: str) -> bool:
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True
