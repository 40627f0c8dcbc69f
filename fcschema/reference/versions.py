"""A page for each version of the contract: its status, its documents, their checksums."""

from __future__ import annotations

from collections.abc import Iterator

from ..catalog import Version
from .page import Heading, Page, Row, Table, Text, link
from .places import path as page_of

_STATUS = {
    "draft": "This version is a draft: its documents may still change.",
    "released": "This version is released: its documents never change, to the byte.",
    "withdrawn": "This version is withdrawn: its documents stay where they are, but use a newer version.",
}


def page(version: Version, files: tuple[str, ...], current: bool) -> Page:
    """The page; `files` are the paths of all published files, `current` whether the reference is of it."""
    here = f"{version.number}/index.md"
    dates = [("created", version.created), ("released", version.released), ("withdrawn", version.withdrawn)]
    derived = tuple(f for f in files if f.startswith(f"{version.number}/") and f not in _own(version))
    return Page(
        here,
        f"Contract {version.number}",
        f"Contract {version.number}, {version.status}: its documents, their addresses and checksums.",
        (
            Text(_STATUS[version.status]),
            Text(", ".join(f"{word} {date}" for word, date in dates if date).capitalize() + "."),
            Heading(2, "Documents", "documents"),
            *(
                block
                for document in version.documents
                for block in (
                    Heading(3, f"`{document.name}`", document.name),
                    Text(
                        f"The {document.kind}: "
                        + (f"[reference]({link(here, page_of(document))}), " if current else "")
                        + f"[schema]({link(here, document.path)})"
                    ),
                    Text(f"`$id`: `{document.id}`"),
                    Text(f"SHA-256: `{document.sha256}`"),
                )
            ),
            Heading(2, "Made from them", "made-from-them"),
            Table(
                ("File", "What it is"),
                tuple(Row((f"[`{file}`]({link(here, file)})", _about(file))) for file in derived),
            ),
            Text(f"[`catalog.json`]({link(here, 'catalog.json')}) lists every version for programs."),
        ),
        ("Reference",),
        f"Contract {version.number}",
    )


def _own(version: Version) -> Iterator[str]:
    return (document.path for document in version.documents)


_ABOUT = {
    "draft-07/": "the same schema for validators of draft-07: only `$schema` and `$id` differ",
    "openapi.json": "OpenAPI 3.1 with a `webhooks` entry",
    "types.d.ts": "TypeScript types, in which a command is a union",
    "vectors/": "test vectors in the form of the JSON Schema Test Suite",
    "vectors.zip": "the test vectors as they were on the wire, with their manifest",
}


def _about(file: str) -> str:
    return next((about for part, about in _ABOUT.items() if part in file), "")
