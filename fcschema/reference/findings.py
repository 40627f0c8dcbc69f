"""The page of the findings: every code with a payload that causes it and what the command line says."""

from __future__ import annotations

import contextlib
import io
import json
import tempfile
from pathlib import Path

from ..finding import CODES, SEVERITIES, Code
from .layout import layout
from .page import Badges, Beside, Block, Heading, Page, Row, Table, Text
from .page import Code as Listing
from .remedies import REMEDIES, Remedy

PATH = "reference/findings.md"
_SEVERITIES = {
    "error": "The payload is not what FreeClimb documents. The exit code is 1.",
    "warning": "Documented, but deprecated, doubtful, or not what was meant. The exit code is 1 with "
    "`--strict` only.",
    "note": "Worth knowing. The exit code never changes.",
}


def page(vectors: Path | None) -> Page:
    """The page; `vectors` is the folder of the vectors, without which errors have no example."""
    return Page(
        PATH,
        "Findings",
        "Every code that a finding may carry: what it means, a payload that causes it, how to mend it.",
        (
            Text(
                "A finding has a severity, a code, the place as a JSON Pointer, a message and most often a "
                "hint. Codes are stable; messages may be reworded in any version, so match on codes."
            ),
            Table(("Severity", "What it says"), tuple(Row((f"`{s}`", _SEVERITIES[s])) for s in SEVERITIES)),
            *(
                block
                for severity in SEVERITIES
                for block in (
                    Heading(2, f"{severity}s".capitalize(), f"{severity}s"),
                    *_of(severity, vectors),
                )
            ),
        ),
        ("Reference",),
        "Findings",
    )


def _of(severity: str, vectors: Path | None) -> tuple[Block, ...]:
    return tuple(
        _finding(name, code, REMEDIES.get(name), vectors)
        for name, code in CODES.items()
        if code.severity == severity
    )


def _finding(name: str, code: Code, remedy: Remedy | None, vectors: Path | None) -> Beside:
    """A code with its example: the payload, and what `fcschema validate` says about it."""
    said: tuple[Block, ...] = (
        Heading(3, f"`{name}`", name),
        Badges("", (code.severity,)),
        Text(code.meaning),
    )
    if remedy is None:
        return Beside(said, ())
    said = (*said, Text(f"**Mend it.** {remedy.mend}"))
    data = payload(remedy, vectors)
    if data is None:
        return Beside(said, ())
    language = "yaml" if remedy.file.endswith(".yaml") else "json"
    printed = f"$ fcschema validate {remedy.file}\n{output(remedy.file, data)}"
    return Beside((*said, Listing("text", printed)), (Listing(language, _shown(data), remedy.file),))


def payload(remedy: Remedy, vectors: Path | None) -> bytes | None:
    """The bytes of a remedy's example; a vector that is JSON is laid out to be read."""
    if remedy.text:
        return remedy.text.encode()
    if not remedy.vector or vectors is None:
        return None
    data = (vectors / remedy.vector).read_bytes()
    if remedy.vector.startswith("text/"):
        return data
    value = json.loads(data)
    return data if isinstance(value, str) else layout(value).encode()


def output(file: str, data: bytes) -> str:
    """What the command line prints about a file of that name and content."""
    from ..cli import main

    with tempfile.TemporaryDirectory() as folder, contextlib.redirect_stdout(io.StringIO()) as printed:
        path = Path(folder) / file
        path.write_bytes(data)
        main(["validate", str(path)])
        return printed.getvalue().replace(f"{path.parent}{path.anchor}", "").rstrip("\n")


def _shown(data: bytes) -> str:
    """Bytes as text that can be looked at: what is not text as an escape, a long one cut."""
    text = data.decode("utf-8", "backslashreplace").replace("\ufeff", "\\ufeff")
    return text if len(text) < 900 else f"{text[:300]}…{text[-40:]}"
