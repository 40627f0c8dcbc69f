"""Released versions are frozen, and several versions live side by side.

The second version here is made up from the first, in a temporary folder, and never published.
"""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from fcschema import against, catalog, compare, export, judge, sample
from fcschema.cli import main
from fcschema.judge import Judge
from tests import made_up
from tools import frozen

OLD_REQUEST = sample.sample(catalog.version("1.0.0"), "webhooks/outDialApiConnect") | {
    "dialCallStatus": "busy"
}
DIFFERS = "dialCallStatus differs from callStatus, of which it is a duplicate."
FILE = "schemas/1.0.0/percl.schema.json"


def git(folder: Path, *arguments: str) -> str:
    identity = ["-c", "user.name=t", "-c", "user.email=t@example.com", "-c", "commit.gpgsign=false"]
    command = ["git", "-C", str(folder), *identity, *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def commit(folder: Path) -> str:
    """Commit everything and return the name of the commit."""
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "x")
    return git(folder, "rev-parse", "HEAD").strip()[:12]


@pytest.fixture
def released(tmp_path: Path) -> tuple[Path, str]:
    """A repository in which the first version is released, and the commit that released it."""
    made_up.repository(tmp_path)
    git(tmp_path, "init", "--quiet")
    return tmp_path, commit(tmp_path)


