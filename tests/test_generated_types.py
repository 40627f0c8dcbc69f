"""Types generated from the published files compile and hold the vectors; what they lose is in examples/generators.md."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from fcschema import catalog
from fcschema.openapi import openapi
from tests import lanes
from tests.lanes.skip import need

TITLES = {"request": "OutDialApiConnect", "response": "PerCL", "exchange": "OutDialApiConnectExchange"}
CONSTRAINTS = {
    entry["file"]: entry.get("constraint", "").rpartition("/")[2]
    for entry in json.loads((lanes.VECTORS / "manifest.json").read_bytes())
}
# Numbers that are integers, and are written as no Go integer is.
ODD_INTEGERS = {
    vector.file for vector in lanes.vectors("response") if "/valid/integer-written-" in vector.file
}

# What openapi-generator makes of the OpenAPI document, which has no exchange, beside the types themselves.
SUPPORT = {"go": "utils.go", "java": "AbstractOpenApiSchema.java:ApiException.java:JSON.java"}
COMPONENTS = {"request": "OutDialApiConnect", "response": "[]Command"}

each_document = pytest.mark.parametrize("kind", TITLES)
each_component = pytest.mark.parametrize("kind", COMPONENTS)


def start(command: list[str], folder: Path, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(command, cwd=folder, input=given, capture_output=True, timeout=300, check=False)


def generate(kind: str, name: str, *command: str) -> Path:
    """Run a generator on the schema of a document, to a file of this name."""
    need("generators")
    folder = lanes.build("generators")
    target = folder / "out" / name
    target.parent.mkdir(parents=True, exist_ok=True)
    words = {"schema": str(lanes.schema(kind, "2020-12")), "target": str(target), "title": TITLES[kind]}
    done = start([word.format(**words) for word in command], folder)
    assert done.returncode == 0, done.stderr.decode()
    return target


@cache
def typescript(kind: str) -> set[str]:
    """The vectors of a document that do not compile as values of its type."""
    types = generate(
        kind, f"{kind}.d.ts", "node_modules/.bin/json2ts", "--input", "{schema}", "--output", "{target}"
    )
    vectors, title = lanes.vectors(kind), TITLES[kind]
    lines = [f'import type {{ {title} }} from "./{types.name}";']
    # json.dumps, since a U+2028 in a string would count as a line.
    lines += [
        f"export const v{n}: {title} = {json.dumps(json.loads(v.line))};" for n, v in enumerate(vectors)
    ]
    check = types.parent / f"check-{kind}.ts"
    check.write_text("\n".join(lines), "utf-8")
    options = "--noEmit --strict --allowImportingTsExtensions --module nodenext --pretty false"
    done = start(["node_modules/.bin/tsc", *options.split(), str(check)], types.parents[1])
    refused = {int(number) for number in re.findall(r"\.ts\((\d+),\d+\): error", done.stdout.decode())}
    assert 1 not in refused, done.stdout.decode()
    return {vectors[number - 2].file for number in refused}


@cache
def pydantic(kind: str) -> set[str]:
    """The vectors of a document that its model does not take."""
    options = "--input-file-type jsonschema --output-model-type pydantic_v2.BaseModel --formatters builtin"
    model = generate(
        kind,
        f"{kind}_model.py",
        *("venv/bin/datamodel-codegen", "--input", "{schema}", "--output", "{target}"),
        *("--class-name", "{title}", *options.split()),
    )
    command = ["venv/bin/python", "hold.py", model.stem, TITLES[kind]]
    done = start(command, model.parents[1], payloads(kind))
    assert done.returncode == 0, done.stderr.decode()
    answers = done.stdout.decode().splitlines()
    return {v.file for v, answer in zip(lanes.vectors(kind), answers, strict=True) if answer != "valid"}


@cache
def go(kind: str) -> dict[str, Any]:
    """What the Go types of a document hold of each vector that they take."""
    types = generate(
        kind,
        f"{kind}-go/types.go",
        *("node_modules/.bin/quicktype", "--src-lang", "schema", "--lang", "go", "--package", "main"),
        *("--top-level", "Payload", "--out", "{target}", "{schema}"),
    )
    main = types.with_name("main.go")
    main.write_bytes((types.parents[2] / "hold.go").read_bytes())
    done = start(["go", "run", types.name, main.name], types.parent, payloads(kind))
    assert done.returncode == 0, done.stderr.decode()
    return held(kind, done.stdout)


@cache
def openapi_tools() -> Path:
    """The folder of openapi-generator, and of the jars that its Java needs."""
    need("generators")
    need("java")
    folder = lanes.build("generators") / "openapi"
    with lanes.locked(folder.with_suffix(".lock")):
        if not (folder / "bin" / "openapi-generator-cli.jar").exists():
            done = start(["mvn", "-B", "-q", "package"], folder)
            assert done.returncode == 0, done.stdout.decode() + done.stderr.decode()
    return folder


@cache
def from_openapi(language: str, options: str) -> Path:
    """The folder with what openapi-generator makes of the OpenAPI document in a language."""
    tools = openapi_tools()
    target = tools.parent / "out" / f"openapi-{language}"
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    (target / "openapi.json").write_text(json.dumps(openapi(catalog.version())), "utf-8")
    parts = f"models,modelDocs=false,modelTests=false,supportingFiles={SUPPORT[language]}"
    done = start(
        [
            *("java", "-jar", str(tools / "bin" / "openapi-generator-cli.jar"), "generate"),
            *("--input-spec", "openapi.json", "--generator-name", language, "--output", "."),
            *("--global-property", parts, "--additional-properties", options),
        ],
        target,
    )
    assert done.returncode == 0, done.stdout.decode() + done.stderr.decode()
    return target


@cache
def openapi_go(kind: str) -> dict[str, Any]:
    """What openapi-generator's Go types of a document hold of each vector that they take."""
    types = from_openapi("go", "packageName=main,disallowAdditionalPropertiesIfNotPresent=false")
    main = types / f"{kind}.go"
    hold = (openapi_tools().parent / "hold.go").read_text("utf-8")
    main.write_text(f"{hold}\ntype Payload = {COMPONENTS[kind]}\n", "utf-8")
    sources = [*sorted(path.name for path in types.glob("model_*.go")), "utils.go", main.name]
    done = start(["go", "run", *sources], types, payloads(kind))
    assert done.returncode == 0, done.stderr.decode()
    return held(kind, done.stdout)


