"""What each value of an enum means, read from the description that explains it.

Descriptions of the schemas explain values in one of two forms, and both are prose:
"`busy`: the line was busy. `failed`: …" and "`always` when one enters or leaves, `never`, …. More."
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple


class Explained(NamedTuple):
    """The text before the values, each value with its meaning (or an empty one), the text after them."""

    before: str
    meanings: tuple[tuple[str, str], ...]
    after: str


def explained(description: str, values: Sequence[str]) -> Explained:
    """A description taken apart. Where it does not name every value, it stays whole and explains none."""
    marks: dict[str, re.Match[str]] = {}
    for mark in re.finditer(f"`({'|'.join(map(re.escape, values))})`(: )?", description):
        known = marks.get(mark[1])
        # A value may be mentioned before the place that explains it.
        if known is None or (mark[2] and not known[2]):
            marks[mark[1]] = mark
    found = sorted(marks.values(), key=lambda mark: mark.start())
    if len(found) != len(values) or len({mark[2] for mark in found}) != 1:
        return Explained(description, tuple((value, "") for value in values), "")
    starts = [mark.start() for mark in found[1:]]
    texts = [description[m.end() : end] for m, end in zip(found, [*starts, None], strict=True)]
    after = ""
    if not found[0][2]:
        texts[-1], stop, after = texts[-1].partition(". ")
        texts[-1] += "." if stop else ""
    meanings = {m[1]: _meaning(text, bool(m[2])) for m, text in zip(found, texts, strict=True)}
    before = description[: found[0].start()].strip()
    return Explained(before, tuple((value, meanings[value]) for value in values), after)


def _meaning(text: str, is_sentence: bool) -> str:
    text = text.strip()
    if is_sentence:
        return text
    return re.sub(r"(,|\.|,? (and|or))$", "", text)
