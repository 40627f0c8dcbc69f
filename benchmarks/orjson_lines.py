"""The limit: orjson parses each line, and nothing is validated."""

import sys

import orjson

loads = orjson.loads
with open(sys.argv[1], "rb") as lines:
    for line in lines:
        loads(line)
