"""Payloads made from a document's own examples: some that have a certain place, and values to put there."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from copy import deepcopy
from itertools import islice
from typing import Any

from .nodes import BOUND_KEYWORDS, Route, children, followed, node, resolved
from .pointer import Path

ABSENT = object()
COMMON: tuple[Any, ...] = (
    None, True, False, 0, -1, 1, 0.5, 10**9, "", "x", "0", "https://example.com",
    [], {}, ["x"], ["x", "x"], [None], {"x": 1},
)  # fmt: skip
_PLAIN = {"string": "x", "integer": 1, "number": 1, "boolean": True, "array": [], "object": {}, "null": None}
_LONG = 100_000
_HOSTS = 24


def hosts(document: Any, route: Route) -> Iterator[Any]:
    """Payloads, mostly valid, that have a value at a route or at least the object or array around it."""
    yield from islice(_grown(document, (), route), _HOSTS)


def _grown(document: Any, path: Path, route: Route) -> Iterator[Any]:
    path = followed(document, path)
    found, own = node(document, path), examples(document, path)
    if not route:
        yield from own
        return
    step, rest = route[0], route[1:]
    owners = [value for value in own if isinstance(value, dict)] or [{}]
    owners.sort(key=lambda owner: (step not in owner, len(owner)))
    for further in _reaching(document, path, step):
        for value in _grown(document, further, rest):
            if step == 0:
                yield [value]
            elif found.get("maxProperties") == 1:
                yield {step: value}
            else:
                for owner in owners:
                    has = not rest and step in owner
                    yield {**deepcopy(owner), step: owner[step] if has else value}
    if not rest:
        yield from (deepcopy(owner) for owner in owners if step not in owner)
    yield from (deepcopy(value) for value in own)


def _reaching(document: Any, path: Path, step: str | int) -> Iterator[Path]:
    """The subschemas that a step of a route leads to, through rules and alternatives."""
    for further, about in children(node(document, path)):
        inner = (*path, *further)
        if about == (step,):
            # A subschema that says nothing leads nowhere: another may say more.
            yield inner
        elif not about and further[0] in ("anyOf", "allOf", "oneOf", "then"):
            yield from _reaching(document, followed(document, inner), step)


def examples(document: Any, path: Path) -> list[Any]:
    """Values of a subschema: its examples and listed values, or else the simplest that its type allows."""
    found, target = node(document, path), resolved(document, path)
    given = [*found.get("examples", []), *target.get("examples", []), *target.get("enum", [])]
    given += [target[keyword] for keyword in ("const", "default") if keyword in target]
    if given:
        return unique(given)
    if isinstance(target.get("properties"), dict):
        at = followed(document, path)
        needed = [name for name in target.get("required", []) if name in target["properties"]]
        return [{name: next(iter(examples(document, (*at, "properties", name))), None) for name in needed}]
    types = target.get("type", [])
    return [deepcopy(_PLAIN[kind]) for kind in ([types] if isinstance(types, str) else types)] or [{}]


def candidates(document: Any, path: Path) -> tuple[Iterable[Any], ...]:
    """Values worth trying at a place, in groups: likely ones, those at bounds, those spelt a little wrong."""
    try:
        own, found = examples(document, path), resolved(document, path)
    except LookupError:
        return (), (), (), COMMON
    for branch in found.get("anyOf", []):
        own = [*own, *branch.get("examples", [])] if isinstance(branch, dict) else own
    # Of a listed value, one that is spelt wrong shows no more than any other.
    listed = "enum" in found or "const" in found
    return own, _at_bounds(found, own), () if listed else _near(own), COMMON


def _at_bounds(found: Any, own: list[Any]) -> Iterator[Any]:
    for keyword in sorted(BOUND_KEYWORDS & set(found)):
        bound = found[keyword]
        if keyword.endswith("imum"):
            yield from (bound, bound - 1, bound + 1, bound - 0.5, bound + 0.5)
            continue
        for size in (int(bound), int(bound) - 1, int(bound) + 1):
            if not 0 <= size <= _LONG:
                continue
            for text in [v for v in own if isinstance(v, str) and v] or ["x"]:
                yield (text * (size // len(text) + 1))[:size]
            for items in [v for v in own if isinstance(v, list) and v] or [[None]]:
                yield items[:1] * size


def _near(own: list[Any]) -> Iterator[Any]:
    for value in own:
        if isinstance(value, str) and len(value) < 200:
            yield from (value + "x", value + "\n", value[:-1], value[1:], " " + value)
            yield from (value.upper(), value.lower(), value.replace("https", "ftp"))
            yield from (value + value[-1:] * count for count in (1, 5, 20))
        if isinstance(value, list) and value:
            yield [value[0], *value]


def placed(host: Any, at: Route, value: Any) -> Any:
    """A copy of a payload with another value at a place, or without it; ABSENT when there is no such place."""
    if not at:
        return value
    copy = deepcopy(host)
    owner = copy
    try:
        for step in at[:-1]:
            owner = owner[step]
    except (LookupError, TypeError):
        return ABSENT
    if isinstance(at[-1], int) and isinstance(owner, list):
        owner[:] = [] if value is ABSENT else [value, *owner[1:]]
    elif isinstance(at[-1], str) and isinstance(owner, dict):
        if value is ABSENT:
            owner.pop(at[-1], None)
        else:
            owner[at[-1]] = value
    else:
        return ABSENT
    return copy


def unique(values: Iterable[Any]) -> list[Any]:
    """Values without those that were there before."""
    found: dict[str, Any] = {}
    for value in values:
        found.setdefault("" if value is ABSENT else json.dumps(value, sort_keys=True), value)
    return list(found.values())
