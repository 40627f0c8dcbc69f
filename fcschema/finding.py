"""What is said about a payload: findings, and the codes that they may carry."""

from __future__ import annotations

from typing import NamedTuple

ERROR, WARNING, NOTE = "error", "warning", "note"
SEVERITIES = (ERROR, WARNING, NOTE)


class Finding(NamedTuple):
    """One thing to say about a payload.

    `pointer` is the JSON Pointer of the place in the payload, `schema` that of the constraint in the
    document (empty for advice and for text that is not JSON). `line` and `column` count from 1, in
    characters; 0 where there is no text to count in.
    """

    severity: str
    code: str
    pointer: str
    message: str
    hint: str = ""
    schema: str = ""
    line: int = 0
    column: int = 0


class Code(NamedTuple):
    """A code: its usual severity and what it means."""

    severity: str
    meaning: str


CODES: dict[str, Code] = {
    # The text is not one JSON value.
    "empty": Code(ERROR, "There is nothing to read."),
    "not-json": Code(ERROR, "The text is not JSON (RFC 8259); NaN and Infinity are not JSON either."),
    "not-yaml": Code(ERROR, "The text of a YAML file is not YAML."),
    "not-utf-8": Code(ERROR, "The bytes are not UTF-8."),
    "byte-order-mark": Code(ERROR, "The text begins with a byte order mark."),
    "several-documents": Code(ERROR, "One payload was expected and there are more."),
    "duplicate-member": Code(
        ERROR, "An object has two members of the same name, so parsers disagree on its value."
    ),
    "lone-surrogate": Code(ERROR, "A string holds half of a surrogate pair, which is not text."),
    "number-too-large": Code(ERROR, "A number is beyond what a double can hold."),
    "too-deep": Code(ERROR, "Arrays and objects are nested deeper than the bound."),
    "too-large": Code(ERROR, "The text is longer than the bound."),
    "yaml-feature": Code(
        ERROR,
        "YAML that JSON has no form for: a tag, a recursive or exploding alias, another key than a string.",
    ),
    "double-encoded": Code(ERROR, "A string holds JSON: the payload was encoded twice."),
    "form-encoded": Code(ERROR, "A form-encoded body instead of JSON."),
    "markup": Code(ERROR, "XML or HTML instead of JSON; TwiML is Twilio's."),
    "no-body": Code(ERROR, "An answer without a body where PerCL is expected."),
    "undecodable-body": Code(ERROR, "A body whose compression or encoding cannot be undone."),
    # The value is none of the contract's documents.
    "not-a-payload": Code(ERROR, "The value is neither a request, nor a PerCL script, nor an exchange."),
    "not-an-array": Code(ERROR, "A PerCL script, or prompts, without the array around the commands."),
    "unknown-request-type": Code(ERROR, "A `requestType` that FreeClimb does not have."),
    "not-described": Code(
        NOTE, "A request type that FreeClimb has and this version of the contract does not describe."
    ),
    # A constraint of the contract is broken.
    "missing-member": Code(ERROR, "A required member is not there."),
    "unknown-attribute": Code(ERROR, "A command has no such attribute."),
    "unknown-command": Code(ERROR, "PerCL has no such command."),
    "not-in-prompts": Code(ERROR, "A command that may not stand in `prompts`."),
    "command-shape": Code(ERROR, "A command is not an object with exactly one member."),
    "wrong-type": Code(ERROR, "A value of another JSON type than documented."),
    "null-value": Code(ERROR, "null where it is not documented."),
    "wrong-case": Code(ERROR, "The right name or value in the wrong letter case."),
    "twilio-spelling": Code(ERROR, "Twilio's name or value instead of FreeClimb's."),
    "not-allowed-value": Code(ERROR, "A value that is not in the documented list."),
    "not-a-url": Code(
        ERROR, "Not an absolute URL: http or https, or any scheme where FreeClimb documents none."
    ),
    "not-a-phone-number": Code(
        ERROR, "Not a phone number in E.164 format (nor a SIP URL, where one is allowed)."
    ),
    "wrong-format": Code(ERROR, "A string that is not written as documented."),
    "empty-string": Code(ERROR, "An empty string where one that says something is documented."),
    "too-long": Code(ERROR, "A string longer than documented."),
    "out-of-range": Code(ERROR, "A number outside the documented bounds."),
    "rule": Code(ERROR, "A rule that ties one member to another is broken."),
    # Advice: observed, inferred or recommended, so never an error.
    "deprecated": Code(WARNING, "A member that FreeClimb advises against or no longer documents."),
    "status-mismatch": Code(
        WARNING, "`dialCallStatus` differs from `callStatus`, of which it is a duplicate."
    ),
    "unknown-member": Code(NOTE, "A member that is not documented; FreeClimb adds some at times."),
    "id-shape": Code(
        WARNING, "An ID without the shape seen in captures: two letters and 40 hexadecimal digits."
    ),
    "unreachable-command": Code(WARNING, "A command that never runs."),
    "script-ends": Code(WARNING, "The script ends without handing the call on, so the call ends."),
    "unreachable-host": Code(WARNING, "A URL whose host FreeClimb cannot reach."),
    "doubtful-value": Code(WARNING, "A value that FreeClimb adjusts, cuts, or may refuse."),
    "advised-member": Code(WARNING, "A member that some of FreeClimb's sources require."),
    "http-status": Code(WARNING, "PerCL is expected, and the status of the answer is not 2xx."),
    "http-redirect": Code(WARNING, "A redirect to another URL in place of PerCL."),
    "body-not-saved": Code(WARNING, "The capture holds no body, though the app sent one."),
    "no-effect": Code(WARNING, "A command without effect in answer to this request."),
    "other-version": Code(
        WARNING, "Another version of the contract, named by --against, judges this differently."
    ),
}
