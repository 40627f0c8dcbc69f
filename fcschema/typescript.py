"""The contract as TypeScript types, in which a command is a union of objects with one member."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator
from typing import Any

from .catalog import Version

_SCALARS = {"string": "string", "integer": "number", "number": "number", "boolean": "boolean", "null": "null"}


def typescript(version: Version) -> str:
    """The text of a declaration file."""
    lines = [
        f"// FreeClimb's outDialApiConnect and PerCL, contract {version.number}. Made by `fcschema export`.",
        "// What a type cannot say (patterns, bounds, rules between members), the JSON Schemas do.",
    ]
    for document in version.documents:
        schema = version.schema(document.name)
        name = _type_name(schema["title"])
        if document.kind == "request":
            lines += _declared(name, schema)
        elif document.kind == "response":
            for key in schema["$defs"]["command"]["properties"]:
                lines += _declared(key, schema["$defs"][key])
            lines += _union("Command", schema["$defs"]["command"])
            lines += _union("Prompt", schema["$defs"]["prompt"])
            lines += [*_comment(schema["description"]), "export type Script = Command[];", ""]
        else:
            request = _type_name(document.name.rpartition("/")[2])
            lines += [
                *_comment(" ".join([schema["description"], *(r["description"] for r in schema["allOf"])])),
                f"export type {name} =",
                f'  | {{ request: {request} & {{ callStatus: "inProgress" }}; response: Script }}',
                f'  | {{ request: {request} & {{ callStatus: Exclude<{request}["callStatus"], "inProgress"> }}; '
                "response?: unknown };",
                "",
            ]
    return "\n".join(lines)


def _type_name(title: str) -> str:
    words = title.split()
    return "".join(word[:1].upper() + word[1:] for word in words)


def _declared(name: str, node: Any) -> Iterator[str]:
    yield ""
    yield from _comment(node["description"])
    yield f"export interface {name} {{"
    for member, described in node.get("properties", {}).items():
        yield from _member(member, described, member in node.get("required", ()))
    if node.get("additionalProperties") is not False:
        yield "  [member: string]: unknown;"
    elif not node.get("properties"):
        yield "  [member: string]: never;"
    yield "}"


def _union(name: str, node: Any) -> Iterator[str]:
    """A union of objects; in each, the names of the others are refused."""
    names = list(node["properties"])
    yield ""
    yield from _comment(node["description"])
    yield f"export type {name} = OneOf<{{"
    yield from (f"  {n}: {n};" for n in names)
    yield "}>;"
    yield ""
    if name == "Command":
        yield "type OneOf<T> = {"
        yield "  [K in keyof T]: Pick<T, K> & { [L in Exclude<keyof T, K>]?: never };"
        yield "}[keyof T];"


def _member(name: str, node: Any, required: bool) -> Iterator[str]:
    tags = ["@deprecated"] if node.get("deprecated") else []
    tags += [f"@default {json.dumps(node['default'])}"] if "default" in node else []
    yield from _comment(node.get("description", ""), tags, "  ")
    yield f"  {name}{'' if required else '?'}: {_type(node)};"


def _type(node: Any) -> str:
    reference = node.get("$ref", "").rpartition("/")[2]
    if reference:
        return {"prompts": "Prompt[]", "prompt": "Prompt", "command": "Command"}.get(reference, "string")
    if "anyOf" in node:
        return " | ".join(_type(branch) for branch in node["anyOf"])
    if "const" in node or "enum" in node:
        return " | ".join(json.dumps(value) for value in node.get("enum") or [node["const"]])
    names = [node["type"]] if isinstance(node["type"], str) else node["type"]
    return " | ".join(_of_type(name, node) for name in names)


def _of_type(name: str, node: Any) -> str:
    if name == "array":
        return f"{_type(node['items'])}[]"
    if name == "object":
        required = node.get("required", ())
        members = [
            f"{n}{'' if n in required else '?'}: {_type(p)}" for n, p in node.get("properties", {}).items()
        ]
        return f"{{ {'; '.join([*members, '[member: string]: unknown'])} }}"
    return _SCALARS[name]


def _comment(text: str, tags: list[str] | None = None, indent: str = "") -> Iterator[str]:
    words = [line for part in [text, *(tags or [])] for line in textwrap.wrap(part, 100)]
    yield f"{indent}/**"
    yield from (f"{indent} * {line}".rstrip() for line in words)
    yield f"{indent} */"
