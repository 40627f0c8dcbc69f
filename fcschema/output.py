"""Where the report goes: standard output, or a file that is there whole or not at all."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def opened(path: str | None) -> Iterator[Callable[[str], object]]:
    """A function that writes; with a path, the file takes its place when the block ends without an error.

    Raises OSError.
    """
    if path is None:
        try:
            yield sys.stdout.write
            sys.stdout.flush()
        except OSError:
            # What is left of the text must not fail once more at exit.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise
        return
    path = os.path.realpath(path)
    if os.path.exists(path) and not os.path.isfile(path):
        # A device or a pipe is to be written to, not replaced.
        with open(path, "w", encoding="utf-8", newline="\n", errors="backslashreplace") as file:
            yield file.write
        return
    # Most reports go to standard output; this is not needed then.
    import tempfile

    descriptor, temporary = tempfile.mkstemp(prefix=".fcschema-", dir=os.path.dirname(path))
    try:
        with open(descriptor, "w", encoding="utf-8", newline="\n", errors="backslashreplace") as file:
            yield file.write
        mode = 0o666 & ~_umask()
        os.chmod(temporary, mode)
        os.replace(temporary, path)
    except BaseException:
        os.unlink(temporary)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
