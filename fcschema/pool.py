"""Several processes at work, their results in the order of the input.

Each is a fork of this one, so that it knows all that was learned, and gets a unit when it has answered the
one before. Standard libraries do as much, but take longer to load than most files take to judge.
"""

from __future__ import annotations

import os
import pickle
import signal
import traceback
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import suppress

from .bulk import Block, Worker
from .origin import Unreadable
from .ranges import Range, length


def blocks(
    units: Iterable[Range | bytes], worker: Worker, jobs: int, file: str
) -> Iterator[tuple[int, Block]]:
    """The length and the result of each unit, in order, by processes that know what `worker` learned.

    Raises Unreadable, also when a process died: what it had at hand is not known then.
    """
    processes: list[_Process] = []
    pending: deque[tuple[int, _Process]] = deque()
    cut: list[Unreadable] = []

    def readable() -> Iterator[Range | bytes]:
        try:
            yield from units
        except Unreadable as error:
            # What was read before is judged first.
            cut.append(error)

    try:
        for unit in readable():
            done = None
            if len(processes) < jobs:
                process = _started(worker, processes, file)
                processes.append(process)
            else:
                size, process = pending.popleft()
                done = size, process.answer(file)
            process.send(unit, file)
            pending.append((length(unit), process))
            if done:
                yield done
        while pending:
            size, process = pending.popleft()
            yield size, process.answer(file)
        if cut:
            raise cut[0]
    finally:
        for process in processes:
            process.stop()


class _Process:
    """A process that judges units, with a pipe each way; `others` are those made before."""

    def __init__(self, worker: Worker, others: list[_Process]) -> None:
        units, to_units = os.pipe()
        from_blocks, blocks = os.pipe()
        # The terminal sends Ctrl-C to all; the parent decides what to do. No signal may come between the
        # fork and what the child begins with.
        before = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT, signal.SIGTERM])
        try:
            self._pid = os.fork()
        except OSError:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
            raise
        if not self._pid:
            signal.signal(signal.SIGTERM, signal.SIG_DFL)
            signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGTERM])
            # A pipe ends when nobody holds its other end, so the child may hold none but its own.
            for end in (to_units, from_blocks):
                os.close(end)
            for other in others:
                other._close()
            _serve(worker, units, blocks)
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
        os.close(units)
        os.close(blocks)
        self._units = open(to_units, "wb")  # noqa: SIM115
        self._blocks = open(from_blocks, "rb")  # noqa: SIM115

    def send(self, unit: Range | bytes, file: str) -> None:
        """Give it a unit to judge. Raises Unreadable."""
        try:
            pickle.dump(unit, self._units)
            self._units.flush()
        except BrokenPipeError:
            raise _died(file) from None

    def answer(self, file: str) -> Block:
        """What came of the unit. Raises Unreadable."""
        try:
            found: Block | str = pickle.load(self._blocks)
        except (EOFError, pickle.UnpicklingError):
            raise _died(file) from None
        if isinstance(found, str):
            raise Unreadable(file, found)
        return found

    def stop(self) -> None:
        """End it without waiting for work that nobody will look at."""
        # Who started this one may have chosen that nobody waits for those that ended.
        with suppress(ProcessLookupError, ChildProcessError):
            os.kill(self._pid, signal.SIGTERM)
            os.waitpid(self._pid, 0)
        self._close()

    def _close(self) -> None:
        for end in (self._units, self._blocks):
            # What could not be sent cannot be sent now either.
            with suppress(BrokenPipeError):
                end.close()


def _started(worker: Worker, others: list[_Process], file: str) -> _Process:
    try:
        return _Process(worker, others)
    except OSError as error:
        reason = f"no process can be started ({(error.strerror or str(error)).lower()}); --jobs 1 needs none"
        raise Unreadable(file, reason) from None


def _died(file: str) -> Unreadable:
    return Unreadable(file, "a worker process died; the rest was not judged")


def _serve(worker: Worker, units: int, blocks: int) -> None:
    """Judge what comes until nobody sends more, and end this process."""
    try:
        with open(units, "rb") as incoming, open(blocks, "wb") as outgoing:
            while True:
                unit = pickle.load(incoming)
                try:
                    answer: Block | str = worker.block(unit)
                except Unreadable as error:
                    answer = error.reason
                pickle.dump(answer, outgoing)
                outgoing.flush()
    except (EOFError, BrokenPipeError):
        # The parent has ended, perhaps killed.
        pass
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(1)
