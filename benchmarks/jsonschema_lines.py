"""The peer for JSON lines: json and jsonschema, as most people would write it."""

import json
import sys

from jsonschema import Draft202012Validator

with open(sys.argv[1]) as schema:
    validator = Draft202012Validator(json.load(schema))
counts = {True: 0, False: 0}
with open(sys.argv[2]) as lines:
    for line in lines:
        counts[validator.is_valid(json.loads(line))] += 1
print(f"{counts[True]} valid, {counts[False]} invalid")
