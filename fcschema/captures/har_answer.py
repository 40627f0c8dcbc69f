"""What an app answered, from the response of a HAR entry: a JSON value, or why there is none."""

from __future__ import annotations

from typing import Any, NamedTuple

from .. import bodies
from ..bodies import Body
from ..finding import CODES, Finding
from ..jsontext import NotReadable

_NOT_MODIFIED = 304


class Answer(NamedTuple):
    """The value of the body when it is JSON, what there is to say about it, and how its text begins.

    `start` is empty where there is no body. The findings are those of an answer that should be PerCL.
    """

    value: Any
    is_json: bool
    start: str
    findings: tuple[Finding, ...]


def member(value: Any, *names: str) -> dict[str, Any]:
    """The object within objects, empty where there is none."""
    for name in names:
        value = value.get(name) if isinstance(value, dict) else None
    return value if isinstance(value, dict) else {}


def string(value: dict[str, Any], name: str) -> str:
    """A member that is a string, empty where there is none."""
    found = value.get(name)
    return found if isinstance(found, str) else ""


def number(value: dict[str, Any], name: str) -> int:
    """A member that is a whole number above 0, otherwise 0: -1 is how HAR files say that they do not know."""
    found = value.get(name)
    return found if type(found) is int and found > 0 else 0


def header(message: dict[str, Any], name: str) -> str:
    """A header of a request or response, empty where there is none."""
    headers = message.get("headers")
    for each in headers if isinstance(headers, list) else ():
        if isinstance(each, dict) and string(each, "name").lower() == name:
            return string(each, "value")
    return ""


def body(message: dict[str, Any], held: dict[str, Any]) -> Body:
    """The body of a request or response, from the object of the entry that holds its text."""
    return Body(
        string(held, "text"),
        string(held, "encoding"),
        header(message, "content-type") or string(held, "mimeType"),
        header(message, "content-encoding"),
    )


def answer(response: dict[str, Any]) -> Answer:
    """What the response of an entry holds."""
    content = member(response, "content")
    about = _of_status(number(response, "status"))
    redirects = any(finding.code == "http-redirect" for finding in about)
    sent = body(response, content)
    if sent.text:
        try:
            value, said = bodies.read(sent)
            return Answer(value, True, _start(sent), (*about, *at("/response", said)))
        except NotReadable as problem:
            if problem.findings[0].code != "empty":
                # The page that comes with a redirect is no mistake of its own, and neither is no page.
                said = () if redirects else problem.findings
                return Answer(None, False, _start(sent), (*about, *at("/response", said)))
    nothing = () if redirects else (_of_nothing(response, content),)
    return Answer(None, False, "", (*about, *nothing))


def _start(sent: Body) -> str:
    try:
        return bodies.octets(sent).lstrip(b"\xef\xbb\xbf \t\r\n")[:1].decode("latin-1") or " "
    except NotReadable:
        return " "


def _of_status(status: int) -> tuple[Finding, ...]:
    if 300 <= status < 400 and status != _NOT_MODIFIED:
        message = f"The app answered with a redirect, status {status}."
        hint = "No source says that FreeClimb follows it: answer with the PerCL itself."
        return (_finding("http-redirect", message, hint),)
    if status and not 200 <= status < 300:
        message = f"The app answered with status {status}."
        hint = "FreeClimb's samples answer 200; no source says what it makes of another."
        return (_finding("http-status", message, hint),)
    return ()


def _of_nothing(response: dict[str, Any], content: dict[str, Any]) -> Finding:
    sizes = (number(content, "size"), number(response, "bodySize"))
    length = header(response, "content-length").strip("0")
    if not isinstance(content.get("text"), str) and (max(sizes) > 0 or length.isdecimal()):
        message = "The capture does not hold the body of the answer, so that it was not checked."
        return _finding("body-not-saved", message, "Save the HAR file with the content of the responses.")
    if not number(response, "status"):
        return _finding("no-body", "The app gave no answer.", "Was it running, and fast enough?")
    message = "The answer has no body, where PerCL is expected."
    return _finding("no-body", message, "To end the call, answer with Hangup.")


def _finding(code: str, message: str, hint: str) -> Finding:
    return Finding(CODES[code].severity, code, "/response", message, hint)


def at(prefix: str, findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Findings about a body as findings about the pair; a line of a body is no line of the file."""
    return tuple(f._replace(pointer=prefix + f.pointer, line=0, column=0) for f in findings)
