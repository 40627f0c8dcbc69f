"""`fcschema diff`: what changes between two versions of the contract, and whom it breaks."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from .. import catalog
from .exit import INVALID, VALID, Failure, Help

EXIT = """\
exit codes:
  0  nothing breaks
  1  something breaks, or it could not be decided that it does not
  2  the work could not be done: wrong usage, or a file that cannot be read"""


def add(subparsers: Any) -> None:
    """Declare the command and its options."""
    command = subparsers.add_parser(
        "diff",
        allow_abbrev=False,
        help="compare two versions of the contract",
        description="Say what changes from one version to another, whom that breaks, and what to do about it. "
        "A version that allows more in requests breaks those who receive them; "
        "one that allows less in scripts breaks those who write them.",
        epilog=EXIT,
        formatter_class=Help,
    )
    command.add_argument("old", metavar="OLD", help="a version of the contract, or a schema file")
    command.add_argument("new", metavar="NEW", help="another version, or another file")
    command.add_argument(
        "--format", choices=("text", "json"), default="text", help="how to report; default: text"
    )
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Compare, print the changes, and return whether something breaks."""
    from .. import compare
    from ..compare import text

    old, new = (_side(name) for name in (options.old, options.new))
    try:
        if isinstance(old, catalog.Version) and isinstance(new, catalog.Version):
            changes = compare.compare(old, new, lambda kind: _vectors(kind, (old, new)))
        else:
            changes = compare.compare_documents(_document(old, new), _document(new, old))
    except compare.NotComparable as problem:
        raise Failure(str(problem)) from None
    except (LookupError, ValueError, RecursionError) as problem:
        if isinstance(problem, catalog.UnknownName):
            raise
        raise Failure(f"these schemas cannot be compared: {problem}") from None
    render = text.as_json if options.format == "json" else text.text
    sys.stdout.write(render(options.old, options.new, changes))
    return VALID if all(change.verdict == compare.COMPATIBLE for change in changes) else INVALID


def _side(name: str) -> catalog.Version | dict[str, Any]:
    """The version or the document of that name."""
    path = Path(name)
    if not path.is_file():
        try:
            return catalog.version(name)
        except catalog.UnknownName as problem:
            raise catalog.UnknownName(f"{problem.args[0]}, and no such file") from None
    try:
        document = json.loads(path.read_bytes())
    except OSError as problem:
        raise Failure(f"{name}: {problem.strerror}") from None
    except (ValueError, RecursionError):
        raise Failure(f"{name}: not JSON") from None
    if not isinstance(document, dict):
        raise Failure(f"{name}: not a JSON Schema")
    return document


def _document(side: catalog.Version | dict[str, Any], other: catalog.Version | dict[str, Any]) -> Any:
    """A document; of a version, the one of the same kind as the other document."""
    from ..nodes import kind

    if isinstance(side, dict):
        return side
    wanted = kind(other)
    for document in side.documents:
        if document.kind == wanted:
            return side.schema(document.name)
    raise Failure("the file is neither a request, nor PerCL, nor an exchange")


def _vectors(kind: str, versions: tuple[catalog.Version, ...]) -> Iterator[Any]:
    """The test vectors of versions, where this is a checkout."""
    from ..vectors import local

    for version in versions:
        folder = local() / version.number / kind
        for path in sorted(folder.glob("*/*.json")):
            yield json.loads(path.read_bytes())
