"""`fcschema export`: what is made from the schemas says the same as the schemas."""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from fcschema import catalog, export
from fcschema.cli import main
from tests.built import ROOT, missing

VERSION = catalog.version()
VECTORS = ROOT / "tests" / "vectors" / VERSION.number
MANIFEST = json.loads((VECTORS / "manifest.json").read_bytes())
FILES = export.data()
KINDS = {document.kind: document for document in VERSION.documents}
TYPES = ROOT / "tests" / "types"
NODE_MODULES = ROOT / "tests" / "browser" / "node_modules"
TSC = NODE_MODULES / "typescript" / "bin" / "tsc"


def read(path: str) -> Any:
    return json.loads(FILES[path])


def test_command_writes_every_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "new" / "folder"
    assert main(["export", str(folder)]) == 0
    files = export.files()
    assert capsys.readouterr().out == f"{len(files)} files in {folder}\n"
    written = {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}
    assert written == files


def test_command_says_why_it_cannot_write(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    assert main(["export", str(blocked)]) == 2
    assert re.fullmatch(r"fcschema: .*file.*: (not a directory|file exists)\n", capsys.readouterr().err)


def test_export_is_the_same_each_time() -> None:
    assert export.files() == export.files()


def test_without_vectors_they_are_left_out(tmp_path: Path) -> None:
    left_out = set(FILES) - set(export.data(tmp_path))
    assert left_out == {
        f"{VERSION.number}/vectors.zip",
        *(f"{VERSION.number}/vectors/{k}.json" for k in KINDS),
    }
    assert "reference/findings.md" in export.files(tmp_path)


@pytest.mark.parametrize("document", VERSION.documents, ids=lambda document: document.name)
def test_twin_differs_in_schema_and_id_only(document: catalog.Document) -> None:
    path = document.path.replace("/", "/draft-07/", 1)
    twin, schema = read(path), json.loads(document.read())
    assert {key for key in schema if twin[key] != schema[key]} == {"$schema", "$id"}
    assert list(twin) == list(schema)
    assert twin["$id"] == export.SITE + path
    jsonschema.Draft7Validator.check_schema(twin)


@pytest.mark.parametrize("kind", KINDS)
def test_twin_gives_the_verdicts_of_the_manifest(kind: str) -> None:
    twin = jsonschema.Draft7Validator(read(KINDS[kind].path.replace("/", "/draft-07/", 1)))
    for entry in MANIFEST:
        if entry["file"].startswith(f"{kind}/"):
            payload = json.loads((VECTORS / entry["file"]).read_bytes())
            assert twin.is_valid(payload) == ("code" not in entry), entry["file"]


@pytest.mark.parametrize("kind", KINDS)
def test_suite_has_the_verdicts_of_the_manifest(kind: str) -> None:
    (group,) = read(f"{VERSION.number}/vectors/{kind}.json")
    assert group["schema"] == {"$ref": KINDS[kind].id}
    validator = jsonschema.Draft202012Validator(json.loads(KINDS[kind].read()))
    entries = [entry for entry in MANIFEST if entry["file"].startswith(f"{kind}/")]
    assert len(group["tests"]) == len(entries)
    for test, entry in zip(group["tests"], entries, strict=True):
        assert test["data"] == json.loads((VECTORS / entry["file"]).read_bytes())
        assert validator.is_valid(test["data"]) == test["valid"] == ("code" not in entry)


def test_archive_holds_every_vector_as_it_was() -> None:
    with zipfile.ZipFile(io.BytesIO(FILES[f"{VERSION.number}/vectors.zip"])) as archive:
        assert sorted(archive.namelist()) == sorted(["manifest.json", *(e["file"] for e in MANIFEST)])
        for name in archive.namelist():
            assert archive.read(name) == (VECTORS / name).read_bytes()


def test_openapi_document_is_valid() -> None:
    validator = pytest.importorskip(
        "openapi_spec_validator", reason="openapi-spec-validator is not installed"
    )
    validator.validate(read(f"{VERSION.number}/openapi.json"))


def test_redocly_finds_no_error_in_the_openapi_document(tmp_path: Path) -> None:
    node, redocly = shutil.which("node"), NODE_MODULES / "@redocly" / "cli" / "bin" / "cli.js"
    if not node or not redocly.is_file():
        missing("redocly is not here: run .ci/docs-install")
    (tmp_path / "openapi.json").write_bytes(FILES[f"{VERSION.number}/openapi.json"])
    done = subprocess.run(
        [str(node), str(redocly), "lint", "--format", "json", "openapi.json"],
        cwd=tmp_path,
        env={**os.environ, "REDOCLY_TELEMETRY": "off", "REDOCLY_SUPPRESS_UPDATE_NOTICE": "true"},
        capture_output=True,
        text=True,
        check=False,
    )
    problems = json.loads(done.stdout[done.stdout.index("{") :])["problems"]
    assert [problem for problem in problems if problem["severity"] == "error"] == []
    # It holds examples to a form of the schema in which `then` allows only what it names.
    assert {problem["ruleId"] for problem in problems} <= {"no-invalid-schema-examples"}


@pytest.mark.parametrize("kind", ["request", "response"])
def test_openapi_components_give_the_verdicts_of_the_manifest(kind: str) -> None:
    document = read(f"{VERSION.number}/openapi.json")
    name = VERSION.schema(KINDS[kind].name)["title"]
    schema = {"$ref": f"#/components/schemas/{name}", "components": document["components"]}
    validator = jsonschema.Draft202012Validator(schema)
    for entry in MANIFEST:
        if entry["file"].startswith(f"{kind}/"):
            payload = json.loads((VECTORS / entry["file"]).read_bytes())
            assert validator.is_valid(payload) == ("code" not in entry), entry["file"]


def compiled(source: str, folder: Path) -> list[int]:
    """The lines of a file in which the TypeScript compiler finds errors."""
    node = shutil.which("node")
    if not node or not TSC.is_file():
        missing("the TypeScript compiler is not here: run .ci/docs-install")
    (folder / "types.d.ts").write_bytes(FILES[f"{VERSION.number}/types.d.ts"])
    shutil.copy(TYPES / source, folder)
    done = subprocess.run(
        [str(node), str(TSC), "--strict", "--noEmit", "--pretty", "false", source],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    places = re.findall(r"^(\S+)\((\d+),\d+\): error", done.stdout, re.MULTILINE)
    assert {file for file, _ in places} <= {source}, done.stdout
    assert bool(places) == bool(done.returncode), done.stdout
    return sorted({int(line) for _, line in places})


def test_types_accept_what_is_right(tmp_path: Path) -> None:
    assert compiled("accepted.ts", tmp_path) == []


def test_types_refuse_what_is_wrong(tmp_path: Path) -> None:
    lines = (TYPES / "refused.ts").read_text("utf-8").splitlines()
    marked = [number for number, line in enumerate(lines, 1) if line.endswith("// wrong")]
    assert compiled("refused.ts", tmp_path) == marked
