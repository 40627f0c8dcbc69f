"""SARIF 2.1.0: the findings as results, for services and editors that show them beside the lines."""

from __future__ import annotations

import hashlib
import json
import os
from typing import Any
from urllib.parse import quote

from .. import __version__
from ..finding import CODES, Finding
from ..judge import Verdict
from ..origin import Origin
from ..wording import printable
from . import Options, Tally, Write
from .places import in_repository

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_SITE = "https://fcschema.github.io/schemas/"
_INDEX = {code: index for index, code in enumerate(CODES)}


def make(write: Write, options: Options) -> Sarif:
    """The reporter."""
    return Sarif(write, options)


class Sarif:
    """Writes each result as it comes; payloads without findings are only counted."""

    each = True

    def __init__(self, write: Write, options: Options) -> None:
        self._write = write
        self._quiet = options.quiet
        self._tally = Tally()
        self._results = 0
        self._notifications: list[dict[str, Any]] = []
        head = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [{"tool": {"driver": _driver()}}]}
        # The run stays open for its results.
        write(json.dumps(head)[: -len("}]}")] + ', "columnKind": "unicodeCodePoints", "results": [')

    def add(self, origin: Origin, verdict: Verdict, failed: bool, times: int = 1) -> None:
        self._tally.add(verdict, failed, times)
        for finding in verdict.findings:
            if finding.severity == "error" or failed or not self._quiet:
                self._write(",\n" if self._results else "\n")
                self._write(json.dumps(_result(origin, verdict, finding)))
                self._results += 1

    def skipped(self, _file: str, count: int) -> None:
        self._tally.skipped += count

    def unreadable(self, file: str, reason: str) -> None:
        self._tally.unreadable += 1
        self._notifications.append(
            {
                "level": "error",
                "message": {"text": _plain(f"{file}: {reason}")},
                "locations": [{"physicalLocation": {"artifactLocation": {"uri": _uri(file)}}}],
            }
        )

    def end(self) -> None:
        invocation = {
            "executionSuccessful": not self._notifications,
            "toolExecutionNotifications": self._notifications,
        }
        tail = {"invocations": [invocation], "properties": self._tally.summary()}
        self._write(f"\n], {json.dumps(tail)[1:-1]}}}]}}\n")


def _driver() -> dict[str, Any]:
    rules = [
        {
            "id": code,
            "shortDescription": {"text": about.meaning},
            "fullDescription": {"text": about.meaning},
            "defaultConfiguration": {"level": about.severity},
            "helpUri": f"{_SITE}findings/#{code}",
            "help": {"text": f"{about.meaning} See {_SITE}findings/#{code}"},
        }
        for code, about in CODES.items()
    ]
    return {"name": "fcschema", "semanticVersion": __version__, "informationUri": _SITE, "rules": rules}


def _result(origin: Origin, verdict: Verdict, finding: Finding) -> dict[str, Any]:
    location: dict[str, Any] = {"physicalLocation": {"artifactLocation": {"uri": _uri(origin.file)}}}
    if finding.line:
        region = {"startLine": finding.line, "startColumn": finding.column}
        location["physicalLocation"]["region"] = region
    if finding.pointer:
        location["logicalLocations"] = [{"fullyQualifiedName": finding.pointer}]
    # Not the place: a finding is the same one when lines above it come or go.
    print_ = "\0".join((finding.code, finding.pointer, finding.message))
    known = {"record": origin.record, "url": origin.url, "status": origin.status}
    return {
        "ruleId": finding.code,
        "ruleIndex": _INDEX[finding.code],
        "level": finding.severity,
        "message": {"text": _plain(f"{finding.message} {finding.hint}".rstrip())},
        "locations": [location],
        "partialFingerprints": {
            "finding/v1": hashlib.sha256(print_.encode("utf-8", "backslashreplace")).hexdigest()[:16]
        },
        "properties": {
            "document": verdict.document,
            "contractVersion": verdict.version,
            "schemaPointer": finding.schema,
            **{name: value for name, value in known.items() if value},
        },
    }


def _plain(text: str) -> str:
    """A text without control characters and links, which names in captures may bring into it."""
    text = printable(text)
    return text.replace("[", "\\[").replace("]", "\\]") if "](" in text else text


def _uri(file: str) -> str:
    """A URI reference: relative within the repository, absolute elsewhere."""
    path = in_repository(file)
    uri = quote(os.fsencode(path.replace(os.sep, "/")))
    return f"file://{uri if uri.startswith('/') else '/' + uri}" if os.path.isabs(path) else uri