@cache
def java_classes() -> str:
    """The class path of openapi-generator's Java types, compiled."""
    tools, types = openapi_tools(), from_openapi("java", "disallowAdditionalPropertiesIfNotPresent=false")
    sources = [str(path) for path in sorted(types.rglob("*.java"))]
    options = ["-encoding", "UTF-8", "-d", "classes", "-cp", f"{tools}/lib/*"]
    done = start(["javac", *options, *sources, str(tools / "Hold.java")], types)
    assert done.returncode == 0, done.stderr.decode()
    return f"{types}/classes{os.pathsep}{tools}/lib/*"


@cache
def openapi_java(kind: str) -> dict[str, Any]:
    """What openapi-generator's Java types of a document hold of each vector that they take."""
    classes = java_classes()
    done = start(["java", "-cp", classes, "Hold", kind], openapi_tools(), payloads(kind))
    assert done.returncode == 0, done.stderr.decode()
    return held(kind, done.stdout)


def payloads(kind: str) -> bytes:
    return b"".join(vector.line + b"\n" for vector in lanes.vectors(kind))


def held(kind: str, printed: bytes) -> dict[str, Any]:
    """The vectors of a document that a hold program took, as it wrote them."""
    answers = [answer.partition(" ") for answer in printed.decode().split("\n")[:-1]]
    return {
        v.file: json.loads(text)
        for v, (word, _, text) in zip(lanes.vectors(kind), answers, strict=True)
        if word == "valid"
    }


