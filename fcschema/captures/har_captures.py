"""HAR 1.2: recorded HTTP. Each FreeClimb request in it is judged as a pair with what the app answered."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from .. import bodies
from ..bodies import Body
from ..finding import CODES, ERROR, SEVERITIES, WARNING, Finding
from ..jsontext import NotReadable
from ..judge import Judge, Verdict
from ..origin import Origin, Unreadable
from ..recognise import stated
from ..source import Source
from . import Capture
from .har_answer import Answer, answer, at, body, member, number, string
from .har_entries import MAX_ENTRY, TooLong, entries

_MARK = "requestType"
_PRIVATE = re.compile(r"(?<=://)[^/?#@]*@|[?#].*", re.DOTALL)


class Exchange:
    """An entry of a HAR file."""

    def __init__(self, origin: Origin, entry: Any) -> None:
        self.origin = origin
        self._entry = entry

    def verdict(self, judge: Judge) -> Verdict | None:
        """The verdict on the request and the answer; None where the request is not FreeClimb's."""
        if isinstance(self._entry, TooLong):
            return _beyond(self._entry, judge)
        posted = _posted(member(self._entry, "request"))
        try:
            request, said = bodies.read(posted)
        except NotReadable as problem:
            if not _is_meant(posted, problem):
                return None
            return Verdict(None, judge.version.number, at("/request", problem.findings))
        if not isinstance(request, dict) or _MARK not in request:
            return None
        kind = stated(judge.as_, judge.version)[0].kind if judge.as_ else "exchange"
        if kind == "request":
            verdict = judge.value(request)
            return verdict._replace(findings=at("/request", (*said, *verdict.findings)))
        answered = answer(member(self._entry, "response"))
        if kind == "response":
            return _answer_alone(judge, answered)
        return _pair(judge, request, answered, at("/request", said))


def read(source: Source, at: tuple[str, ...] | None) -> Iterator[Capture]:
    """A capture an entry. Raises Unreadable, after those before the trouble."""
    if at is not None:
        raise Unreadable(source.file, "--at does not go with HAR, which says itself where bodies are")
    for count, entry in enumerate(entries(source), 1):
        url = _PRIVATE.sub("", string(member(entry, "request"), "url"))
        yield Exchange(Origin(source.file, count, url, number(member(entry, "response"), "status")), entry)


def _pair(judge: Judge, request: Any, answered: Answer, said: tuple[Finding, ...]) -> Verdict:
    """The verdict on a request and its answer, of which more is asked where PerCL is expected."""
    both = {"request": request, "response": answered.value} if answered.is_json else {"request": request}
    verdict = judge.value(both)
    if answered.is_json and not answered.findings:
        return _with(verdict, said)
    alone = judge.value({"request": request}) if answered.is_json else verdict
    missing = [f for f in alone.findings if (f.code, f.pointer) == ("missing-member", "")]
    if missing:
        said += answered.findings
    elif alone.document is None and answered.start:
        said += tuple(_doubt(f) for f in answered.findings if f.code != "not-json" or answered.start in "[{")
    return _with(verdict._replace(findings=tuple(f for f in verdict.findings if f not in missing)), said)


def _answer_alone(judge: Judge, answered: Answer) -> Verdict | None:
    """The verdict on an answer that is stated to be PerCL; None where there is none."""
    if answered.is_json:
        verdict = judge.value(answered.value)
        return _with(verdict._replace(findings=at("/response", verdict.findings)), answered.findings)
    return Verdict(None, judge.version.number, answered.findings) if answered.start else None


def _doubt(finding: Finding) -> Finding:
    """A finding about the answer to a request of which this contract does not say whether it wants PerCL."""
    return finding._replace(severity=WARNING) if finding.severity == ERROR else finding


def _with(verdict: Verdict, further: tuple[Finding, ...]) -> Verdict:
    findings = sorted((*further, *verdict.findings), key=lambda f: SEVERITIES.index(f.severity))
    return verdict._replace(findings=tuple(findings))


def _posted(request: dict[str, Any]) -> Body:
    """The body of a request; parameters that were taken apart are put together again."""
    held = member(request, "postData")
    params = held.get("params")
    if string(held, "text") or not isinstance(params, list):
        return body(request, held)
    pairs = [(string(p, "name"), string(p, "value")) for p in params if isinstance(p, dict)]
    return Body(urlencode(pairs, errors="replace"))


def _is_meant(posted: Body, problem: NotReadable) -> bool:
    """Whether a body that is not JSON was meant to be a request of FreeClimb."""
    try:
        data = bodies.octets(posted)
    except NotReadable:
        data = posted.text.encode("utf-8", "replace")
    if problem.findings[0].code == "form-encoded":
        return f"{_MARK}=".encode() in data
    return _MARK.encode() in data and data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"[")


def _beyond(entry: TooLong, judge: Judge) -> Verdict | None:
    """The verdict on an entry of which only the beginning was kept."""
    if _MARK.encode() not in entry.beginning:
        return None
    message = f"The entry is longer than {MAX_ENTRY >> 20} MiB, so that it was not checked."
    hint = "A PerCL script is a few hundred bytes: did the app answer with something else?"
    return Verdict(
        None, judge.version.number, (Finding(CODES["too-large"].severity, "too-large", "", message, hint),)
    )
