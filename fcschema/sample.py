"""Valid payloads made from the schemas' own examples."""

from __future__ import annotations

from collections.abc import Iterable
from copy import deepcopy
from random import Random
from typing import Any

from . import nodes, pointer
from .catalog import Document, UnknownName, Version
from .finding import ERROR, Finding
from .hosts import examples
from .judge import Judge
from .pointer import Path
from .proof import acceptor

_COMMANDS = 4  # At most this many in a varied script.


class Refused(ValueError):
    """A value that was set makes the payload invalid, as the findings say."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__("; ".join(f"{f.message} {f.hint}".strip() for f in findings))
        self.findings = findings


def sample(
    version: Version,
    name: str,
    *,
    full: bool = False,
    seed: int | None = None,
    changes: Iterable[tuple[str, Any]] = (),
) -> Any:
    """A valid payload for a document, or for one command: `percl/GetDigits` is a script of that command.

    `full` gives every member that is not deprecated, `seed` a varied payload, the same for the same seed.
    `changes` are names and values to set: a name is a member of the request or the command, a path with
    dots, or a JSON Pointer from the root of the payload.
    Raises UnknownName for a name that the version does not have, Refused for a change that is not valid.
    """
    document, command = _named(version, name)
    schema = version.schema(document.name)
    random = None if seed is None else Random(seed)
    if command:
        payload: Any = [{command: _made(schema, ("$defs", command), full, random)}]
    elif document.kind == "response":
        payload = _script(schema, full, random)
    else:
        payload = _made(schema, (), full, random)
    for place, value in changes:
        _set(payload, _path(payload, command, place), place, value)
    verdict = Judge(document.name, version=version.number, show_values=True).value(payload)
    if not verdict.valid:
        raise Refused(tuple(f for f in verdict.findings if f.severity == ERROR))
    return payload


def names(version: Version) -> list[str]:
    """Everything that there is a sample of."""
    return [
        name
        for document in version.documents
        for name in [document.name, *(f"{document.name}/{c}" for c in _commands(version, document))]
    ]


def _commands(version: Version, document: Document) -> list[str]:
    if document.kind != "response":
        return []
    return list(version.schema(document.name)["$defs"]["command"]["properties"])


def _named(version: Version, name: str) -> tuple[Document, str]:
    for document in version.documents:
        if name == document.name:
            return document, ""
        command = name.removeprefix(f"{document.name}/")
        if command != name and command in _commands(version, document):
            return document, command
    known = ", ".join(document.name for document in version.documents)
    raise UnknownName(
        f"no sample of {name!r} in contract {version.number}; there is {known}, and one of each command, "
        "such as percl/GetDigits"
    )


def _script(schema: Any, full: bool, random: Random | None) -> list[Any]:
    known = list(schema["$defs"]["command"]["properties"])
    if not full and random is None:
        return list(deepcopy(schema["examples"][0]))
    chosen = known if random is None else random.sample(known, random.randint(1, _COMMANDS))
    return [{name: _made(schema, ("$defs", name), full, random)} for name in (known if full else chosen)]


def _made(schema: Any, path: Path, full: bool, random: Random | None) -> Any:
    """A value of a subschema: its first example, or one that is full, varied, or both."""
    path = nodes.followed(schema, path)
    own = [_current(schema, path, value) for value in examples(schema, path)]
    if full:
        own.sort(key=lambda value: -len(value) if isinstance(value, dict) else 0)
    value = deepcopy(own[0] if random is None else random.choice(own))
    described = nodes.node(schema, path).get("properties")
    if not isinstance(value, dict) or described is None or not (full or random):
        return value
    accepts = acceptor(nodes.alone(schema, path))
    for name, node in described.items():
        if node.get("deprecated") or (random and not full and name not in value and random.random() < 0.5):
            continue
        if name in value and random is None:
            choices = [_deeper(schema, (*path, "properties", name), value[name], full)]
        else:
            choices = _choices(schema, (*path, "properties", name), full, random)
        value = _with(value, name, choices, accepts, schema, path)
    return {name: value[name] for name in [*described, *value] if name in value}


def _deeper(schema: Any, path: Path, value: Any, full: bool) -> Any:
    """The value, or a full one where it is an object of its own."""
    return _made(schema, path, full, None) if isinstance(value, dict) and _is_object(schema, path) else value


def _is_object(schema: Any, path: Path) -> bool:
    return "properties" in nodes.resolved(schema, path)


def _choices(schema: Any, path: Path, full: bool, random: Random | None) -> list[Any]:
    own = nodes.node(schema, path)
    choices = [*own.get("examples", []), *own.get("enum", [])] or examples(schema, path)
    if random and nodes.resolved(schema, path).get("type") == "boolean":
        choices = [True, False]
    if _is_object(schema, path):
        choices = [_made(schema, path, full, random)]
    return random.sample(choices, len(choices)) if random else choices


def _with(value: Any, name: str, choices: list[Any], accepts: Any, schema: Any, path: Path) -> Any:
    """The object with the first choice that is valid, if need be with another value of another member."""
    for choice in choices:
        if accepts({**value, name: choice}):
            return {**value, name: choice}
    for other in value:
        for choice in choices:
            for changed in examples(schema, (*path, "properties", other)):
                if accepts({**value, other: changed, name: choice}):
                    return {**value, other: changed, name: choice}
    return value


def _current(schema: Any, path: Path, value: Any) -> Any:
    """An example without its deprecated members, where it may do without."""
    if not isinstance(value, dict):
        return value
    node = nodes.node(schema, path)
    described, required = node.get("properties", {}), node.get("required", [])
    gone = {n for n in value if described.get(n, {}).get("deprecated") and n not in required}
    return {name: member for name, member in value.items() if name not in gone}


def _path(payload: Any, command: str, place: str) -> Path:
    """Where in the payload a name is."""
    if place.startswith("/"):
        return pointer.parse(place)
    steps = tuple(place.split("."))
    if command:
        return (0, command, *steps)
    if isinstance(payload, dict) and "request" in payload and steps[0] not in ("request", "response"):
        return ("request", *steps)
    return steps


def _set(payload: Any, path: Path, place: str, value: Any) -> None:
    try:
        owner = pointer.resolve(payload, path[:-1])
        if isinstance(owner, list):
            owner[int(path[-1])] = value
        else:
            owner[path[-1]] = value
    except (LookupError, TypeError, ValueError):
        hint = "Name a place in the script, such as /0/Say/text." if isinstance(payload, list) else ""
        raise Refused((Finding(ERROR, "", "", f"There is no place {place} in the payload.", hint),)) from None
