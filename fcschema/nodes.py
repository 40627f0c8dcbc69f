"""A schema document as a graph of subschemas, and the places in a payload that each one is about."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from . import pointer
from .catalog import KINDS
from .pointer import Path

Route = Path
"""A place in a payload: member names, and 0 for any item of an array."""

# What a value may break no more for having it: said to people, not to validators.
ANNOTATIONS = frozenset(
    ("$comment", "$defs", "$id", "$schema", "default", "deprecated", "description", "examples", "title")
)
BOUND_KEYWORDS = frozenset(
    ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "minLength", "maxLength", "minItems",
     "maxItems", "minProperties", "maxProperties")
)  # fmt: skip
_MAX_ROUTES = 60


def kind(document: Any) -> str | None:
    """What a document describes: one of the catalogue's kinds, by its `$id` or else its shape; None if neither."""
    request, response, exchange = KINDS
    address = str(document.get("$id", ""))
    for part, found in (("/webhooks/", request), ("/percl.schema.json", response), ("/exchanges/", exchange)):
        if part in address:
            return found
    members, definitions = document.get("properties", {}), document.get("$defs", {})
    if "request" in members:
        return exchange
    if "command" in definitions or document.get("type") == "array":
        return response
    return request if "requestType" in members or "callId" in members else None


def node(document: Any, path: Path) -> Any:
    """The subschema at a path, `true` and `false` written as objects. Raises LookupError."""
    found = document
    for step in path:
        found = pointer.resolve({"not": {}} if found is False else found, (step,))
    return found if isinstance(found, dict) else ({} if found else {"not": {}})


def followed(document: Any, path: Path) -> Path:
    """The path of the subschema that a `$ref` there leads to, or the path itself."""
    seen = {path}
    while True:
        reference = node(document, path).get("$ref", "")
        if not reference.startswith("#"):
            return path
        path = pointer.parse(reference[1:])
        if path in seen:
            return path
        seen.add(path)


def resolved(document: Any, path: Path) -> Any:
    """The subschema that a `$ref` there leads to, or that at the path itself. Raises LookupError."""
    return node(document, followed(document, path))


def alone(document: Any, path: Path) -> Any:
    """The subschema at a path as a document of its own."""
    definitions = {"$defs": document["$defs"]} if "$defs" in document else {}
    return {**{k: v for k, v in node(document, path).items() if k != "$id"}, **definitions}


def about(document: Any, path: Path) -> str:
    """The first sentence of what a document says of a place, or nothing."""
    said = node(document, path).get("description") or resolved(document, path).get("description", "")
    return str(said).split(". ")[0].rstrip(".") + "." if said else ""


def children(found: Any) -> Iterator[tuple[Path, Route]]:
    """The subschemas directly in one, and what each is about: a member, an item or the same value."""
    for name in found.get("properties", ()):
        yield ("properties", name), (name,)
    for keyword in ("items", "additionalProperties"):
        if isinstance(found.get(keyword), dict):
            yield (keyword,), (0,) if keyword == "items" else ("*",)
    for keyword in ("allOf", "anyOf", "oneOf"):
        for index in range(len(found.get(keyword, ()))):
            yield (keyword, index), ()
    for keyword in ("if", "then", "else", "not"):
        if keyword in found:
            yield (keyword,), ()


def routes(document: Any) -> dict[Path, list[Route]]:
    """Where in a payload each subschema applies: the paths of those with a `$ref`, and of what it leads to."""
    found: dict[Path, list[Route]] = {}

    def visit(path: Path, route: Route, above: frozenset[Path]) -> None:
        known = found.setdefault(path, [])
        if route not in known and len(known) < _MAX_ROUTES:
            known.append(route)
        target = followed(document, path)
        if target in above:
            return
        if target != path:
            visit(target, route, above | {path})
            return
        for step, further in children(node(document, path)):
            visit((*path, *step), (*route, *further), above | {path})

    visit((), (), frozenset())
    return found


def constraints(found: Any) -> dict[str, Any]:
    """What a subschema says to validators."""
    return {k: v for k, v in found.items() if k not in ANNOTATIONS} if isinstance(found, dict) else {}


def impossible(found: Any) -> bool:
    """Whether a subschema takes nothing, by saying just that."""
    return constraints(found).get("not", False) in ({}, True)


def has_reference(found: Any) -> bool:
    """Whether there is a `$ref` anywhere in a value."""
    return '"$ref"' in json.dumps(found)


def expanded(document: Any, path: Path, above: frozenset[Path] = frozenset()) -> Any:
    """A subschema with its `$ref`s replaced by what they lead to and without annotations."""
    target = followed(document, path)
    if target in above:
        return {"$ref": list(target)}
    above = above | {target}

    def inner(value: Any, at: Path) -> Any:
        if isinstance(value, list):
            return [inner(item, (*at, i)) for i, item in enumerate(value)]
        if not isinstance(value, dict):
            return value
        if "$ref" in value and at != target:
            return expanded(document, at, above)
        return {
            k: inner(v, (*at, k))
            for k, v in value.items()
            if k not in ANNOTATIONS or at[-1:] == ("properties",)
        }

    return inner(node(document, target), target)
