"""Which strings one pattern takes and another does not, exactly.

A pattern of the house style (no look-around, no back references) is a regular language. Two are compared
by deriving both, character by character, until one takes a string and the other does not.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from itertools import pairwise

from .reading import Reader
from .regex import (
    BEGIN,
    EMPTY,
    END,
    LAST,
    NONE,
    NotRegular,
    Regex,
    bounds,
    derived,
    either,
    one,
    repeated,
    takes_nothing,
    then,
)

__all__ = ["NotRegular", "Regex", "difference", "length", "parse"]

_NICE = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_.+ "
_STATES = 4000  # Beyond this many the answer is "not known", which is true and costs nothing.


def parse(pattern: str, *, lenient: bool = False) -> Regex:
    """The language of a pattern as JSON Schema uses it: anywhere in the string. Raises NotRegular.

    `lenient` reads `$` as Python, PHP and the JDK do: it lets a line end through at the end.
    """
    reader = Reader(pattern, lenient)
    body = reader.alternatives()
    if reader.rest():
        raise NotRegular(pattern)
    anything = ("star", ("set", ((0, LAST),)))
    before = either([EMPTY, then(one(BEGIN), anything)])
    after = either([EMPTY, then(anything, one(END))])
    return then(then(before, body), after)


def length(least: int, most: int | None) -> Regex:
    """The strings of so many characters. Raises NotRegular beyond some hundred."""
    body = repeated(("set", ((0, LAST),)), least, most)
    return then(then(one(BEGIN), body), one(END))


def difference(
    taken: Iterable[Regex], refused: Iterable[Regex], other: Iterable[Regex], other_refused: Iterable[Regex]
) -> str | None:
    """The shortest string in all of `taken` and none of `refused` that the other pair does not have so.

    None proves that there is none. Raises NotRegular when the search grows too large.
    """
    start = tuple(tuple(derived(r, BEGIN) for r in part) for part in (taken, refused, other, other_refused))
    alphabet = list(_alphabet([r for part in start for r in part]))
    queue = deque([(start, "")])
    seen = {start}
    while queue:
        state, text = queue.popleft()
        ends = [[takes_nothing(derived(r, END)) for r in part] for part in state]
        here, there = (all(ends[i]) and not any(ends[i + 1]) for i in (0, 2))
        if here and not there:
            return text
        for character in alphabet:
            following = tuple(tuple(derived(r, character) for r in part) for part in state)
            if NONE in following[0] or following in seen:
                continue
            if len(seen) > _STATES:
                raise NotRegular("too many states")
            seen.add(following)
            queue.append((following, text + chr(character)))
    return None


def _alphabet(regexes: Iterable[Regex]) -> Iterator[int]:
    """One character of each kind that the languages tell apart, a readable one where there is one."""
    cuts = {0, LAST + 1, 0xD800, 0xE000}.union(*(bounds(regex) for regex in regexes))
    points = sorted(cut for cut in cuts if cut >= 0)
    kinds = [
        next((c for c in _NICE if low <= ord(c) < high), chr(low))
        for low, high in pairwise(points)
        if low != 0xD800
    ]
    yield from map(ord, sorted(kinds, key=lambda c: _NICE.find(c) % len(_NICE + c)))
