"""Words about objects: commands that are none, members that are unknown, misspelt or missing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from . import similar
from .case import Case, commands
from .engine import Violation
from .finding import Finding
from .wording import listing, plain, quoted

_UNSET = "Serializers leave out what is undefined: was a variable unset?"


def of_command(case: Case, allowed: dict[str, Any]) -> Finding:
    """The finding for an object that is not exactly one of the allowed commands."""
    known = commands(case.document)
    names = list(case.value)
    if not names:
        return case.finding(
            "command-shape", "This command is empty.", 'Name it: {"Hangup": {}}, or remove it.'
        )
    if len(names) == 1:
        return _of_command_name(case, names[0], allowed, known)
    named = [name for name in names if name in known]
    others = [name for name in names if name not in known]
    if len(named) == 1 and all(name in known[named[0]]["properties"] for name in others):
        return case.finding(
            "command-shape",
            f"{listing(others)} stands beside {named[0]}, not in it.",
            f'Move it inside: {{"{named[0]}": {{…, "{others[0]}": …}}}}.',
        )
    if named:
        return case.finding(
            "command-shape",
            f"This object has {len(names)} members: {listing(names)}.",
            "Give each command an object of its own, in the order in which they are to run.",
        )
    meant = _called(case, known) or _with_attributes(names, {name: known[name] for name in allowed})
    return _unnamed(case, meant)


def _called(case: Case, known: dict[str, Any]) -> str | None:
    """The command that a value of the object names, as other platforms write it and SDKs hold it."""
    called = [similar.same_letters(v, known) for v in case.value.values() if isinstance(v, str)]
    return next(filter(None, called), None)


def _unnamed(case: Case, meant: str | None) -> Finding:
    return case.finding(
        "command-shape",
        "A command is an object with one member, named after the command.",
        f'Write {{"{meant}": {{…}}}}.' if meant else 'Write {"Say": {"text": "…"}}, for example.',
    )


def _of_command_name(case: Case, name: str, allowed: dict[str, Any], known: dict[str, Any]) -> Finding:
    if name in known:
        hint = f"Only {listing(allowed, quote=False)} can."
        return case.finding("not-in-prompts", f"{name} cannot stand in prompts.", hint, at=(name,))
    meant = similar.same_word(name, known)
    if meant:
        message = f"PerCL has no command {quoted(name)}: names are case-sensitive."
        return case.finding("wrong-case", message, f"Write {meant}.", at=(name,))
    if similar.bare(name) in similar.COMMANDS_ELSEWHERE:
        meant = similar.COMMANDS_ELSEWHERE[similar.bare(name)]
        message = f"PerCL has no command {quoted(name)}; that is Twilio's name."
        return case.finding("twilio-spelling", message, f"FreeClimb's command is {meant}.", at=(name,))
    owner = _with_attributes([name], {command: known[command] for command in allowed})
    if owner:
        message = f"{quoted(name)} is an attribute, not a command."
        return case.finding("command-shape", message, f'Write {{"{owner}": {{"{name}": …}}}}.')
    if called := _called(case, known):
        return _unnamed(case, called)
    meant = similar.COMMANDS_MEANT.get(similar.bare(name)) or similar.nearest(name, known)
    hint = f"Did you mean {meant}?" if meant else f"It has {', '.join(known)}."
    return case.finding("unknown-command", f"PerCL has no command {quoted(name)}.", hint, at=(name,))


def _with_attributes(names: list[str], candidates: dict[str, Any]) -> str | None:
    """The command that has attributes of all these names, if one has."""
    return next((c for c, d in candidates.items() if all(n in d["properties"] for n in names)), None)


def of_members(case: Case) -> Iterator[Finding]:
    """Findings for unknown and missing members of one object; a misspelt one is both, and is said once."""
    missing: dict[str, Violation] = {}
    unknown: dict[str, Violation] = {}
    properties: dict[str, Any] = {}
    for violation in case.violations:
        node = case.node(violation)
        properties = {**node.get("properties", {}), **properties}
        if violation.keyword == "required":
            lacking = [name for name in node["required"] if name not in case.value]
            missing = {**dict.fromkeys(lacking, violation), **missing}
        elif violation.keyword == "additionalProperties":
            unknown = dict.fromkeys(
                [name for name in case.value if name not in node["properties"]], violation
            )
    for name in unknown or [name for name in case.value if name not in properties]:
        free = [p for p in properties if p not in case.value]
        meant = similar.same_word(name, free)
        if meant and (name in unknown or meant in missing):
            broken = unknown.get(name) or missing[meant]
            message = f"{_owner(case, broken)} has no member {quoted(name)}: names are case-sensitive."
            yield case.finding("wrong-case", message, f"Write {meant}.", at=(name,), broken=broken)
        elif name in unknown:
            meant = _meant(name, free, list(missing) if len(unknown) == 1 else [])
            yield _of_unknown(case, name, meant, properties, unknown[name])
        missing.pop(meant or "", None)
    for name, violation in missing.items():
        yield _of_missing(case, name, violation)


def _meant(name: str, free: list[str], missing: list[str]) -> str | None:
    elsewhere = [n for n in similar.ATTRIBUTES_ELSEWHERE.get(similar.bare(name), ()) if n in free]
    if elsewhere:
        return elsewhere[0]
    # One that nobody knows and one that is not there are most likely the same.
    return similar.nearest(name, free) or (missing[0] if len(missing) == 1 else None)


def _of_unknown(
    case: Case, name: str, meant: str | None, properties: dict[str, Any], broken: Violation
) -> Finding:
    message = f"{case.name} has no attribute {quoted(name)}."
    twin = similar.same_letters(name, properties)
    owners = [c for c, d in commands(case.document).items() if name in d["properties"]]
    if meant:
        hint = f"Did you mean {meant}?"
    elif twin:
        hint = f"Remove it: {twin} is there too."
    elif 0 < len(owners) < 6:
        hint = f"It belongs to {listing(owners, quote=False)}."
    elif properties:
        hint = f"It has {', '.join(n for n, p in properties.items() if not p.get('deprecated'))}."
    else:
        hint = f'It takes none: write {{"{case.path[-1]}": {{}}}}.'
    return case.finding("unknown-attribute", message, hint, at=(name,), broken=broken)


def _of_missing(case: Case, name: str, broken: Violation) -> Finding:
    rule = case.rule(broken)
    if rule:
        return case.finding("missing-member", plain(rule), f"Add {name}.", broken=broken)
    node = case.node(broken)
    about = node["properties"][name]["description"].split(". ")[0].rstrip(".") + "."
    closed = node.get("additionalProperties") is False
    hint = plain(f"{about} {_UNSET}" if closed else about)
    near = None if closed else similar.nearest(name, [n for n in case.value if n not in node["properties"]])
    if near:
        hint = f"It has {quoted(near)}: is that misspelt?"
    return case.finding("missing-member", f'{_owner(case, broken)} lacks "{name}".', hint, broken=broken)


def _owner(case: Case, broken: Violation) -> str:
    """What to call the object."""
    if case.path and case.path != ("request",):
        return case.name
    return "The request" if "callId" in case.node(broken)["properties"] else "The exchange"
