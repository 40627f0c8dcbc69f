"""Whether every released version of the contract is still what was released, byte for byte.

usage: python tools/frozen.py            prints what is not, and fails when there is something
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

REPOSITORY = Path(__file__).resolve().parent.parent
CATALOG = "schemas/catalog.json"
_WHY = (
    "Apps, caches and code generators rely on the bytes at its $id. "
    "Put it back, and make the change in a new version."
)


def problems(repository: Path = REPOSITORY) -> list[str]:
    """What is wrong with released and withdrawn versions, a sentence each; empty when nothing is.

    The catalogue's checksums are compared with the files and, where there is a git history, everything with
    the commit in which the version was first released.
    """
    catalog = json.loads((repository / CATALOG).read_bytes())
    frozen = {entry["version"]: entry for entry in catalog["versions"] if entry["status"] != "draft"}
    found = [problem for entry in frozen.values() for problem in _of_files(repository, entry)]
    for number, commit in first_releases(repository).items():
        found += _of_history(repository, number, commit, frozen.get(number))
    return list(dict.fromkeys(found))


def _of_files(repository: Path, entry: Any) -> Iterator[str]:
    for document in entry["documents"]:
        file = f"schemas/{document['path']}"
        path = repository / file
        if not path.is_file():
            yield f"{file} is gone, and {entry['version']} is {entry['status']}. {_WHY}"
        elif hashlib.sha256(path.read_bytes()).hexdigest() != document["sha256"]:
            yield (
                f"{file} is not what was released as {entry['version']}: "
                f"its sha256 is not the catalogue's. {_WHY}"
            )


def _of_history(repository: Path, number: str, commit: str, entry: Any) -> Iterator[str]:
    if entry is None:
        yield f"{CATALOG} no longer has {number} as released, and commit {commit[:12]} released it. {_WHY}"
        return
    then = _entry(repository, commit, number)
    now = {document["name"]: document for document in entry["documents"]}
    for document in then["documents"]:
        file = f"schemas/{document['path']}"
        if now.get(document["name"]) != document:
            yield (
                f"{CATALOG} says something else of {document['name']} {number} than commit {commit[:12]}, "
                f"which released it. {_WHY}"
            )
        path = repository / file
        if not path.is_file() or path.read_bytes() != _git(repository, "show", f"{commit}:{file}"):
            yield f"{file} is not what commit {commit[:12]} released as {number}. {_WHY}"


def first_releases(repository: Path) -> dict[str, str]:
    """By version, the first commit that has it as released; empty without git or without a history."""
    log = _git(repository, "log", "--reverse", "--format=%H", "--", CATALOG)
    found: dict[str, str] = {}
    for commit in (log or b"").decode().split():
        text = _git(repository, "show", f"{commit}:{CATALOG}")
        for entry in json.loads(text)["versions"] if text else ():
            if entry["status"] == "released":
                found.setdefault(entry["version"], commit)
    return found


def _entry(repository: Path, commit: str, number: str) -> Any:
    catalog = json.loads(_git(repository, "show", f"{commit}:{CATALOG}") or b"{}")
    return next(entry for entry in catalog["versions"] if entry["version"] == number)


def _git(repository: Path, *arguments: str) -> bytes | None:
    """What git prints, or None when it cannot."""
    if not (repository / ".git").exists():
        return None
    try:
        done = subprocess.run(["git", "-C", str(repository), *arguments], capture_output=True, check=False)
    except OSError:
        return None
    return done.stdout if done.returncode == 0 else None


if __name__ == "__main__":
    for problem in problems():
        print(problem)
    sys.exit(bool(problems()))
