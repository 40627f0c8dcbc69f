"""Transcripts: the fenced `console` blocks of a Markdown file, run and compared with what they show."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent

_BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_COMMAND = re.compile(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", re.MULTILINE)


class Step(NamedTuple):
    """A command and the output that the file shows for it."""

    file: str
    command: str
    shown: str


def steps(file: Path) -> Iterator[Step]:
    """Every command in the console blocks of a Markdown file."""
    for block in _BLOCK.findall(file.read_text("utf-8")):
        for command, shown in _COMMAND.findall(block):
            yield Step(str(file.relative_to(ROOT)), command, shown)


def output(command: str) -> str:
    """What a shell command prints, run at the root of the repository with this Python's fcschema."""
    environment = {
        **os.environ,
        "LC_ALL": "C.UTF-8",
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
    }
    run = subprocess.run(
        ["bash", "-c", command],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    return run.stdout + run.stderr


def rewrite(file: Path) -> None:
    """Put the real output of each command into the file; for people, who then read the difference."""
    text = file.read_text("utf-8")

    def block(match: re.Match[str]) -> str:
        return "```console\n" + _COMMAND.sub(lambda m: f"$ {m[1]}\n{output(m[1])}", match[1]) + "```"

    file.write_text(_BLOCK.sub(block, text), "utf-8")


if __name__ == "__main__":
    for name in sys.argv[1:]:
        rewrite(Path(name).resolve())
