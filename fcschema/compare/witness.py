"""Payloads that one document takes and another refuses, found by trying at the place where they differ."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, islice, product
from typing import Any, NamedTuple

from ..hosts import ABSENT, candidates, examples, hosts, placed, unique
from ..nodes import Route, followed, node
from ..pointer import Path
from ..proof import Accepts, refusals, surely
from .edits import Edit

_ROUTES = 4
_MEMBERS = 4
_COMBINATIONS = 3000


class Counterexample(NamedTuple):
    """A payload, whether the new document is the one that takes it (or else the old), and where it differs."""

    payload: Any
    valid_in_new: bool
    path: Path


class Side(NamedTuple):
    """A document, what it takes, and where in a payload each of its subschemas applies."""

    document: Any
    accepts: Accepts
    routes: dict[Path, list[Route]]


def search(valid: Side, refusing: Side, edit: Edit, new_is_valid: bool) -> Counterexample | None:
    """A payload that the one side takes and the other refuses because of an edit, if one is found."""
    paths = (edit.new, edit.old) if new_is_valid else (edit.old, edit.new)
    places = [(valid.document, paths[0]), (refusing.document, paths[1])]
    second: Counterexample | None = None
    for route in common(valid.routes.get(paths[0], []), refusing.routes.get(paths[1], []))[:_ROUTES]:
        at = route if edit.member is None else (*route, edit.member)
        for payload in _tries(valid.document, route, at, places, edit):
            if not _shows(valid, refusing, payload, edit):
                continue
            where = refusals(refusing.document, payload)
            near = [path for path in where if path[: len(at)] == at or path == at[: len(path)]]
            if near and len(near) == len(where):
                return Counterexample(payload, new_is_valid, near[0])
            if near and second is None:
                second = Counterexample(payload, new_is_valid, near[0])
    return second


def sweep(
    valid: Side, refusing: Side, payloads: Iterable[Any], new_is_valid: bool, most: int
) -> Counterexample | None:
    """A payload of those given, or of many made for every place, that only the one side takes."""
    for payload in chain(payloads, islice(_everywhere(valid), most)):
        if valid.accepts(payload) and not refusing.accepts(payload) and surely(valid.document, payload):
            where = refusals(refusing.document, payload)
            if where:
                return Counterexample(payload, new_is_valid, where[0])
    return None


def common(one: list[Route], other: list[Route]) -> list[Route]:
    """The routes of both, shortest first; those of either when they share none."""
    shared = [route for route in one if route in other]
    return sorted(shared or one or other, key=len)


def _shows(valid: Side, refusing: Side, payload: Any, edit: Edit) -> bool:
    if valid.accepts(payload):
        return not refusing.accepts(payload) and surely(valid.document, payload)
    # Only some engines let a line end through `$`; the reference engine does.
    ends = any(isinstance(text, str) and text.endswith("\n") for text in edit.tries)
    return ends and surely(valid.document, payload)


def _tries(
    document: Any, route: Route, at: Route, places: list[tuple[Any, Path]], edit: Edit
) -> Iterator[Any]:
    """Payloads with all sorts of values at a place, and for an object with its members combined."""
    inside = ("properties", edit.member) if edit.member is not None else ()
    groups = zip(*(candidates(schema, (*path, *inside)) for schema, path in places), strict=True)
    values = unique([*edit.tries, *chain.from_iterable(chain.from_iterable(groups))])
    members = _members(places)
    for host in hosts(document, at):
        yield host
        for value in [ABSENT, *values] if edit.keyword == "required" else [*values, ABSENT]:
            if at or value is not ABSENT:
                yield from _real(placed(host, at, value))
        for chosen in islice(product(*members.values()), _COMBINATIONS if members else 0):
            made = host
            for name, value in zip(members, chosen, strict=True):
                made = placed(made, (*route, name), value) if made is not ABSENT else made
            yield from _real(made)
        if edit.keyword == "additionalProperties":
            yield from _real(placed(host, (*at, "undocumented"), "x"))


def _real(payload: Any) -> Iterator[Any]:
    if payload is not ABSENT:
        yield payload


def _members(places: list[tuple[Any, Path]]) -> dict[str, list[Any]]:
    """What to combine: the members that the rules of an object name, and values for each."""
    rules = [(schema, at) for schema, path in places for at in _rules(schema, path)]
    names = [
        name
        for schema, at in rules
        if (schema, at) not in places
        for keyword in ("properties", "required")
        for name in node(schema, at).get(keyword, ())
    ]
    return {
        name: unique(
            [
                ABSENT,
                "x",
                *(
                    value
                    for schema, at in rules
                    if name in node(schema, at).get("properties", {})
                    for value in examples(schema, (*at, "properties", name))[:5]
                ),
            ]
        )
        for name in list(dict.fromkeys(names))[:_MEMBERS]
    }


def _rules(document: Any, path: Path, above: frozenset[Path] = frozenset()) -> list[Path]:
    """The subschemas that speak about one object: itself, its rules and what these consist of."""
    found = node(document, path)
    inner = [(keyword,) for keyword in ("if", "then", "else") if keyword in found]
    steps: list[Path] = [*inner, *(("allOf", index) for index in range(len(found.get("allOf", ()))))]
    inside = (followed(document, (*path, *step)) for step in steps)
    return [path, *(r for at in inside if at not in above for r in _rules(document, at, above | {path, at}))]


def _everywhere(side: Side) -> Iterator[Any]:
    for path, routes in side.routes.items():
        values = unique(chain.from_iterable(candidates(side.document, path)))
        for host in islice(hosts(side.document, routes[0]), 2):
            yield host
            for value in values:
                yield from _real(placed(host, routes[0], value))
