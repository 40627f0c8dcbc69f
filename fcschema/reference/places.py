"""Where the pages of the documents are, and what they say of their documents."""

from __future__ import annotations

from typing import Any

from ..catalog import Document
from .member import Linked
from .page import link

PERCL = "reference/percl.md"


def path(document: Document) -> str:
    """The page of a document."""
    return f"reference/{document.name}.md"


def command_path(command: str) -> str:
    """The page of a command."""
    return f"reference/percl/{command}.md"


def to_definitions(here: str, types: str, schema: Any) -> Linked:
    """Links to shared values and commands from one page; `types` is the page that explains the values."""

    def linked(name: str) -> str:
        if name in schema["$defs"].get("command", {}).get("properties", ()):
            return f"[{name}]({link(here, command_path(name))})"
        if name == "prompt":
            names = schema["$defs"]["prompt"]["properties"]
            return "commands: " + " or ".join(linked(command) for command in names)
        return f"[{schema['$defs'][name]['title']}]({link(here, f'{types}#type.{name}')})"

    return linked


def raw(here: str, document: Document) -> str:
    """Where the schema itself is."""
    return f"Schema: [`{document.path}`]({link(here, document.path)}) · `$id` `{document.id}`"


def plain_words(text: str) -> str:
    return text.replace("`", "")
