"""Measure this tool and its peers side by side, in one run, and print ratios.

usage: python benchmarks/run.py [--rounds N] [--lines N] [PART ...]      parts: files requests percl invalid
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import time
from collections.abc import Callable

import data
import peers

DATA = peers.PLACE / "data"


class Figures:
    """Seconds and peak memory of a command, over several runs."""

    def __init__(self) -> None:
        self.seconds: list[float] = []
        self.mib = 0.0

    @property
    def median(self) -> float:
        return statistics.median(self.seconds)


def measure(commands: dict[str, peers.Command], rounds: int, warming: int = 1) -> dict[str, Figures]:
    """Run all commands in turn, round after round, so that a slow moment of the machine hits all.

    Rounds that warm caches come first and are not counted.
    """
    figures = {name: Figures() for name in commands}
    for turn in range(warming + rounds):
        for name, command in commands.items():
            seconds, mib = once(command)
            if turn >= warming:
                figures[name].seconds.append(seconds)
                figures[name].mib = max(figures[name].mib, mib)
    return figures


def once(command: peers.Command) -> tuple[float, float]:
    """Wall-clock seconds and the peak memory in MiB of the largest process of a command."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1, 2):
        raise SystemExit(f"{command[0]} ended with {process.returncode}")
    return seconds, usage.ru_maxrss / 1024


def table(title: str, figures: dict[str, Figures]) -> None:
    """Print a table of ratios to the first command."""
    first = next(iter(figures.values())).median
    print(
        f"\n## {title}\n\n| tool | median s | times fcschema | least | most | peak MiB |\n|---|---|---|---|---|---|"
    )
    for name, f in figures.items():
        row = (
            f"{f.median:.3f}",
            f"{f.median / first:.2f}",
            f"{min(f.seconds):.3f}",
            f"{max(f.seconds):.3f}",
            f"{f.mib:.0f}",
        )
        print(f"| {name} | {' | '.join(row)} |", flush=True)


def small_files(rounds: int, _: int) -> None:
    """One small file, and a thousand."""
    folder = data.files(DATA / "requests", 1000)
    one = sorted(folder.iterdir())[0]
    table("One small file, whole process", measure(peers.one_file(one), 4 * rounds))
    table("1,000 files in one call, whole process", measure(peers.many_files(folder), rounds))


def requests(rounds: int, count: int) -> None:
    """Requests, one in a hundred invalid."""
    file = data.lines(DATA / f"requests-{count}.jsonl", count, data.request, data.broken_request, 0.01)
    table(f"{count:,} requests, 1 % invalid", measure(peers.lines(peers.REQUEST, file, "request"), rounds))
    deprecated = data.lines(
        DATA / f"deprecated-{count}.jsonl", count, data.deprecated_request, data.broken_request, 0.01
    )
    table(
        f"{count:,} requests with dialCallStatus",
        measure(peers.lines(peers.REQUEST, deprecated, "request"), rounds),
    )
    # What takes minutes is run once; the file was read often by now.
    both = {
        "fcschema": peers.lines(peers.REQUEST, file, "request")["fcschema"],
        **peers.slow_lines(peers.REQUEST, file),
    }
    table(f"{count:,} requests, 1 % invalid, run once", measure(both, 1, warming=0))


def percl(rounds: int, count: int) -> None:
    """Scripts, one in a hundred invalid."""
    count //= 5
    file = data.lines(DATA / f"percl-{count}.jsonl", count, data.script, data.broken_script, 0.01)
    table(
        f"{count:,} PerCL scripts, 1 % invalid", measure(peers.lines(peers.PERCL, file, "response"), rounds)
    )


def invalid(rounds: int, count: int) -> None:
    """Every line invalid."""
    file = data.lines(DATA / f"invalid-{count}.jsonl", count, data.broken_request, data.broken_request, 1)
    table(
        f"{count:,} requests, all invalid",
        measure(peers.lines(peers.REQUEST, file, "request"), max(1, rounds // 3)),
    )


PARTS: dict[str, Callable[[int, int], None]] = {
    "files": small_files,
    "requests": requests,
    "percl": percl,
    "invalid": invalid,
}


def main() -> None:
    """Parse options, install the peers, run the parts."""
    parser = argparse.ArgumentParser(description="Measure fcschema and its peers side by side.")
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"one of {', '.join(PARTS)}; default: all")
    parser.add_argument("--rounds", type=int, default=5, help="runs of each command that count")
    parser.add_argument("--lines", type=int, default=1_000_000, help="lines of requests; scripts are a fifth")
    options = parser.parse_args()
    peers.install()
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    print(
        f"# Benchmarks\n\n{cores} cores; medians of {options.rounds} runs, all tools in turn. Read the ratios."
    )
    for part in options.parts or PARTS:
        PARTS[part](options.rounds, options.lines)


if __name__ == "__main__":
    main()
