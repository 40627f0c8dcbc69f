"""Comparing two documents: every sort of edit, its words, its verdicts, and a payload that shows it."""

from __future__ import annotations

import json
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import jsonschema
import jsonschema_rs
import pytest

from fcschema import catalog
from fcschema.compare import BREAKING, COMPATIBLE, NotComparable, compare_documents, patterns

VERSION = catalog.version("1.0.0")
REQUEST, SCRIPT, EXCHANGE = (VERSION.schema(document.name) for document in VERSION.documents)
ROOT = Path(__file__).resolve().parent.parent


def members(document: Any, definition: str) -> Any:
    return document["$defs"][definition]["properties"]


# The edit, and every change that is not of wording with the verdicts for those who receive and who write.
CASES: list[tuple[str, Any, Callable[[Any], object], list[str]]] = [
    (
        "-dialCallStatus",
        REQUEST,
        lambda n: n["properties"].pop("dialCallStatus"),
        [
            "request: `dialCallStatus` removed | breaking | compatible",
        ],
    ),
    (
        "-parentCallId",
        REQUEST,
        lambda n: n["properties"].pop("parentCallId"),
        [
            "request: `parentCallId` removed | breaking | compatible",
        ],
    ),
    (
        "enum+",
        REQUEST,
        lambda n: n["properties"]["callStatus"]["enum"].append("queued"),
        [
            "request: `callStatus` value `queued` added | breaking | compatible",
        ],
    ),
    (
        "enum-",
        REQUEST,
        lambda n: n["properties"]["callStatus"]["enum"].remove("busy"),
        [
            "request: `callStatus` value `busy` removed | compatible | compatible",
        ],
    ),
    (
        "req-",
        REQUEST,
        lambda n: n["required"].remove("queueId"),
        [
            "request: `queueId` is no longer required | breaking | compatible",
        ],
    ),
    (
        "req+",
        REQUEST,
        lambda n: n["required"].append("parentCallId"),
        [
            "request: `parentCallId` is now required | compatible | compatible",
        ],
    ),
    (
        "null+",
        REQUEST,
        lambda n: n["properties"]["callId"].update(type=["string", "null"]),
        [
            "request: `callId` may now be null | breaking | compatible",
        ],
    ),
    (
        "null-",
        REQUEST,
        lambda n: n["properties"]["queueId"].update(type="string"),
        [
            "request: `queueId` may no longer be null | compatible | compatible",
        ],
    ),
    (
        "member+",
        REQUEST,
        lambda n: n["properties"].update(requestId={"type": "string", "description": "The id. Of it."}),
        [
            "request: `requestId` added | compatible | compatible",
        ],
    ),
    (
        "member+req",
        REQUEST,
        lambda n: (
            n["properties"].update(requestId={"type": "string", "description": "The id. Of it."}),
            n["required"].append("requestId"),
        ),
        [
            "request: `requestId` is now required | compatible | compatible",
            "request: `requestId` added | compatible | compatible",
        ],
    ),
    (
        "closed",
        REQUEST,
        lambda n: n.update(additionalProperties=False),
        [
            "request other members are refused now | compatible | compatible",
        ],
    ),
    (
        "phone loosened",
        REQUEST,
        lambda n: n["$defs"]["phoneNumber"].update(pattern="^\\+[1-9][0-9]{1,15}$"),
        [
            "request: `from` pattern ^\\+[1-9][0-9]{1,14}$ is now ^\\+[1-9][0-9]{1,15}$ | breaking | compatible",
        ],
    ),
    (
        "phone tightened",
        REQUEST,
        lambda n: n["$defs"]["phoneNumber"].update(pattern="^\\+[1-9][0-9]{6,14}$"),
        [
            "request: `from` pattern ^\\+[1-9][0-9]{1,14}$ is now ^\\+[1-9][0-9]{6,14}$ | compatible | compatible",
        ],
    ),
    (
        "to ref phone",
        REQUEST,
        lambda n: n["properties"]["to"].update({"$ref": "#/$defs/phoneNumber"}),
        [
            "request: `to` pattern ^(?:\\+[1-9][0-9]{1,14}$|[sS][iI][pP][sS]?:[^ \\t\\r\\n]) is now ^\\+[1-9][0-9]{1,14}$ | compatible | compatible",
        ],
    ),
    (
        "from ref sip",
        REQUEST,
        lambda n: n["properties"]["from"].update({"$ref": "#/$defs/phoneNumberOrSipUrl"}),
        [
            "request: `from` pattern ^\\+[1-9][0-9]{1,14}$ is now ^(?:\\+[1-9][0-9]{1,14}$|[sS][iI][pP][sS]?:[^ \\t\\r\\n]) | breaking | compatible",
        ],
    ),
    (
        "from anything",
        REQUEST,
        lambda n: n["properties"]["from"].pop("$ref"),
        [
            "request: `from` was a string, is now any value | breaking | compatible",
            "request: `from` pattern ^\\+[1-9][0-9]{1,14}$ removed | breaking | compatible",
        ],
    ),
    (
        "minLength-",
        REQUEST,
        lambda n: n["properties"]["callId"].pop("minLength"),
        [
            "request: `callId` minimum length 1 removed | breaking | compatible",
        ],
    ),
    (
        "minLength40",
        REQUEST,
        lambda n: n["properties"]["callId"].update(minLength=40),
        [
            "request: `callId` minimum length 1 is now 40 | compatible | compatible",
        ],
    ),
    (
        "const",
        REQUEST,
        lambda n: n["properties"]["requestType"].update(const="outDialConnect"),
        [
            "request: `requestType` value `outDialConnect` added | breaking | compatible",
            "request: `requestType` value `outDialApiConnect` removed | compatible | compatible",
        ],
    ),
    (
        "const->enum",
        REQUEST,
        lambda n: (
            n["properties"]["requestType"].pop("const"),
            n["properties"]["requestType"].update(enum=["outDialApiConnect"]),
        ),
        [],
    ),
    (
        "desc",
        REQUEST,
        lambda n: n["properties"]["callId"].update(description="x"),
        [],
    ),
    (
        "deprecated",
        REQUEST,
        lambda n: n["properties"]["parentCallId"].update(deprecated=True),
        [
            "request: `parentCallId` is deprecated now | compatible | compatible",
        ],
    ),
    (
        "not removed",
        REQUEST,
        lambda n: n["$defs"]["phoneNumber"].pop("not"),
        [
            "request: `from` strings are refused by another rule now | breaking | compatible",
        ],
    ),
    (
        "type any",
        REQUEST,
        lambda n: n["properties"]["accountId"].pop("type"),
        [
            "request: `accountId` was a string, is now any value | breaking | compatible",
        ],
    ),
    (
        "max added",
        SCRIPT,
        lambda n: members(n, "GetDigits")["maxDigits"].update(maximum=20),
        [
            "GetDigits: `maxDigits` maximum 20 added | compatible | breaking",
        ],
    ),
    (
        "max removed",
        SCRIPT,
        lambda n: members(n, "GetSpeech")["sensitivityLevel"].pop("maximum"),
        [
            "GetSpeech: `sensitivityLevel` maximum 1 removed | compatible | compatible",
        ],
    ),
    (
        "min raised",
        SCRIPT,
        lambda n: members(n, "GetDigits")["minDigits"].update(minimum=1),
        [
            "GetDigits: `minDigits` minimum 0 is now 1 | compatible | breaking",
        ],
    ),
    (
        "min removed",
        SCRIPT,
        lambda n: members(n, "GetDigits")["minDigits"].pop("minimum"),
        [
            "GetDigits: `minDigits` minimum 0 removed | compatible | compatible",
        ],
    ),
    (
        "exclusive same",
        SCRIPT,
        lambda n: (
            members(n, "GetDigits")["minDigits"].pop("minimum"),
            members(n, "GetDigits")["minDigits"].update(exclusiveMinimum=-1),
        ),
        [
            "GetDigits: `minDigits` minimum 0 removed | compatible | compatible",
            "GetDigits: `minDigits` exclusive minimum -1 added | compatible | compatible",
        ],
    ),
    (
        "cmd+",
        SCRIPT,
        lambda n: (
            n["$defs"].update(
                Foo={
                    "type": "object",
                    "description": "Does foo.",
                    "additionalProperties": False,
                    "properties": {},
                }
            ),
            n["$defs"]["command"]["properties"].update(Foo={"$ref": "#/$defs/Foo"}),
        ),
        [
            "PerCL: command `Foo` added | compatible | compatible",
        ],
    ),
    (
        "cmd-",
        SCRIPT,
        lambda n: n["$defs"]["command"]["properties"].pop("Park"),
        [
            "PerCL: command `Park` removed | compatible | breaking",
        ],
    ),
    (
        "prompt cmd-",
        SCRIPT,
        lambda n: n["$defs"]["prompt"]["properties"].pop("Pause"),
        [
            "prompts: command `Pause` removed | compatible | breaking",
        ],
    ),
    (
        "prompt cmd+",
        SCRIPT,
        lambda n: n["$defs"]["prompt"]["properties"].update(Sms={"$ref": "#/$defs/Sms"}),
        [
            "prompts: command `Sms` added | compatible | compatible",
        ],
    ),
    (
        "attr-",
        SCRIPT,
        lambda n: members(n, "GetDigits").pop("flushBuffer"),
        [
            "GetDigits: `flushBuffer` removed | compatible | breaking",
        ],
    ),
    (
        "attr+",
        SCRIPT,
        lambda n: members(n, "GetDigits").update(foo={"type": "string", "description": "Foo."}),
        [
            "GetDigits: `foo` added | compatible | compatible",
        ],
    ),
    (
        "req+",
        SCRIPT,
        lambda n: n["$defs"]["GetDigits"]["required"].append("maxDigits"),
        [
            "GetDigits: `maxDigits` is now required | compatible | breaking",
        ],
    ),
    (
        "req-",
        SCRIPT,
        lambda n: n["$defs"]["Sms"]["required"].remove("from"),
        [
            "Sms: `from` is no longer required | compatible | compatible",
        ],
    ),
    (
        "enum-",
        SCRIPT,
        lambda n: members(n, "CreateConference")["playBeep"]["enum"].remove("never"),
        [
            "CreateConference: `playBeep` value `never` removed | compatible | breaking",
        ],
    ),
    (
        "enum+",
        SCRIPT,
        lambda n: members(n, "CreateConference")["playBeep"]["enum"].append("loud"),
        [
            "CreateConference: `playBeep` value `loud` added | compatible | compatible",
        ],
    ),
    (
        "enum new",
        SCRIPT,
        lambda n: members(n, "GetDigits")["finishOnKey"].update(enum=["#", "*"]),
        [
            "GetDigits: `finishOnKey` must now be `#` or `*` | compatible | breaking",
        ],
    ),
    (
        "type int->num",
        SCRIPT,
        lambda n: members(n, "GetDigits")["maxDigits"].update(type="number"),
        [
            "GetDigits: `maxDigits` was an integer, is now a number | compatible | compatible",
        ],
    ),
    (
        "type num->int",
        SCRIPT,
        lambda n: members(n, "GetSpeech")["sensitivityLevel"].update(type="integer"),
        [
            "GetSpeech: `sensitivityLevel` was a number, is now an integer | compatible | breaking",
        ],
    ),
    (
        "type bool->str",
        SCRIPT,
        lambda n: members(n, "GetDigits")["flushBuffer"].update(type="string"),
        [
            "GetDigits: `flushBuffer` was a boolean, is now a string | compatible | breaking",
        ],
    ),
    (
        "rule-",
        SCRIPT,
        lambda n: n["$defs"]["OutDial"]["allOf"].pop(),
        [
            "OutDial rule removed: When `ifMachine` is `hangup` or absent, `ifMachineUrl` is refused. | compatible | compatible",
        ],
    ),
    (
        "rule0-",
        SCRIPT,
        lambda n: n["$defs"]["OutDial"]["allOf"].pop(0),
        [
            "OutDial rule removed: When `ifMachine` is `redirect`, `ifMachineUrl` is required. | compatible | compatible",
        ],
    ),
    (
        "rules-",
        SCRIPT,
        lambda n: n["$defs"]["GetSpeech"].pop("allOf"),
        [
            "GetSpeech rule removed: When `grammarType` is `URL`, `grammarFile` is an absolute http or https URL. | compatible | compatible",
            "GetSpeech rule removed: When `grammarType` is `BUILTIN`, `grammarFile` is the name of a built-in grammar. | compatible | compatible",
        ],
    ),
    (
        "rule+",
        SCRIPT,
        lambda n: n["$defs"]["GetDigits"].update(
            allOf=[
                {
                    "description": "When `maxDigits` is 1, `finishOnKey` is refused.",
                    "if": {
                        "type": "object",
                        "properties": {"maxDigits": {"type": "integer", "const": 1}},
                        "required": ["maxDigits"],
                    },
                    "then": {"type": "object", "properties": {"finishOnKey": {"not": {}}}},
                }
            ]
        ),
        [
            "GetDigits rule added: When `maxDigits` is 1, `finishOnKey` is refused. | compatible | breaking",
        ],
    ),
    (
        "rule then enum-",
        SCRIPT,
        lambda n: n["$defs"]["GetSpeech"]["allOf"][1]["then"]["properties"]["grammarFile"]["enum"].remove(
            "DIG3"
        ),
        [
            "GetSpeech rule changed: When `grammarType` is `BUILTIN`, `grammarFile` is the name of a built-in grammar. (`grammarFile` value `DIG3` removed) | compatible | breaking",
        ],
    ),
    (
        "rule then enum+",
        SCRIPT,
        lambda n: n["$defs"]["GetSpeech"]["allOf"][1]["then"]["properties"]["grammarFile"]["enum"].append(
            "DIG12"
        ),
        [
            "GetSpeech rule changed: When `grammarType` is `BUILTIN`, `grammarFile` is the name of a built-in grammar. (`grammarFile` value `DIG12` added) | compatible | compatible",
        ],
    ),
    (
        "rule if widened",
        SCRIPT,
        lambda n: n["$defs"]["GetSpeech"]["allOf"][0]["if"].pop("required"),
        [
            "GetSpeech rule changed: When `grammarType` is `URL`, `grammarFile` is an absolute http or https URL. (condition: `grammarType` is no longer required) | compatible | breaking",
        ],
    ),
    (
        "url https",
        SCRIPT,
        lambda n: n["$defs"]["url"].update(pattern="^https://[^/?# \\t\\r\\n]"),
        [
            "URL pattern ^[hH][tT][tT][pP][sS]?://[^/?# \\t\\r\\n] is now ^https://[^/?# \\t\\r\\n] (in AddToConference: `callControlUrl`, AddToConference: `leaveConferenceUrl`, AddToConference: `notificationUrl` and 22 more) | compatible | breaking",
        ],
    ),
    (
        "url loosened",
        SCRIPT,
        lambda n: n["$defs"]["url"].update(pattern="^[a-zA-Z]+://[^/?# \\t\\r\\n]"),
        [
            "URL pattern ^[hH][tT][tT][pP][sS]?://[^/?# \\t\\r\\n] is now ^[a-zA-Z]+://[^/?# \\t\\r\\n] (in AddToConference: `callControlUrl`, AddToConference: `leaveConferenceUrl`, AddToConference: `notificationUrl` and 22 more) | compatible | compatible",
        ],
    ),
    (
        "one url",
        SCRIPT,
        lambda n: members(n, "Redirect")["actionUrl"].update({"$ref": "#/$defs/address"}),
        [
            "Redirect: `actionUrl` pattern ^[hH][tT][tT][pP][sS]?://[^/?# \\t\\r\\n] is now ^[A-Za-z][A-Za-z0-9+.-]*://[^/?# \\t\\r\\n] | compatible | compatible",
        ],
    ),
    (
        "location string only",
        SCRIPT,
        lambda n: members(n, "AudioStream")["location"]["anyOf"].pop(),
        [
            "AudioStream: `location` alternative removed: Location | compatible | breaking",
        ],
    ),
    (
        "location more",
        SCRIPT,
        lambda n: members(n, "AudioStream")["location"]["anyOf"].append(
            {"type": "integer", "description": "A port."}
        ),
        [
            "AudioStream: `location` alternative added: A port. | compatible | compatible",
        ],
    ),
    (
        "open",
        SCRIPT,
        lambda n: n["$defs"]["GetDigits"].pop("additionalProperties"),
        [
            "GetDigits other members are allowed now | compatible | compatible",
        ],
    ),
    (
        "maxItems",
        SCRIPT,
        lambda n: n.update(maxItems=50),
        [
            "PerCL maximum number of items 50 added | compatible | breaking",
        ],
    ),
    (
        "minItems",
        SCRIPT,
        lambda n: n.update(minItems=1),
        [
            "PerCL minimum number of items 1 added | compatible | breaking",
        ],
    ),
    (
        "maxLength",
        SCRIPT,
        lambda n: members(n, "Sms")["text"].update(maxLength=160),
        [
            "Sms: `text` maximum length 160 added | compatible | breaking",
        ],
    ),
    (
        "say maxLength",
        SCRIPT,
        lambda n: members(n, "Say")["text"].update(maxLength=9000),
        [
            "Say: `text` maximum length 4096 is now 9000 | compatible | compatible",
        ],
    ),
    (
        "say maxLength less",
        SCRIPT,
        lambda n: members(n, "Say")["text"].update(maxLength=3000),
        [
            "Say: `text` maximum length 4096 is now 3000 | compatible | breaking",
        ],
    ),
    (
        "sendDigits",
        SCRIPT,
        lambda n: members(n, "SendDigits")["digits"].update(pattern="^[0-9*#]+$"),
        [
            "SendDigits: `digits` pattern ^(?:[0-9*#]|\\{[0-9]+\\})+$ is now ^[0-9*#]+$ | compatible | breaking",
        ],
    ),
    (
        "metadata items",
        SCRIPT,
        lambda n: members(n, "AudioStream")["metadata"]["items"].update(minLength=1),
        [
            "AudioStream: `metadata[]` minimum length 1 added | compatible | breaking",
        ],
    ),
    (
        "metadata items any",
        SCRIPT,
        lambda n: members(n, "AudioStream")["metadata"].pop("items"),
        [
            "AudioStream: `metadata` items may be anything now | compatible | compatible",
        ],
    ),
    (
        "default",
        SCRIPT,
        lambda n: members(n, "OutDial")["timeout"].update(default=60),
        [
            "OutDial: `timeout` default 30 is now 60 | compatible | undecided",
        ],
    ),
    (
        "multipleOf",
        SCRIPT,
        lambda n: members(n, "OutDial")["timeout"].update(multipleOf=5),
        [
            "OutDial: `timeout` multipleOf added | compatible | breaking",
        ],
    ),
    (
        "uniqueItems",
        SCRIPT,
        lambda n: members(n, "AudioStream")["metadata"].update(uniqueItems=True),
        [
            "AudioStream: `metadata` uniqueItems added | compatible | breaking",
        ],
    ),
    (
        "patternProperties",
        SCRIPT,
        lambda n: n["$defs"]["GetDigits"].update(patternProperties={"^x-": {}}),
        [
            "GetDigits patternProperties added | compatible | compatible",
        ],
    ),
    (
        "minProperties",
        SCRIPT,
        lambda n: n["$defs"]["GetDigits"].update(minProperties=2),
        [
            "GetDigits minimum number of members 2 added | compatible | breaking",
        ],
    ),
    (
        "null+",
        SCRIPT,
        lambda n: members(n, "GetDigits")["maxDigits"].update(type=["integer", "null"]),
        [
            "GetDigits: `maxDigits` may now be null | compatible | compatible",
        ],
    ),
    (
        "inline ref",
        SCRIPT,
        lambda n: (
            members(n, "Redirect")["actionUrl"].update(
                {k: v for k, v in n["$defs"]["url"].items() if k in ("type", "pattern")}
            )
            or members(n, "Redirect")["actionUrl"].pop("$ref")
        ),
        [],
    ),
    (
        "rename def",
        SCRIPT,
        lambda n: (
            n["$defs"].update(Web=n["$defs"]["url"]),
            members(n, "Redirect")["actionUrl"].update({"$ref": "#/$defs/Web"}),
        ),
        [],
    ),
    (
        "oneOf",
        SCRIPT,
        lambda n: members(n, "AudioStream")["location"].update(
            oneOf=members(n, "AudioStream")["location"].pop("anyOf")
        ),
        [
            "AudioStream: `location` is no longer limited to alternatives | compatible | compatible",
            "AudioStream: `location` oneOf added | compatible | compatible",
        ],
    ),
    (
        "additionalProperties schema",
        SCRIPT,
        lambda n: n["$defs"]["GetDigits"].update(additionalProperties={"type": "string"}),
        [
            "GetDigits other members are allowed now | compatible | compatible",
        ],
    ),
    (
        "resp required",
        EXCHANGE,
        lambda n: n["required"].append("response"),
        [
            "exchange: `response` is now required | compatible | breaking",
        ],
    ),
    (
        "rule gone",
        EXCHANGE,
        lambda n: n.pop("allOf"),
        [
            "exchange rule removed: When `request.callStatus` is `inProgress`, `response` is required and must be a PerCL script. | compatible | compatible",
        ],
    ),
    (
        "rule any status",
        EXCHANGE,
        lambda n: (
            n["allOf"][0]["if"]["properties"]["request"]["properties"]["callStatus"].update(
                enum=["inProgress", "busy"]
            )
            or n["allOf"][0]["if"]["properties"]["request"]["properties"]["callStatus"].pop("const")
        ),
        [
            "exchange rule changed: When `request.callStatus` is `inProgress`, `response` is required and must be a PerCL script. | compatible | breaking",
        ],
    ),
    (
        "enum+",
        EXCHANGE,
        lambda n: n["$defs"]["request"]["properties"]["callStatus"]["enum"].append("queued"),
        [
            "request: `callStatus` value `queued` added | breaking | compatible",
        ],
    ),
    (
        "max",
        EXCHANGE,
        lambda n: members(n, "GetDigits")["maxDigits"].update(maximum=20),
        [
            "GetDigits: `maxDigits` maximum 20 added | compatible | breaking",
        ],
    ),
    (
        "response array always",
        EXCHANGE,
        lambda n: n["properties"]["response"].update(type="array"),
        [
            "exchange: `response` was any value, is now an array | compatible | breaking",
        ],
    ),
]


