"""For each code of a finding: how to mend it, and a payload that causes it."""

from __future__ import annotations

import json
from typing import NamedTuple

_ID = "0123456789abcdef0123456789abcdef01234567"


class Remedy(NamedTuple):
    """`mend` is Markdown. The example is a vector's file, or a text of its own where no vector has the code."""

    mend: str
    vector: str = ""
    text: str = ""
    file: str = "payload.json"


def _request(*changes: tuple[str, str]) -> str:
    members = {
        "requestType": '"outDialApiConnect"',
        "callId": f'"CA{_ID}"',
        "accountId": f'"AC{_ID}"',
        "from": '"+15557654321"',
        "to": '"+15551234567"',
        "callStatus": '"inProgress"',
        "direction": '"outboundAPI"',
        "conferenceId": "null",
        "queueId": "null",
        **dict(changes),
    }
    return "{\n" + ",\n".join(f'  "{name}": {value}' for name, value in members.items()) + "\n}"


def _har(status: int, content: str, headers: str = "[]") -> str:
    """A HAR file with an answered call's request, and what is given as its response."""
    body = json.dumps(json.dumps(json.loads(_request())))
    return f"""{{"log": {{"version": "1.2", "entries": [{{
  "request": {{"method": "POST", "url": "https://example.com/connected",
    "postData": {{"mimeType": "application/json", "text":
      {body}}}}},
  "response": {{"status": {status}, "headers": {headers},
    "content": {content}}}
}}]}}}}
"""


