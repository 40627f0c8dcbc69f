"""Sample payloads: valid in both engines, full without what is deprecated, varied by a seed."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import jsonschema_rs
import pytest

from fcschema import catalog
from fcschema.cli import main
from fcschema.sample import names, sample

VERSION = catalog.version("1.0.0")
NAMES = names(VERSION)
REQUEST = {
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


def is_valid(name: str, payload: Any) -> bool:
    document = VERSION.schema("percl" if name.startswith("percl") else name)
    engines = (jsonschema.Draft202012Validator, jsonschema_rs.Draft202012Validator)
    verdicts = {engine(document).is_valid(payload) for engine in engines}
    assert len(verdicts) == 1
    return verdicts.pop()


def test_there_is_a_sample_of_every_document_and_command() -> None:
    commands = list(VERSION.schema("percl")["$defs"]["command"]["properties"])
    assert len(commands) == 27
    assert [
        "webhooks/outDialApiConnect",
        "percl",
        *(f"percl/{command}" for command in commands),
        "exchanges/outDialApiConnect",
    ] == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_sample_is_valid_in_both_engines(name: str) -> None:
    for full in (False, True):
        assert is_valid(name, sample(VERSION, name, full=full))
        for seed in range(6):
            payload = sample(VERSION, name, full=full, seed=seed)
            assert is_valid(name, payload)
            assert payload == sample(VERSION, name, full=full, seed=seed)


@pytest.mark.parametrize("name", NAMES)
def test_full_sample_has_every_member_that_is_not_deprecated(name: str) -> None:
    schema = VERSION.schema("percl" if name.startswith("percl") else name)
    payload = sample(VERSION, name, full=True)
    objects = [
        (value, schema["$defs"][command]) for body in payload for command, value in body.items()
    ] if isinstance(payload, list) else [(payload, schema)]  # fmt: skip
    for value, node in objects:
        current = [n for n, described in node["properties"].items() if not described.get("deprecated")]
        assert list(value) == current


def test_a_seed_varies_the_payload() -> None:
    made = {json.dumps(sample(VERSION, "webhooks/outDialApiConnect", seed=seed)) for seed in range(20)}
    assert len(made) > 10
    statuses = {json.loads(text)["callStatus"] for text in made}
    assert len(statuses) > 4


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main(["sample", *arguments])
    out, err = capsys.readouterr()
    return code, out, err


def test_request_with_a_member_set(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "webhooks/outDialApiConnect", "--set", "callStatus=busy")
    assert (code, err) == (0, "")
    assert out == json.dumps({**REQUEST, "callStatus": "busy"}, indent=2) + "\n"


def test_values_are_json_or_else_strings(capsys: pytest.CaptureFixture[str]) -> None:
    given = ["--set", "maxDigits=3", "--set", "flushBuffer=true", "--set", "finishOnKey=#"]
    code, out, _ = run(capsys, "percl/GetDigits", *given)
    made = {
        "actionUrl": "https://example.com/digits",
        "maxDigits": 3,
        "flushBuffer": True,
        "finishOnKey": "#",
    }
    assert (code, json.loads(out)) == (0, [{"GetDigits": made}])


@pytest.mark.parametrize(
    ("name", "change", "place", "value"),
    [
        ("exchanges/outDialApiConnect", "callStatus=busy", ("request", "callStatus"), "busy"),
        ("exchanges/outDialApiConnect", "request.callStatus=busy", ("request", "callStatus"), "busy"),
        ("exchanges/outDialApiConnect", "response=[]", ("response",), []),
        ("percl", "/0/Say/text=Hi", (0, "Say", "text"), "Hi"),
        ("percl/AudioStream", "location.uri=https://a.example", (0, "AudioStream", "location", "uri"), "https://a.example"),
    ],
)  # fmt: skip
def test_a_name_is_a_member_a_path_or_a_pointer(
    capsys: pytest.CaptureFixture[str], name: str, change: str, place: tuple[Any, ...], value: Any
) -> None:
    code, out, _ = run(capsys, name, "--set", change)
    found = json.loads(out)
    for step in place:
        found = found[step]
    assert (code, found) == (0, value)


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        (
            ["percl/OutDial", "--set", "ifMachine=redirect"],
            "not valid: When ifMachine is redirect, ifMachineUrl is required. Add ifMachineUrl.",
        ),
        (
            ["percl", "--set", "text=Hi"],
            "not valid: There is no place text in the payload. "
            "Name a place in the script, such as /0/Say/text.",
        ),
        (["percl", "--set", "text"], "--set takes NAME=VALUE, not text"),
        (
            ["percl/Dial"],
            "no sample of 'percl/Dial' in contract 1.0.0; there is webhooks/outDialApiConnect, percl, "
            "exchanges/outDialApiConnect, and one of each command, such as percl/GetDigits",
        ),
    ],
)
def test_what_is_not_valid_is_refused(
    capsys: pytest.CaptureFixture[str], arguments: list[str], error: str
) -> None:
    assert run(capsys, *arguments) == (2, "", f"fcschema: {error}\n")


def test_a_refused_value_is_told_in_the_words_of_the_finding(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "webhooks/outDialApiConnect", "--set", "callStatus=in-progress")
    assert (code, out) == (2, "")
    assert err.startswith("fcschema: not valid: ")
    assert "inProgress" in err
