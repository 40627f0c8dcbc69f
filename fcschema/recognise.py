"""Which document of the contract a payload is to be judged by."""

from __future__ import annotations

from typing import Any, NamedTuple

from . import pointer, similar
from .catalog import KINDS, Document, UnknownName, Version
from .finding import CODES, Finding

# The request types of FreeClimb's reference and OpenAPI document, then those that only SDKs name.
REQUEST_TYPES = (
    "outDialApiConnect",
    "outDialConnect",
    "outDialStart",
    "inboundCall",
    "getDigits",
    "getSpeech",
    "transcribe",
    "record",
    "redirect",
    "machineDetected",
    "dequeue",
    "queueWait",
    "addToQueueNotification",
    "removeFromQueueNotification",
    "callStatus",
    "createConference",
    "conferenceStatus",
    "conferenceRecordingStatus",
    "addToConferenceNotification",
    "leaveConference",
    "callControl",
    "audioStream",
    "messageDelivery",
    "messageStatus",
    "conferenceCallControl",
    "pause",
    "inboundMessage",
    "ifMachine",
    "numberVerification",
    "usageTrigger",
)


class Recognition(NamedTuple):
    """The document to judge by, the path of the part that it judges, and what is known already."""

    document: Document | None
    path: pointer.Path = ()
    findings: tuple[Finding, ...] = ()


def stated(name: str, version: Version) -> tuple[Document, ...]:
    """The documents that a kind (request, response, exchange) or a document's name stands for.

    Raises UnknownName.
    """
    found = tuple(d for d in version.documents if name in (d.kind, d.name))
    if not found:
        documents = ", ".join(d.name for d in version.documents)
        raise UnknownName(f"{name!r} is neither a kind ({', '.join(KINDS)}) nor a document ({documents})")
    return found


def recognise(value: Any, version: Version, as_: str | None = None) -> Recognition:
    """The document for a payload: the stated one, or the one that its shape names. Raises UnknownName."""
    if as_ is not None:
        documents = stated(as_, version)
        if len(documents) > 1 and isinstance(value, dict):
            request = value.get("request") if documents[0].kind == "exchange" else value
            kind = request.get("requestType") if isinstance(request, dict) else None
            documents = tuple(d for d in documents if d.name.endswith(f"/{kind}")) or documents
        return Recognition(documents[0])
    if isinstance(value, list):
        return _array(value, version)
    if isinstance(value, dict):
        if "requestType" in value:
            return _request(value["requestType"], version, "webhooks/", ("requestType",))
        if isinstance(value.get("request"), dict):
            return _exchange(value, version)
        request = stated("request", version)[0]
        if _resembles(value, version.schema(request.name)["properties"]):
            return Recognition(request)
    from . import lookalike

    commands = frozenset(version.schema("percl")["$defs"]["command"]["properties"])
    return Recognition(None, (), (lookalike.not_a_payload(value, commands),))


def _array(value: list[Any], version: Version) -> Recognition:
    if value and all(isinstance(item, dict) and "requestType" in item for item in value):
        return _none(
            "several-documents",
            (),
            f"This is an array of {len(value)} requests.",
            "Judge one request a file.",
        )
    return Recognition(stated("response", version)[0])


def _request(kind: Any, version: Version, folder: str, at: pointer.Path) -> Recognition:
    known = {d.name.removeprefix(folder): d for d in version.documents if d.name.startswith(folder)}
    if not isinstance(kind, str):
        return Recognition(next(iter(known.values())))
    if kind in known:
        return Recognition(known[kind])
    if kind in REQUEST_TYPES:
        return _none(
            "not-described",
            at,
            f"{kind} requests are not described in contract {version.number}.",
            "Nothing was checked.",
        )
    meant = similar.same_word(kind, REQUEST_TYPES)
    if meant:
        return _none(
            "wrong-case",
            at,
            f"requestType is not written as FreeClimb writes it: {meant}.",
            f"Write {meant}.",
        )
    near = similar.REQUEST_TYPES_MEANT.get(similar.bare(kind)) or similar.nearest(kind, REQUEST_TYPES)
    return _none(
        "unknown-request-type",
        at,
        "FreeClimb has no such requestType.",
        f"Did you mean {near}?" if near else f"This contract describes {', '.join(known)}.",
    )


def _exchange(value: dict[str, Any], version: Version) -> Recognition:
    request = value["request"]
    if "requestType" not in request:
        return Recognition(stated("exchange", version)[0])
    found = _request(request["requestType"], version, "exchanges/", ("request", "requestType"))
    if (
        found.document
        or not isinstance(value.get("response"), list)
        or found.findings[0].code != "not-described"
    ):
        return found
    note = found.findings[0]._replace(hint="Only its response was checked.")
    return Recognition(stated("response", version)[0], ("response",), (note,))


def _resembles(value: dict[str, Any], properties: dict[str, Any]) -> bool:
    """Whether an object without requestType has most of a request's members, in whatever letter case."""
    names = {similar.bare(name) for name in value}
    return 2 * sum(similar.bare(p) in names for p in properties) > len(properties)


def _none(code: str, at: pointer.Path, message: str, hint: str) -> Recognition:
    return Recognition(None, (), (Finding(CODES[code].severity, code, pointer.render(at), message, hint),))
