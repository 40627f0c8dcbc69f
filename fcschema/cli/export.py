"""`fcschema export`: write the published files, for teams that mirror them."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from ..wording import plural
from .exit import VALID, Failure, Help


def add(subparsers: Any) -> None:
    """Declare the command and its options."""
    command = subparsers.add_parser(
        "export",
        help="write the published files",
        description="Write what the site serves: every schema at the path of its $id, the draft-07 twins, "
        "OpenAPI, TypeScript types, the reference as Markdown and, from a checkout, the test vectors.",
        formatter_class=Help,
    )
    command.add_argument("folder", metavar="DIR", help="where to write; made if it is not there")
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Write the files; others in the folder are left alone."""
    from .. import export

    folder, files = Path(options.folder), export.files()
    try:
        for path, data in files.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(data)
    except OSError as error:
        raise Failure(f"{error.filename}: {(error.strerror or str(error)).lower()}") from None
    print(f"{plural(len(files), 'file')} in {folder}")
    return VALID