def edited(document: Any, edit: Callable[[Any], object]) -> Any:
    new = deepcopy(document)
    edit(new)
    return new


@pytest.mark.parametrize(("document", "edit", "expected"), [pytest.param(*c[1:], id=c[0]) for c in CASES])
def test_edit_is_told_with_its_verdicts_and_every_break_is_shown_by_a_payload(
    document: Any, edit: Callable[[Any], object], expected: list[str]
) -> None:
    new = edited(document, edit)
    changes = compare_documents(document, new)
    told = [f"{c} | {c.receiving} | {c.writing}" for c in changes if c.sort != "wording"]
    assert told == expected
    for change in changes:
        example = change.counterexample
        assert (example is not None) == (change.verdict == BREAKING), change
        if example is None:
            continue
        valid, refusing = (new, document) if example.valid_in_new else (document, new)
        # Where a line end is the difference, only some engines see one; the reference engine is one of them.
        engines: list[Any] = [jsonschema.Draft202012Validator]
        if "\\n" not in json.dumps(example.payload):
            engines.append(jsonschema_rs.Draft202012Validator)
        for engine in engines:
            assert engine(valid).is_valid(example.payload), change
            assert not engine(refusing).is_valid(example.payload), change


@pytest.mark.parametrize(("document", "edit"), [pytest.param(*c[1:3], id=c[0]) for c in CASES[::3]])
def test_the_other_way_round_no_vector_contradicts_a_compatible_verdict(
    document: Any, edit: Callable[[Any], object]
) -> None:
    kind = {"webhooks": "request", "percl.sc": "response"}.get(
        document["$id"].split("1.0.0/")[1][:8], "exchange"
    )
    old, new = edited(document, edit), document
    changes = compare_documents(old, new, kind)
    before, after = jsonschema_rs.Draft202012Validator(old), jsonschema_rs.Draft202012Validator(new)
    for path in sorted((ROOT / "tests" / "vectors" / "1.0.0" / kind).glob("*/*.json")):
        payload = json.loads(path.read_bytes())
        if kind == "request" and all(c.receiving == COMPATIBLE for c in changes):
            assert before.is_valid(payload) or not after.is_valid(payload), path
        if kind == "response" and all(c.writing == COMPATIBLE for c in changes):
            assert after.is_valid(payload) or not before.is_valid(payload), path


