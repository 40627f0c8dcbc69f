"""Where a file is for a service that shows findings beside the lines of a repository."""

from __future__ import annotations

import os

from ..origin import STDIN


def in_repository(file: str) -> str:
    """The path of a file from the root of the repository, as GitHub names it; elsewhere from here.

    A file outside of that has its absolute path.
    """
    if file == STDIN:
        return file
    root = os.environ.get("GITHUB_WORKSPACE") or os.curdir
    try:
        path = os.path.relpath(file, root)
    except ValueError:
        # Another drive on Windows.
        return os.path.abspath(file)
    return os.path.abspath(file) if path.split(os.sep)[0] == os.pardir else path
