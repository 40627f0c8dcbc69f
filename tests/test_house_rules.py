"""The house rules of the schemas, each as one test that names the JSON Pointers where it is broken.

They keep the documents in the part of draft 2020-12 that means the same in draft-07, so that every
validator and every code generator takes them, and they keep every fact explained where a reader looks.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from fcschema import Document, versions
from fcschema.catalog import ROOT
from fcschema.pointer import parse, render, resolve

SITE = "https://fcschema.github.io/schemas/"
DOCUMENTS = [document for version in versions() for document in version.documents]

IDENTIFIERS = {"$schema", "$id", "$defs", "$ref"}
ANNOTATIONS = {"$comment", "title", "description", "examples", "default", "deprecated"}
# What `type` each keyword is about; a keyword without it would let values of other types through.
TYPES = {
    **dict.fromkeys(("properties", "required", "additionalProperties", "minProperties", "maxProperties"), "object"),
    **dict.fromkeys(("pattern", "minLength", "maxLength"), "string"),
    **dict.fromkeys(("minimum", "maximum"), "number"),
    "items": "array",
}
APPLICATORS = {"allOf", "anyOf", "not", "if", "then"}
KEYWORDS = IDENTIFIERS | ANNOTATIONS | TYPES.keys() | APPLICATORS | {"type", "enum", "const"}

# One token of the regular expressions that every dialect reads alike: no lookaround, named group, lazy or
# possessive quantifier, nor any escape but of the characters that need it.
ESCAPE = r"\\[][\\^$.|?*+(){}/trn]"
TOKEN = rf"[\^$|)]|\(\?:|(?:[A-Za-z0-9 :/_@#,-]|\.|{ESCAPE}|\[\^?(?:[^][\\]|{ESCAPE})+\]|\))(?:[*+?]|\{{[0-9]+(?:,[0-9]*)?\}})?"

ENDINGS = ("Nothing after it in the script runs.", "The script continues with the next command.")
WORDS = ("Documented", "Conflict", "Legacy", "Observed", "Inferred")
NULLABLE = {"conferenceId", "queueId", "parentCallId"}


def walk(node: Any, *path: str | int) -> Iterator[tuple[str, Any]]:
    """Every subschema with its JSON Pointer."""
    yield render(path), node
    for keyword in ("properties", "$defs"):
        for name, inner in node.get(keyword, {}).items():
            yield from walk(inner, *path, keyword, name)
    for keyword in ("allOf", "anyOf"):
        for index, inner in enumerate(node.get(keyword, [])):
            yield from walk(inner, *path, keyword, index)
    for keyword in ("items", "not", "if", "then"):
        if keyword in node:
            yield from walk(node[keyword], *path, keyword)


def read(document: Document) -> Any:
    return json.loads(document.read())


print(TOKEN)
