"""The official Python SDK in both directions: what it writes is valid, and what is valid it reads."""

from __future__ import annotations

import json
from enum import Enum
from pathlib import Path
from typing import Any, get_args

import freeclimb
import pytest
from pydantic import BaseModel

from fcschema import Finding, schema, validate_bytes
from fcschema.engine import ENGINES
from fcschema.finding import ERROR

REQUESTS = sorted(Path(__file__).parent.glob("vectors/1.0.0/request/valid/*.json"))

DEFINITIONS = schema("percl")["$defs"]
COMMANDS: dict[str, Any] = {name: DEFINITIONS[name] for name in DEFINITIONS["command"]["properties"]}

WEBHOOK = freeclimb.OutDialApiConnectWebhook
TAG = "command"  # The field by which the SDK tells commands apart; its default is the command's name.
MODELS: dict[str, type[freeclimb.PerclCommand]] = {
    model.model_fields[TAG].default: model for model in freeclimb.PerclCommand.__subclasses__()
}

RECORD = COMMANDS["TranscribeUtterance"]["properties"]["record"]
# The SDK's models, of objects within commands too, and the schema of each.
EVERY_MODEL: dict[str, tuple[type[BaseModel], Any]] = {
    **{name: (model, COMMANDS[name]) for name, model in MODELS.items()},
    "Say.engine": (freeclimb.TTSEngine, COMMANDS["Say"]["properties"]["engine"]),
    "TranscribeUtterance.record": (freeclimb.TranscribeUtteranceRecord, RECORD),
    "outDialApiConnect": (WEBHOOK, schema("webhooks/outDialApiConnect")),
}

# Members that the schemas have and the SDK has not, apart from the deprecated ones, and why.
NOT_IN_THE_SDK = {
    "AudioStream.metadata": "the reference page's spelling; the SDK has the OpenAPI document's metaData",
    "PlayEarlyMedia.loop": "only FreeClimb's own plugin for editors has it",
}
# Values that the SDK's enums have and the schemas have not, and why.
NOT_IN_THE_SCHEMAS = {
    "outDialApiConnect.callStatus=queued": "the reference page's list of states outranks the OpenAPI document's",
}


def fields(model: type[BaseModel]) -> dict[str, Any]:
    """The fields of an SDK model by their name in JSON."""
    return {field.alias or name: field for name, field in model.model_fields.items() if name != TAG}


def required(model: type[BaseModel]) -> set[str]:
    return {name for name, field in fields(model).items() if field.is_required()}


def command(name: str, attributes: dict[str, Any]) -> freeclimb.PerclCommand:
    """The SDK's command with attributes as in JSON."""
    prompts = [command(*next(iter(prompt.items()))) for prompt in attributes.get("prompts", [])]
    return MODELS[name](**{**attributes, **({"prompts": prompts} if "prompts" in attributes else {})})


def examples(name: str) -> dict[str, Any]:
    """A value for every attribute of a command: the attribute's first example, or the command's last.

    The last example of a command says together what goes together only so: OutDial.ifMachineUrl with
    ifMachine redirect, GetSpeech.grammarFile with its type, AudioStream.location as the SDK has it, a string.
    """
    definition = COMMANDS[name]
    alone = {attribute: described["examples"][0] for attribute, described in definition["properties"].items()}
    return {**alone, **definition["examples"][-1]}


def script(name: str, attributes: dict[str, Any]) -> bytes:
    """A script of one command as the SDK writes it."""
    commands = [command(name, attributes)]
    text = freeclimb.PerclScript(commands=commands).to_json()  # type: ignore[no-untyped-call]  # The SDK's own.
    return str(text).encode()


def errors(text: bytes, engine: str) -> list[Finding]:
    findings = validate_bytes(text, "response", engine=engine).findings
    return [finding for finding in findings if finding.severity == ERROR]


def test_both_have_the_same_commands() -> None:
    assert MODELS.keys() == COMMANDS.keys()


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("name", MODELS)
def test_minimal_command_of_the_sdk_is_valid(name: str, engine: str) -> None:
    values = {attribute: examples(name)[attribute] for attribute in required(MODELS[name])}
    assert errors(script(name, values), engine) == []


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("name", MODELS)
def test_full_command_of_the_sdk_is_valid(name: str, engine: str) -> None:
    values = {attribute: examples(name)[attribute] for attribute in fields(MODELS[name])}
    if name == "AudioStream":
        values["metaData"] = []  # With a string in it the SDK fails, as the next test shows.
    text = script(name, values)
    assert json.loads(text)[0][name].keys() == values.keys()
    assert errors(text, engine) == []


def test_sdk_cannot_write_metadata_of_audio_stream() -> None:
    """Its serialiser takes every list for a list of commands. When this fails, `metaData` above needs no case."""
    with pytest.raises(AttributeError, match="'str' object has no attribute 'get'"):
        script("AudioStream", examples("AudioStream"))


@pytest.mark.parametrize("path", REQUESTS, ids=lambda path: path.stem)
def test_sdk_reads_valid_request(path: Path) -> None:
    text = path.read_text("utf-8")
    read = WEBHOOK.deserialize(text)
    assert read is not None
    payload = json.loads(text)
    assert read.model_dump(by_alias=True) == {name: payload.get(name) for name in fields(WEBHOOK)}


def test_required_members_of_commands_are_the_same() -> None:
    ours = {name: set(definition.get("required", ())) for name, definition in COMMANDS.items()}
    assert {name: required(model) for name, model in MODELS.items()} == ours


def test_schemas_have_every_member_of_the_sdk_and_differ_by_the_named_ones() -> None:
    sdk = {f"{owner}.{name}" for owner, (model, _) in EVERY_MODEL.items() for name in fields(model)}
    ours = {
        f"{owner}.{name}"
        for owner, (_, definition) in EVERY_MODEL.items()
        for name, described in definition["properties"].items()
        if not described.get("deprecated")
    }
    assert sdk - ours == set()
    assert ours - sdk == NOT_IN_THE_SDK.keys()


def test_schemas_have_every_value_of_the_sdks_enums_but_the_named_ones() -> None:
    missing: set[str] = set()
    for owner, (model, definition) in EVERY_MODEL.items():
        for name, field in fields(model).items():
            allowed = definition["properties"][name].get("enum")
            for kind in get_args(field.annotation):
                if allowed and isinstance(kind, type) and issubclass(kind, Enum):
                    missing |= {f"{owner}.{name}={v.value}" for v in kind if v.value not in allowed}
    assert missing == NOT_IN_THE_SCHEMAS.keys()
