"""Several processes at work, their results in the order of the input."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

from .bulk import Block, Range, Settings, Worker, read
from .origin import Unreadable

_worker: Worker | None = None


def default_jobs() -> int:
    """As many as this process may use cores."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def blocks(
    units: Iterable[Range | bytes], settings: Settings, jobs: int, file: str
) -> Iterator[tuple[int, Block]]:
    """The length and the result of each unit, in order.

    Raises Unreadable, also when a process died: what it had at hand is not known then.
    """
    methods = multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("fork" if "fork" in methods else None)
    pool = ProcessPoolExecutor(jobs, context, _begin, (settings,))
    pending: deque[tuple[int, Future[Block]]] = deque()
    try:
        for unit in units:
            length = unit.end - unit.start if isinstance(unit, Range) else len(unit)
            pending.append((length, pool.submit(_work, unit)))
            # Some work ahead keeps every process busy; more would only fill the memory.
            if len(pending) > 2 * jobs:
                size, future = pending.popleft()
                yield size, future.result()
        while pending:
            size, future = pending.popleft()
            yield size, future.result()
    except BrokenProcessPool:
        raise Unreadable(file, "a worker process died; the rest was not judged") from None
    finally:
        _stop(pool)


def _stop(pool: ProcessPoolExecutor) -> None:
    """End the processes without waiting for work that nobody will look at."""
    processes = list((pool._processes or {}).values())
    pool.shutdown(wait=False, cancel_futures=True)
    for process in processes:
        process.terminate()


def _begin(settings: Settings) -> None:
    global _worker
    # The terminal sends Ctrl-C to all; the parent decides what to do.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _worker = Worker(settings)


def _work(unit: Range | bytes) -> Block:
    assert _worker is not None
    return _worker.block(read(unit) if isinstance(unit, Range) else unit)
