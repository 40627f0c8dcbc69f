"""The draft-04 rendering of a schema, for validators that know no newer draft.

Draft-04 has neither `const` nor `if`, and its `integer` refuses 1.0; each is said here with what it has.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

SCHEMA = "http://json-schema.org/draft-04/schema#"
# Keywords that hold a map of subschemas, a list of them, one of them.
MAPS, LISTS, SINGLE = (
    ("$defs", "properties"),
    ("allOf", "anyOf", "oneOf"),
    ("items", "additionalProperties", "not"),
)


def rendering(schema: Mapping[str, Any]) -> dict[str, Any]:
    """The same schema under another name, in the words of draft-04."""
    address = re.sub(r"(/schemas/[^/]+/)", r"\1draft-04/", schema["$id"], count=1)
    body = {key: value for key, value in schema.items() if key not in ("$schema", "$id")}
    return {"$schema": SCHEMA, "id": address, **rendered(body)}


def rendered(schema: Any) -> Any:
    if isinstance(schema, bool):
        return schema
    result: dict[str, Any] = {}
    every: list[Any] = []
    for key, value in schema.items():
        if key in MAPS:
            result[key] = {name: rendered(subschema) for name, subschema in value.items()}
        elif key == "allOf":
            every += map(rendered, value)
        elif key in LISTS:
            result[key] = [rendered(subschema) for subschema in value]
        elif key in SINGLE:
            result[key] = rendered(value)
        elif key == "const":
            result["enum"] = [value]
        elif key == "then":
            every.append({"anyOf": [{"not": rendered(schema["if"])}, rendered(value)]})
        elif key == "else":
            every.append({"anyOf": [rendered(schema["if"]), rendered(value)]})
        elif key == "type" and value == "integer":
            result |= {"type": "number", "multipleOf": 1}
        elif key != "if":
            result[key] = value
    if every:
        result["allOf"] = every
    return result
