"""The published files: what the site serves, as a dict of path and bytes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from . import catalog
from .catalog import Version
from .vectors import archive, local, suites

SITE = "https://fcschema.github.io/schemas/"
_DRAFT_07 = "http://json-schema.org/draft-07/schema#"


def files(vectors: Path | None = None) -> dict[str, bytes]:
    """Every published file: the schemas, what is made from them, the reference as Markdown, llms.txt.

    `vectors` is the folder that has a folder of vectors for each version; by default that of a checkout,
    and without one the vectors are left out.
    """
    from . import reference
    from .reference import llms, plain

    made = data(vectors)
    pages = reference.pages(tuple(made), _of(vectors, catalog.version()))
    made |= {page.path: plain.render(page).encode() for page in pages}
    made["llms.txt"] = llms.render(pages, SITE).encode()
    return made


def data(vectors: Path | None = None) -> dict[str, bytes]:
    """The files that programs read: schemas, twins, OpenAPI, types, vectors, the catalogue."""
    made = {"catalog.json": catalog.read("catalog.json")}
    for version in catalog.versions():
        made |= {document.path: document.read() for document in version.documents}
    for version in catalog.versions():
        made |= _derived(version, _of(vectors, version))
    return made


def draft07(schema: Any) -> Any:
    """The same schema for validators of draft-07: only `$schema` and `$id` differ.

    `$defs` stays: references name it as a place in the document, which draft-07 follows.
    """
    base, _, path = schema["$id"].removeprefix(SITE).partition("/")
    return {**schema, "$schema": _DRAFT_07, "$id": f"{SITE}{base}/draft-07/{path}"}


def _of(vectors: Path | None, version: Version) -> Path | None:
    folder = (vectors or local()) / version.number
    return folder if (folder / "manifest.json").is_file() else None


def _derived(version: Version, vectors: Path | None) -> dict[str, bytes]:
    from .openapi import openapi
    from .typescript import typescript

    made = {}
    for document in version.documents:
        twin = draft07(version.schema(document.name))
        made[twin["$id"].removeprefix(SITE)] = _json(twin)
    made[f"{version.number}/openapi.json"] = _json(openapi(version))
    made[f"{version.number}/types.d.ts"] = typescript(version).encode()
    if vectors:
        for kind, text in suites(version, vectors).items():
            made[f"{version.number}/vectors/{kind}.json"] = text.encode()
        made[f"{version.number}/vectors.zip"] = archive(vectors)
    return made


def _json(value: Any) -> bytes:
    return (json.dumps(value, indent=2, ensure_ascii=False) + "\n").encode()
