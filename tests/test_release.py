"""The gate before a release, tried on versions that are made up in a temporary folder."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests import made_up
from tests.test_versions import commit, git
from tools import covering, release

VECTORS = made_up.ROOT / "tests" / "vectors" / made_up.FIRST
CHANGELOG = """\
# Changelog

## The contract

### {number}

{body}

### 1.0.0

- The first.

## The package

### {number}

- Not the contract.
"""


def repository(
    folder: Path, number: str, edit: made_up.Edit, body: str = "- Something.", *, vectors: bool = False
) -> Path:
    """A clean repository with a released version and a draft that is ready but for what the edit changes."""
    made_up.repository(folder)
    made_up.add(folder, number, edit)
    if vectors:
        shutil.copytree(VECTORS, folder / "tests" / "vectors" / number)
    (folder / "CHANGELOG.md").write_text(CHANGELOG.format(number=number, body=body))
    git(folder, "init", "--quiet")
    commit(folder)
    return folder


def problems(folder: Path, number: str) -> list[str]:
    """What is in the way, apart from the vectors, which most made-up versions do not have."""
    return [p for p in release.problems(folder, number) if "vector" not in p]


def removed_field(request: Any, script: Any) -> None:
    made_up.without_dial_call_status(request, script)


def new_enum_value(request: Any, _script: Any) -> None:
    request["properties"]["callStatus"]["enum"].append("queued")


def tightened_bound(_request: Any, script: Any) -> None:
    script["$defs"]["GetDigits"]["properties"]["maxDigits"]["maximum"] = 20


def new_command(_request: Any, script: Any) -> None:
    script["$defs"]["command"]["properties"]["Wait"] = {"$ref": "#/$defs/Hangup"}


def loosened_type(_request: Any, script: Any) -> None:
    script["$defs"]["GetDigits"]["properties"]["maxDigits"]["type"] = "number"


def reworded_description(request: Any, script: Any) -> None:
    request["description"] = script["description"] = "In other words."


RECEIVE, WRITE = "receive requests", "write scripts"


@pytest.mark.parametrize(
    ("edit", "who", "first"),
    [
        (removed_field, RECEIVE, "request: `dialCallStatus` removed (breaking)"),
        (new_enum_value, RECEIVE, "request: `callStatus` value `queued` added (breaking)"),
        (tightened_bound, WRITE, "GetDigits: `maxDigits` maximum 20 added (breaking)"),
    ],
)
def test_a_break_needs_a_major_number_and_a_line_that_says_who_must_do_what(
    tmp_path: Path, edit: made_up.Edit, who: str, first: str
) -> None:
    silent = repository(tmp_path / "minor", "1.1.0", edit)
    assert problems(silent, "1.1.0") == [
        f"1.1.0 breaks those who {who}, so it needs a new major number: {first}",
        f"CHANGELOG.md does not say under 1.1.0 what those who {who} must do: {first}",
    ]
    major = repository(tmp_path / "major", "2.0.0", edit, f"- Those who {who} must read on.")
    assert problems(major, "2.0.0") == []


@pytest.mark.parametrize("edit", [new_command, loosened_type, reworded_description, made_up.nothing])
def test_what_breaks_nobody_needs_no_major_number(tmp_path: Path, edit: made_up.Edit) -> None:
    assert problems(repository(tmp_path, "1.1.0", edit), "1.1.0") == []


def test_a_draft_may_change_in_any_way(tmp_path: Path) -> None:
    folder = made_up.repository(tmp_path, status="draft")
    made_up.add(folder, "1.1.0", removed_field)
    assert [p for p in problems(folder, "1.1.0") if "major" in p] == []


def dirty(folder: Path) -> None:
    (folder / "notes.txt").write_text("x")


def stale(folder: Path) -> None:
    path = folder / "schemas/1.1.0/exchanges/outDialApiConnect.schema.json"
    path.write_text(path.read_text("utf-8").replace("exchange", "Exchange", 1), "utf-8")
    commit(folder)


def no_changelog(folder: Path) -> None:
    (folder / "CHANGELOG.md").unlink()
    commit(folder)


def empty_changelog(folder: Path) -> None:
    path = folder / "CHANGELOG.md"
    path.write_text(path.read_text().replace("- Something.", ""))
    commit(folder)


def draft_in_changelog(folder: Path) -> None:
    path = folder / "CHANGELOG.md"
    path.write_text(path.read_text().replace("### 1.1.0", "### 1.1.0 (draft)", 1))
    commit(folder)


def changed_release(folder: Path) -> None:
    path = folder / "schemas/1.0.0/percl.schema.json"
    path.write_text(path.read_text("utf-8") + "\n", "utf-8")
    commit(folder)


@pytest.mark.parametrize(
    ("spoil", "expected"),
    [
        (dirty, ["git: ?? notes.txt is not committed"]),
        (
            stale,
            [
                "schemas/1.1.0/exchanges/outDialApiConnect.schema.json is stale: run tools/assemble.py",
            ],
        ),
        (no_changelog, ["CHANGELOG.md has no section 1.1.0 in its part on the contract"]),
        (empty_changelog, ["CHANGELOG.md says nothing of 1.1.0"]),
        (draft_in_changelog, ["CHANGELOG.md still calls 1.1.0 a draft"]),
        (
            changed_release,
            [
                "schemas/1.0.0/percl.schema.json is not what was released as 1.0.0: its sha256 is not the "
                "catalogue's",
                "schemas/1.0.0/percl.schema.json is not what commit X released as 1.0.0",
            ],
        ),
    ],
)
def test_whatever_is_unclean_is_in_the_way(
    tmp_path: Path, spoil: Callable[[Path], None], expected: list[str]
) -> None:
    folder = repository(tmp_path, "1.1.0", made_up.nothing)
    released = git(folder, "rev-parse", "HEAD").strip()[:12]
    spoil(folder)
    told = [p.replace(released, "X").partition(". ")[0] for p in problems(folder, "1.1.0")]
    assert told == expected


def test_vectors_are_in_the_way_when_they_are_missing_or_do_not_cover(tmp_path: Path) -> None:
    body = "- Those who write scripts must read on."
    folder = repository(tmp_path, "2.0.0", tightened_bound, body, vectors=True)
    assert release.problems(folder, "2.0.0") == [
        "no response vector breaks /$defs/GetDigits/properties/maxDigits/maximum"
    ]
    vectors = folder / "tests" / "vectors" / "2.0.0"
    shutil.rmtree(vectors)
    commit(folder)
    assert release.problems(folder, "2.0.0") == [
        f"there are no vectors: {vectors / 'manifest.json'} is missing"
    ]


def test_a_vector_that_says_something_else_is_noticed() -> None:
    documents = {"response": {"type": "array", "items": {"type": "string"}}}
    found = list(covering.problems(VECTORS, documents))
    valid = sorted(
        path.name for path in (VECTORS / "response" / "valid").iterdir() if path.name != "empty-script.json"
    )
    assert f"the vector response/valid/{valid[0]} is invalid by this version" in found


def test_a_number_must_come_after_the_last(tmp_path: Path) -> None:
    folder = repository(tmp_path, "0.9.0", made_up.nothing)
    assert problems(folder, "0.9.0") == ["0.9.0 does not come after 1.0.0"]


def test_release_marks_the_catalogue_and_says_what_to_publish(tmp_path: Path) -> None:
    folder = repository(tmp_path, "1.1.0", made_up.nothing, vectors=True)
    assert release.problems(folder, "1.1.0") == []
    said = release.release(folder, "1.1.0", "2027-03-01")
    entry = json.loads((folder / "schemas/catalog.json").read_bytes())["versions"][1]
    assert (entry["status"], entry["released"], entry["withdrawn"]) == ("released", "2027-03-01", None)
    site = "https://fcschema.github.io/schemas/1.1.0"
    checksums = [document["sha256"] for document in entry["documents"]]
    assert said == [
        "Marked 1.1.0 as released in schemas/catalog.json. Now:",
        "  git commit -m 'Release contract 1.1.0' schemas/catalog.json",
        "  git tag contract-1.1.0",
        "  publish the site, so that each document is served at its $id:",
        f"    {site}/webhooks/outDialApiConnect.schema.json  sha256 {checksums[0]}",
        f"    {site}/percl.schema.json  sha256 {checksums[1]}",
        f"    {site}/exchanges/outDialApiConnect.schema.json  sha256 {checksums[2]}",
        "  and release the package, which carries every version.",
    ]
    assert problems(folder, "1.1.0") == ["1.1.0 is released, not a draft"]


def test_withdraw_keeps_the_files_and_the_reason(tmp_path: Path) -> None:
    folder = repository(tmp_path, "1.1.0", made_up.nothing)
    release.withdraw(folder, "1.0.0", "A wrong pattern.", "2027-04-01")
    entry = json.loads((folder / "schemas/catalog.json").read_bytes())["versions"][0]
    assert (entry["status"], entry["withdrawn"], entry["reason"]) == (
        "withdrawn",
        "2027-04-01",
        "A wrong pattern.",
    )
    assert (folder / "schemas/1.0.0/percl.schema.json").is_file()
    with pytest.raises(release.Refused, match=r"1\.1\.0 is draft, not released"):
        release.withdraw(folder, "1.1.0", "x", "2027-04-01")
    with pytest.raises(release.Refused, match=r"the catalogue has no version 3\.0\.0"):
        release.problems(folder, "3.0.0")
