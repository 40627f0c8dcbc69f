"""What pages show of a terminal is run: the `console` blocks of a Markdown text, and the files beside them.

usage: python tools/consoles.py [--check] FILES...      rewrites the output in each file, or says what differs

A fenced block with a title is a file of that name in the directory where the commands run. In a
`console` block each line that begins with `$ ` is a command, and the lines after it are its output.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

_BLOCK = re.compile(
    r'^(?P<fence>```+)(?P<language>\w+)?(?: title="(?P<title>[^"]+)")?\n(?P<text>.*?)^(?P=fence)$',
    re.M | re.S,
)


class Block(NamedTuple):
    """A fenced block: its language, the file that it is, its text and where that stands in the page."""

    language: str
    title: str
    text: str
    start: int
    end: int


def blocks(markdown: str) -> list[Block]:
    """Every fenced block of a page, in order."""
    return [
        Block(m["language"] or "", m["title"] or "", m["text"], m.start("text"), m.end("text"))
        for m in _BLOCK.finditer(markdown)
    ]


def rerun(markdown: str, environment: dict[str, str]) -> str:
    """The page with the output that its commands have now."""
    made = markdown
    with tempfile.TemporaryDirectory() as folder:
        outputs = []
        for block in blocks(markdown):
            if block.title and not block.title.startswith("."):
                (Path(folder) / block.title).parent.mkdir(parents=True, exist_ok=True)
                (Path(folder) / block.title).write_text(block.text, "utf-8")
            elif block.language == "console":
                commands = [line[2:] for line in block.text.splitlines() if line.startswith("$ ")]
                outputs.append((block, "".join(_run(c, folder, environment) for c in commands)))
        for block, text in reversed(outputs):
            made = made[: block.start] + text + made[block.end :]
    return made


def _run(command: str, folder: str, environment: dict[str, str]) -> str:
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
        timeout=60,
    )
    return f"$ {command}\n{done.stdout}"


def environment() -> dict[str, str]:
    """An environment in which `fcschema` is the one of this Python, and nothing is coloured."""
    import os

    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return {**os.environ, "PATH": path, "NO_COLOR": "1", "COLUMNS": "80"}


def main(arguments: list[str]) -> int:
    """Rewrite or check pages; the exit code is 1 when a checked page differs."""
    check = "--check" in arguments
    differs = False
    for name in arguments:
        if name.startswith("--"):
            continue
        path = Path(name)
        before = path.read_text("utf-8")
        after = rerun(before, environment())
        if before != after:
            differs = True
            print(name)
            if not check:
                path.write_text(after, "utf-8")
    return int(check and differs)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
