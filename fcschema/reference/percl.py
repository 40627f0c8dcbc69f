"""Pages of PerCL: the response, and a page a command."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..advice import LAST
from ..catalog import Document, Version
from .layout import layout
from .member import members, shared, source
from .page import Badges, Beside, Block, Code, Heading, Page, Row, Table, Text, first_sentence, link
from .places import command_path, path, plain_words, raw, to_definitions


def pages(version: Version, document: Document) -> Iterator[Page]:
    schema, here = version.schema(document.name), path(document)
    linked = to_definitions(here, here, schema)
    commands = list(schema["$defs"]["command"]["properties"])
    listed = {"url", "address", "phoneNumber", "phoneNumberOrSipUrl", "prompts"} & schema["$defs"].keys()
    yield Page(
        here,
        "PerCL: the response",
        plain_words(first_sentence(schema["description"])),
        (
            Text(schema["description"]),
            Text(raw(here, document)),
            Beside(
                (
                    Heading(2, "A command", "command"),
                    Text(schema["$defs"]["command"]["description"]),
                    Text(
                        "`null` is not a value of any attribute: leave the attribute out instead. A command "
                        "without attributes is written with an empty object."
                    ),
                ),
                tuple(Code("json", layout(example)) for example in schema["examples"][:2]),
            ),
            Heading(2, f"The {len(commands)} commands", "commands"),
            Table(
                ("Command", "What it does", "After it"),
                tuple(
                    Row(
                        (
                            f"[`{name}`]({link(here, command_path(name))})",
                            first_sentence(schema["$defs"][name]["description"]),
                            "nothing runs" if _is_last(schema["$defs"][name]) else "the script goes on",
                        ),
                        name,
                    )
                    for name in commands
                ),
            ),
            Heading(2, "Shared values", "values"),
            *(shared(name, schema, linked) for name in schema["$defs"] if name in listed),
            *source(schema),
        ),
        ("Reference",),
        "Response (PerCL)",
    )
    for name in commands:
        yield _command(name, schema, here)


def _command(name: str, schema: Any, percl: str) -> Page:
    node, here = schema["$defs"][name], command_path(name)
    linked = to_definitions(here, percl, schema)
    does = first_sentence(node["description"])
    then = node["description"].removeprefix(does).strip()
    last = "last in its script" if _is_last(node) else "the script goes on"
    attributes = tuple(members(node, schema, name, linked))
    rules: tuple[Block, ...] = tuple(Text(f"- {rule['description']}") for rule in node.get("allOf", ()))
    return Page(
        here,
        f"{name}: PerCL command",
        plain_words(f"The PerCL command {name}, its attributes and what happens next. {does}"),
        (
            Badges("", (last,)),
            Text(does),
            Beside(
                (
                    Heading(2, "What happens next", "next"),
                    Text(then),
                    *((Heading(2, "Rules", "rules"), *rules) if rules else ()),
                    Heading(2, "Attributes", "attributes"),
                    *(attributes or (Text(f'It takes none: write `{{"{name}": {{}}}}`.'),)),
                    *source(node),
                ),
                tuple(
                    Code("json", layout([{name: example}]), "minimal" if index == 0 else "")
                    for index, example in enumerate(node["examples"])
                ),
                examples_first=True,
            ),
        ),
        ("Reference", "Commands"),
        name,
    )


def _is_last(node: Any) -> bool:
    return bool(node["description"].endswith(LAST))
