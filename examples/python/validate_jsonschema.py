"""Validates payloads, one JSON text a line, with jsonschema."""

import json
import sys
from pathlib import Path

from jsonschema.protocols import Validator
from jsonschema.validators import validator_for


def load(schema_file: str) -> Validator:
    schema = json.loads(Path(schema_file).read_bytes())
    return validator_for(schema)(schema)


def verdict(validator: Validator, line: bytes) -> str:
    try:
        payload = json.loads(line)
    except (ValueError, RecursionError):
        return "invalid "
    for error in validator.iter_errors(payload):
        steps = (str(step).replace("~", "~0").replace("/", "~1") for step in error.absolute_path)
        return "invalid " + "".join(f"/{step}" for step in steps)
    return "valid"


def main() -> int:
    try:
        validator = load(sys.argv[1])
    except (IndexError, OSError, ValueError) as error:
        print(error, file=sys.stderr)
        return 2
    all_valid = True
    for line in sys.stdin.buffer:
        answer = verdict(validator, line)
        print(answer)
        all_valid &= answer == "valid"
    return 0 if all_valid else 1


if __name__ == "__main__":
    sys.exit(main())
