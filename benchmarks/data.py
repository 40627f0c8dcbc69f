"""Invented payloads of a realistic size, the same on every run."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

Make = Callable[[random.Random], Any]


def _identifier(r: random.Random, prefix: str) -> str:
    return f"{prefix}{r.getrandbits(160):040x}"


def _number(r: random.Random) -> str:
    return f"+1555{r.randrange(10**7):07}"


def request(r: random.Random) -> dict[str, Any]:
    """A request as the platform writes it: members in alphabetical order, nulls spelt out."""
    return {
        "accountId": _identifier(r, "AC"),
        "callId": _identifier(r, "CA"),
        "callStatus": r.choice(
            ("inProgress", "inProgress", "inProgress", "busy", "noAnswer", "failed", "canceled")
        ),
        "conferenceId": None,
        "direction": "outboundAPI",
        "from": _number(r),
        "parentCallId": None,
        "queueId": None,
        "requestType": "outDialApiConnect",
        "to": _number(r),
    }


def deprecated_request(r: random.Random) -> dict[str, Any]:
    """A request with dialCallStatus, which gives a warning a line."""
    made = request(r)
    status = made["callStatus"]
    return dict(sorted({**made, "dialCallStatus": status}.items()))


def broken_request(r: random.Random) -> dict[str, Any]:
    """A request with one of six mistakes."""
    made = request(r)
    mistake = r.randrange(6)
    if mistake == 0:
        made["callStatus"] = "in-progress"
    elif mistake == 1:
        made["to"] = made["to"][1:]
    elif mistake == 2:
        del made["queueId"]
    elif mistake == 3:
        made["direction"] = "outbound"
    elif mistake == 4:
        made["callId"] = None
    else:
        made["from"] = 5551234567
    return made


def script(r: random.Random) -> list[Any]:
    """A PerCL script of one of eight kinds, with texts, URLs and numbers of its own."""
    url = f"https://app.example.com/{r.getrandbits(32):08x}"
    words = ["please", "enter", "your", "number", "now", "hello", "press", "one", "for", "sales"]
    say = {"Say": {"text": " ".join(r.choices(words, k=r.randrange(3, 14)))}}
    redirect = {"Redirect": {"actionUrl": url}}
    digits = {"actionUrl": url, "maxDigits": r.randrange(1, 6), "minDigits": 1, "prompts": [say]}
    dial = {"destination": _number(r), "callingNumber": _number(r), "actionUrl": url, "callConnectUrl": url}
    record = {
        "actionUrl": url,
        "silenceTimeoutMs": 3000,
        "maxLengthSec": r.randrange(5, 60),
        "finishOnKey": "#",
    }
    conference = {"conferenceId": _identifier(r, "CF"), "talk": True, "leaveConferenceUrl": url}
    sms = {"to": _number(r), "from": "+15557654321", "text": say["Say"]["text"]}
    return r.choice(
        (
            [say, {"Hangup": {}}],
            [say, {"GetDigits": digits}],
            [redirect],
            [say, {"Pause": {"length": r.choice((100, 500))}}, redirect],
            [{"OutDial": {**dial, "timeout": r.randrange(10, 60)}}],
            [{"Play": {"file": f"{url}.wav"}}, {"RecordUtterance": record}],
            [{"Sms": sms}, {"Hangup": {}}],
            [{"AddToConference": conference}],
        )
    )


def broken_script(r: random.Random) -> list[Any]:
    """A script whose first command is misspelt."""
    return [{"say": {"text": "Hello"}}, *script(r)[1:]]


def lines(path: Path, count: int, good: Make, bad: Make, share_bad: float) -> Path:
    """A file of JSON lines, made once."""
    if not path.exists():
        r = random.Random(f"{path.name} {count}")
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("w") as file:
            for _ in range(count):
                made = (bad if r.random() < share_bad else good)(r)
                file.write(json.dumps(made, separators=(",", ":")) + "\n")
    return path


def files(folder: Path, count: int) -> Path:
    """A folder of single requests, made once."""
    if not folder.exists():
        r = random.Random(count)
        folder.mkdir(parents=True)
        for number in range(count):
            (folder / f"{number:04}.json").write_text(json.dumps(request(r)))
    return folder
