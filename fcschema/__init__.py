"""FreeClimb's outDialApiConnect contract: JSON Schemas, and a validator for captured payloads.

The public names are those in `__all__`; everything else may change.
"""

from __future__ import annotations

from typing import Any

from .catalog import Document, UnknownName, Version, version, versions
from .finding import CODES, Code, Finding
from .judge import Judge, Verdict
from .judge import judge as validate
from .judge import judge_bytes as validate_bytes

__all__ = [
    "CODES",
    "Code",
    "Document",
    "Finding",
    "Judge",
    "UnknownName",
    "Verdict",
    "Version",
    "schema",
    "validate",
    "validate_bytes",
    "validator",
    "version",
    "versions",
]

__version__ = "0.1.0"


def schema(name: str, contract_version: str | None = None) -> Any:
    """A document of the contract as Python values, your own copy. Raises UnknownName."""
    import json

    return json.loads(version(contract_version).document(name).read())


def validator(name: str, contract_version: str | None = None) -> Any:
    """A ready `jsonschema.Draft202012Validator` for a document, without advice. Raises UnknownName."""
    from jsonschema import Draft202012Validator

    return Draft202012Validator(schema(name, contract_version))
