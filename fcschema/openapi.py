"""The contract as an OpenAPI 3.1 document: a `webhooks` entry for each request, with its response."""

from __future__ import annotations

from typing import Any

from .catalog import Document, Version

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def openapi(version: Version, licence: str = "MIT") -> dict[str, Any]:
    """The document. Every definition of the schemas is a component, so that generators name it."""
    script = next(d for d in version.documents if d.kind == "response")
    requests = [d for d in version.documents if d.kind == "request"]
    schemas: dict[str, Any] = {}
    for document in (*requests, script):
        schema = version.schema(document.name)
        own = {k: v for k, v in schema.items() if k not in ("$schema", "$id", "$defs")}
        parts = {_name(version, document): own, **schema["$defs"]}
        for name, part in parts.items():
            schemas.setdefault(name, _moved(part))
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "FreeClimb webhooks that an app answers",
            "version": version.number,
            "description": "What FreeClimb sends to an app, and the PerCL with which the app answers. "
            "Made from the JSON Schemas of this contract; not a document of FreeClimb's.",
            "license": {"name": licence, "identifier": licence},
        },
        "jsonSchemaDialect": _DIALECT,
        "servers": [{"url": "https://your-app.invalid", "description": "Your app."}],
        # How FreeClimb proves who it is, is no part of this contract.
        "security": [],
        "webhooks": {
            _name(version, request): _webhook(version, request, _name(version, script))
            for request in requests
        },
        "components": {"schemas": schemas},
    }


def _name(version: Version, document: Document) -> str:
    return str(version.schema(document.name)["title"])


def _webhook(version: Version, request: Document, script: str) -> dict[str, Any]:
    schema = version.schema(request.name)
    name = _name(version, request)
    return {
        "post": {
            "operationId": name,
            "summary": schema["description"].partition(". ")[0] + ".",
            "description": schema["description"],
            "requestBody": {
                "required": True,
                "content": {
                    "application/json": {
                        "schema": {"$ref": f"#/components/schemas/{name}"},
                        "examples": {
                            example["callStatus"]: {"value": example} for example in schema["examples"]
                        },
                    }
                },
            },
            "responses": {
                "200": {
                    "description": "A PerCL script when `callStatus` is `inProgress`; otherwise the answer is "
                    "ignored, so it may be empty.",
                    "content": {"application/json": {"schema": {"$ref": f"#/components/schemas/{script}"}}},
                }
            },
        }
    }


def _moved(node: Any) -> Any:
    """A part of a schema whose references point to components."""
    if isinstance(node, dict):
        return {
            key: value.replace("#/$defs/", "#/components/schemas/") if key == "$ref" else _moved(value)
            for key, value in node.items()
        }
    return [_moved(item) for item in node] if isinstance(node, list) else node
