"""Builds and runs the programs of examples/, and sets their verdicts beside the manifest's."""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import NamedTuple

from fcschema.export import draft07
from tests.lanes.table import LANES, PROBES, PROGRAMS, TOOLS, Lane, Program
from tools import draft04

__all__ = [
    "DOCUMENTS",
    "LANES",
    "PROGRAMS",
    "Failed",
    "Lane",
    "Outcome",
    "build",
    "lint",
    "missing",
    "required",
    "run",
    "schema",
    "vectors",
    "verdicts",
]

ROOT = Path(__file__).parents[2]
BUILD = ROOT / "build" / "lanes"
VECTORS = ROOT / "tests" / "vectors" / "1.0.0"
DOCUMENTS = {
    "request": "1.0.0/webhooks/outDialApiConnect.schema.json",
    "response": "1.0.0/percl.schema.json",
    "exchange": "1.0.0/exchanges/outDialApiConnect.schema.json",
}
EVERYTHING = PROGRAMS | TOOLS
OLDER = {"draft-07": draft07, "draft-04": draft04.rendering}


class Failed(Exception):
    """A command of a lane ended with another exit code than it should."""


class Outcome(NamedTuple):
    """What a program said about some payloads."""

    exit_code: int
    lines: list[str]
    complaints: str


class Vector(NamedTuple):
    """A payload of the vectors, and what is known of it."""

    file: str
    valid: bool
    pointer: str
    line: bytes


def required() -> bool:
    """Whether a lane that cannot run is a failure."""
    return os.environ.get("FCSCHEMA_LANES") == "required"


@cache
def missing(name: str) -> str:
    """Why the program of this name cannot run here, in words; empty when it can."""
    for need in EVERYTHING[name].needs:
        probe = shlex.split(PROBES[need])
        if (
            shutil.which(probe[0]) is None
            or subprocess.run(probe, capture_output=True, check=False).returncode
        ):
            return f"{need} is not installed"
    return ""


def vectors(kind: str) -> list[Vector]:
    """The vectors of a document, each as one line."""
    manifest = json.loads((VECTORS / "manifest.json").read_bytes())
    found = []
    for entry in manifest:
        file = entry["file"]
        if file.startswith(f"{kind}/"):
            # Between tokens a line end is white space, and inside a string it would not be JSON.
            line = (VECTORS / file).read_bytes().replace(b"\r", b" ").replace(b"\n", b" ")
            found.append(Vector(file, "/valid/" in file, entry.get("pointer", ""), line))
    return found


@cache
def schema(kind: str, draft: str) -> Path:
    """The schema file of a document: the published one, or what an older draft makes of it."""
    published = ROOT / "schemas" / DOCUMENTS[kind]
    if draft == "2020-12":
        return published
    older = OLDER[draft](json.loads(published.read_bytes()))
    twin = BUILD / draft / DOCUMENTS[kind]
    twin.parent.mkdir(parents=True, exist_ok=True)
    partial = twin.with_suffix(f".{os.getpid()}")
    partial.write_text(json.dumps(older, indent=2), "utf-8")
    partial.replace(twin)
    return twin


@cache
def build(name: str) -> Path:
    """The folder where the program of this name is built, from a copy of its sources."""
    source, copy, program = folder(name), BUILD / name, EVERYTHING[name]
    BUILD.mkdir(parents=True, exist_ok=True)
    with locked(BUILD / f"{name}.lock"):
        stamp, state = copy / ".built", fingerprint(source, program)
        if not stamp.exists() or stamp.read_text() != state:
            shutil.rmtree(copy, ignore_errors=True)
            shutil.copytree(source, copy)
            for command in program.build:
                call(name, command)
            stamp.write_text(state)
    return copy


def run(lane: Lane, schema_file: Path, lines: Sequence[bytes]) -> Outcome:
    """Run the program of a lane once, over these payloads."""
    build(lane.folder)
    done = execute(
        lane.folder, lane.run, schema=str(schema_file), payloads=b"".join(line + b"\n" for line in lines)
    )
    return Outcome(done.returncode, done.stdout.decode().split("\n")[:-1], done.stderr.decode())


@cache
def verdicts(lane: Lane, kind: str) -> Outcome:
    """What a lane says about the vectors of a document."""
    return run(lane, schema(kind, lane.draft), [vector.line for vector in vectors(kind)])


def lint(name: str) -> None:
    """Run the linters and formatters of a program."""
    build(name)
    for command in EVERYTHING[name].lint:
        call(name, command)


def call(name: str, command: str) -> None:
    done = execute(name, command)
    if done.returncode:
        said = (done.stdout + done.stderr).decode(errors="replace")
        raise Failed(f"{name}: {command}: exit code {done.returncode}\n{said}")


def execute(
    name: str, command: str, schema: str = "", payloads: bytes = b""
) -> subprocess.CompletedProcess[bytes]:
    copy = BUILD / name
    words = {"schema": schema, "python": sys.executable}
    arguments = [word.format(**words) if word[0] == "{" else word for word in shlex.split(command)]
    environment = os.environ | {"PATH": f"{copy / EVERYTHING[name].path}{os.pathsep}{os.environ['PATH']}"}
    return subprocess.run(
        arguments, cwd=copy, env=environment, input=payloads, capture_output=True, timeout=900, check=False
    )


def folder(name: str) -> Path:
    return ROOT / ("examples" if name in PROGRAMS else "tests") / name


def fingerprint(source: Path, program: Program) -> str:
    digest = hashlib.sha256(repr((program.build, sys.version)).encode())
    for path in sorted(source.rglob("*")):
        if path.is_file():
            digest.update(str(path.relative_to(source)).encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold this file, so that two test runs do not build in one folder."""
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
