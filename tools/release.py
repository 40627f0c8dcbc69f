"""Release a version of the contract, or withdraw one.

usage: python tools/release.py VERSION                      refuses while anything is unclean
       python tools/release.py VERSION --withdraw REASON
"""

from __future__ import annotations

import argparse
import datetime
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from fcschema import compare
from tools import assemble, covering, frozen

REPOSITORY = Path(__file__).resolve().parent.parent
_WHO = {"receiving": "receive requests", "writing": "write scripts"}


class Refused(Exception):
    """There is no such version, or not in that state."""


def problems(repository: Path, number: str) -> list[str]:
    """Everything that is in the way of releasing a version, a sentence each. Raises Refused."""
    schemas = repository / "schemas"
    entry = _entry(_catalog(schemas), number)
    if entry["status"] != "draft":
        return [f"{number} is {entry['status']}, not a draft"]
    found = [f"{path.relative_to(repository)} is stale: run tools/assemble.py" for path in _stale(schemas)]
    documents = {document["kind"]: _read(schemas / document["path"]) for document in entry["documents"]}
    found += covering.problems(repository / "tests" / "vectors" / number, documents)
    found += frozen.problems(repository)
    section = _section(repository / "CHANGELOG.md", number)
    found += _of_changelog(section, number)
    found += _of_previous(schemas, entry, section or "")
    status = subprocess.run(
        ["git", "-C", str(repository), "status", "--porcelain"], capture_output=True, text=True, check=False
    )
    if status.returncode:
        found.append("this is no git repository, so nothing would record the release")
    found += [f"git: {line.strip()} is not committed" for line in status.stdout.splitlines()]
    return found


def release(repository: Path, number: str, today: str) -> list[str]:
    """Mark a version as released and return what is to be done by hand. Raises Refused."""
    schemas = repository / "schemas"
    catalog = _catalog(schemas)
    entry = _entry(catalog, number)
    entry["status"], entry["released"] = "released", today
    _write(schemas, catalog)
    return [
        f"Marked {number} as released in {frozen.CATALOG}. Now:",
        f"  git commit -m 'Release contract {number}' {frozen.CATALOG}",
        f"  git tag contract-{number}",
        "  publish the site, so that each document is served at its $id:",
        *(f"    {document['$id']}  sha256 {document['sha256']}" for document in entry["documents"]),
        "  and release the package, which carries every version.",
    ]


def withdraw(repository: Path, number: str, reason: str, today: str) -> list[str]:
    """Mark a released version as withdrawn; its files stay. Raises Refused."""
    schemas = repository / "schemas"
    catalog = _catalog(schemas)
    entry = _entry(catalog, number)
    if entry["status"] != "released":
        raise Refused(f"{number} is {entry['status']}, not released")
    entry["status"], entry["withdrawn"], entry["reason"] = "withdrawn", today, reason
    _write(schemas, catalog)
    return [f"Marked {number} as withdrawn: {reason}", "Its files stay where they are served."]


def _catalog(schemas: Path) -> Any:
    return _read(schemas / "catalog.json")


def _read(path: Path) -> Any:
    return json.loads(path.read_bytes())


def _write(schemas: Path, catalog: Any) -> None:
    (schemas / "catalog.json").write_text(assemble.render(catalog), "utf-8", newline="\n")


def _entry(catalog: Any, number: str) -> Any:
    for entry in catalog["versions"]:
        if entry["version"] == number:
            return entry
    raise Refused(f"the catalogue has no version {number}")


def _stale(schemas: Path) -> Iterator[Path]:
    for path, text in assemble.outputs(schemas).items():
        if not path.is_file() or path.read_text("utf-8") != text:
            yield path


def _section(changelog: Path, number: str) -> str | None:
    """What the changelog says of a version of the contract, its heading first, or None."""
    text = changelog.read_text("utf-8") if changelog.is_file() else ""
    contract = re.search(r"^## The contract$(.*?)(?=^## |\Z)", text, re.M | re.S)
    pattern = rf"^### {re.escape(number)}(?![0-9.-]).*?(?=^### |\Z)"
    section = re.search(pattern, contract.group(1), re.M | re.S) if contract else None
    return section.group(0) if section else None


def _of_changelog(section: str | None, number: str) -> Iterator[str]:
    if section is None:
        yield f"CHANGELOG.md has no section {number} in its part on the contract"
        return
    heading, _, body = section.partition("\n")
    if not body.strip():
        yield f"CHANGELOG.md says nothing of {number}"
    if "draft" in heading:
        yield f"CHANGELOG.md still calls {number} a draft"


def _of_previous(schemas: Path, entry: Any, section: str) -> Iterator[str]:
    """What the newest earlier version asks of this one: a greater number, a major one when something breaks."""
    number = entry["version"]
    earlier = [e for e in _catalog(schemas)["versions"] if e["status"] != "draft"]
    if not earlier:
        return
    previous = max(earlier, key=lambda e: _parts(e["version"]))
    if _parts(number) <= _parts(previous["version"]):
        yield f"{number} does not come after {previous['version']}"
        return
    # What an exchange takes from the other two documents is one change.
    changes = {str(change): change for change in _changes(schemas, previous, entry)}.values()
    for direction, who in _WHO.items():
        breaking = [c for c in changes if getattr(c, direction) != compare.COMPATIBLE]
        if not breaking:
            continue
        first = f"{breaking[0]} ({getattr(breaking[0], direction)})"
        more = f" and {len(breaking) - 1} more" if len(breaking) > 1 else ""
        if _parts(number)[0] == _parts(previous["version"])[0]:
            yield (
                f"{number} may break those who {who}, so it needs a new major number: {first}{more}"
                if all(getattr(c, direction) == compare.UNDECIDED for c in breaking)
                else f"{number} breaks those who {who}, so it needs a new major number: {first}{more}"
            )
        if who not in section:
            yield f"CHANGELOG.md does not say under {number} what those who {who} must do: {first}{more}"


def _changes(schemas: Path, old: Any, new: Any) -> Iterator[compare.Change]:
    documents = {document["name"]: document for document in new["documents"]}
    for document in old["documents"]:
        name, kind = document["name"], document["kind"]
        if name not in documents:
            verdicts = [compare.BREAKING] * 2
            yield compare.Change(name, f"document `{name}`", "removed", "constraint", *verdicts, "", "", "")
            continue
        parts = (_read(schemas / d["path"]) for d in (document, documents[name]))
        yield from compare.compare_documents(*parts, kind, name)


def _parts(number: str) -> tuple[int, ...]:
    return tuple(int(part) for part in number.split("."))


def main() -> int:
    """Release or withdraw the version that the command line names."""
    parser = argparse.ArgumentParser(description="Release a version of the contract, or withdraw one.")
    parser.add_argument("version", metavar="VERSION")
    parser.add_argument("--withdraw", metavar="REASON", help="withdraw a released version")
    options = parser.parse_args()
    today = datetime.date.today().isoformat()
    try:
        if options.withdraw:
            print("\n".join(withdraw(REPOSITORY, options.version, options.withdraw, today)))
            return 0
        found = problems(REPOSITORY, options.version)
    except Refused as refusal:
        print(refusal, file=sys.stderr)
        return 2
    if not found:
        # The pages and everything else that is made from the documents are held to them by the tests.
        tests = subprocess.run([sys.executable, "-m", "pytest", "-q"], cwd=REPOSITORY, check=False)
        found = ["the tests fail"] if tests.returncode else []
    if found:
        print(f"{options.version} is not released:", *(f"  {problem}" for problem in found), sep="\n")
        return 1
    print("\n".join(release(REPOSITORY, options.version, today)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
