"""`fcschema schemas`: list the contract's documents, or print one as it is published."""

from __future__ import annotations

import argparse
import sys
from typing import Any

from .. import catalog
from .exit import VALID, Help


def add(subparsers: Any) -> None:
    """Declare the command and its options."""
    command = subparsers.add_parser(
        "schemas",
        help="list or print the schemas",
        description="List the contract's versions and documents.",
        formatter_class=Help,
    )
    command.set_defaults(run=run_list)
    actions = command.add_subparsers(dest="action", metavar="ACTION", prog="fcschema schemas")
    show = actions.add_parser(
        "show",
        help="print a document as it is published",
        description="Print a document, byte for byte.",
        formatter_class=Help,
    )
    show.add_argument("name", metavar="NAME", help="a document's name, such as percl")
    show.add_argument("--contract-version", metavar="VERSION", help="of this version of the contract")
    show.set_defaults(run=run_show)


def run_list(_: argparse.Namespace) -> int:
    """Print every document of every version."""
    for version in catalog.versions():
        print(f"{version.number}  {version.status}")
        for document in version.documents:
            print(f"  {document.name:30}{document.kind:10}{document.id}")
    return VALID


def run_show(options: argparse.Namespace) -> int:
    """Print one document."""
    sys.stdout.buffer.write(catalog.version(options.contract_version).document(options.name).read())
    return VALID
