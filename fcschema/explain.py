"""Violations to findings: what is wrong, in words that name the likely mistake.

The words come from the value, the violated keyword and the schema around it, never from an engine, so
every engine says the same. One mistake gives one finding, however many keywords it breaks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from . import lookalike, members, pointer, values
from .case import Case, commands
from .engine import Violation
from .finding import Finding
from .wording import plain

_SHAPE = frozenset(("required", "additionalProperties", "minProperties", "maxProperties"))


def explain(
    payload: Any, document: Any, violations: Iterable[Violation], show: bool = False
) -> list[Finding]:
    """The findings for what a payload violates in a document; `show` puts values of free strings into them."""
    groups: dict[pointer.Path, list[Violation]] = {}
    for violation in violations:
        groups.setdefault(violation.path, []).append(violation)
    return [
        finding
        for path, group in groups.items()
        for finding in _of(Case(document, path, pointer.resolve(payload, path), tuple(group), show))
    ]


def _of(case: Case) -> Iterator[Finding]:
    shape = [v for v in case.violations if v.keyword in _SHAPE]
    if not shape:
        yield _of_value(case)
        return
    one_command = next((n for n in map(case.node, shape) if "maxProperties" in n), None)
    if one_command:
        yield members.of_command(case, one_command["properties"])
    else:
        yield from members.of_members(case._replace(violations=tuple(shape)))


def _of_value(case: Case) -> Finding:
    rank = list(_WORDS)
    violation = min(
        case.violations, key=lambda v: rank.index(v.keyword) if v.keyword in _WORDS else len(rank)
    )
    words = _WORDS.get(violation.keyword, _of_anything)
    code, message, hint = words(case, violation, case.node(violation))
    return case.finding(code, message, hint, broken=violation)


def _of_type(case: Case, _: Violation, node: Any) -> values.Said:
    wanted = node["type"] if isinstance(node["type"], list) else [node["type"]]
    if case.value is None and ("object" not in wanted or case.is_attribute):
        return _of_null(case)
    if not case.path and isinstance(case.value, (dict, list, str)):
        return _of_payload(case, wanted)
    if "enum" in node or "const" in node:
        return "wrong-type", *values.not_allowed(case.value, _choices(node), case.name, case.show)[1:]
    return values.wrong_type(case.value, wanted, case.name, case.path, node)


def _of_null(case: Case) -> values.Said:
    # By its changelog. Older ones write null for whatever is unset.
    optional = "Leave it out instead" + ("; the C# SDK does so from 5.1.2 on." if case.is_attribute else ".")
    hint = case.unset if case.is_required or case.path == ("response",) else optional
    return "null-value", f"{case.name} must not be null.", hint


def _of_payload(case: Case, wanted: list[str]) -> values.Said:
    """Words for a whole payload of another type than the stated document's."""
    message = f"The payload must be {'an array' if wanted == ['array'] else 'an object'}, not {values.kind(case.value)}."
    if isinstance(case.value, list):
        return "wrong-type", message, "A PerCL script is an array: was --as response meant?"
    if isinstance(case.value, dict) and "requestType" in case.value:
        return "wrong-type", message, "This looks like a request: was --as request meant?"
    likely = lookalike.not_a_payload(
        case.value, frozenset(commands(case.document) if wanted == ["array"] else ())
    )
    if likely.code != "not-a-payload":
        return likely.code, likely.message, likely.hint
    return ("not-an-array" if isinstance(case.value, dict) else "wrong-type"), message, ""


def _choices(node: Any) -> list[str]:
    return list(node.get("enum") or [node["const"]])


def _of_union(case: Case, _: Violation, node: Any) -> values.Said:
    if case.value is None:
        return _of_null(case)
    return values.wrong_type(
        case.value, [case.resolved(branch)["type"] for branch in node["anyOf"]], case.name, case.path, node
    )


def _of_refusal(case: Case, violation: Violation, _: Any) -> values.Said:
    return (
        "rule",
        plain(case.rule(violation)) or f"{case.name} is refused here.",
        f"Remove {case.name}.",
    )


def _of_choice(case: Case, _: Violation, node: Any) -> values.Said:
    code, message, hint = values.not_allowed(case.value, _choices(node), case.name, case.show)
    about = plain(node.get("description", ""))
    return code, message, hint or (about if len(about) < 200 else "")


def _of_pattern(case: Case, violation: Violation, node: Any) -> values.Said:
    return values.wrong_format(case.value, str(violation.schema_path[-2]), node, case.name, case.show)


def _of_length(case: Case, violation: Violation, node: Any) -> values.Said:
    if violation.keyword == "minLength":
        return "empty-string", f"{case.name} is an empty string.", case.unset
    most = node["maxLength"]
    message = f"{case.name} has {len(case.value)} characters; at most {most} are documented."
    return "too-long", message, "Shorten it, or split it over several commands."


def _of_bound(case: Case, _: Violation, node: Any) -> values.Said:
    least, most = node.get("minimum"), node.get("maximum")
    bounds = f"{least} or more" if most is None else f"from {least} to {most}"
    message = f"{case.name} is {values.shown(case.value, case.show)}; it must be {bounds}."
    return "out-of-range", message, plain(node["description"]).split(". ")[0].rstrip(".") + "."


def _of_anything(case: Case, violation: Violation, node: Any) -> values.Said:
    return (
        "wrong-format",
        f"{case.name} breaks {violation.keyword}.",
        plain(node.get("description", "")),
    )


# In this order: of several keywords that one value breaks, the first tells most.
_WORDS: dict[str, Callable[[Case, Violation, Any], values.Said]] = {
    "type": _of_type,
    "anyOf": _of_union,
    "not": _of_refusal,
    "const": _of_choice,
    "enum": _of_choice,
    "minLength": _of_length,
    "pattern": _of_pattern,
    "maxLength": _of_length,
    "minimum": _of_bound,
    "maximum": _of_bound,
}
