"""What the user named: files, folders and patterns, to a list of files."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from fnmatch import fnmatch

from .detect import by_name
from .origin import STDIN, Unreadable


def files(
    named: Sequence[str],
    include: Sequence[str] = (),
    exclude: Sequence[str] = (),
    failed: Callable[[Unreadable], None] = lambda _: None,
) -> Iterator[str]:
    """The files that the names stand for, in order; folders are searched, links to folders are not followed.

    In folders, `include` patterns choose (by default: names of known formats) and `exclude` patterns leave
    out; hidden files and folders are left out, too. `failed` is told of folders and patterns without files.
    """
    for name in named or (STDIN,):
        if name != STDIN and os.path.isdir(name):
            found = list(_in_folder(name, include, exclude, failed))
            yield from found
            if not found:
                failed(Unreadable(name, "no file in this folder is to be read"))
        elif any(c in name for c in "*?[") and not os.path.lexists(name):
            from glob import glob

            matched = sorted(path for path in glob(name, recursive=True) if not os.path.isdir(path))
            yield from matched
            if not matched:
                failed(Unreadable(name, "no file matches this pattern"))
        else:
            yield name


def _in_folder(
    folder: str, include: Sequence[str], exclude: Sequence[str], failed: Callable[[Unreadable], None]
) -> Iterator[str]:
    def cannot_list(error: OSError) -> None:
        failed(Unreadable(str(error.filename), (error.strerror or str(error)).lower()))

    for parent, folders, names in os.walk(folder, onerror=cannot_list):
        folders[:] = sorted(
            f for f in folders if not f.startswith(".") and not _matches(f, parent, folder, exclude)
        )
        for name in sorted(names):
            wanted = _matches(name, parent, folder, include) if include else by_name(name) is not None
            if wanted and not name.startswith(".") and not _matches(name, parent, folder, exclude):
                yield os.path.join(parent, name)


def _matches(name: str, parent: str, folder: str, patterns: Sequence[str]) -> bool:
    """Whether a name, or its path within the folder, matches one of the patterns."""
    if not patterns:
        return False
    path = os.path.relpath(os.path.join(parent, name), folder).replace(os.sep, "/")
    return any(fnmatch(name, pattern) or fnmatch(path, pattern) for pattern in patterns)
