"""Judging by what is to come: by a second version of the contract, or as if deprecated members were gone."""

from __future__ import annotations

from functools import cache
from typing import Any

from . import catalog, nodes, pointer
from .catalog import UnknownName, Version
from .finding import ERROR, NOTE, WARNING, Finding
from .judge import Judge, Verdict

NEXT = "next"
CODE = "other-version"


def judge(
    as_: str | None = None,
    *,
    version: str | None = None,
    engine: str | None = None,
    show_values: bool = False,
    against: str | None = None,
    without_deprecated: bool = False,
) -> Judge:
    """A judge as `Judge` makes it, that also looks ahead when it is asked to.

    `against` is another version, or `next` for the newest one after `version`. Raises UnknownName for a
    version that the catalogue does not have.
    """
    kind = _WithoutDeprecated if without_deprecated else Judge
    by = kind(as_, version=version, engine=engine, show_values=show_values)
    if against is None:
        return by
    number = following(catalog.version(version)).number if against == NEXT else against
    other = kind(as_, version=number, engine=engine, show_values=show_values)
    return _Both(by, other)


def following(version: Version) -> Version:
    """The newest version after one, drafts included, withdrawn ones not. Raises UnknownName."""
    known = catalog.versions()
    later = [v for v in known[known.index(version) + 1 :] if v.status != "withdrawn"]
    if not later:
        raise UnknownName(f"there is no version after {version.number} yet")
    return later[-1]


def compared(verdict: Verdict, other: Verdict) -> Verdict:
    """The first verdict, with a finding for whatever the other version says differently.

    What is an error there alone is a warning here, so that only --strict lets it fail; the rest are notes.
    """
    said, there = ({_key(f) for f in v.findings} for v in (verdict, other))
    ahead = [
        _other(f, WARNING if f.severity == ERROR else NOTE, f"In {other.version}: {f.message}", f.hint)
        for f in other.findings
        if _key(f) not in said
    ]
    gone = [
        _other(f, NOTE, f"No longer in {other.version}: {f.message}", "")
        for f in verdict.findings
        if _key(f) not in there
    ]
    return verdict._replace(findings=(*verdict.findings, *sorted(ahead, key=_rank), *gone))


def _key(finding: Finding) -> tuple[str, str, str]:
    return finding.code, finding.pointer, finding.message


def _rank(finding: Finding) -> bool:
    return finding.severity == NOTE


def _other(finding: Finding, severity: str, message: str, hint: str) -> Finding:
    return finding._replace(severity=severity, code=CODE, message=message, hint=hint)


class _Both(Judge):
    """Judges by two versions."""

    def __init__(self, by: Judge, other: Judge) -> None:
        self.version, self.as_, self.show_values = by.version, by.as_, by.show_values
        self._by, self._other = by, other

    def check(self) -> None:
        self._by.check()
        self._other.check()

    def value(self, value: Any) -> Verdict:
        return compared(self._by.value(value), self._other.value(value))


class _WithoutDeprecated(Judge):
    """Judges by a version as if its deprecated members were gone."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        # Another status, so that what is kept for the version itself is not taken for this one.
        self.version = _Without(*self.version._replace(status="without deprecated members"))

    def value(self, value: Any) -> Verdict:
        verdict = super().value(value)
        if verdict.document is not None and verdict.findings:
            schema = self.version.schema(verdict.document)
            verdict = verdict._replace(findings=tuple(_in_words(f, schema) for f in verdict.findings))
        return verdict


class _Without(Version):
    """A version whose documents refuse deprecated members."""

    __slots__ = ()

    def schema(self, name: str) -> Any:
        return _changed(self.document(name))


@cache
def _changed(document: catalog.Document) -> Any:
    import json

    return without(json.loads(document.read()))


def without(schema: Any) -> Any:
    """A copy of a schema in which every deprecated member is refused, and none is required."""

    def copy(value: Any, gone: frozenset[str]) -> Any:
        if isinstance(value, list):
            return [copy(item, gone) for item in value]
        if not isinstance(value, dict):
            return value
        members = value.get("properties")
        if isinstance(members, dict):
            gone |= {name for name, node in members.items() if _is_deprecated(schema, node)}
        made: dict[str, Any] = {}
        for keyword, part in value.items():
            if keyword in ("properties", "$defs") and isinstance(part, dict):
                # A rule of an object speaks of the same members; what a member is made of does not.
                made[keyword] = {
                    name: _refused(schema, node)
                    if keyword == "properties" and _is_deprecated(schema, node)
                    else copy(node, frozenset())
                    for name, node in part.items()
                }
            elif keyword == "required" and isinstance(part, list):
                made[keyword] = [name for name in part if name not in gone]
            elif keyword in ("allOf", "anyOf", "then", "else"):
                made[keyword] = copy(part, gone)
            elif keyword in ("items", "additionalProperties"):
                made[keyword] = copy(part, frozenset())
            else:
                made[keyword] = part
        return made

    return copy(schema, frozenset())


def _is_deprecated(schema: Any, node: Any) -> bool:
    if not isinstance(node, dict):
        return False
    target = nodes.resolved(schema, pointer.parse(node["$ref"][1:])) if "$ref" in node else node
    return bool(node.get("deprecated") or target.get("deprecated"))


def _refused(schema: Any, node: Any) -> Any:
    target = nodes.resolved(schema, pointer.parse(node["$ref"][1:])) if "$ref" in node else node
    said = node.get("description", target.get("description", ""))
    return {"description": said, "deprecated": True, "not": {}}


def _in_words(finding: Finding, schema: Any) -> Finding:
    """The finding for a member that is refused because it is deprecated, in words that say so."""
    steps = pointer.parse(finding.schema)
    if steps[-1:] != ("not",):
        return finding
    node = pointer.resolve(schema, steps[:-1])
    if not node.get("deprecated"):
        return finding
    sentences = str(node["description"]).replace("`", "").split(". ")
    return finding._replace(
        code="deprecated",
        message=f'"{pointer.parse(finding.pointer)[-1]}" is deprecated, and judged as if it were gone.',
        hint=sentences[1].rstrip(".") + "." if len(sentences) > 1 else "Leave it out.",
    )
