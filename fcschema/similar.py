"""Which documented name or value was probably meant."""

from __future__ import annotations

from collections.abc import Iterable

# Twilio's verbs, without letter case.
COMMANDS_ELSEWHERE = {
    "gather": "GetDigits, or GetSpeech for speech",
    "dial": "OutDial",
    "record": "RecordUtterance",
    "message": "Sms",
    "leave": "Dequeue",
    "conference": "AddToConference",
}
# Words that people try for PerCL's commands, without letter case.
COMMANDS_MEANT = {
    "audio": "Play",
    "call": "OutDial",
    "collect": "GetDigits",
    "disconnect": "Hangup",
    "end": "Hangup",
    "goto": "Redirect",
    "playaudio": "Play",
    "sendsms": "Sms",
    "sleep": "Pause",
    "speak": "Say",
    "talk": "Say",
    "transfer": "OutDial",
    "wait": "Pause",
}
REQUEST_TYPES_MEANT = {"outboundcall": "outDialApiConnect", "callconnect": "outDialApiConnect"}
# Attributes of Twilio and of FreeClimb's own webhooks and REST API, without letter case, and what may be meant.
ATTRIBUTES_ELSEWHERE = {
    "action": ("actionUrl",),
    "audiourl": ("file",),
    "body": ("text",),
    "callerid": ("callingNumber",),
    "duration": ("length",),
    "from": ("callingNumber",),
    "maxlength": ("maxLengthSec",),
    "message": ("text",),
    "number": ("destination",),
    "numdigits": ("maxDigits",),
    "recordingurl": ("file",),
    "to": ("destination",),
    "url": ("file", "actionUrl"),
}


def bare(name: str) -> str:
    """A name without letter case and punctuation."""
    return "".join(c for c in name.lower() if c.isalnum())


def same_letters(name: str, known: Iterable[str]) -> str | None:
    """The known name with the same letters and digits, whatever the case and punctuation."""
    letters = bare(name)
    return next((k for k in known if bare(k) == letters), None) if letters else None


def same_word(name: str, known: Iterable[str]) -> str | None:
    """The known name that differs in letter case alone."""
    return next((k for k in known if k.lower() == name.lower()), None)


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The known name that is nearest in spelling, if one is near."""
    from difflib import get_close_matches

    by_letters = {bare(k): k for k in known}
    if bare(name) in by_letters:
        return by_letters[bare(name)]
    matches = get_close_matches(bare(name), by_letters, n=1, cutoff=0.8)
    # In a short word, two letters that changed places are much of it.
    matches = matches or [letters for letters in by_letters if sorted(letters) == sorted(bare(name))]
    return by_letters[matches[0]] if matches else None