def test_advice_says_what_to_do() -> None:
    def edit(request: Any) -> None:
        request["properties"]["callStatus"]["enum"].append("queued")
        request["properties"]["callStatus"]["description"] += " `queued`: it waits in a queue."
        del request["properties"]["dialCallStatus"]

    changes = compare_documents(REQUEST, edited(REQUEST, edit))
    assert [(str(c), c.advice, c.old, c.new) for c in changes if c.verdict == BREAKING] == [
        (
            "request: `callStatus` value `queued` added",
            "Handle `queued` (it waits in a queue).",
            "/properties/callStatus",
            "/properties/callStatus",
        ),
        (
            "request: `dialCallStatus` removed",
            "Do not rely on `dialCallStatus`. Read `callStatus` instead, of which this is a duplicate; "
            "FreeClimb announces its deprecation.",
            "/properties/dialCallStatus",
            "",
        ),
    ]


def test_wording_and_deprecation_break_nobody() -> None:
    def edit(request: Any) -> None:
        request["description"] = "Other words."
        request["properties"]["parentCallId"] |= {"deprecated": True, "examples": [None]}

    changes = compare_documents(REQUEST, edited(REQUEST, edit))
    assert [(str(c), c.sort, c.verdict) for c in changes] == [
        ("request description reworded", "wording", COMPATIBLE),
        ("request: `parentCallId` is deprecated now", "deprecated", COMPATIBLE),
        ("request: `parentCallId` examples reworded", "wording", COMPATIBLE),
    ]


