"""The language services behind editors complete, explain and check a script by the published schema."""

from __future__ import annotations

import json
import subprocess
from typing import Any

import pytest

from tests import lanes
from tests.lanes.skip import need

COMMANDS = json.loads(lanes.schema("response", "2020-12").read_bytes())["$defs"]["command"]["properties"]
SAY = json.loads(lanes.schema("response", "2020-12").read_bytes())["$defs"]["Say"]
# One script in both notations; the cursor is ‸.
NAME = {"json": '[{"Sa‸y": {"text": "Hello"}}]', "yaml": "- Sa‸y:\n    text: Hello\n"}
ATTRIBUTE = {"json": '[{"Say": {"text": "Hello", "‸"}}]', "yaml": "- Say:\n    text: Hello\n    ‸\n"}
MISSPELT = {"json": '[{"Say": {"txet": "Hello"}}]‸', "yaml": "- Say:\n    txet: Hello\n‸"}

each_language = pytest.mark.parametrize("language", ["json", "yaml"])


def ask(language: str, script: str) -> Any:
    """What an editor would show for a script in this language."""
    need("editors")
    done = subprocess.run(
        ["node", "probe.js", language, str(lanes.schema("response", "2020-12"))],
        cwd=lanes.build("editors"),
        input=script.encode(),
        capture_output=True,
        check=True,
    )
    return json.loads(done.stdout)


@each_language
def test_command_is_completed_and_explained(language: str) -> None:
    answer = ask(language, NAME[language])
    assert answer["problems"] == []
    assert {item["label"] for item in answer["completions"]} == set(COMMANDS)
    assert all(item["documentation"] for item in answer["completions"])


@each_language
def test_hover_shows_what_a_command_does(language: str) -> None:
    shown = ask(language, NAME[language])["hover"].replace("\\", "")
    assert SAY["description"] in shown


@each_language
def test_attributes_that_are_not_there_yet_are_offered(language: str) -> None:
    offered = {item["label"] for item in ask(language, ATTRIBUTE[language])["completions"]}
    assert offered == SAY["properties"].keys() - {"text"}


@each_language
def test_misspelt_attribute_is_a_problem(language: str) -> None:
    assert ask(language, MISSPELT[language])["problems"] == [
        'Missing property "text".',
        "Property txet is not allowed.",
    ]
