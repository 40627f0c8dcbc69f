"""A progress bar on standard error, when that is a terminal and the work takes more than a second."""

from __future__ import annotations

import sys
from typing import Any

# Seconds after which a bar shows.
DELAY = 1.0


def watched() -> bool:
    """Whether somebody can see a bar."""
    return bool(sys.stderr and sys.stderr.isatty())


class Progress:
    """Counts the bytes of one file or, where there are several, files; none at all when nobody watches."""

    def __init__(self, files: int) -> None:
        self._files = files
        self._bar: Any = None

    def begin(self, size: int) -> None:
        """A file begins that is so many bytes long, 0 when that is not known."""
        if not self._files or self._bar is not None:
            return
        from tqdm import tqdm

        # It needs no thread to watch it, and a process with threads is not to be forked.
        tqdm.monitor_interval = 0
        one = self._files == 1
        self._bar = tqdm(
            total=(size or None) if one else self._files,
            unit="B" if one else " files",
            unit_scale=one,
            delay=DELAY,
            leave=False,
            file=sys.stderr,
        )

    def at(self, offset: int, records: int, findings: int) -> None:
        """Say how far into the file the work is, and what all of it came to so far."""
        if self._bar is not None:
            self._bar.set_postfix_str(f"{records:,} records, {findings:,} findings", refresh=False)
            self._bar.update(offset - self._bar.n if self._files == 1 else 0)

    def end(self) -> None:
        """The file ends."""
        if self._bar is not None and self._files > 1:
            self._bar.update()

    def hide(self) -> None:
        """Make way for a message, until something is done again."""
        if self._bar is not None:
            self._bar.clear()

    def close(self) -> None:
        """Take the bar away."""
        if self._bar is not None:
            self._bar.close()
