"""What a test does when a program cannot run here."""

from __future__ import annotations

import pytest

from tests import lanes


def need(name: str) -> None:
    """Skip the test, or fail it where lanes are required, when the program of this name cannot run here."""
    if reason := lanes.missing(name):
        (pytest.fail if lanes.required() else pytest.skip)(reason)
