"""The JSON report satisfies its own schema on everything that the tests know how to put into it."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from fcschema import cli

VECTORS = sorted(map(str, Path("tests/vectors/1.0.0").rglob("*.json")))
CAPTURES = sorted(map(str, Path("examples/captures").glob("*.json")))
SCHEMA = json.loads(Path("fcschema/report/report.schema.json").read_bytes())


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    code = cli.main(["validate", *arguments])
    return code, capsys.readouterr().out


def test_the_schema_is_a_schema_and_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert run(capsys, "--format", "json", "--schema") == (
        0,
        Path("fcschema/report/report.schema.json").read_text(),
    )


@pytest.mark.parametrize("option", [[], ["--strict"], ["--show-values"], ["--as", "exchange"]])
def test_reports_satisfy_it(capsys: pytest.CaptureFixture[str], option: list[str]) -> None:
    code, out = run(
        capsys, "--format", "json", "--input-format", "json", *option, *VECTORS, *CAPTURES, "no-such-file"
    )
    report = json.loads(out)
    Draft202012Validator(SCHEMA).validate(report)
    assert code == 2
    assert [record["origin"]["file"] for record in report["records"]] == VECTORS + CAPTURES
    assert report["unreadable"] == [{"file": "no-such-file", "reason": "no such file or directory"}]
    severities = [f["severity"] for record in report["records"] for f in record["findings"]]
    assert report["summary"] == {
        "payloads": len(report["records"]),
        "valid": report["summary"]["valid"],
        "invalid": len(report["records"]) - report["summary"]["valid"],
        "skipped": 0,
        "unreadable": 1,
        "errors": severities.count("error"),
        "warnings": severities.count("warning"),
        "notes": severities.count("note"),
    }
    if option != ["--strict"]:
        assert report["summary"]["valid"] == sum(record["valid"] for record in report["records"])


def test_engines_print_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    files = [*VECTORS, *CAPTURES]
    assert run(capsys, "--all", "--engine", "jsonschema", *files) == run(
        capsys, "--all", "--engine", "jsonschema-rs", *files
    )


def test_colour_is_for_terminals_and_never_under_no_color(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    def printed() -> str:
        monkeypatch.setattr("sys.stdout", terminal := Terminal())
        cli.main(["validate", "examples/captures/busy.json"])
        return terminal.getvalue()

    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    coloured = printed()
    monkeypatch.setenv("NO_COLOR", "1")
    plain = printed()
    assert "\x1b[33mwarning:\x1b[0m" in coloured
    assert "\x1b" not in plain
    assert plain.endswith("examples/captures/busy.json: valid (webhooks/outDialApiConnect 1.0.0)\n")
