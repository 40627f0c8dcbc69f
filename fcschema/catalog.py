"""Which documents the contract has, in which versions, and their text."""

from __future__ import annotations

import json
import os
from functools import cache
from typing import Any, NamedTuple

KINDS = ("request", "response", "exchange")

_HERE = os.path.dirname(os.path.realpath(__file__))
# A wheel carries the schemas inside the package; a checkout has them beside it. To load pathlib would take
# longer than to load this module.
ROOT = os.path.join(
    _HERE if os.path.isdir(os.path.join(_HERE, "schemas")) else os.path.dirname(_HERE), "schemas"
)


class UnknownName(LookupError):
    """A version, a document or a kind that the catalogue does not have."""


class Document(NamedTuple):
    """A schema document of one version: `name` as in the catalogue, `kind` one of KINDS."""

    name: str
    kind: str
    path: str
    id: str
    sha256: str

    def read(self) -> bytes:
        """The document as it is served at its `$id`, byte for byte."""
        return read(self.path)


class Version(NamedTuple):
    """A version of the contract. `status` is draft, released or withdrawn; dates are ISO 8601 or None.

    `reason` says why it was withdrawn.
    """

    number: str
    status: str
    created: str
    released: str | None
    withdrawn: str | None
    documents: tuple[Document, ...]
    reason: str | None = None

    def document(self, name: str) -> Document:
        """The document of that name. Raises UnknownName."""
        for document in self.documents:
            if document.name == name:
                return document
        known = ", ".join(document.name for document in self.documents)
        raise UnknownName(f"contract {self.number} has no document {name!r}; it has {known}")

    def schema(self, name: str) -> Any:
        """The document of that name, parsed. Treat it as read-only. Raises UnknownName."""
        return _parsed(os.path.join(ROOT, self.document(name).path))


def read(path: str) -> bytes:
    """The bytes of a file of the contract, its path as in the catalogue."""
    with open(os.path.join(ROOT, path), "rb") as file:
        return file.read()


@cache
def _parsed(file: str) -> Any:
    with open(file, "rb") as text:
        return json.load(text)


def versions() -> tuple[Version, ...]:
    """Every version in the catalogue, oldest first."""
    return _versions(os.path.join(ROOT, "catalog.json"))


@cache
def _versions(file: str) -> tuple[Version, ...]:
    return tuple(
        Version(
            number=entry["version"],
            status=entry["status"],
            created=entry["created"],
            released=entry["released"],
            withdrawn=entry["withdrawn"],
            documents=tuple(
                Document(d["name"], d["kind"], d["path"], d["$id"], d["sha256"]) for d in entry["documents"]
            ),
            reason=entry.get("reason"),
        )
        for entry in _parsed(file)["versions"]
    )


def version(number: str | None = None) -> Version:
    """The version of that number; by default the newest released or, before any release, the newest draft.

    Raises UnknownName.
    """
    if number is None:
        released = [v for v in versions() if v.status == "released"]
        return (released or list(versions()))[-1]
    for candidate in versions():
        if candidate.number == number:
            return candidate
    raise UnknownName(f"no contract version {number!r}; there is {', '.join(v.number for v in versions())}")
