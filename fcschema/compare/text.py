"""Changes between two versions to text: for people, and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from ..pointer import render
from ..wording import plural
from .change import BREAKING, COMPATIBLE, UNDECIDED, VERDICTS, Change, overall
from .edits import WORDING

_RECEIVING, _WRITING = "those who receive requests", "those who write scripts"
_WIDTH = 400


def text(old: str, new: str, changes: list[Change]) -> str:
    """What changes, the worst first, and what to do about it. `old` and `new` are names to call them by."""
    if not changes:
        return f"{old} -> {new}: nothing changes.\n"
    lines = [f"{old} -> {new}", *_summary(changes)]
    for verdict, title in (
        (BREAKING, "Breaks {}:"),
        (UNDECIDED, "May break {}; this could not be decided:"),
    ):
        for who, found in (
            (_RECEIVING, [c for c in changes if c.receiving == verdict]),
            (_WRITING, [c for c in changes if c.writing == verdict]),
        ):
            if found:
                lines += ["", title.format(who)]
                lines += [line for change in found for line in _of_change(change, old, new)]
    harmless = [c for c in changes if c.verdict == COMPATIBLE]
    for title, found in (
        ("Breaks nobody:", [c for c in harmless if c.sort != WORDING]),
        ("Wording alone:", [c for c in harmless if c.sort == WORDING]),
    ):
        if found:
            lines += ["", title, *(f"  {c}{_note(c)}" for c in found)]
    return "\n".join(lines) + "\n"


def _summary(changes: list[Change]) -> Iterable[str]:
    for who, verdict, count in zip(
        (_RECEIVING, _WRITING),
        overall(changes),
        ([c.receiving for c in changes], [c.writing for c in changes]),
        strict=True,
    ):
        found = "" if verdict == COMPATIBLE else f" ({plural(count.count(verdict), 'change')})"
        yield f"  for {who + ':':28}{verdict}{found}"


def _note(change: Change) -> str:
    return f". {change.advice}" if change.advice else ""


def _of_change(change: Change, old: str, new: str) -> Iterable[str]:
    yield f"  {change}"
    if change.advice:
        yield f"    {change.advice}"
    example = change.counterexample
    if example is not None:
        valid, refusing = (new, old) if example.valid_in_new else (old, new)
        payload = json.dumps(example.payload, ensure_ascii=False)
        if len(payload) > _WIDTH:
            payload = f"{payload[:_WIDTH]}… (whole with --format json)"
        at = f", at {render(example.path)}" if example.path else ""
        yield f"    Valid in {valid} and not in {refusing}{at}:"
        yield f"      {payload}"


def as_json(old: str, new: str, changes: list[Change]) -> str:
    """The same as one JSON object, the worst first."""
    receiving, writing = overall(changes)
    return (
        json.dumps(
            {
                "old": old,
                "new": new,
                "receiving": receiving,
                "writing": writing,
                "changes": [_record(change, old, new) for change in sorted(changes, key=_rank)],
            },
            indent=2,
        )
        + "\n"
    )


def _rank(change: Change) -> tuple[int, bool]:
    return VERDICTS.index(change.verdict), change.sort == WORDING


def _record(change: Change, old: str, new: str) -> dict[str, Any]:
    example = change.counterexample
    shown: dict[str, Any] | None = None
    if example is not None:
        valid, refusing = (new, old) if example.valid_in_new else (old, new)
        pointer = render(example.path)
        shown = {"payload": example.payload, "validIn": valid, "refusedBy": refusing, "pointer": pointer}
    return {
        "document": change.document,
        "change": str(change),
        "place": change.place,
        "what": change.what,
        "sort": change.sort,
        "receiving": change.receiving,
        "writing": change.writing,
        "advice": change.advice,
        "oldPointer": change.old,
        "newPointer": change.new,
        "counterexample": shown,
    }
