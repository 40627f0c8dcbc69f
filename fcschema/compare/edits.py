"""One edit of a schema document: where, in words, and whether more or less is allowed by it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from ..pointer import Path

# Whether an edit has an effect: certain that not, not known, certain.
NO, MAYBE, YES = 0, 1, 2

CONSTRAINT, REMOVED, DEFAULT, DEPRECATED, WORDING = (
    "constraint",
    "removed",
    "default",
    "deprecated",
    "wording",
)


class Edit(NamedTuple):
    """What differs at one place of two documents.

    `old` and `new` are the paths of the subschemas that differ, `member` names a member of the object there
    when the edit is about that member. `more` and `less` say whether the new document allows values there
    that the old one did not, and the other way round. `read` and `write` say what to do for those who
    receive such values and those who write them. `tries` are values that may show the difference.
    """

    old: Path
    new: Path
    keyword: str
    what: str
    more: int = NO
    less: int = NO
    read: str = ""
    write: str = ""
    member: str | None = None
    sort: str = CONSTRAINT
    tries: tuple[Any, ...] = ()


class Effect(NamedTuple):
    """Whether more and whether less is allowed, over several edits."""

    more: int = NO
    less: int = NO

    @property
    def flipped(self) -> Effect:
        """The effect where the edits stand under `not` or `if`."""
        return Effect(self.less, self.more)


def effect(edits: Iterable[Edit | Effect]) -> Effect:
    """The effect of edits taken together."""
    parts = list(edits)
    return Effect(max((e.more for e in parts), default=NO), max((e.less for e in parts), default=NO))
