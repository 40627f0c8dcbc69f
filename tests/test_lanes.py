"""Every validator of the table reads the published files and gives the manifest's verdicts."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import jsonschema.protocols
import pytest

from tests import lanes
from tests.lanes import DOCUMENTS, LANES, PROGRAMS, Lane
from tests.lanes.skip import need

each_lane = pytest.mark.parametrize("lane", [pytest.param(lane, id=lane.name) for lane in LANES])


@pytest.mark.parametrize("kind", DOCUMENTS)
@each_lane
def test_verdicts_are_the_manifest_s(lane: Lane, kind: str) -> None:
    need(lane.folder)
    vectors, outcome = lanes.vectors(kind), lanes.verdicts(lane, kind)
    assert outcome.complaints == ""
    assert len(outcome.lines) == len(vectors)
    wrong = {
        vector.file
        for vector, line in zip(vectors, outcome.lines, strict=True)
        if line.startswith("valid") != vector.valid
    }
    assert wrong == {file for file, _ in lane.disagreements if file.startswith(f"{kind}/")}
    assert outcome.exit_code == 1


@each_lane
def test_program_keeps_the_contract(lane: Lane, tmp_path: Path) -> None:
    need(lane.folder)
    percl = lanes.schema("response", lane.draft)
    separator = '[{"Say":{"text":"one\u2028line"}}]'.encode()
    assert lanes.run(lane, percl, [b"[]", separator]) == (0, ["valid", "valid"], "")
    wrong = [b'[{"Say":{"text":1}}]', b"{", b"[] []", b"", b"{}", b"[]"]
    expected = ["invalid /0/Say/text", "invalid ", "invalid ", "invalid ", "invalid ", "valid"]
    assert lanes.run(lane, percl, wrong) == (1, expected, "")
    for unusable in (tmp_path / "missing.json", tmp_path):
        outcome = lanes.run(lane, unusable, [b"[]"])
        assert (outcome.exit_code, outcome.lines) == (2, [])
        assert outcome.complaints


# Python's is linted with the rest of this project.
@pytest.mark.parametrize("folder", [name for name, program in PROGRAMS.items() if program.lint])
def test_program_passes_its_linters(folder: str) -> None:
    need(folder)
    lanes.lint(folder)


@each_lane
def test_version_is_the_one_of_the_manifest(lane: Lane) -> None:
    folder = lanes.ROOT / "examples" / lane.folder
    text = "".join(path.read_text("utf-8") for path in folder.iterdir() if path.is_file())
    assert lane.source.startswith("Debian") or lane.version in text


def test_readme_names_every_lane() -> None:
    readme = (lanes.ROOT / "examples" / "README.md").read_text("utf-8")
    for lane in LANES:
        row = f"| `{lane.folder}/` | {lane.validator} | {lane.version} | {lane.source} | {lane.draft} |"
        assert row in readme


def test_readme_shows_what_a_program_says() -> None:
    need("go")
    readme = (lanes.ROOT / "examples" / "README.md").read_text("utf-8")
    shown = readme.partition("$ cat payloads\n")[2].partition("\n```")[0]
    payloads, answers = shown.split("\n$ ./validate ../../schemas/1.0.0/percl.schema.json < payloads\n")
    go = next(lane for lane in LANES if lane.name == "go")
    outcome = lanes.run(go, lanes.schema("response", go.draft), payloads.encode().split(b"\n"))
    assert answers.split("\n") == [*outcome.lines, "$ echo $?", str(outcome.exit_code)]


def test_committed_files_name_no_registry_and_no_machine_path() -> None:
    # crates.io is the name that cargo itself gives to its registry in every lock file.
    hosts = (
        "registry.npmjs",
        "pypi.org",
        "files.pythonhosted",
        "proxy.golang",
        "repo.maven",
        "/root/",
        "/work/",
        "artifactory",
    )
    for folder in PROGRAMS:
        for path in (lanes.ROOT / "examples" / folder).rglob("*"):
            if path.is_file():
                text = path.read_text("utf-8")
                assert not [host for host in hosts if host in text], path


def test_draft_07_twin_differs_in_its_name_and_dialect_alone() -> None:
    for kind in DOCUMENTS:
        published = json.loads(lanes.schema(kind, "2020-12").read_bytes())
        twin = json.loads(lanes.schema(kind, "draft-07").read_bytes())
        assert twin["$schema"] == "http://json-schema.org/draft-07/schema#"
        assert twin["$id"] == published["$id"].replace("/1.0.0/", "/1.0.0/draft-07/")
        assert list(twin) == list(published)
        assert {key: twin[key] for key in twin if key not in ("$schema", "$id")} == {
            key: published[key] for key in published if key not in ("$schema", "$id")
        }


@pytest.mark.parametrize("validator", [jsonschema.Draft7Validator, jsonschema.Draft4Validator])
@pytest.mark.parametrize("kind", DOCUMENTS)
def test_older_draft_says_the_same(kind: str, validator: type[jsonschema.protocols.Validator]) -> None:
    draft = "draft-07" if validator is jsonschema.Draft7Validator else "draft-04"
    document = json.loads(lanes.schema(kind, draft).read_bytes())
    validator.check_schema(document)
    judge = validator(document)
    assert [v.file for v in lanes.vectors(kind) if judge.is_valid(json.loads(v.line)) != v.valid] == []
