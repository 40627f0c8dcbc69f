"""One value of a payload and everything that it violates: what the words of a finding are made of."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from . import pointer
from .engine import Violation
from .finding import CODES, Finding
from .wording import quoted


class Case(NamedTuple):
    """A value, its path in the payload, and the violations there; `show` allows values of free strings."""

    document: Any
    path: pointer.Path
    value: Any
    violations: tuple[Violation, ...]
    show: bool

    @property
    def name(self) -> str:
        """What to call the value: a command's name, that of another member in quotes, or its place."""
        if not self.path:
            return "The payload"
        last = self.path[-1]
        if isinstance(last, str):
            return last if last in self.document["$defs"] else quoted(last)
        return f"Item {last} of {self.path[-2] if len(self.path) > 1 else 'the script'}"

    @property
    def unset(self) -> str:
        """What to ask about a value that is nothing: apps leave variables unset, FreeClimb does not."""
        in_script = any(isinstance(part, int) for part in self.path) or self.path[:1] == ("response",)
        return "Was a variable unset?" if in_script else "FreeClimb documents a value here; is this a mock?"

    @property
    def is_attribute(self) -> bool:
        """Whether the value is an attribute of a command, or part of one, rather than a command's all."""
        return len(self.path) > 2 and all(isinstance(part, str) for part in self.path[-2:])

    @property
    def is_required(self) -> bool:
        """Whether the object that the value is a member of requires it."""
        owner = self.path[-2] if len(self.path) > 1 else ""
        definitions = self.document["$defs"]
        node = definitions.get(owner) or (self.document if not owner else {})
        return bool(self.path) and self.path[-1] in node.get("required", ())

    def node(self, violation: Violation) -> Any:
        """The part of the schema around a violated keyword."""
        return pointer.resolve(self.document, violation.schema_path[:-1])

    def resolved(self, node: Any) -> Any:
        """A part of the schema, with its `$ref` followed."""
        return pointer.resolve(self.document, node["$ref"].split("/")[1:]) if "$ref" in node else node

    def rule(self, violation: Violation) -> str:
        """The sentence of the if/then rule that a keyword belongs to, or nothing."""
        steps = violation.schema_path
        if "then" not in steps:
            return ""
        return str(pointer.resolve(self.document, steps[: steps.index("then")])["description"])

    def finding(
        self,
        code: str,
        message: str,
        hint: str = "",
        *,
        at: Iterable[str | int] = (),
        broken: Violation | None = None,
    ) -> Finding:
        """A finding at the value, or `at` a place in it, for the violation that was broken."""
        where = pointer.render((*self.path, *at))
        schema = pointer.render((broken or self.violations[0]).schema_path)
        return Finding(CODES[code].severity, code, where, message, hint, schema)


def commands(document: Any) -> dict[str, Any]:
    """The definition of every command of a document, by name."""
    definitions = document["$defs"]
    return {name: definitions[name] for name in definitions["command"]["properties"]}
