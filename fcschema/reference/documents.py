"""Pages of the contract's documents: a request, PerCL with a page a command, an exchange."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..catalog import Document, Version
from . import percl
from .layout import layout
from .member import members, shared, source
from .page import Beside, Code, Heading, Page, Text, first_sentence, link
from .places import PERCL, path, plain_words, raw, to_definitions


def pages(version: Version) -> Iterator[Page]:
    """A page for each document of a version, and one for each command."""
    for document in version.documents:
        yield from _OF_KIND[document.kind](version, document)


def _request(version: Version, document: Document) -> Iterator[Page]:
    schema, here = version.schema(document.name), path(document)
    linked = to_definitions(here, here, schema)
    yield Page(
        here,
        f"{schema['title']}: the request",
        plain_words(first_sentence(schema["description"])),
        (
            Text(schema["description"]),
            Text(raw(here, document)),
            Beside(
                (
                    Heading(2, "Members", "members"),
                    Text(
                        f"Required means that the member is always there: {len(schema['required'])} are. "
                        "FreeClimb adds others at times: accept what you do not know, and do not rely on it."
                    ),
                    *members(schema, schema, "request", linked),
                    Heading(2, "Shared values", "values"),
                    *(shared(name, schema, linked) for name in schema["$defs"]),
                ),
                tuple(Code("json", layout(example), _caption(example)) for example in schema["examples"]),
                examples_first=True,
            ),
            *source(schema),
        ),
        ("Reference",),
        "Request",
    )


def _exchange(version: Version, document: Document) -> Iterator[Page]:
    schema, here = version.schema(document.name), path(document)
    name = document.name.rpartition("/")[2]
    pages = {"request": f"reference/webhooks/{name}.md", "script": PERCL}

    def linked(definition: str) -> str:
        return f"[{schema['$defs'][definition]['title']}]({link(here, pages[definition])})"

    yield Page(
        here,
        f"{schema['title']}: the request and its response",
        plain_words(schema["description"]),
        (
            Text(schema["description"]),
            Text(raw(here, document)),
            Beside(
                (
                    Heading(2, "The rule", "rule"),
                    *(Text(rule["description"]) for rule in schema["allOf"]),
                    Text(
                        "With any other status nobody is on the line to run a script, so nothing is said "
                        "about the response: an empty body, an error page and a script are all fine."
                    ),
                    *(s for rule in schema["allOf"] for s in source(rule)),
                    Heading(2, "Members", "members"),
                    *members(schema, schema, "exchange", linked),
                ),
                tuple(
                    Code("json", layout(example), "answered: a script" if "response" in example else "busy")
                    for example in schema["examples"]
                ),
                examples_first=True,
            ),
        ),
        ("Reference",),
        "Exchange",
    )


_OF_KIND = {"request": _request, "response": percl.pages, "exchange": _exchange}


def _caption(request: Any) -> str:
    return f"callStatus {request['callStatus']}" if "callStatus" in request else ""
