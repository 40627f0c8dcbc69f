"""Regular expressions as values: what they are made of, and what may follow a character in one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

# A tuple: ("set", ranges of code points), ("cat", a, b), ("alt", a frozenset), ("star", a) or EMPTY.
Regex = tuple[Any, ...]
Ranges = tuple[tuple[int, int], ...]
NONE: Regex = ("alt", frozenset())
EMPTY: Regex = ("empty",)

# `^` and `$` read the first two, which stand before and after every string that is tried.
BEGIN, END, LAST = -2, -1, 0x10FFFF
_REPEATS = 300


class NotRegular(ValueError):
    """A pattern, or a number of repetitions, that is not compared here."""


def one(code: int) -> Regex:
    """The expression of one character."""
    return ("set", ((code, code),))


def others(ranges: Iterable[tuple[int, int]]) -> Ranges:
    """The code points that are not in ranges."""
    found, low = [], 0
    for first, last in sorted(ranges):
        if first > low:
            found.append((low, first - 1))
        low = max(low, last + 1)
    return (*found, (low, LAST)) if low <= LAST else tuple(found)


def then(first: Regex, second: Regex) -> Regex:
    """One expression after another."""
    if NONE in (first, second):
        return NONE
    if first == EMPTY:
        return second
    return first if second == EMPTY else ("cat", first, second)


def either(branches: Iterable[Regex]) -> Regex:
    """Any of several expressions."""
    flat: set[Regex] = set()
    for branch in branches:
        flat |= branch[1] if branch[0] == "alt" else {branch}
    return next(iter(flat)) if len(flat) == 1 else ("alt", frozenset(flat))


def repeated(body: Regex, least: int, most: int | None) -> Regex:
    """An expression so many times over; no `most` is any number. Raises NotRegular beyond some hundred."""
    if max(least, most or 0) > _REPEATS:
        raise NotRegular("too many repetitions")
    made: Regex = ("star", body) if most is None else EMPTY
    for _ in range((most or least) - least):
        made = either([EMPTY, then(body, made)])
    for _ in range(least):
        made = then(body, made)
    return made


@cache
def takes_nothing(regex: Regex) -> bool:
    """Whether the empty string is in the language."""
    match regex[0]:
        case "cat":
            return takes_nothing(regex[1]) and takes_nothing(regex[2])
        case "alt":
            return any(takes_nothing(branch) for branch in regex[1])
        case kind:
            return kind in ("empty", "star")


@cache
def derived(regex: Regex, code: int) -> Regex:
    """What may follow a character in the language."""
    match regex[0]:
        case "set":
            return EMPTY if any(low <= code <= high for low, high in regex[1]) else NONE
        case "cat":
            left = then(derived(regex[1], code), regex[2])
            return either([left, derived(regex[2], code)]) if takes_nothing(regex[1]) else left
        case "alt":
            return either(derived(branch, code) for branch in regex[1])
        case "star":
            return then(derived(regex[1], code), regex)
    return NONE


def bounds(regex: Regex) -> Iterator[int]:
    """Where the sets of an expression begin and end."""
    if regex[0] == "set":
        for low, high in regex[1]:
            yield from (low, high + 1)
    for part in regex[1] if regex[0] == "alt" else regex[1:] if regex[0] in ("cat", "star") else ():
        yield from bounds(part)
