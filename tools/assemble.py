"""Make the exchange schemas and the catalogue's checksums from the documents that people write.

usage: python tools/assemble.py            writes schemas/<draft>/exchanges/ and schemas/catalog.json
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

SCHEMAS = Path(__file__).resolve().parent.parent / "schemas"


def exchange(request: dict[str, Any], script: dict[str, Any]) -> dict[str, Any]:
    """The schema of a request and its response as a pair, from the schemas of both.

    Raises ValueError when both define a `$defs` entry of the same name differently.
    """
    name = request["title"]
    definitions: dict[str, Any] = {}
    for part_name, part in (("request", request), ("script", script)):
        definitions[part_name] = {k: v for k, v in part.items() if k not in ("$schema", "$id", "$defs")}
        for key, value in part["$defs"].items():
            if definitions.setdefault(key, value) != value:
                raise ValueError(f"$defs/{key} differs between {name} and {script['title']}")
    answered = {
        "type": "object",
        "properties": {
            "request": {
                "type": "object",
                "properties": {"callStatus": {"type": "string", "const": "inProgress"}},
                "required": ["callStatus"],
            }
        },
        "required": ["request"],
    }
    return {
        "$schema": request["$schema"],
        "$id": request["$id"].replace("/webhooks/", "/exchanges/"),
        "title": f"{name} exchange",
        "description": f"An {name} request and what the app answered, as a pair.",
        "$comment": "Assembled by tools/assemble.py from the request and the PerCL schema; do not edit.",
        "type": "object",
        "required": ["request"],
        "properties": {
            "request": {
                "$ref": "#/$defs/request",
                "description": "The request that FreeClimb sent.",
                "examples": [request["examples"][0]],
            },
            "response": {
                "description": "What the app answered: a PerCL script when the call was answered; "
                "otherwise absent, null or anything, since FreeClimb ignores it.",
                "examples": [script["examples"][0]],
            },
        },
        "allOf": [
            {
                "description": "When `request.callStatus` is `inProgress`, `response` is required "
                "and must be a PerCL script.",
                "$comment": "Documented: the reference page expects PerCL if the call was connected, "
                "with the status inProgress.",
                "if": answered,
                "then": {
                    "type": "object",
                    "properties": {"response": {"$ref": "#/$defs/script", "description": "A PerCL script."}},
                    "required": ["response"],
                },
            }
        ],
        "examples": [
            {"request": request["examples"][0], "response": script["examples"][0]},
            {"request": request["examples"][1]},
        ],
        "$defs": definitions,
    }


def render(document: Any) -> str:
    """JSON text in the one form that the repository uses."""
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def outputs(schemas: Path = SCHEMAS) -> dict[Path, str]:
    """Every file that this script makes, and its text. Released versions are left as they are."""
    made: dict[Path, str] = {}
    catalog = json.loads((schemas / "catalog.json").read_text("utf-8"))
    for version in catalog["versions"]:
        if version["status"] != "draft":
            continue
        folder = schemas / version["version"]
        script = json.loads((folder / "percl.schema.json").read_text("utf-8"))
        for path in sorted((folder / "webhooks").glob("*.schema.json")):
            request = json.loads(path.read_text("utf-8"))
            made[folder / "exchanges" / path.name] = render(exchange(request, script))
        for document in version["documents"]:
            path = schemas / document["path"]
            text = made.get(path) or path.read_text("utf-8")
            document["$id"] = json.loads(text)["$id"]
            document["sha256"] = hashlib.sha256(text.encode()).hexdigest()
    made[schemas / "catalog.json"] = render(catalog)
    return made


if __name__ == "__main__":
    for path, text in outputs().items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8", newline="\n")
        print(path.relative_to(SCHEMAS.parent))
