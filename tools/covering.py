"""Which constraints of a version's documents no test vector pins."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import jsonschema

from tests.test_vectors import canonical, constraints


def problems(vectors: Path, documents: dict[str, Any]) -> Iterator[str]:
    """What is wrong with the vectors in a folder, by the documents by kind that they are vectors of."""
    manifest = vectors / "manifest.json"
    if not manifest.is_file():
        yield f"there are no vectors: {manifest} is missing"
        return
    entries = json.loads(manifest.read_bytes())
    missing = [entry["file"] for entry in entries if not (vectors / entry["file"]).is_file()]
    yield from (f"the manifest of the vectors lists {file}, which is not there" for file in missing)
    for kind, document in documents.items():
        named = [e["file"] for e in entries if e["file"].startswith(f"{kind}/") and e["file"] not in missing]
        wanted = set(constraints(document))
        if kind == "exchange":  # Its definitions are those of the other two documents.
            wanted = {location for location in wanted if not location.startswith("/$defs/")}
        validator = jsonschema.Draft202012Validator(document)
        pinned: set[str] = set()
        for file in named:
            payload = json.loads((vectors / file).read_bytes())
            broken = list(validator.iter_errors(payload))
            if bool(broken) != ("/invalid/" in file):
                yield f"the vector {file} is {'invalid' if broken else 'valid'} by this version"
            pinned |= _pinned(document, broken)
        for location in sorted(wanted - pinned):
            yield f"no {kind} vector breaks {location}"


def _pinned(document: Any, errors: Iterable[Any]) -> set[str]:
    """The constraints that errors break, the names of `required` apart, and the `$ref`s that lead to them."""
    found: set[str] = set()
    for error in errors:
        location, references = canonical(document, error.absolute_schema_path)
        found |= references | {location}
        if error.validator == "required":
            found |= {f"{location}/{name}" for name in error.validator_value if name not in error.instance}
    return found
