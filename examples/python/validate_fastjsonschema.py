"""Validates payloads, one JSON text a line, with fastjsonschema (draft-07)."""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import fastjsonschema

Validate = Callable[[Any], Any]


def load(schema_file: str) -> Validate:
    # By default it writes default values into the payload.
    return fastjsonschema.compile(json.loads(Path(schema_file).read_bytes()), use_default=False)


def verdict(validate: Validate, line: bytes) -> str:
    try:
        payload = json.loads(line)
    except (ValueError, RecursionError):
        return "invalid "
    try:
        validate(payload)
    except fastjsonschema.JsonSchemaValueException as error:
        # The first step is the name that fastjsonschema gives the payload.
        steps = (step.replace("~", "~0").replace("/", "~1") for step in error.path[1:])
        return "invalid " + "".join(f"/{step}" for step in steps)
    return "valid"


def main() -> int:
    try:
        validate = load(sys.argv[1])
    except (IndexError, OSError, ValueError) as error:
        print(error, file=sys.stderr)
        return 2
    all_valid = True
    for line in sys.stdin.buffer:
        answer = verdict(validate, line)
        print(answer)
        all_valid &= answer == "valid"
    return 0 if all_valid else 1


if __name__ == "__main__":
    sys.exit(main())
