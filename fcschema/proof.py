"""What is certain about two schema documents: which values each takes, and whether one covers the other."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from .pointer import Path

Accepts = Callable[[Any], bool]


def acceptor(document: Any) -> Accepts:
    """A function that says whether a document takes a value, by the fastest engine that is installed."""
    try:
        from jsonschema_rs import Draft202012Validator
    except ImportError:
        from jsonschema import Draft202012Validator  # type: ignore[assignment]
    accepts: Accepts = Draft202012Validator(document).is_valid
    return accepts


def surely(document: Any, value: Any) -> bool:
    """Whether the reference engine takes a value, too."""
    from jsonschema import Draft202012Validator

    return Draft202012Validator(document).is_valid(value)


def refusals(document: Any, value: Any) -> list[Path]:
    """The paths in a value at which a document refuses it."""
    from jsonschema import Draft202012Validator

    return [tuple(error.absolute_path) for error in Draft202012Validator(document).iter_errors(value)]


def covers(wide: Any, narrow: Any) -> bool:
    """Whether it is proven that one document takes every value that the other takes.

    `jsonschema-rs` has the proof, in its newer versions; without it, nothing is proven.
    """
    try:
        from jsonschema_rs import canonicalize
    except ImportError:
        return False
    try:
        return str(canonicalize(wide).covers(canonicalize(narrow))) == "yes"
    except Exception:
        # The library refuses what it cannot bring into its canonical form, in several ways.
        return False


def same(one: Any, other: Any) -> bool:
    """Whether two JSON values are equal; true is not 1 here, as it is in Python."""
    return json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)
