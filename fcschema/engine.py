"""The JSON Schema validators that do the work, behind one face.

`jsonschema` is the reference. `jsonschema-rs` gives the same answers faster and is used where it is
installed. Either way an answer is the same violations, in no set order.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any, NamedTuple

from .catalog import Version
from .pointer import Path

ENGINES = ("jsonschema-rs", "jsonschema")


class Violation(NamedTuple):
    """A broken constraint: the path of the value in the payload, and that of the keyword in the document."""

    path: Path
    schema_path: Path

    @property
    def keyword(self) -> str:
        return str(self.schema_path[-1])


Validate = Callable[[Any], list[Violation]]


def default_engine() -> str:
    """The fastest engine that is installed."""
    try:
        import jsonschema_rs  # noqa: F401
    except ImportError:
        return "jsonschema"
    return "jsonschema-rs"


@cache
def validator(version: Version, name: str, engine: str) -> Validate:
    """A function that lists what a value violates in a document.

    Raises UnknownName for a document that the version does not have, and ImportError for an engine
    that is not installed.
    """
    schema = version.schema(name)
    return _rust(schema) if engine == "jsonschema-rs" else _python(schema)


def _rust(schema: Any) -> Validate:
    import jsonschema_rs

    compiled = jsonschema_rs.Draft202012Validator(schema)

    def tell(error: Any) -> list[Violation]:
        found = Violation(tuple(error.instance_path), tuple(error.schema_path))
        if found.keyword != "anyOf":
            return [found]
        return _narrowed(found, [[v for e in branch for v in tell(e)] for branch in error.kind.context])

    def validate(value: Any) -> list[Violation]:
        if compiled.is_valid(value):
            return []
        return _closed(schema, [v for error in compiled.iter_errors(value) for v in tell(error)])

    return validate


def _python(schema: Any) -> Validate:
    from jsonschema import Draft202012Validator

    compiled = Draft202012Validator(schema)

    def tell(error: Any) -> list[Violation]:
        found = Violation(tuple(error.absolute_path), _canonical(schema, error.absolute_schema_path))
        if found.keyword != "anyOf":
            return [found]
        branches: list[list[Violation]] = [[] for _ in error.validator_value]
        for inner in error.context:
            branches[inner.relative_schema_path[0]] += tell(inner)
        return _narrowed(found, branches)

    def validate(value: Any) -> list[Violation]:
        return _closed(schema, [v for error in compiled.iter_errors(value) for v in tell(error)])

    return validate


def _narrowed(union: Violation, branches: list[list[Violation]]) -> list[Violation]:
    """What is wrong by the one branch that the value's type leaves, or else the union itself."""
    left = [b for b in branches if not any(v.path == union.path and v.keyword == "type" for v in b)]
    return left[0] if len(left) == 1 else [union]


def _canonical(schema: Any, path: Any) -> Path:
    """The path of a keyword in the document, with every `$ref` on the way followed."""
    found: list[str | int] = []
    node = schema
    for part in path:
        if isinstance(node, dict) and part not in node:
            found = list(node["$ref"].split("/")[1:])
            node = schema
            for step in found:
                node = node[step]
        found.append(part)
        node = node[part]
    return tuple(found)


def _closed(schema: Any, violations: list[Violation]) -> list[Violation]:
    """The violations without repetition, a `not` that only closes a `pattern` counted as that pattern.

    `$` lets a line end through in Python and not in Rust; the `not` beside each pattern refuses it in
    both, so the two engines differ in which of the pair they name.
    """
    closed: dict[Violation, None] = {}
    for violation in violations:
        parent: Any = schema
        for step in violation.schema_path[:-1]:
            parent = parent[step]
        if violation.keyword == "not" and "pattern" in parent:
            violation = violation._replace(schema_path=(*violation.schema_path[:-1], "pattern"))
        closed[violation] = None
    return list(closed)
