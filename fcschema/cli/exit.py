"""What every command shares: exit codes, the error that ends it with one, the form of its help."""

from __future__ import annotations

import argparse
import os

VALID, INVALID, FAILED, INTERRUPTED = 0, 1, 2, 130

TEXT = """\
exit codes:
  0  every payload is valid
  1  at least one payload is not (text that is no JSON counts)
  2  the work could not be done: wrong usage, or a file that cannot be read"""


class Help(argparse.RawDescriptionHelpFormatter):
    """Help of a readable width; argparse's own way to find one loads shutil at each start."""

    def __init__(self, prog: str) -> None:
        columns = os.environ.get("COLUMNS", "")
        super().__init__(prog, width=min(int(columns) if columns.isdecimal() else 100, 100) - 2)


class Failure(Exception):
    """The work could not be done, for the reason in the message."""
