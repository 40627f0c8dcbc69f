"""The way of one payload: text, value, document, violations, findings, verdict."""

from __future__ import annotations

import json
import sys
from typing import Any, NamedTuple

from . import advice, jsontext, pointer
from . import engine as engines
from .catalog import Document, Version
from .catalog import version as contract_version
from .finding import ERROR, SEVERITIES, Finding
from .recognise import recognise, stated


class Verdict(NamedTuple):
    """What was found about a payload, errors first.

    `document` is the name of the document it was judged by, or None when no document describes it.
    """

    document: str | None
    version: str
    findings: tuple[Finding, ...]

    @property
    def valid(self) -> bool:
        """Whether there is no error among the findings."""
        return all(finding.severity != ERROR for finding in self.findings)


class Judge:
    """Judges payloads by one version of the contract, with one engine.

    `as_` states what every payload is: a kind (request, response, exchange) or a document's name. Without
    it, each payload's shape tells. `show_values` puts values of free strings into findings.
    Raises UnknownName for a version that the catalogue does not have.
    """

    def __init__(
        self,
        as_: str | None = None,
        *,
        version: str | None = None,
        engine: str | None = None,
        show_values: bool = False,
    ) -> None:
        self.version: Version = contract_version(version)
        self.as_ = as_
        self.show_values = show_values
        self._engine = engine
        self._made: dict[str, tuple[Any, engines.Validate]] = {}

    def check(self) -> None:
        """Raise UnknownName or ImportError now rather than at the first payload."""
        documents = stated(self.as_, self.version) if self.as_ else ()
        if self._engine == "jsonschema-rs" and engines.default_engine() != self._engine:
            raise ImportError(self._engine)
        for document in documents:
            self._prepared(document)

    def value(self, value: Any) -> Verdict:
        """The verdict on a JSON value. Raises UnknownName when what was stated is not in the contract."""
        found = recognise(value, self.version, self.as_)
        if found.document is None:
            return self._verdict(None, list(found.findings), value)
        part = pointer.resolve(value, found.path)
        schema, validate = self._prepared(found.document)
        violations = validate(part)
        findings: list[Finding] = []
        if violations:
            # Most payloads are valid: the words are loaded for those that are not.
            from .explain import explain

            findings += explain(part, schema, violations, self.show_values)
        findings += self._advice(found.document, part, schema)
        if found.path:
            prefix = pointer.render(found.path)
            findings = [f._replace(pointer=prefix + f.pointer) for f in findings]
        return self._verdict(found.document.name, [*found.findings, *findings], value)

    def bytes(self, data: bytes) -> Verdict:
        """The verdict on a JSON text."""
        try:
            value = jsontext.parse(data)
        except jsontext.NotReadable as problem:
            return Verdict(None, self.version.number, problem.findings)
        return self.value(value)

    def _prepared(self, document: Document) -> tuple[Any, engines.Validate]:
        """The parsed document and its validator."""
        made = self._made.get(document.name)
        if made is None:
            engine = self._engine or engines.default_engine()
            schema = self.version.schema(document.name)
            made = self._made[document.name] = (
                schema,
                engines.validator(self.version, document.name, engine),
            )
        return made

    def _advice(self, document: Document, value: Any, schema: Any) -> list[Finding]:
        if document.kind == "request":
            return list(advice.of_request(value, schema)) if isinstance(value, dict) else []
        if document.kind == "response":
            return list(advice.of_script(value, schema)) if isinstance(value, list) else []
        found: list[Finding] = []
        request = value.get("request") if isinstance(value, dict) else None
        if isinstance(request, dict):
            described = {**schema["$defs"]["request"], "$defs": schema["$defs"]}
            found += advice.of_request(request, described, ("request",))
            if request.get("callStatus") == "inProgress" and isinstance(value.get("response"), list):
                answered = document.name.rpartition("/")[2]
                found += advice.of_script(value["response"], schema, ("response",), answered)
        return found

    def _verdict(self, document: str | None, findings: list[Finding], value: Any) -> Verdict:
        if len(findings) > 1:
            covered = {f.pointer for f in findings if f.severity == ERROR and f.code != "missing-member"}
            findings = [f for f in findings if f.severity == ERROR or f.pointer not in covered]
            findings.sort(key=lambda f: (SEVERITIES.index(f.severity), _order(value, f)))
        return Verdict(document, self.version.number, tuple(findings))


def _order(value: Any, finding: Finding) -> list[int]:
    """Where a finding comes in its payload; what an object lacks comes after what it has."""
    order: list[int] = []
    for part in pointer.parse(finding.pointer):
        if isinstance(value, list):
            order.append(int(part))
            value = value[int(part)]
        elif isinstance(value, dict) and part in value:
            order.append(list(value).index(part))
            value = value[part]
        else:
            break
    if finding.code == "missing-member":
        order.append(sys.maxsize)
    return order


def judge(
    payload: Any,
    as_: str | None = None,
    *,
    version: str | None = None,
    engine: str | None = None,
    show_values: bool = False,
) -> Verdict:
    """The verdict on a payload given as Python values: what json.loads gives.

    The value goes through the same strict JSON text as a capture, so NaN and lone surrogates are findings.
    Raises TypeError for a value that JSON cannot hold, ValueError for one that holds itself, UnknownName
    for a version or document that the catalogue does not have.
    """
    return judge_bytes(
        json.dumps(payload).encode(), as_, version=version, engine=engine, show_values=show_values
    )


def judge_bytes(
    data: bytes,
    as_: str | None = None,
    *,
    version: str | None = None,
    engine: str | None = None,
    show_values: bool = False,
) -> Verdict:
    """The verdict on a JSON text, such as a captured body. Raises UnknownName as `judge` does."""
    return Judge(as_, version=version, engine=engine, show_values=show_values).bytes(data)
