"""A property of a schema, as the blocks of a page."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

from .layout import layout
from .meanings import explained
from .page import Badges, Block, Code, Heading, Member, Source, Terms, Text

# What stands for a definition: a Markdown link, or only words where there is no page to link to.
Linked = Callable[[str], str]

_PLURAL = {"string": "strings", "object": "objects", "integer": "integers", "number": "numbers"}
_SOURCE = re.compile(r"(Documented|Conflict|Legacy|Observed)\b[:.]?\s*(.*)", re.DOTALL)
_REFERENCE = "#/$defs/"


def members(schema: Any, document: Any, prefix: str, linked: Linked, level: int = 3) -> Iterator[Member]:
    """Each property of an object schema, and those of objects in it, with anchors `prefix.name`."""
    rules = _rules(schema)
    for name, node in schema.get("properties", {}).items():
        anchor = f"{prefix}.{name}"
        required = name in schema.get("required", ())
        said = tuple(_said(node, document, linked, required, rules.get(name, ())))
        yield Member((Heading(level, f"`{name}`", anchor), *said))
        for inner in (node, *node.get("anyOf", ())):
            yield from members(inner, document, anchor, linked, min(level + 1, 4))


def shared(name: str, document: Any, linked: Linked) -> Member:
    """A definition that properties refer to, with the anchor `type.name`."""
    node = document["$defs"][name]
    said = tuple(_said(node, document, linked, None, ()))
    return Member((Heading(3, node["title"], f"type.{name}"), *said))


def source(node: Any) -> Iterator[Source]:
    """Where the facts of a schema come from, by its `$comment`."""
    match = _SOURCE.match(node.get("$comment", ""))
    if match:
        yield Source(match[1], match[2])


def type_words(node: Any, document: Any, linked: Linked) -> str:
    """The type of a value in words, as Markdown. Null is said apart."""
    if "$ref" in node:
        return linked(node["$ref"].removeprefix(_REFERENCE))
    if "anyOf" in node:
        return " or ".join(type_words(branch, document, linked) for branch in node["anyOf"])
    names = [name for name in _types(node) if name != "null"]
    if names == ["array"] and "items" in node:
        inner = type_words(node["items"], document, linked)
        return f"array of {_PLURAL.get(inner, inner)}"
    return " or ".join(names) or "any value"


def _types(node: Any) -> list[str]:
    found = node.get("type", [])
    return [found] if isinstance(found, str) else list(found)


def _said(
    node: Any, document: Any, linked: Linked, required: bool | None, rules: tuple[str, ...]
) -> Iterator[Block]:
    words = {True: ["required"], False: ["optional"], None: []}[required]
    words += ["nullable"] if "null" in _types(node) else []
    words += ["deprecated"] if node.get("deprecated") else []
    yield Badges(type_words(node, document, linked), tuple(words))
    about = explained(node.get("description", ""), node["enum"]) if "enum" in node else None
    yield Text(about.before if about else node.get("description", ""))
    if about:
        yield Terms(about.meanings)
    if about and about.after:
        yield Text(about.after)
    facts = [*_bounds(node)]
    if "default" in node:
        facts.append(f"Default: `{json.dumps(node['default'])}`.")
    if facts:
        yield Text(" ".join(facts))
    for rule in rules:
        yield Text(f"**Rule.** {rule}")
    examples = node.get("examples", [])
    if examples and not about and "const" not in node:
        yield from _examples(examples)
    yield from source(node)


def _bounds(node: Any) -> Iterator[str]:
    least, most = node.get("minimum"), node.get("maximum")
    if least is not None:
        yield f"`{least}` or more." if most is None else f"From `{least}` to `{most}`."
    if node.get("minLength") == 1:
        yield "Not empty."
    if "maxLength" in node:
        yield f"At most {node['maxLength']} characters."
    if "pattern" in node:
        yield f"Pattern: `{node['pattern']}`."


def _examples(examples: list[Any]) -> Iterator[Block]:
    texts = [json.dumps(example, ensure_ascii=False) for example in examples]
    if all(len(text) < 60 for text in texts):
        yield Text(f"Example: {' or '.join(f'`{text}`' for text in texts)}")
    else:
        yield from (Code("json", layout(example)) for example in examples)


def _rules(schema: Any) -> dict[str, tuple[str, ...]]:
    """The sentences of the if/then rules of an object, under each property that they name."""
    found: dict[str, tuple[str, ...]] = {}
    for rule in schema.get("allOf", ()):
        names = {**rule["if"].get("properties", {}), **rule["then"].get("properties", {})}
        for name in names:
            values = rule["then"].get("properties", {}).get(name, {}).get("enum", ())
            listed = f" One of {', '.join(f'`{value}`' for value in values)}." if values else ""
            found[name] = (*found.get(name, ()), rule["description"] + listed)
    return found