@pytest.fixture
def two(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two released versions; the second has no dialCallStatus."""
    made_up.repository(tmp_path)
    made_up.add(tmp_path, "2.0.0", made_up.without_dial_call_status, status="released")
    made_up.use(tmp_path, monkeypatch)
    return tmp_path


def test_released_versions_are_what_was_released() -> None:
    assert frozen.problems() == []


def test_what_is_untouched_is_frozen_well(released: tuple[Path, str]) -> None:
    assert frozen.problems(released[0]) == []


def test_one_byte_of_a_released_file_is_noticed_and_why_it_matters(released: tuple[Path, str]) -> None:
    folder, name = released
    path = folder / FILE
    path.write_bytes(path.read_bytes().replace(b"PerCL", b"Percl", 1))
    assert frozen.problems(folder) == [
        f"{FILE} is not what was released as 1.0.0: its sha256 is not the catalogue's. Apps, caches and code "
        "generators rely on the bytes at its $id. Put it back, and make the change in a new version.",
        f"{FILE} is not what commit {name} released as 1.0.0. Apps, caches and code "
        "generators rely on the bytes at its $id. Put it back, and make the change in a new version.",
    ]


def test_a_new_checksum_does_not_hide_it(released: tuple[Path, str]) -> None:
    folder, name = released
    written = json.loads((folder / "schemas/catalog.json").read_bytes())
    written["versions"][0]["documents"][1]["sha256"] = "0" * 64
    (folder / "schemas/catalog.json").write_text(json.dumps(written))
    commit(folder)
    assert [problem.split(". ")[0] for problem in frozen.problems(folder)] == [
        f"{FILE} is not what was released as 1.0.0: its sha256 is not the catalogue's",
        f"schemas/catalog.json says something else of percl 1.0.0 than commit {name}, which released it",
    ]


def test_a_release_cannot_be_taken_back_but_withdrawn(released: tuple[Path, str]) -> None:
    folder, name = released
    written = json.loads((folder / "schemas/catalog.json").read_bytes())
    [entry] = written["versions"]
    entry |= {"status": "withdrawn", "withdrawn": "2027-01-01", "reason": "Sms.to was wrong."}
    (folder / "schemas/catalog.json").write_text(json.dumps(written))
    assert frozen.problems(folder) == []
    entry["status"] = "draft"
    (folder / "schemas/catalog.json").write_text(json.dumps(written))
    [problem] = frozen.problems(folder)
    assert problem.startswith(
        f"schemas/catalog.json no longer has 1.0.0 as released, and commit {name} released it."
    )


def test_a_withdrawn_version_stays_and_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made_up.repository(tmp_path)
    made_up.add(tmp_path, "1.0.1", status="released")
    path = tmp_path / "schemas/catalog.json"
    written = json.loads(path.read_bytes())
    written["versions"][1] |= {"status": "withdrawn", "withdrawn": "2027-02-01", "reason": "A typing error."}
    path.write_text(json.dumps(written))
    made_up.use(tmp_path, monkeypatch)
    assert catalog.version("1.0.1").reason == "A typing error."
    assert catalog.version().number == "1.0.0"
    assert Judge(version="1.0.1").value([]).valid


def test_each_version_judges_by_its_own_documents(two: Path) -> None:
    verdicts = [judge.judge(OLD_REQUEST, version=number) for number in ("1.0.0", "2.0.0", None)]
    assert two.is_dir()
    assert [(v.version, [(f.severity, f.code) for f in v.findings]) for v in verdicts] == [
        ("1.0.0", [("warning", "deprecated"), ("warning", "status-mismatch")]),
        ("2.0.0", [("note", "unknown-member")]),
        ("2.0.0", [("note", "unknown-member")]),
    ]


@pytest.mark.usefixtures("two")
def test_commands_have_both_versions(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schemas"]) == 0
    listed = [line for line in capsys.readouterr().out.splitlines() if not line.startswith(" ")]
    assert listed == ["1.0.0  released", "2.0.0  released"]
    assert main(["schemas", "show", "percl", "--contract-version", "2.0.0"]) == 0
    assert "/schemas/2.0.0/percl.schema.json" in capsys.readouterr().out
    wanted = ["sample", "webhooks/outDialApiConnect", "--full", "--contract-version", "2.0.0"]
    assert main(wanted) == 0
    assert "dialCallStatus" not in json.loads(capsys.readouterr().out)


@pytest.mark.usefixtures("two")
def test_export_and_the_pages_have_both_versions() -> None:
    made = export.files()
    for version in catalog.versions():
        for document in version.documents:
            assert made[document.path] == document.read()
    assert {"1.0.0/index.md", "2.0.0/index.md"} <= made.keys()
    assert json.loads(made["catalog.json"])["versions"][1]["version"] == "2.0.0"


DIFF = """\
1.0.0 -> 2.0.0
  for those who receive requests: breaking (1 change)
  for those who write scripts:    compatible

Breaks those who receive requests:
  request: `dialCallStatus` removed
    Do not rely on `dialCallStatus`. Read `callStatus` instead, of which this is a duplicate; \
FreeClimb announces its deprecation.
    Valid in 2.0.0 and not in 1.0.0, at /dialCallStatus:
      {PAYLOAD}

Wording alone:
  request examples reworded
"""


@pytest.mark.usefixtures("two")
def test_diff_tells_a_user_of_the_old_version_what_to_do(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", "1.0.0", "2.0.0"]) == 1
    out = capsys.readouterr().out
    shown = next(line for line in out.splitlines() if line.startswith("      {")).strip()
    assert out == DIFF.replace("{PAYLOAD}", shown)
    payload = json.loads(shown)
    assert judge.judge(payload, version="2.0.0").valid
    assert not judge.judge(payload, version="1.0.0").valid


@pytest.mark.usefixtures("two")
def test_diff_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", "1.0.0", "2.0.0", "--format", "json"]) == 1
    told = json.loads(capsys.readouterr().out)
    example = told["changes"][0].pop("counterexample")
    assert (example["validIn"], example["refusedBy"], example["pointer"]) == (
        "2.0.0",
        "1.0.0",
        "/dialCallStatus",
    )
    assert told == {
        "old": "1.0.0",
        "new": "2.0.0",
        "receiving": "breaking",
        "writing": "compatible",
        "changes": [
            {
                "document": "webhooks/outDialApiConnect",
                "change": "request: `dialCallStatus` removed",
                "place": "request: `dialCallStatus`",
                "what": "removed",
                "sort": "removed",
                "receiving": "breaking",
                "writing": "compatible",
                "advice": "Do not rely on `dialCallStatus`. Read `callStatus` instead, of which this is a "
                "duplicate; FreeClimb announces its deprecation.",
                "oldPointer": "/properties/dialCallStatus",
                "newPointer": "",
            },
            {
                "document": "webhooks/outDialApiConnect",
                "change": "request examples reworded",
                "place": "request",
                "what": "examples reworded",
                "sort": "wording",
                "receiving": "compatible",
                "writing": "compatible",
                "advice": "",
                "oldPointer": "",
                "newPointer": "",
                "counterexample": None,
            },
        ],
    }


@pytest.mark.usefixtures("two")
def test_diff_of_a_version_and_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "mine.json"
    script: Any = json.loads(catalog.version("1.0.0").document("percl").read())
    script["$defs"]["Say"]["properties"]["text"]["maxLength"] = 8000
    file.write_text(json.dumps(script))
    assert main(["diff", "1.0.0", str(file)]) == 0
    assert capsys.readouterr().out == (
        f"1.0.0 -> {file}\n"
        "  for those who receive requests: compatible\n"
        "  for those who write scripts:    compatible\n"
        "\n"
        "Breaks nobody:\n"
        "  Say: `text` maximum length 4096 is now 8000\n"
    )


@pytest.mark.usefixtures("two")
def test_diff_of_what_is_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", "1.0.0", "1.0.0"]) == 0
    assert capsys.readouterr().out == "1.0.0 -> 1.0.0: nothing changes.\n"


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("[", "not JSON"),
        ("[]", "not a JSON Schema"),
        ('{"$id": "https://x/percl.schema.json", "items": {"$ref": "#/$defs/x"}}', "cannot be compared"),
        ('{"type": "string"}', "these are not two versions of one document"),
    ],
)
def test_diff_of_what_is_no_schema(
    text: str, error: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "x.json"
    file.write_text(text)
    assert main(["diff", str(file), str(file)]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert error in err


def test_a_document_that_is_gone_breaks() -> None:
    old = catalog.version("1.0.0")
    changes = compare.compare(old, old._replace(documents=old.documents[1:]))
    assert [(str(c), c.receiving, c.writing) for c in changes] == [
        ("document `webhooks/outDialApiConnect` removed", "breaking", "compatible")
    ]


def test_against_the_next_version(two: Path) -> None:
    assert two.is_dir()
    verdict = against.judge(version="1.0.0", against="next").value(OLD_REQUEST)
    assert [(f.severity, f.code, f.pointer, f.message) for f in verdict.findings] == [
        ("warning", "deprecated", "/dialCallStatus", "dialCallStatus is deprecated."),
        ("warning", "status-mismatch", "/dialCallStatus", DIFFERS),
        ("note", "other-version", "/dialCallStatus", 'In 2.0.0: "dialCallStatus" is not documented.'),
        (
            "note",
            "other-version",
            "/dialCallStatus",
            "No longer in 2.0.0: dialCallStatus is deprecated.",
        ),
        ("note", "other-version", "/dialCallStatus", f"No longer in 2.0.0: {DIFFERS}"),
    ]


def test_against_a_version_that_refuses_what_this_one_takes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def edit(_request: Any, script: Any) -> None:
        script["$defs"]["GetDigits"]["properties"]["maxDigits"]["maximum"] = 20

    made_up.repository(tmp_path)
    made_up.add(tmp_path, "2.0.0", edit)
    made_up.use(tmp_path, monkeypatch)
    payload = [{"GetDigits": {"actionUrl": "https://example.com/digits", "maxDigits": 21}}]
    verdict = against.judge(against="next").value(payload)
    [finding] = verdict.findings
    assert (verdict.valid, verdict.version) == (True, "1.0.0")
    assert (finding.severity, finding.code, finding.pointer) == (
        "warning",
        "other-version",
        "/0/GetDigits/maxDigits",
    )
    assert finding.message.startswith("In 2.0.0: ")
    assert (
        against.judge(version="2.0.0", against="1.0.0")
        .value(payload)
        .findings[-1]
        .message.startswith("No longer in 1.0.0: ")
    )


def test_there_may_be_no_next_version() -> None:
    newest = catalog.versions()[-1].number
    with pytest.raises(catalog.UnknownName, match=f"there is no version after {newest} yet"):
        against.judge(version=newest, against="next")


@pytest.mark.parametrize("engine", ["jsonschema", "jsonschema-rs"])
def test_without_deprecated_members(engine: str) -> None:
    judge_ = against.judge(version="1.0.0", engine=engine, without_deprecated=True)
    judge_.check()
    script = [{"GetDigits": {"actionUrl": "https://example.com/digits", "enforcePCI": True}}]
    said = {}
    for name, payload in (
        ("request", OLD_REQUEST | {"dialCallStatus": "inProgress"}),
        ("script", script),
        ("exchange", {"request": OLD_REQUEST | {"dialCallStatus": "inProgress"}, "response": script}),
        ("clean", sample.sample(catalog.version("1.0.0"), "webhooks/outDialApiConnect", full=True)),
    ):
        verdict = judge_.value(payload)
        said[name] = [(f.severity, f.code, f.pointer, f.message, f.hint) for f in verdict.findings]
        assert verdict.version == "1.0.0"
    gone = "is deprecated, and judged as if it were gone."
    of_request = (
        f'"dialCallStatus" {gone}',
        "Read callStatus instead, of which this is a duplicate; FreeClimb announces its deprecation.",
    )
    of_script = (f'"enforcePCI" {gone}', "Use privacyMode.")
    assert said == {
        "request": [("error", "deprecated", "/dialCallStatus", *of_request)],
        "script": [("error", "deprecated", "/0/GetDigits/enforcePCI", *of_script)],
        "exchange": [
            ("error", "deprecated", "/request/dialCallStatus", *of_request),
            ("error", "deprecated", "/response/0/GetDigits/enforcePCI", *of_script),
        ],
        "clean": [],
    }


def test_a_deprecated_member_that_was_required_may_be_missing() -> None:
    schema = {
        "type": "object",
        "required": ["old", "new"],
        "properties": {
            "old": {"$ref": "#/$defs/old", "description": "It was. Use new."},
            "new": {"type": "string"},
        },
        "allOf": [
            {
                "if": {"type": "object", "required": ["old"]},
                "then": {"type": "object", "required": ["old", "new"]},
            }
        ],
        "$defs": {"old": {"type": "string", "deprecated": True}},
    }
    assert against.without(schema) == {
        "type": "object",
        "required": ["new"],
        "properties": {
            "old": {"description": "It was. Use new.", "deprecated": True, "not": {}},
            "new": {"type": "string"},
        },
        "allOf": [
            {
                "if": {"type": "object", "required": ["old"]},
                "then": {"type": "object", "required": ["new"]},
            }
        ],
        "$defs": {"old": {"type": "string", "deprecated": True}},
    }
