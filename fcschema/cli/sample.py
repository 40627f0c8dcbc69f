"""`fcschema sample`: print a valid payload, for a test or a request by hand."""

from __future__ import annotations

import argparse
import json
import sys
from typing import Any

from .. import catalog
from .exit import VALID, Failure, Help

EXIT = """\
examples:
  fcschema sample webhooks/outDialApiConnect --set callStatus=busy
  fcschema sample percl/GetDigits --full

exit codes:
  0  the payload was printed, and it is valid
  2  there is no such document, or what was set is not valid"""


def add(subparsers: Any) -> None:
    """Declare the command and its options."""
    command = subparsers.add_parser(
        "sample",
        allow_abbrev=False,
        help="print a valid payload",
        description="Print a valid payload made from the examples of the schemas.",
        epilog=EXIT,
        formatter_class=Help,
    )
    option = command.add_argument
    option("name", metavar="NAME", help="a document, such as webhooks/outDialApiConnect, or percl/COMMAND")
    option(
        "--set",
        dest="changes",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help="set a member of the request or the command; may be repeated. "
        "VALUE is JSON or, when it is not JSON, a string",
    )
    option("--full", action="store_true", help="with every member that is not deprecated")
    option("--seed", type=int, metavar="N", help="vary it; the same number gives the same payload")
    option("--contract-version", metavar="VERSION", help="of this version of the contract")
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print one payload."""
    from .. import sample

    try:
        payload = sample.sample(
            catalog.version(options.contract_version),
            options.name,
            full=options.full,
            seed=options.seed,
            changes=[_change(text) for text in options.changes],
        )
    except sample.Refused as refusal:
        raise Failure(f"not valid: {refusal}") from None
    sys.stdout.write(json.dumps(payload, indent=2, ensure_ascii=False) + "\n")
    return VALID


def _change(text: str) -> tuple[str, Any]:
    name, there, value = text.partition("=")
    if not there or not name:
        raise Failure(f"--set takes NAME=VALUE, not {text}")
    try:
        return name, json.loads(value)
    except (ValueError, RecursionError):
        return name, value
