"""The code of the Try it page, compiled from the schemas by Node."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

from fcschema import catalog, jsontext
from fcschema.finding import CODES
from fcschema.recognise import REQUEST_TYPES


def contract() -> dict[str, object]:
    """What the page knows: the documents, the request types, the meaning of codes, the bounds of a text."""
    version = catalog.version()
    return {
        "version": version.number,
        "documents": [
            {"name": d.name, "kind": d.kind, "schema": version.schema(d.name)} for d in version.documents
        ],
        "requestTypes": REQUEST_TYPES,
        "codes": {name: code.meaning for name, code in CODES.items()},
        "maxBytes": jsontext.MAX_BYTES,
        "maxDepth": jsontext.MAX_DEPTH,
    }


def build(folder: Path) -> tuple[bytes, str]:
    """The script, and nothing; or nothing, and what is missing to build it.

    Raises RuntimeError when Node and its packages are there and the build fails all the same.
    """
    node = shutil.which("node")
    if not node:
        return b"", "It is compiled by Node.js, which was not found where the site was built."
    if not (folder / "node_modules").is_dir():
        return b"", "Its packages were not there where the site was built: run `npm ci` in `docs/try`."
    made = subprocess.run(
        [node, "build.mjs"],
        cwd=folder,
        input=json.dumps(contract()).encode(),
        capture_output=True,
        check=False,
    )
    if made.returncode:
        raise RuntimeError(made.stderr.decode(errors="replace"))
    return made.stdout, ""
