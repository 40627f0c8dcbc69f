"""Words about a single value: what it is, and what it was probably meant to be.

Captures hold real people's numbers, so the value of a free string is described, not shown, unless asked.
"""

from __future__ import annotations

import json
import re
from typing import Any

from . import lookalike, similar
from .pointer import Path
from .wording import listing, plain

_WORD = re.compile(r"[A-Za-z][A-Za-z_ -]{0,31}\Z")
_NUMBER = re.compile(r"\s*-?[0-9]+(?:\.[0-9]+)?\s*\Z")
_HOST = re.compile(r"(?i)(?:[a-z0-9-]+\.)+[a-z]{2,}(?:[:/?#]|\Z)|localhost\b")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_UNSET = re.compile(r"(?:undefined|null|None|NaN|nil|\[object Object\])(?:/|\Z)")
_PLACEHOLDER = re.compile(r"[<{$%]|(?i:your|example_|todo|xxx)|\A[A-Z][A-Z_]+\Z")

Said = tuple[str, str, str]  # code, message, hint


def _article(kind_name: str) -> str:
    if kind_name in ("null", "integer"):
        return {"null": "null", "integer": "a whole number"}[kind_name]
    return ("an " if kind_name[0] in "ao" else "a ") + kind_name


def kind(value: Any) -> str:
    """The JSON type of a value, with its article."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "a boolean"
    for python, name in ((str, "a string"), (dict, "an object"), (list, "an array")):
        if isinstance(value, python):
            return name
    return "a number"


def shown(value: Any, show: bool) -> str:
    """A value as it may stand in a finding: short numbers and words as they are, the rest described."""
    text = json.dumps(value, ensure_ascii=False)
    if show and len(text) <= 200:
        return text
    if isinstance(value, str):
        return f"a string of {len(value)} characters" if value else "an empty string"
    if isinstance(value, (list, dict)) or len(text) > 6:
        return kind(value)
    return text


def wrong_type(value: Any, wanted: list[str], name: str, path: Path, node: Any) -> Said:
    """Words for a value of another type than documented."""
    types = listing((_article(t) for t in wanted), quote=False).replace(" and ", " or ")
    message = f"{name} must be {types}, not {kind(value)}."
    if isinstance(value, str) and lookalike.holds_json(value) and {"array", "object"} & set(wanted):
        hint = "It was encoded twice: put the array or object itself."
        return "double-encoded", f"{name} is a string that holds JSON.", hint
    if isinstance(value, dict) and "$ref" in node.get("items", ()):
        return "not-an-array", message, "Wrap it: [{…}]."
    if "object" in wanted:
        return "null-value" if value is None else "wrong-type", message, _as_object(value, path, node)
    if isinstance(value, float) and wanted == ["integer"]:
        return "wrong-type", f"{name} must be a whole number.", "Round it."
    if wanted == ["array"] and path[-1:] == ("prompts",):
        return "wrong-type", message, 'Write [{"Say": {"text": "…"}}], for example.'
    return "wrong-type", message, _as_scalar(value, wanted)


def _as_object(value: Any, path: Path, node: Any) -> str:
    if path and isinstance(path[-1], int):
        if value is None:
            return "Was a variable unset?"
        if isinstance(value, list):
            return "One array around the commands is enough."
        bare = similar.same_letters(str(value), ("Hangup", "Dequeue", "Unpark"))
        return f'Write {{"{bare}": {{}}}}.' if bare else 'Write {"Say": {"text": "…"}}, for example.'
    required = node.get("required", [])
    if node.get("additionalProperties", True):
        return "Write an object, such as {}." if not required else f"It needs {listing(required)}."
    if not required:
        return f'Without attributes, write {{"{path[-1]}": {{}}}}.'
    return (
        f'Write {{"{path[-1]}": {{"{required[0]}": …}}}}.'
        if len(required) == 1
        else f"It needs {listing(required)}."
    )


def _as_scalar(value: Any, wanted: list[str]) -> str:
    if isinstance(value, bool) and "string" in wanted:
        return "Put a text in double quotes, or leave the member out."
    if isinstance(value, int) and "string" in wanted:
        return (
            'Put it in double quotes; a phone number begins with "+".'
            if value > 10**6
            else "Put it in double quotes."
        )
    if isinstance(value, str) and {"integer", "number"} & set(wanted):
        return (
            "Write the number without quotes." if _NUMBER.match(value) else "Write a number, without quotes."
        )
    if isinstance(value, str) and "boolean" in wanted:
        return "Write true or false, without quotes."
    if value in (0, 1) and "boolean" in wanted:
        return f"Write {'true' if value else 'false'}."
    return ""


def not_allowed(value: Any, allowed: list[str], name: str, show: bool) -> Said:
    """Words for a value that is not in the documented list."""
    choices = f"{name} must be {' or '.join(allowed) if len(allowed) < 3 else 'one of ' + ', '.join(allowed)}"
    if not isinstance(value, str):
        return "not-allowed-value", f"{choices}, not {shown(value, show)}.", ""
    given = f'"{value}"' if _WORD.match(value) else shown(value, show)
    if "-" in value and (meant := similar.same_letters(value, allowed)):
        return "twilio-spelling", f"{name} is {given}, as Twilio spells it.", f"FreeClimb's value is {meant}."
    if meant := similar.same_word(value, allowed):
        return "wrong-case", f"{name} is {given}: values are case-sensitive.", f"Write {meant}."
    near = similar.nearest(value, allowed)
    message, hint = f"{choices}, not {given}.", ""
    if len(allowed) > 8:
        message = f"{name} is {given}, which is not in the documented list."
        hint = f"It has {', '.join(allowed)}."
    return "not-allowed-value", message, f"Did you mean {near}?" if near else hint


def wrong_format(value: str, definition: str, node: Any, name: str, show: bool) -> Said:
    """Words for a string that does not match its pattern; `definition` names the pattern's place."""
    given = f" (it is {shown(value, show)})" if value else ""
    if definition == "url":
        return "not-a-url", f"{name} is not an absolute http or https URL{given}.", _url_hint(value)
    if definition == "address":
        return "not-a-url", f"{name} is not an address with a scheme and a host{given}.", _url_hint(value)
    if definition in ("phoneNumber", "phoneNumberOrSipUrl"):
        what = "a phone number in E.164 format" + (" or a SIP URL" if definition.endswith("Url") else "")
        return "not-a-phone-number", f"{name} is not {what}{given}.", _phone_hint(value)
    if not value:
        return "empty-string", f"{name} is an empty string.", "Was a variable unset?"
    stray = re.search(node["not"]["pattern"], value) if "not" in node else None
    which = f'"{stray.group()}" cannot stand in it. ' if stray and _is_visible(stray.group()) else ""
    return "wrong-format", f"{name} is not written as documented{given}.", which + plain(node["description"])


