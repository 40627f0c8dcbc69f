"""The Python interface: findings as values, schemas, validators, and what it does with what JSON cannot hold."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import fcschema
from fcschema import Finding, Verdict
from fcschema.engine import ENGINES

HELLO = [{"Say": {"text": "Hello"}}, {"Hangup": {}}]


@pytest.mark.parametrize("engine", ENGINES)
def test_valid(engine: str) -> None:
    assert fcschema.validate(HELLO, engine=engine) == Verdict("percl", "1.0.0", ())


@pytest.mark.parametrize("engine", ENGINES)
def test_findings_are_values(engine: str) -> None:
    verdict = fcschema.validate([{"Say": {"txt": "Hello"}}, {"Hangup": {}}], engine=engine)
    assert verdict == Verdict(
        "percl",
        "1.0.0",
        (
            Finding(
                severity="error",
                code="unknown-attribute",
                pointer="/0/Say/txt",
                message='Say has no attribute "txt".',
                hint="Did you mean text?",
                schema="/$defs/Say/additionalProperties",
            ),
        ),
    )
    assert not verdict.valid


def test_values_are_masked_unless_shown() -> None:
    script = [{"Sms": {"to": "15551234567", "from": "+15557654321", "text": "Hi"}}, {"Hangup": {}}]
    masked, shown = fcschema.validate(script), fcschema.validate(script, show_values=True)
    assert [f.message for f in masked.findings] == [
        '"to" is not a phone number in E.164 format (it is a string of 11 characters).'
    ]
    assert [f.message for f in shown.findings] == [
        '"to" is not a phone number in E.164 format (it is "15551234567").'
    ]


def test_no_finding_of_any_vector_holds_a_phone_number() -> None:
    for path in Path("tests/vectors/1.0.0").rglob("*.json"):
        for finding in fcschema.validate_bytes(path.read_bytes()).findings:
            assert "555" not in finding.message, path
            assert "555" not in finding.hint.replace('such as "+15551234567"', ""), path


@pytest.mark.parametrize("value", [{1, 2}, object(), b"[]"])
def test_a_value_that_json_cannot_hold_is_a_type_error(value: Any) -> None:
    with pytest.raises(TypeError):
        fcschema.validate(value)


def test_a_value_that_holds_itself_is_a_value_error() -> None:
    loop: list[Any] = []
    loop.append(loop)
    with pytest.raises(ValueError, match="Circular"):
        fcschema.validate(loop)


@pytest.mark.parametrize(
    ("value", "code"), [(float("nan"), "not-json"), (float("inf"), "not-json"), ("\ud800", "lone-surrogate")]
)
def test_python_values_are_held_to_the_same_json(value: Any, code: str) -> None:
    verdict = fcschema.validate([{"Say": {"text": value}}])
    assert [(f.code, f.pointer) for f in verdict.findings] == [(code, "/0/Say/text")]


def test_unknown_names() -> None:
    with pytest.raises(fcschema.UnknownName, match="neither a kind"):
        fcschema.validate(HELLO, "nothing")
    with pytest.raises(fcschema.UnknownName, match=r"no contract version '9\.9\.9'; there is 1\.0\.0"):
        fcschema.validate(HELLO, version="9.9.9")
    with pytest.raises(fcschema.UnknownName, match="has no document 'nothing'"):
        fcschema.schema("nothing")


def test_schema_is_the_published_document_and_a_copy() -> None:
    schema = fcschema.schema("percl")
    assert schema == json.loads(Path("schemas/1.0.0/percl.schema.json").read_bytes())
    schema.clear()
    assert fcschema.schema("percl")["title"] == "PerCL"


def test_validator_is_the_ecosystems_own() -> None:
    validator = fcschema.validator("percl")
    assert isinstance(validator, jsonschema.Draft202012Validator)
    assert validator.is_valid(HELLO)
    assert not validator.is_valid([{"say": {}}])


def test_every_code_is_documented_and_made_somewhere() -> None:
    modules = [
        path.read_text("utf-8") for path in Path("fcschema").rglob("*.py") if path.name != "finding.py"
    ]
    assert [code for code in fcschema.CODES if not any(f'"{code}"' in text for text in modules)] == []


def test_public_names_are_those_listed() -> None:
    assert [name for name in fcschema.__all__ if not hasattr(fcschema, name)] == []
    assert [n for n in fcschema.__all__ if n[0].isupper() and not getattr(fcschema, n).__doc__] == []