REMEDIES: dict[str, Remedy] = {
    "empty": Remedy(
        "Capture the body, not only the headers. A script without commands is written `[]`.",
        "text/invalid/empty.json",
    ),
    "not-json": Remedy(
        "Write the payload with a JSON serialiser rather than by hand or with string templates.",
        "text/invalid/single-quotes.json",
    ),
    "not-yaml": Remedy(
        "Mend the YAML at the line that is named; most often a quote or a bracket is not closed.",
        text='- Say: {text: "Hello}\n- Hangup: {}\n',
        file="payload.yaml",
    ),
    "not-utf-8": Remedy(
        "Save or send the text as UTF-8. Compressed bodies must be decompressed first.",
        "text/invalid/latin-1.json",
    ),
    "byte-order-mark": Remedy(
        "Save the file as UTF-8 without a byte order mark.", "text/invalid/byte-order-mark.json"
    ),
    "several-documents": Remedy(
        "Put each payload on a line of its own (JSON lines), or into a file of its own.",
        text='[\n  {"Say": {"text": "Hello"}}\n]\n[\n  {"Hangup": {}}\n]\n',
    ),
    "duplicate-member": Remedy(
        "Keep one of the two. Which one a parser keeps differs from language to language.",
        "text/invalid/duplicate-attribute.json",
    ),
    "lone-surrogate": Remedy(
        "Cut texts between characters, not between the two halves of one: an emoji has two in JavaScript, "
        "Java and C#.",
        "text/invalid/lone-high-surrogate.json",
    ),
    "number-too-large": Remedy(
        "Write a number that a double holds, or a string.", "text/invalid/number-1e400.json"
    ),
    "too-deep": Remedy(
        "Look for a serialiser that follows a structure which contains itself: no script is nested that deep.",
        text="[" * 101 + "]" * 101,
    ),
    "too-large": Remedy("Split the capture: a payload is a few hundred bytes."),
    "yaml-feature": Remedy(
        "Write plain mappings, lists and scalars.",
        text="- Say: {text: !secret greeting}\n",
        file="payload.yaml",
    ),
    "double-encoded": Remedy(
        "Encode once: give the serialiser the array, and send its text as it is.",
        "response/invalid/encoded-twice.json",
    ),
    "form-encoded": Remedy(
        "FreeClimb sends and takes JSON. A form-encoded body is another platform's, or a tool's default.",
        "text/invalid/form-encoded.json",
    ),
    "markup": Remedy(
        "Answer with JSON. TwiML has to be written anew as PerCL; an HTML page is most often an error page of "
        "the framework.",
        "text/invalid/twiml.json",
    ),
    "no-body": Remedy(
        "Answer with PerCL when `callStatus` is `inProgress`; `[]` ends the call.",
        text=_har(200, '{"size": 0, "mimeType": "application/json"}'),
        file="calls.har",
    ),
    "undecodable-body": Remedy(
        "Capture the body again, decompressed if the proxy can do that.",
        text=_har(
            200, '{"size": 9, "mimeType": "application/json", "encoding": "base64", "text": "not base64"}'
        ),
        file="calls.har",
    ),
    "not-a-payload": Remedy(
        "Check that the whole body was captured, or state what it is with `--as`.", text='{"status": "ok"}'
    ),
    "not-an-array": Remedy(
        "Put the commands into an array, a single one too.", "response/invalid/is-an-object.json"
    ),
    "unknown-request-type": Remedy(
        "Take the name from FreeClimb's reference.", text=_request(("requestType", '"outDialConnected"'))
    ),
    "not-described": Remedy(
        "Nothing is wrong. This version of the contract has no schema for the request, so it was not checked.",
        text='{"requestType": "inboundCall"}',
    ),
    "missing-member": Remedy(
        "Add the member. In a script, look for a variable that was unset: serialisers leave such members out.",
        "response/invalid/create-conference-without-action-url.json",
    ),
    "unknown-attribute": Remedy(
        "Take the attribute's name from the command's page; remove it if there is none like it. `_file` and "
        "`_from` come from older SDKs: update to Java 6.1.0, Node 3.8.0 or newer.",
        "response/invalid/get-digits-with-attribute-in-snake-case.json",
    ),
    "unknown-command": Remedy(
        "Take the name from [the list of commands](percl.md#commands).",
        "response/invalid/command-unknown.json",
    ),
    "not-in-prompts": Remedy(
        "Move the command out of `prompts`, before or after the command that has them.",
        "response/invalid/prompts-with-hangup.json",
    ),
    "command-shape": Remedy(
        "Give each command an object of its own, with the attributes inside it.",
        "response/invalid/two-commands-in-one-object.json",
    ),
    "wrong-type": Remedy(
        "Write the value as the type that the reference names: numbers and booleans without quotes. Older SDKs "
        "type some attributes wrongly, such as `alias` as a boolean and `initialTimeoutMs` as a string: update "
        "the SDK.",
        "request/invalid/from-as-a-number.json",
    ),
    "null-value": Remedy(
        "In a script, leave the attribute out. In a request, the sender is a mock or not FreeClimb.",
        "response/invalid/audio-stream-privacy-mode-is-null.json",
    ),
    "wrong-case": Remedy(
        "Names and values are case-sensitive: write them as the reference does.",
        "response/invalid/command-in-lower-case.json",
    ),
    "twilio-spelling": Remedy(
        "Write FreeClimb's name. The two platforms look alike and are not compatible.",
        "request/invalid/call-status-in-twilio-spelling.json",
    ),
    "not-allowed-value": Remedy(
        "Take one of the values that the reference lists.", "request/invalid/call-status-queued.json"
    ),
    "not-a-url": Remedy(
        "Write the whole address, with `https://` and the host: FreeClimb knows no base to add it to.",
        "response/invalid/add-to-conference-leave-conference-url-relative.json",
    ),
    "not-a-phone-number": Remedy(
        "Write `+`, the country code and the number, without spaces or punctuation.",
        "request/invalid/from-in-national-form.json",
    ),
    "wrong-format": Remedy(
        "Write the string as the property's description says.",
        "response/invalid/get-digits-finish-on-key-the-word-none.json",
    ),
    "empty-string": Remedy(
        "Give it a value, or leave the attribute out if it is optional.",
        "response/invalid/play-file-empty.json",
    ),
    "too-long": Remedy("Shorten the text, or split it.", "response/invalid/say-text-of-4097-characters.json"),
    "out-of-range": Remedy(
        "Choose a number within the bounds; mind the unit.", "response/invalid/pause-length-0.json"
    ),
    "rule": Remedy(
        "Do what the sentence says: one of the two members has to change.",
        "response/invalid/out-dial-if-machine-url-alone.json",
    ),
    "deprecated": Remedy(
        "Do without the member before it goes. Nothing breaks today.",
        text=_request(("dialCallStatus", '"inProgress"')),
    ),
    "status-mismatch": Remedy(
        "Read `callStatus`.", text=_request(("callStatus", '"busy"'), ("dialCallStatus", '"noAnswer"'))
    ),
    "unknown-member": Remedy(
        "Nothing is wrong. Make sure that your app ignores the member.",
        text=_request(("requestId", f'"RQ{_ID}"')),
    ),
    "id-shape": Remedy(
        "See whether the ID is that of something else, or a placeholder. The shape is not documented, so real "
        "IDs may differ.",
        text=_request(("callId", '"CA123"')),
    ),
    "unreachable-command": Remedy(
        "Move the command before the one that hands the call on, or into the script that answers the next "
        "request.",
        text='[\n  {"Redirect": {"actionUrl": "https://example.com/next"}},\n  {"Say": {"text": "Hello"}}\n]',
    ),
    "script-ends": Remedy(
        "End the script with a command that hands the call on, or with `Hangup` to make the end plain.",
        text='[{"Say": {"text": "Hello"}}]',
    ),
    "unreachable-host": Remedy(
        "Use a public host name. While you develop, a tunnel gives a local app one.",
        text='[{"Redirect": {"actionUrl": "http://localhost:3000/next"}}]',
    ),
    "doubtful-value": Remedy(
        "Choose a value on which FreeClimb's sources agree.",
        text='[{"SendDigits": {"digits": "1234", "pauseMs": 50}}, {"Hangup": {}}]',
    ),
    "advised-member": Remedy(
        "Add the member to be safe.",
        text='[{"AudioStream": {"location": {"uri": "https://audio.example.com:443"}, '
        '"contentType": "audio/mulaw;rate=8000", "metadata": []}}]',
    ),
    "http-status": Remedy(
        "Answer with 200. Look into the app's log for the error behind the status.",
        text=_har(500, '{"size": 2, "mimeType": "application/json", "text": "[]"}'),
        file="calls.har",
    ),
    "http-redirect": Remedy(
        "Answer with PerCL at the URL that FreeClimb asked; to continue elsewhere, answer with `Redirect`.",
        text=_har(
            302,
            '{"size": 0, "mimeType": "text/html"}',
            '[{"name": "Location", "value": "https://example.com/login"}]',
        ),
        file="calls.har",
    ),
    "body-not-saved": Remedy(
        "Let the proxy save the content of responses, too.",
        text=_har(200, '{"size": 25, "mimeType": "application/json"}'),
        file="calls.har",
    ),
    "no-effect": Remedy("Remove the command.", text='[{"Reject": {}}]'),
    # No example: that takes a version after the first.
    "other-version": Remedy(
        "Run `fcschema diff` for all that changes, and be ready before you move to that version."
    ),
}