def lost(kind: str, refused: set[str]) -> set[str]:
    """The keywords that only vectors break which were not refused."""
    invalid = {vector.file for vector in lanes.vectors(kind) if not vector.valid}
    return {CONSTRAINTS[file] for file in invalid - refused} - {
        CONSTRAINTS[file] for file in invalid & refused
    }


def valid(kind: str) -> dict[str, Any]:
    return {vector.file: json.loads(vector.line) for vector in lanes.vectors(kind) if vector.valid}


@each_document
def test_typescript_types_hold_every_valid_vector(kind: str) -> None:
    # A schema without `type`, as that of an exchange's response, is an object to json-schema-to-typescript.
    other = {
        file
        for file, payload in valid(kind).items()
        if kind == "exchange" and not isinstance(payload.get("response", {}), dict)
    }
    assert typescript(kind) & valid(kind).keys() == other


@each_document
def test_pydantic_models_take_every_valid_vector(kind: str) -> None:
    assert pydantic(kind) & valid(kind).keys() <= {"response/valid/integer-written-1e308.json"}


@each_document
def test_go_types_take_every_valid_vector(kind: str) -> None:
    # encoding/json matches names in any letter case: an unknown CALLID is a callId to it.
    refused = valid(kind).keys() - go(kind).keys()
    assert refused <= ODD_INTEGERS | {"request/valid/unknown-members-with-odd-names.json"}


def test_go_types_give_back_what_they_took() -> None:
    for file in (
        "request/valid/call-status-busy.json",
        "response/valid/say-full.json",
        "response/valid/get-digits-full.json",
    ):
        kind = file.split("/")[0]
        assert go(kind)[file] == valid(kind)[file]


@each_component
def test_openapi_go_types_give_back_every_valid_vector(kind: str) -> None:
    took, payloads = openapi_go(kind), valid(kind)
    refused = payloads.keys() - took.keys()
    assert refused <= ODD_INTEGERS | {"request/valid/unknown-members-with-odd-names.json"}
    changed = {file for file in payloads.keys() & took.keys() if took[file] != payloads[file]}
    # A number of an unknown member is a float64.
    assert changed <= {"request/valid/unknown-members-with-large-numbers.json"}


@each_component
def test_openapi_java_types_keep_what_is_in_every_valid_vector(kind: str) -> None:
    took, payloads = openapi_java(kind), valid(kind)
    assert not payloads.keys() - took.keys()
    changed = {file for file, payload in payloads.items() if not keeps(took[file], payload)}
    # An integer is cut to 32 bits.
    assert changed <= ODD_INTEGERS | {"response/valid/audio-stream-location-with-another-member.json"}


def keeps(held: Any, given: Any) -> bool:
    """Whether a value has everything of another but members that are null."""
    if isinstance(given, dict):
        return all(v is None or (k in held and keeps(held[k], v)) for k, v in given.items())
    if isinstance(given, list):
        return len(held) == len(given) and all(map(keeps, held, given))
    return bool(held == given)


def test_what_no_type_refuses() -> None:
    bounds = {
        "maximum",
        "maxLength",
        "maxProperties",
        "minimum",
        "minLength",
        "minProperties",
        "not",
        "pattern",
    }
    every = {vector.file for vector in lanes.vectors("response")}
    assert lost("response", typescript("response")) == bounds
    assert lost("response", pydantic("response")) == {"maxProperties", "minProperties"}
    assert lost("response", every - go("response").keys()) == bounds | {
        "additionalProperties",
        "enum",
        "required",
    }
    assert lost("response", every - openapi_go("response").keys()) == bounds | {
        "additionalProperties",
        "enum",
    }
    assert lost("response", every - openapi_java("response").keys()) == bounds
