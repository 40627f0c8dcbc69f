"""A progress bar on standard error, when that is a terminal and the work takes more than a second."""

from __future__ import annotations

import sys
from typing import Any


class Progress:
    """Counts bytes of what is read against a total, 0 when it is not known."""

    def __init__(self, total: int, wanted: bool = True) -> None:
        self._bar: Any = None
        if wanted and sys.stderr and sys.stderr.isatty():
            from tqdm import tqdm

            # It needs no thread to watch it, and a process with threads is not to be forked.
            tqdm.monitor_interval = 0
            self._bar = tqdm(
                total=total or None, unit="B", unit_scale=True, delay=1.0, leave=False, file=sys.stderr
            )

    def advance(self, amount: int, records: int, errors: int) -> None:
        """Say how many more bytes were read, and what was found so far."""
        if self._bar is not None:
            self._bar.set_postfix_str(f"{records:,} records, {errors:,} errors", refresh=False)
            self._bar.update(amount)

    def close(self) -> None:
        """Take the bar away."""
        if self._bar is not None:
            self._bar.close()
