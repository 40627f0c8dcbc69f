"""YAML as a way to write a payload: YAML text to the JSON value it stands for, or findings.

YAML 1.1, as PyYAML reads it, without what JSON has no form for. Dates stay strings.
"""

from __future__ import annotations

from typing import Any

import yaml

from . import jsontext, pointer
from .finding import ERROR, Finding
from .jsontext import MAX_BYTES, MAX_DEPTH, NotReadable

# An alias repeats a node for a few bytes; a thousandfold repetition is an attack, not a script.
MAX_NODES = 100_000

_TAG = "tag:yaml.org,2002:"
_READ_AS = {"int": "a number", "float": "a number", "bool": "a boolean", "null": "null"}


class _Reader:
    """Makes the JSON value of a node tree and remembers where each part stands."""

    def __init__(self) -> None:
        self.places: dict[str, tuple[int, int]] = {}
        self.unquoted: dict[str, str] = {}
        self._nodes = 0
        self._scalars = yaml.constructor.SafeConstructor()

    def value(self, node: yaml.Node, path: pointer.Path = ()) -> Any:
        at = pointer.render(path)
        self.places.setdefault(at, _place(node))
        self._nodes += 1
        if self._nodes > MAX_NODES:
            raise _problem(
                "yaml-feature",
                at,
                node,
                "Aliases repeat parts of this text more often than the bound allows.",
                "Write the payload out.",
            )
        if len(path) > MAX_DEPTH:
            raise _problem(
                "too-deep",
                "",
                node,
                f"The text is nested deeper than {MAX_DEPTH}, or holds itself by an alias.",
                "",
            )
        if isinstance(node, yaml.MappingNode) and node.tag == _TAG + "map":
            return self._mapping(node, path)
        if isinstance(node, yaml.SequenceNode) and node.tag == _TAG + "seq":
            return [self.value(item, (*path, index)) for index, item in enumerate(node.value)]
        if isinstance(node, yaml.ScalarNode) and node.tag.startswith(_TAG):
            return self._scalar(node, at)
        raise _problem(
            "yaml-feature", at, node, f"The tag {_short(node.tag)} has no form in JSON.", "Remove the tag."
        )

    def _mapping(self, node: yaml.MappingNode, path: pointer.Path) -> dict[str, Any]:
        members: dict[str, Any] = {}
        for key, value in node.value:
            at = pointer.render(path)
            if key.tag == _TAG + "merge":
                raise _problem(
                    "yaml-feature", at, key, "The merge key << has no form in JSON.", "Write the members out."
                )
            if key.tag != _TAG + "str":
                name = key.value if isinstance(key, yaml.ScalarNode) else ""
                read_as = _READ_AS.get(key.tag.removeprefix(_TAG), "something else than a string")
                raise _problem(
                    "yaml-feature",
                    at,
                    key,
                    f'YAML reads the unquoted name "{name}" as {read_as}.',
                    "Put it in quotes.",
                )
            inner = (*path, key.value)
            at = pointer.render(inner)
            if key.value in members:
                raise _problem(
                    "duplicate-member",
                    at,
                    key,
                    f'The member "{key.value}" stands here a second time.',
                    "Keep one of them.",
                )
            self.places[at] = _place(key)
            members[key.value] = self.value(value, inner)
        return members

    def _scalar(self, node: yaml.ScalarNode, at: str) -> Any:
        kind = node.tag.removeprefix(_TAG)
        if kind in _READ_AS and node.style is None and node.value:
            self.unquoted[at] = _READ_AS[kind]
        if kind in ("str", "timestamp"):
            return node.value
        try:
            if kind == "int":
                return self._scalars.construct_yaml_int(node)
            if kind == "float":
                number = self._scalars.construct_yaml_float(node)
                if number - number == 0:
                    return number
            if kind == "bool":
                return self._scalars.construct_yaml_bool(node)
            if kind == "null":
                return None
        except (ValueError, yaml.YAMLError):
            raise _problem("number-too-large", at, node, "This number cannot be read.", "") from None
        raise _problem(
            "yaml-feature", at, node, f"A {_short(node.tag)} of this value has no form in JSON.", ""
        )


def _short(text: str) -> str:
    return text.replace(_TAG, "!!")[:40]


def _place(node: yaml.Node) -> tuple[int, int]:
    return node.start_mark.line + 1, node.start_mark.column + 1


def _problem(code: str, at: str, node: yaml.Node, message: str, hint: str) -> NotReadable:
    return NotReadable(Finding(ERROR, code, at, message, hint, "", *_place(node)))


def read(data: bytes) -> tuple[Any, dict[str, tuple[int, int]], dict[str, str]]:
    """The JSON value of a YAML text; line and column by JSON Pointer; and what YAML makes of unquoted scalars.

    Raises NotReadable.
    """
    if len(data) > MAX_BYTES:
        raise NotReadable(
            Finding(ERROR, "too-large", "", f"The YAML text is longer than {MAX_BYTES // 1024} KiB.")
        )
    text = jsontext.decode(data)
    reader = _Reader()
    try:
        nodes = []
        for node in yaml.compose_all(text, Loader=yaml.SafeLoader):
            nodes.append(node)
            if len(nodes) > 1:
                raise _problem(
                    "several-documents",
                    "",
                    node,
                    "A second YAML document begins here.",
                    "Keep one payload a file.",
                )
        if not nodes:
            raise NotReadable(Finding(ERROR, "empty", "", "There is nothing to read.", "", "", 1, 1))
        value = reader.value(nodes[0])
    except RecursionError:
        raise NotReadable(
            Finding(ERROR, "too-deep", "", f"The text is nested deeper than {MAX_DEPTH}.")
        ) from None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        problem = (error.problem or "it cannot be read").replace("\n", " ")
        raise NotReadable(
            Finding(
                ERROR,
                "not-yaml",
                "",
                "The text is not YAML.",
                f"The parser says: {problem}.",
                "",
                line,
                column,
            )
        ) from None
    except yaml.YAMLError as error:
        reason = str(error).splitlines()[0]
        raise NotReadable(
            Finding(ERROR, "not-yaml", "", "The text is not YAML.", f"The parser says: {reason}.", "", 1, 1)
        ) from None
    return value, reader.places, reader.unquoted
