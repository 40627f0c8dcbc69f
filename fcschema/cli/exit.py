"""Exit codes, and the error that ends a command with one."""

from __future__ import annotations

VALID, INVALID, FAILED, INTERRUPTED = 0, 1, 2, 130

TEXT = """\
exit codes:
  0  every payload is valid
  1  at least one payload is not (text that is no JSON counts)
  2  the work could not be done: wrong usage, or a file that cannot be read"""


class Failure(Exception):
    """The work could not be done, for the reason in the message."""