def test_without_a_proof_and_with_the_reference_engine_the_verdicts_are_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    chosen = [
        case for case in CASES if case[0] in ("enum+", "max added", "max removed", "rule+", "cmd-", "X max")
    ]
    monkeypatch.setattr("builtins.__import__", _without_rust(__import__))
    for _, document, edit, expected in chosen:
        changes = compare_documents(document, edited(document, edit))
        assert [f"{c} | {c.receiving} | {c.writing}" for c in changes] == expected


def _without_rust(original: Any) -> Any:
    def load(name: str, *arguments: Any, **options: Any) -> Any:
        if name.startswith("jsonschema_rs"):
            raise ImportError(name)
        return original(name, *arguments, **options)

    return load


def test_documents_of_different_kinds_are_not_compared() -> None:
    with pytest.raises(NotComparable):
        compare_documents(REQUEST, SCRIPT)


@pytest.mark.parametrize(
    ("wide", "narrow", "found"),
    [
        ("^a+$", "^a+$", None),
        ("^a*$", "^a+$", ""),
        ("^[0-9]{1,3}$", "^[0-9]{1,2}$", "000"),
        ("^[0-9]{1,2}$", "^[0-9]{1,3}$", None),
        ("a", "^a", "0a"),
        ("^a", "a", None),
        ("^(?:x|y)$", "^[xy]$", None),
        ("^(?:a$|b)", "^(?:a|b)$", "b0"),
        (r"^https?://[^/ \t]", r"^https://[^/ \t]", "http://0"),
        (r"^\{[0-9]+\}$", r"^\{[0-9]{1,2}\}$", "{000}"),
        (r"^\d$", "^[0-9]$", None),
        (".", r"[^\n]", None),
        (r"[^\n]", ".", "\r"),
    ],
)
def test_patterns_are_compared_exactly(wide: str, narrow: str, found: str | None) -> None:
    languages = [([patterns.parse(text)], list[Any]()) for text in (wide, narrow)]
    assert patterns.difference(*languages[0], *languages[1]) == found


@pytest.mark.parametrize("pattern", ["(?=a)b", r"\bx", r"(a)\1", "a{2,1000}", r"\w", "(a", "*a"])
def test_patterns_that_are_not_regular_or_too_large_are_not_compared(pattern: str) -> None:
    with pytest.raises(patterns.NotRegular):
        patterns.parse(pattern)
