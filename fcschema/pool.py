"""Several processes at work, their results in the order of the input."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.connection import wait

from .bulk import Block, Settings, Worker
from .origin import Unreadable
from .ranges import Range
from .shapes import Shapes

_worker: Worker | None = None


def blocks(
    units: Iterable[Range | bytes], settings: Settings, shapes: Shapes | None, jobs: int, file: str
) -> Iterator[tuple[int, Block]]:
    """The length and the result of each unit, in order; `shapes` are what was learned before.

    Raises Unreadable, also when a process died: what it had at hand is not known then.
    """
    methods = multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("fork" if "fork" in methods else None)
    pool = ProcessPoolExecutor(jobs, context, _begin, (settings, shapes))
    pending: deque[tuple[int, Future[Block | str]]] = deque()
    cut: list[Unreadable] = []

    def readable() -> Iterator[Range | bytes]:
        try:
            yield from units
        except Unreadable as error:
            # What was read before is judged first.
            cut.append(error)

    def next_one() -> tuple[int, Block]:
        size, future = pending.popleft()
        found = future.result()
        if isinstance(found, str):
            raise Unreadable(file, found)
        return size, found

    try:
        for unit in readable():
            length = unit.end - unit.start if isinstance(unit, Range) else len(unit)
            pending.append((length, pool.submit(_work, unit)))
            # Some work ahead keeps every process busy; more would only fill the memory.
            if len(pending) > 2 * jobs:
                yield next_one()
        while pending:
            yield next_one()
        if cut:
            raise cut[0]
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


def _begin(settings: Settings, shapes: Shapes | None) -> None:
    global _worker
    # The terminal sends Ctrl-C to all; the parent decides what to do.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _worker = Worker(settings, shapes)


def _end_with_parent() -> None:
    """End this process when the parent is killed: it would wait for work for ever."""
    parent = multiprocessing.parent_process()
    assert parent is not None
    wait([parent.sentinel])
    os._exit(1)


def _work(unit: Range | bytes) -> Block | str:
    """What came of a unit, or the reason why it cannot be read."""
    assert _worker is not None
    try:
        return _worker.block(unit)
    except Unreadable as error:
        return error.reason
