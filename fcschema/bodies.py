"""Bodies of HTTP messages as captures hold them, to JSON values: base64, compression and charsets undone."""

from __future__ import annotations

import base64
import codecs
import re
import zlib
from contextlib import suppress
from typing import Any, NamedTuple

from . import jsontext
from .finding import ERROR, WARNING, Finding
from .jsontext import MAX_BYTES, NotReadable

_CHARSET = re.compile(r"(?ai);\s*charset\s*=\s*[\"']?([\w.:+-]+)")
# Python has more codecs, some of which are no charsets and some slow without bound.
_CHARSETS = re.compile(
    r"(?:utf_?(?:8|16|32)|iso_?8859|latin|cp\d|windows|koi8|mac|gb|big5|shift|euc|(?:us_)?ascii)"
)
_UNDONE_HERE = ("", "identity", "gzip", "x-gzip", "deflate")


class Body(NamedTuple):
    """A body in the text of a capture.

    `encoding` is base64 or empty, `content_type` and `content_encoding` are the headers of these names.
    """

    text: str
    encoding: str = ""
    content_type: str = ""
    content_encoding: str = ""


def read(body: Body) -> tuple[Any, tuple[Finding, ...]]:
    """The JSON value of a body, and what there is to say about its charset. Raises NotReadable."""
    data, said = _in_utf_8(octets(body), charset(body), _stated(body))
    try:
        return jsontext.parse(data), said
    except NotReadable as problem:
        raise NotReadable(*said, *problem.findings) from None


def octets(body: Body) -> bytes:
    """The bytes of a body as the peer means them, one more than the bound at most. Raises NotReadable."""
    if body.encoding.lower() == "base64":
        try:
            data = base64.b64decode("".join(body.text.split()), validate=True)
        except ValueError:
            raise _undecodable("The body is not the base64 that the capture says it is.") from None
    elif body.encoding.lower() not in ("", "utf-8", "utf8"):
        raise _undecodable("The capture names an encoding of the body that HAR does not have.")
    else:
        data = _as_sent(body.text, charset(body))
    if len(data) > MAX_BYTES:
        # Refused as it is, compressed or not.
        return data
    return _decompressed(data, [name.strip() for name in body.content_encoding.lower().split(",")])


def charset(body: Body) -> str:
    """The name of the charset that the content type states, as Python has it; empty for UTF-8 and none."""
    try:
        name = codecs.lookup(_stated(body)).name.replace("-", "_")
    except (LookupError, ValueError):
        return ""
    return name if _CHARSETS.match(name) and name != "utf_8" else ""


def _stated(body: Body) -> str:
    match = _CHARSET.search(body.content_type)
    return match[1] if match else ""


def _as_sent(text: str, name: str) -> bytes:
    """The bytes of a text that the tool decoded already."""
    if text.startswith("\x1f\x8b"):
        name = "latin_1"
    if name:
        # It fails when the tool did not go by the stated charset.
        with suppress(ValueError):
            return text.encode(name)
    # mitmproxy writes a lone surrogate for each byte that is not UTF-8.
    with suppress(ValueError):
        return text.encode("utf-8", "surrogateescape")
    return text.encode("utf-8", "surrogatepass")


def _decompressed(data: bytes, codings: list[str]) -> bytes:
    """What compressed data holds; HAR bodies should be decompressed already, and mostly are."""
    if data.startswith(b"\x1f\x8b"):
        if not any(coding.endswith("gzip") for coding in codings):
            message = "The body is compressed by gzip, and no Content-Encoding says so."
            raise _undecodable(message, "Send that header, or do not compress.")
        return _inflated(data, zlib.MAX_WBITS | 16)
    if data.startswith(b"\x1f\xef\xbf\xbd"):
        raise _undecodable("The body is still compressed, and was saved as text, which destroyed it.")
    if not data or _is_text(data):
        return data
    if "deflate" in codings:
        # With or without zlib's header: both are in use.
        has_header = data[0] & 15 == 8 and int.from_bytes(data[:2], "big") % 31 == 0
        return _inflated(data, zlib.MAX_WBITS if has_header else -zlib.MAX_WBITS)
    if any(coding not in _UNDONE_HERE for coding in codings):
        raise _undecodable("The body is still compressed, in a way that cannot be undone here.")
    return data


def _inflated(data: bytes, wbits: int) -> bytes:
    stream = zlib.decompressobj(wbits)
    try:
        inflated = stream.decompress(data, MAX_BYTES + 1)
    except zlib.error:
        raise _undecodable("The compressed body is damaged.") from None
    if not stream.eof and len(inflated) <= MAX_BYTES:
        raise _undecodable("The compressed body is cut off.")
    return inflated


def _in_utf_8(data: bytes, name: str, stated: str) -> tuple[bytes, tuple[Finding, ...]]:
    """A body in UTF-8, and the finding when it was not, or when its content type says so."""
    if not name or (data.isascii() and b"\0" not in data):
        return data, ()
    if _is_text(data):
        message = f"The content type states the charset {stated}, but the body is UTF-8."
        return data, (Finding(WARNING, "not-utf-8", "", message, "Leave the charset out: JSON is UTF-8."),)
    try:
        text = data.decode(name)
    except ValueError:
        return data, ()
    message = f"The body is in the charset {stated}, which its content type states."
    return text.encode("utf-8", "surrogatepass"), (
        Finding(ERROR, "not-utf-8", "", message, "JSON is UTF-8: send it as UTF-8."),
    )


def _is_text(data: bytes) -> bool:
    """Whether data is UTF-8 without the NUL bytes that UTF-16 has."""
    try:
        data.decode()
    except ValueError:
        return False
    return b"\0" not in data


def _undecodable(message: str, hint: str = "Capture it again with another tool.") -> NotReadable:
    return NotReadable(Finding(ERROR, "undecodable-body", "", message, hint))
