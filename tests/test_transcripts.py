"""Every command that the README and tests/transcripts show prints what they show."""

from __future__ import annotations

import pytest

from tests.transcripts import ROOT, Step, output, steps

FILES = [ROOT / "README.md", *sorted((ROOT / "tests/transcripts").glob("*.md"))]
STEPS = [step for file in FILES for step in steps(file)]


@pytest.mark.parametrize("step", STEPS, ids=lambda step: f"{step.file}: {step.command}")
def test_output_is_as_shown(step: Step) -> None:
    assert output(step.command) == step.shown
