"""Which documents the contract has, in which versions, and their text."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

KINDS = ("request", "response", "exchange")

_HERE = Path(__file__).resolve().parent
# A wheel carries the schemas inside the package; a checkout has them beside it.
ROOT = _HERE / "schemas" if (_HERE / "schemas").is_dir() else _HERE.parent / "schemas"


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
        return (ROOT / self.path).read_bytes()


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
        return _parsed(ROOT / self.document(name).path)


@cache
def _parsed(path: Path) -> Any:
    return json.loads(path.read_bytes())


def versions() -> tuple[Version, ...]:
    """Every version in the catalogue, oldest first."""
    return _versions(ROOT / "catalog.json")


@cache
def _versions(path: Path) -> tuple[Version, ...]:
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
        for entry in json.loads(path.read_bytes())["versions"]
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
