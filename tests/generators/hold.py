"""Reads payloads, one JSON text a line, into a generated model, and says which it takes.

python hold.py MODULE CLASS
"""

import importlib
import sys

sys.path.insert(0, "out")
model = getattr(importlib.import_module(sys.argv[1]), sys.argv[2])
for line in sys.stdin.buffer:
    try:
        model.model_validate_json(line)
    except ValueError as error:
        print("invalid", *str(error).split())
    else:
        print("valid")