def _is_visible(text: str) -> bool:
    return text.isprintable() and not text.isspace()


def _url_hint(value: str) -> str:
    if not value:
        return "It is empty: was a variable unset?"
    if _UNSET.match(value) or "://undefined" in value:
        return "A variable was unset when the URL was made."
    if value != value.strip():
        return "Remove the space or line end around it."
    scheme = _SCHEME.match(value)
    if value.lower().startswith(("http:", "https:")):
        rest = value.split(":", 1)[1]
        return (
            "The host is missing: was a variable unset?"
            if rest.startswith("//")
            else "Two slashes follow the scheme: https://"
        )
    if value.startswith("//"):
        return "The scheme is missing: begin with https:"
    if _HOST.match(value):
        return "The scheme is missing: begin with https://"
    if scheme and not _PLACEHOLDER.search(value):
        return f"FreeClimb calls http and https only, not {scheme.group(1)}."
    if _PLACEHOLDER.search(value):
        return "A placeholder was left in; write the URL, from https:// on."
    if "/" in value:
        return "It is a relative path; write the whole URL, from https:// on."
    return "Write the whole URL, from https:// on."


def _phone_hint(value: str) -> str:
    example = 'such as "+15551234567"'
    digits = re.sub(r"[^0-9]", "", value)
    if not value:
        return "It is empty: was a variable unset?"
    if _UNSET.match(value):
        return "A variable was unset when the number was made."
    if value.strip().lower().startswith(("sip:", "sips:")):
        return (
            "A SIP URL needs something after the scheme."
            if value.strip()[-1] == ":"
            else "A SIP URL cannot stand here."
        )
    if value != value.strip():
        return "Remove the space or line end around it."
    if re.fullmatch(r"[0-9]+", value):
        return f"Begin with + and the country code, {example}."
    if re.fullmatch(r"\+0[0-9]{0,14}", value):
        return "A country code does not begin with 0."
    if re.fullmatch(r"[0-9+().\-\s/]+", value) and len(digits) > 4:
        if len(digits) > 15:
            return "It has more than 15 digits."
        return f"Write + and digits only, without spaces, dashes or parentheses, {example}."
    if value.startswith("+") and re.fullmatch(r"[0-9]+", value[1:]):
        return "It has more than 15 digits." if len(digits) > 15 else "It has too few digits."
    return f"Write + and the country code, then digits only, {example}."
