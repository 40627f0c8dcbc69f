"""Where the report goes: standard output, or a file that is there whole or not at all."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def opened(path: str | None) -> Iterator[Callable[[str], object]]:
    """A function that writes; with a path, the file takes its place when the block ends without an error.

    Raises OSError.
    """
    if path is None:
        yield sys.stdout.write
        return
    folder = os.path.dirname(os.path.abspath(path))
    descriptor, temporary = tempfile.mkstemp(prefix=".fcschema-", dir=folder)
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
