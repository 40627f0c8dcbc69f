"""The vectors of contract 1.0.0: what the manifest says of them holds, and they pin every constraint."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import jsonschema
import jsonschema_rs
import pytest

from fcschema import CODES, pointer, validate_bytes
from fcschema.finding import ERROR

HERE = Path(__file__).parent
VECTORS = HERE / "vectors" / "1.0.0"
SCHEMAS = HERE.parent / "schemas" / "1.0.0"


def read(path: Path) -> Any:
    return json.loads(path.read_bytes())


class Vector(NamedTuple):
    """An entry of the manifest."""

    file: str
    why: str
    constraint: str = ""
    code: str = ""
    pointer: str = ""

    @property
    def kind(self) -> str:
        return self.file.split("/")[0]

    @property
    def valid(self) -> bool:
        return "/valid/" in self.file

    @property
    def payload(self) -> Any:
        return read(VECTORS / self.file)


MANIFEST = read(VECTORS / "manifest.json")
ALL = [Vector(**entry) for entry in MANIFEST]
VALID = [vector for vector in ALL if vector.valid]
INVALID = [vector for vector in ALL if not vector.valid and vector.kind != "text"]

DOCUMENTS = {
    "request": read(SCHEMAS / "webhooks" / "outDialApiConnect.schema.json"),
    "response": read(SCHEMAS / "percl.schema.json"),
    "exchange": read(SCHEMAS / "exchanges" / "outDialApiConnect.schema.json"),
}
PYTHON = {kind: jsonschema.Draft202012Validator(document) for kind, document in DOCUMENTS.items()}
RUST = {kind: jsonschema_rs.Draft202012Validator(document) for kind, document in DOCUMENTS.items()}
PERCL = DOCUMENTS["response"]["$defs"]

# Keywords of one subschema that one wrong value may break together: `not` closes what `$` leaves open in
# Python, and a value of another type is not in the list of values either.
COMPANIONS = {"pattern": {"not"}, "not": {"pattern"}, "type": {"enum", "const"}}

# Not constraints, or, for `if`, one by the `then` beside it.
ANNOTATIONS = {"title", "description", "examples", "default", "deprecated", "if"}


def each(vectors: Iterable[Vector]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("vector", [pytest.param(vector, id=vector.file) for vector in vectors])


def canonical(document: Any, path: Iterable[str | int]) -> tuple[str, set[str]]:
    """The location of a keyword in a document, and those of the `$ref`s on the way to it."""
    node, location, references = document, "", set()
    for step in path:
        if "$ref" in node:
            references.add(f"{location}/$ref")
            location = node["$ref"].removeprefix("#")
            node = pointer.resolve(document, pointer.parse(location))
        node = node[step]
        location = f"{location}/{step}"
    return location, references


def constraints(document: Any, location: str = "") -> Iterator[str]:
    """The location of every constraint that a payload can break alone, each name of `required` apart."""
    for keyword, value in pointer.resolve(document, pointer.parse(location)).items():
        here = f"{location}/{keyword}"
        if keyword == "required":
            yield from (f"{here}/{name}" for name in value)
        elif keyword == "$ref":
            yield here
            yield from constraints(document, value.removeprefix("#"))
        elif keyword in ("properties", "allOf"):
            for name in value if keyword == "properties" else range(len(value)):
                yield from constraints(document, f"{here}/{name}")
        elif keyword in ("items", "then"):
            yield from constraints(document, here)
        elif keyword == "type" and "/then/" in here:
            continue  # Restated for the house rules: `properties` or `if` have refused another type already.
        elif keyword not in ANNOTATIONS and not keyword.startswith("$"):
            yield here


def pinned(vector: Vector) -> set[str]:
    """The constraint that an invalid vector pins, the names it lacks, and the `$ref`s that lead to it."""
    document, found = DOCUMENTS[vector.kind], {vector.constraint}
    for error in PYTHON[vector.kind].iter_errors(vector.payload):
        location, references = canonical(document, error.absolute_schema_path)
        found |= references
        if error.validator == "required":
            found |= {f"{location}/{name}" for name in error.validator_value if name not in error.instance}
    return found


def test_manifest_is_valid_by_its_schema() -> None:
    schema = read(HERE / "vectors" / "manifest.schema.json")
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.Draft202012Validator(schema).validate(MANIFEST)


def test_manifest_lists_the_files_on_disk_in_order() -> None:
    on_disk = [path.relative_to(VECTORS).as_posix() for path in VECTORS.rglob("*") if path.is_file()]
    assert [vector.file for vector in ALL] == sorted(set(on_disk) - {"manifest.json"})


def test_manifest_names_constraints_and_codes_that_exist() -> None:
    for vector in ALL:
        if vector.constraint:
            pointer.resolve(DOCUMENTS[vector.kind], pointer.parse(vector.constraint))
        assert vector.valid or CODES[vector.code].severity == ERROR, vector


@each(VALID)
def test_valid_vector_is_accepted_by_both_engines(vector: Vector) -> None:
    assert PYTHON[vector.kind].is_valid(vector.payload)
    assert RUST[vector.kind].is_valid(vector.payload)


@each(INVALID)
def test_invalid_vector_breaks_the_constraint_that_it_pins_and_no_other(vector: Vector) -> None:
    document = DOCUMENTS[vector.kind]
    subschema, _, keyword = vector.constraint.rpartition("/")
    allowed = {vector.constraint} | {f"{subschema}/{other}" for other in COMPANIONS.get(keyword, ())}
    in_python = PYTHON[vector.kind].iter_errors(vector.payload)
    in_rust = RUST[vector.kind].iter_errors(vector.payload)
    for broken in (
        {canonical(document, error.absolute_schema_path)[0] for error in in_python},
        {pointer.render(error.schema_path) for error in in_rust},
    ):
        assert vector.constraint in broken
        assert broken <= allowed


@each(vector for vector in INVALID if vector.constraint.endswith("/required"))
def test_invalid_vector_lacks_one_required_member(vector: Vector) -> None:
    lacking = {location for location in pinned(vector) if location.startswith(f"{vector.constraint}/")}
    assert len(lacking) == 1


@pytest.mark.parametrize("kind", DOCUMENTS)
def test_every_constraint_is_pinned_by_an_invalid_vector(kind: str) -> None:
    wanted = set(constraints(DOCUMENTS[kind]))
    if kind == "exchange":  # Its definitions are those of the other two documents.
        wanted = {location for location in wanted if not location.startswith("/$defs/")}
    assert wanted - {location for v in INVALID if v.kind == kind for location in pinned(v)} == set()


@pytest.mark.parametrize("command", PERCL["command"]["properties"])
def test_command_has_a_minimal_a_full_and_deprecated_valid_vectors(command: str) -> None:
    definition = PERCL[command]
    scripts = [vector.payload for vector in VALID if vector.kind == "response"]
    seen = [set(body[command]) for script in scripts for body in script if command in body]
    deprecated = {name for name, value in definition["properties"].items() if value.get("deprecated")}
    # `metaData` is another spelling of `metadata`: one of them is enough.
    full = definition["properties"].keys() - deprecated - {"metaData"}
    assert set(definition.get("required", ())) in seen
    assert full in seen
    assert deprecated <= set().union(*seen)


@pytest.mark.parametrize("engine", ["jsonschema", "jsonschema-rs"])
@each(ALL)
def test_verdict_is_what_the_manifest_says(vector: Vector, engine: str) -> None:
    kind = "response" if vector.kind == "text" else vector.kind
    verdict = validate_bytes((VECTORS / vector.file).read_bytes(), kind, engine=engine)
    errors = [(finding.code, finding.pointer) for finding in verdict.findings if finding.severity == ERROR]
    assert errors == ([] if vector.valid else [(vector.code, vector.pointer)])
    assert verdict.valid == vector.valid
