"""Versions of the contract that are made up for a test, in a folder of its own, and never published."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from fcschema import catalog
from tools import assemble

ROOT = Path(__file__).resolve().parent.parent
FIRST = "1.0.0"

# Changes the request's schema and the script's, in place.
Edit = Callable[[Any, Any], None]


def nothing(_request: Any, _script: Any) -> None:
    """An edit that changes nothing."""


def without_dial_call_status(request: Any, _script: Any) -> None:
    """The edit that the reference announces."""
    del request["properties"]["dialCallStatus"]
    request["examples"] = [{k: v for k, v in e.items() if k != "dialCallStatus"} for e in request["examples"]]


def repository(folder: Path, *, status: str = "released") -> Path:
    """A repository with the first version alone, in a state; `schemas` is in it."""
    shutil.copytree(ROOT / "schemas" / FIRST, folder / "schemas" / FIRST)
    written = json.loads((ROOT / "schemas" / "catalog.json").read_bytes())
    [entry] = [e for e in written["versions"] if e["version"] == FIRST]
    entry |= {"status": status, "released": "2026-12-01" if status != "draft" else None}
    for document in entry["documents"]:
        document["sha256"] = _sha256(folder / "schemas" / document["path"])
    _write(folder, {"title": written["title"], "versions": [entry]})
    return folder


def add(folder: Path, number: str, edit: Edit = nothing, *, status: str = "draft") -> None:
    """Add a version that is the first one, edited, its exchange assembled from the other two."""
    schemas = folder / "schemas"
    paths = [f"{number}/{name}.schema.json" for name in ("webhooks/outDialApiConnect", "percl")]
    request, script = (json.loads((schemas / FIRST / p.partition("/")[2]).read_bytes()) for p in paths)
    edit(request, script)
    for path, document in zip(paths, (request, script), strict=True):
        document["$id"] = document["$id"].replace(FIRST, number)
        _save(schemas / path, document)
    _save(
        schemas / number / "exchanges" / "outDialApiConnect.schema.json", assemble.exchange(request, script)
    )
    written = json.loads((schemas / "catalog.json").read_bytes())
    entry = json.loads(json.dumps(written["versions"][0]).replace(FIRST, number))
    entry |= {"status": status, "released": None if status == "draft" else "2027-01-01"}
    for document in entry["documents"]:
        document["sha256"] = _sha256(schemas / document["path"])
    _write(folder, {**written, "versions": [*written["versions"], entry]})


def use(folder: Path, monkeypatch: Any) -> None:
    """Let the package read its schemas from there."""
    monkeypatch.setattr(catalog, "ROOT", str(folder / "schemas"))


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _save(path: Path, document: Any) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(assemble.render(document), "utf-8", newline="\n")


def _write(folder: Path, written: Any) -> None:
    _save(folder / "schemas" / "catalog.json", written)
