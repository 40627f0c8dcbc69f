"""The test vectors as files for other validators' test runners."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

from . import catalog
from .catalog import Version

# A zip file holds times, and this one is to be the same whenever it is made.
_TIME = (2000, 1, 1, 0, 0, 0)


def local() -> Path:
    """The folder of the vectors; only a checkout has it."""
    return Path(catalog.ROOT).parent / "tests" / "vectors"


def suites(version: Version, folder: Path) -> dict[str, str]:
    """By kind, a file in the form of the JSON Schema Test Suite; payloads stand in it as they were written.

    Vectors whose point is that the text is not JSON have no place in this form.
    """
    manifest = json.loads((folder / "manifest.json").read_bytes())
    made = {}
    for document in version.documents:
        tests = [
            f'      {{"description": {json.dumps(_description(entry))}, '
            f'"data": {(folder / entry["file"]).read_text("utf-8").strip()}, '
            f'"valid": {json.dumps("code" not in entry)}}}'
            for entry in manifest
            if entry["file"].startswith(f"{document.kind}/")
        ]
        made[document.kind] = (
            f'[\n  {{\n    "description": {json.dumps(document.name)},\n'
            f'    "schema": {{"$ref": {json.dumps(document.id)}}},\n'
            f'    "tests": [\n' + ",\n".join(tests) + "\n    ]\n  }\n]\n"
        )
    return made


def _description(entry: dict[str, str]) -> str:
    return f"{entry['file'].partition('/')[2]}: {entry['why']}"


def archive(folder: Path) -> bytes:
    """Every vector as it was on the wire, and the manifest, as a zip file."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
        for path in sorted(folder.rglob("*.json")):
            name = zipfile.ZipInfo(path.relative_to(folder).as_posix(), _TIME)
            name.external_attr = 0o644 << 16
            made.writestr(name, path.read_bytes(), zipfile.ZIP_DEFLATED)
    return buffer.getvalue()
