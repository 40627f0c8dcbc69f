"""What a text that is not JSON, or a value that is no payload, was probably meant to be."""

from __future__ import annotations

import json
import re
from typing import Any

from .finding import ERROR, Finding
from .wording import quoted

_FORM = re.compile(r"\s*[A-Za-z][A-Za-z0-9_.]*=[^&\s]*(?:&[A-Za-z][A-Za-z0-9_.]*=[^&\s]*)*\s*\Z")
_HTTP = re.compile(r"\s*(?:(?:GET|POST|PUT) \S+ HTTP/|HTTP/[0-9.]+ [0-9]{3})")
_SINGLE_QUOTED = re.compile(r"[\[{,:]\s*'")
_COMMENT = re.compile(r"\s*(?://|/\*|#)")
_UNQUOTED_NAME = re.compile(r"[A-Za-z_$][A-Za-z0-9_$]*\s*:")
_PYTHON_WORD = re.compile(r"(?:None|True|False|undefined)\b")
_WRITTEN_BY_SDK = "Let the SDK write the script: its PerclScript has a method for that."
_TWILIO_MEMBERS = frozenset(("CallSid", "AccountSid", "CallStatus", "ApiVersion"))


def not_json(text: str, reason: str, here: tuple[int, int], rest: str) -> Finding:
    """The finding for a text that a JSON parser refused for `reason` at a line and column, where `rest` begins."""

    def finding(code: str, message: str, hint: str, at: tuple[int, int] = (1, 1)) -> Finding:
        return Finding(ERROR, code, "", message, hint, "", *at)

    start = text.lstrip()[:1000]
    if start.startswith("<"):
        if re.search(r"<Response\b", start):
            return finding(
                "markup",
                "This is XML for another platform, such as Twilio's TwiML.",
                "FreeClimb wants PerCL, a JSON array of commands.",
            )
        kind = "an HTML page" if re.match(r"(?i)<!doctype html|<html", start) else "XML"
        return finding("markup", f"This is {kind}, not JSON.", "Did the app answer with an error page?")
    if _HTTP.match(start):
        return finding(
            "not-json",
            "This is a whole HTTP message.",
            "Keep the body alone: what follows the first blank line.",
        )
    if _FORM.match(text[:100_000]):
        if any(f"{name}=" in text for name in ("CallSid", "AccountSid")):
            return finding(
                "form-encoded", "This is a form-encoded body, as Twilio sends it.", "FreeClimb sends JSON."
            )
        return finding("form-encoded", "This is a form-encoded body.", "FreeClimb sends and wants JSON.")
    if reason == "Extra data":
        if rest[:1] in "{[":
            return finding(
                "several-documents",
                "A second JSON value begins here.",
                "Keep one payload a file, or say --input-format ndjson.",
                here,
            )
        return finding("not-json", "There is more text after the JSON value.", "Remove it.", here)
    return finding("not-json", *_syntax(reason, rest, text), here)


def _syntax(reason: str, rest: str, text: str) -> tuple[str, str]:
    if not rest.strip() or reason.startswith("Unterminated string"):
        return "The JSON text ends too early.", "It was cut off; capture the whole body."
    if _SINGLE_QUOTED.search(text[: len(text) - len(rest)][-2:] + rest[:1]) or rest.startswith("'"):
        return "JSON strings are written in double quotes.", "Was this printed by Python? Use json.dumps."
    if _COMMENT.match(rest):
        return "JSON has no comments.", "Remove it."
    if _PYTHON_WORD.match(rest):
        return "This word is not JSON.", "JSON writes null, true and false."
    if reason.startswith("Illegal trailing comma") or rest.lstrip()[:1] in "]}":
        return (
            "A value is missing here, or the comma before is one too many.",
            "JSON allows no comma before ] or }.",
        )
    if reason.startswith("Expecting property name") and _UNQUOTED_NAME.match(rest):
        return "JSON member names are written in double quotes.", "Put the name in double quotes."
    if reason.startswith("Expecting ',' delimiter"):
        return (
            "A comma is missing before this.",
            "Or a double quote inside a string before it needs a backslash.",
        )
    if reason.startswith("Invalid control character"):
        return (
            "A string holds a control character, such as a line end.",
            "Write it as an escape: \\n, \\t or \\u0000.",
        )
    if reason.startswith("Invalid \\"):
        return (
            "A string holds an escape that JSON does not have.",
            'JSON has \\" \\\\ \\/ \\b \\f \\n \\r \\t and \\uXXXX.',
        )
    return "The text is not JSON.", f"The parser says: {reason[:1].lower()}{reason[1:]}."


def not_a_payload(value: Any, commands: frozenset[str]) -> Finding:
    """The finding for a JSON value that is neither a request, nor a script, nor an exchange."""

    def finding(code: str, message: str, hint: str, pointer: str = "") -> Finding:
        return Finding(ERROR, code, pointer, message, hint)

    if isinstance(value, str):
        if holds_json(value):
            return finding(
                "double-encoded",
                "This is a JSON string that holds JSON.",
                "It was encoded twice: send the object or array itself.",
            )
        return finding(
            "not-a-payload", "This is a JSON string.", "A request is an object, a PerCL script an array."
        )
    if not isinstance(value, dict):
        return finding(
            "not-a-payload",
            f"This is {json.dumps(value)[:20]}.",
            "A request is an object, a PerCL script an array.",
        )
    if _TWILIO_MEMBERS & value.keys():
        return finding(
            "not-a-payload",
            "This looks like a request of Twilio.",
            "FreeClimb's requests have requestType, callId, accountId …",
        )
    if _is_held(value, commands):
        return finding("not-an-array", "This is a command as SDKs hold it in memory.", _WRITTEN_BY_SDK)
    for name, inner in value.items():
        items = [item for item in inner if isinstance(item, dict)] if isinstance(inner, list) else []
        held = any(_is_held(item, commands) for item in items)
        if held or any(commands & item.keys() for item in items):
            return finding(
                "not-an-array",
                f"The PerCL script is wrapped in an object, as {quoted(name)}.",
                _WRITTEN_BY_SDK if held else "Answer with the array itself.",
            )
    lowered = {command.lower() for command in commands}
    if any(name.lower() in lowered for name in value):
        return finding("not-an-array", "This is a PerCL command without its array.", "Wrap it: [{…}].")
    return finding(
        "not-a-payload",
        "This is neither a request (it has no requestType) nor PerCL (it is no array).",
        "State what it is with --as request, response or exchange.",
    )


def _is_held(item: dict[str, Any], commands: frozenset[str]) -> bool:
    """Whether an object is a command as SDKs hold it: its name beside its attributes."""
    name = item.get("command")
    return isinstance(name, str) and name in commands


def holds_json(value: str) -> bool:
    """Whether a string is the text of a JSON object or array."""
    if value.lstrip()[:1] not in ("{", "["):
        return False
    try:
        json.loads(value)
    except (ValueError, RecursionError):
        return False
    return True
