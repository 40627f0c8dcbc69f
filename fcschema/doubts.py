"""Advice on the values of single commands: what FreeClimb adjusts, cuts, or may refuse."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple, TypeGuard

# Counts that this module looks at; those with a documented maximum aside.
COUNTS = frozenset(("maxDigits", "minDigits", "pauseMs"))

_PAUSE = re.compile(r"\{([0-9]{1,9})\}")

Attributes = dict[str, Any]


class Doubt(NamedTuple):
    """A code, the attribute it is about (a path within the command), a message and a hint."""

    code: str
    attribute: tuple[str, ...]
    message: str
    hint: str = ""


def of_command(name: str, attributes: Attributes) -> Iterator[Doubt]:
    """What is doubtful about a command's attributes, which may be invalid."""
    yield from _OF.get(name, _nothing)(attributes)


def _nothing(_: Attributes) -> Iterator[Doubt]:
    return iter(())


def _say(attributes: Attributes) -> Iterator[Doubt]:
    text, engine = attributes.get("text"), attributes.get("engine")
    if not isinstance(text, str):
        return
    size = len(text.encode())
    neural = isinstance(engine, dict) and engine.get("name") == "freeclimb.neural"
    if len(text) <= 4096 < size:
        message = f"text has {size} bytes in UTF-8; FreeClimb takes 4096."
        yield Doubt("doubtful-value", ("text",), message, "Split it over several Say.")
    elif neural and len(text) > 256:
        message = f"text has {len(text)} characters; the engine freeclimb.neural takes 256."
        yield Doubt("doubtful-value", ("text",), message, "Split it over several Say.")


def _sms(attributes: Attributes) -> Iterator[Doubt]:
    text = attributes.get("text")
    if isinstance(text, str) and len(text) > 160:
        message = f"text has {len(text)} characters; of FreeClimb's sources, one allows 160, one 254, one any number."
        yield Doubt("doubtful-value", ("text",), message, "Shorten it, or try it on your account.")


def _send_digits(attributes: Attributes) -> Iterator[Doubt]:
    base, digits = attributes.get("pauseMs", 500), attributes.get("digits")
    if not _is_number(base):
        return
    if not 100 <= base <= 1000:
        message = "FreeClimb adjusts pauseMs to lie between 100 and 1000."
        yield Doubt("doubtful-value", ("pauseMs",), message, f"It will be {100 if base < 100 else 1000}.")
    pauses = _PAUSE.findall(digits) if isinstance(digits, str) else []
    longest = max(map(int, pauses), default=0) * min(max(base, 100), 1000)
    if longest > 3000:
        message = f"digits asks for a pause of {longest:.0f} milliseconds; one is at most 3000."
        yield Doubt("doubtful-value", ("digits",), message, "Write several pauses in a row.")


def _transcribe_utterance(attributes: Attributes) -> Iterator[Doubt]:
    record = attributes.get("record")
    seconds = record.get("maxLengthSec") if isinstance(record, dict) else None
    # SDKs write 60, the documented default, where an app sets nothing.
    if _is_number(seconds) and 25 < seconds < 60:
        message = "Of FreeClimb's sources, one allows at most 25 seconds, one 60."
        yield Doubt("doubtful-value", ("record", "maxLengthSec"), message, "Write 25 or less to be safe.")


def _get_digits(attributes: Attributes) -> Iterator[Doubt]:
    least, most = attributes.get("minDigits"), attributes.get("maxDigits")
    if _is_number(least) and _is_number(most) and least > most:
        message = "minDigits is greater than maxDigits, so no digits are ever returned."
        yield Doubt("doubtful-value", ("minDigits",), message, "Swap them.")


def _add_to_conference(attributes: Attributes) -> Iterator[Doubt]:
    if attributes.get("allowCallControl") is True:
        for name in ("callControlSequence", "callControlUrl"):
            if name not in attributes:
                message = f"allowCallControl is true, but {name} is not there."
                yield Doubt("advised-member", (), message, f"Add {name}; an early reference requires it.")


def _audio_stream(attributes: Attributes) -> Iterator[Doubt]:
    for name in ("contentType", "actionUrl", "metadata"):
        if name not in attributes and not (name == "metadata" and "metaData" in attributes):
            message = f"AudioStream lacks {name}, which FreeClimb's reference page requires."
            yield Doubt(
                "advised-member", (), message, f"Add {name}; the OpenAPI document does not require it."
            )


def _is_number(value: Any) -> TypeGuard[float]:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


_OF: dict[str, Callable[[Attributes], Iterator[Doubt]]] = {
    "AddToConference": _add_to_conference,
    "AudioStream": _audio_stream,
    "GetDigits": _get_digits,
    "Say": _say,
    "SendDigits": _send_digits,
    "Sms": _sms,
    "TranscribeUtterance": _transcribe_utterance,
}
