"""Warnings and notes: what is observed, inferred or advised about a payload, and so is never an error.

What FreeClimb documents stands in the schemas; what follows from it is read from them here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from . import doubts, pointer
from .finding import CODES, NOTE, Finding
from .pointer import Path
from .wording import plain, quoted

# The sentence that ends the description of each command after which the script does not go on.
LAST = "Nothing after it in the script runs."

# Seen in every capture, but documented as a rule of queueId alone.
ID_PREFIXES = {
    "accountId": "AC",
    "callId": "CA",
    "parentCallId": "CA",
    "conferenceId": "CF",
    "queueId": "QU",
}
_ID = re.compile(r"[A-Z]{2}[0-9a-fA-F]{40}\Z")

_HOST = re.compile(r"(?i)https?://(?:[^/?#@]*@)?(\[[^\]]*\]|[^/?#:]*)")
_PRIVATE = re.compile(
    r"(?i)(?:.*\.)?(?:localhost|local|internal)\.?\Z|[^.\[]*\Z"
    r"|(?:0|10|127|169\.254|192\.168|172\.(?:1[6-9]|2[0-9]|3[01]))\.[0-9.]+\Z"
    r"|\[(?:::1?|f[cd][0-9a-f]*:.*|fe[89ab][0-9a-f]*:.*)\]\Z"
)

# Effective only in answer to inboundCall (reference pages reject and playearlymedia).
_INBOUND_ONLY = ("Reject", "PlayEarlyMedia")


def _advice(code: str, path: Iterable[str | int], message: str, hint: str = "") -> Finding:
    return Finding(CODES[code].severity, code, pointer.render(path), message, hint)


def of_request(request: dict[str, Any], document: Any, at: Path = ()) -> Iterator[Finding]:
    """Advice on a request, which may be invalid; `at` is its place in the payload."""
    yield from _members(request, document, document, at)
    duplicate, status = request.get("dialCallStatus"), request.get("callStatus")
    if duplicate != status and all(
        _is_documented(request, n, document) for n in ("dialCallStatus", "callStatus")
    ):
        message = "dialCallStatus differs from callStatus, of which it is a duplicate."
        yield _advice("status-mismatch", (*at, "dialCallStatus"), message, "Read callStatus.")


def _is_documented(request: dict[str, Any], name: str, document: Any) -> bool:
    """Whether a member is there with one of its documented values."""
    return name in request and request[name] in document["properties"].get(name, {}).get("enum", ())


def of_script(script: list[Any], document: Any, at: Path = (), answers: str = "") -> Iterator[Finding]:
    """Advice on a PerCL script, which may be invalid; `answers` is the requestType it answers, if known."""
    commands = document["$defs"]["command"]["properties"]
    if not script:
        hint = "Did the code add no command? On a call that goes on, answer at least with Hangup."
        yield _advice("script-ends", at, "The script is empty, so a live call ends at once.", hint)
        return
    runnable = list(_runnable(script, commands))
    for place, (index, name, attributes) in enumerate(runnable):
        here = (*at, index, name)
        if name in _INBOUND_ONLY:
            message = f"{name} has an effect only in answer to inboundCall."
            note = _advice(
                "no-effect", here, message, f"Leave it out in answer to {answers or 'other requests'}."
            )
            yield note if answers else note._replace(severity=NOTE)
        yield from _members(attributes, document["$defs"][name], document, here)
        yield from _doubts(name, attributes, here)
        if document["$defs"][name]["description"].endswith(LAST) or _repeats_forever(attributes):
            if place + 1 < len(runnable):
                after, never, _ = runnable[place + 1]
                hint = f"Move it before {name}, or into the script that answers the next request."
                message = f"{never} never runs: nothing after {name} does."
                yield _advice("unreachable-command", (*at, after, never), message, hint)
            return
    if len(runnable) == len(script):
        hint = (
            "To go on, end with a command such as Redirect or GetDigits; to make the end plain, with Hangup."
        )
        message = "The script ends here, and with it the call."
        yield _advice("script-ends", (*at, len(script) - 1), message, hint)


def _runnable(script: list[Any], commands: Iterable[str]) -> Iterator[tuple[int, str, dict[str, Any]]]:
    """Index, name and attributes of every element that has the form of a command."""
    for index, command in enumerate(script):
        if isinstance(command, dict) and len(command) == 1:
            name, attributes = next(iter(command.items()))
            if name in commands and isinstance(attributes, dict):
                yield index, name, attributes


def _repeats_forever(attributes: dict[str, Any]) -> bool:
    loop = attributes.get("loop")
    return loop == 0 and not isinstance(loop, bool)


def _doubts(name: str, attributes: dict[str, Any], path: Path) -> Iterator[Finding]:
    for doubt in doubts.of_command(name, attributes):
        yield _advice(doubt.code, (*path, *doubt.attribute), doubt.message, doubt.hint)
    prompts = attributes.get("prompts")
    if isinstance(prompts, list):
        for index, prompt, inner in _runnable(prompts, ("Pause", "Play", "Say")):
            yield from _doubts(prompt, inner, (*path, "prompts", index, prompt))


def _members(value: Any, node: Any, document: Any, path: Path) -> Iterator[Finding]:
    """Advice on everything that the schema describes: deprecated and undocumented members, IDs, hosts."""
    if "$ref" in node:
        node = document["$defs"][node["$ref"].rpartition("/")[2]]
    if isinstance(value, list):
        for index, item in enumerate(value) if "items" in node else ():
            if isinstance(item, (dict, list)):
                yield from _members(item, node["items"], document, (*path, index))
        return
    if "anyOf" in node:
        node = next((branch for branch in node["anyOf"] if branch.get("type") == "object"), node)
    properties = node.get("properties")
    for name, member in value.items() if properties is not None else ():
        described = properties.get(name)
        if described is None:
            if node.get("additionalProperties", True):
                yield _advice(
                    "unknown-member",
                    (*path, name),
                    f"{quoted(name)} is not documented.",
                    "Do not rely on it.",
                )
            continue
        if "deprecated" in described:
            yield from _of_deprecated(name, described, (*path, name))
        if isinstance(member, str):
            if name in ID_PREFIXES or "://" in member:
                yield from _of_string(member, (*path, name))
        elif isinstance(member, (dict, list)):
            yield from _members(member, described, document, (*path, name))


def _of_deprecated(name: str, described: Any, path: Path) -> Iterator[Finding]:
    if described.get("deprecated"):
        # What the member is comes first, what to do instead second.
        instead = plain(described["description"]).split(". ")[1].rstrip(".") + "."
        yield _advice("deprecated", path, f"{name} is deprecated.", instead)


def _of_string(value: str, path: Path) -> Iterator[Finding]:
    name = str(path[-1])
    prefix = ID_PREFIXES.get(name)
    if prefix and value and not (_ID.match(value) and value.startswith(prefix)):
        message = f"{name} has not the shape seen in captures: {prefix} and 40 hexadecimal digits."
        hint = "Is it the ID of something else?" if _ID.match(value) else "Is it a placeholder?"
        yield _advice("id-shape", path, message, hint)
    host = _HOST.match(value) if name.lower().endswith(("url", "uri", "file", "location")) else None
    if host and host.group(1) and _PRIVATE.match(host.group(1)):
        message = f"FreeClimb cannot reach the host of {name}: it is local or private."
        yield _advice("unreachable-host", path, message, "Use a public host; a tunnel gives a local app one.")
