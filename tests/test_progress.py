"""The bar that a terminal shows while the work takes long."""

from __future__ import annotations

import gzip
import json
import os
import re
import struct
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from fcschema.progress import DELAY

pty = pytest.importorskip("pty", reason="terminals are tried where Python has pseudo-terminals")
fcntl = pytest.importorskip("fcntl", reason="terminals are tried where Python has pseudo-terminals")
termios = pytest.importorskip("termios", reason="terminals are tried where Python has pseudo-terminals")

REQUEST = {
    "requestType": "outDialApiConnect",
    "callId": "CA0123456789abcdef0123456789abcdef01234567",
    "accountId": "AC0123456789abcdef0123456789abcdef01234567",
    "from": "+15557654321",
    "to": "5551234567",
    "callStatus": "busy",
    "direction": "outboundAPI",
    "conferenceId": None,
    "queueId": None,
    "parentCallId": None,
}
ENTRY = {
    "request": {
        "method": "POST",
        "url": "https://app.example.com/connect",
        "postData": {"mimeType": "application/json", "text": json.dumps(REQUEST)},
    },
    "response": {"status": 204, "content": {"mimeType": "", "text": ""}},
}
# As a user runs it, but the bar shows at once: a fast machine is ready before it would.
AT_ONCE = "import sys; from fcschema import cli, progress; progress.DELAY = 0; sys.exit(cli.main())"


def in_terminal(*arguments: str, report_too: bool = False) -> tuple[list[str], str]:
    """What a terminal shows on standard error, redrawn line by redrawn line, and the report."""
    terminal, end = pty.openpty()
    # Wide enough for all that the bar says.
    fcntl.ioctl(end, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 120, 0, 0))
    command = [sys.executable, "-c", AT_ONCE, "validate", *arguments]
    with tempfile.TemporaryFile() as report:
        process = subprocess.Popen(command, stdout=end if report_too else report, stderr=end)
        os.close(end)
        shown = _read(terminal)
        process.wait(30)
        report.seek(0)
        return shown.replace("\r\n", "\n").split("\r"), report.read().decode()


def _read(terminal: int) -> str:
    shown = b""
    try:
        while block := os.read(terminal, 1 << 16):
            shown += block
    except OSError:
        # Linux says so when the other end is closed.
        pass
    os.close(terminal)
    return shown.decode()


@pytest.fixture
def captures(tmp_path: Path) -> Path:
    line = json.dumps(REQUEST)
    lines = "\n".join([line] * 20_000)
    (tmp_path / "lines.jsonl").write_text(lines)
    (tmp_path / "lines.jsonl.gz").write_bytes(gzip.compress(lines.encode(), 1))
    (tmp_path / "calls.har").write_text(json.dumps({"log": {"version": "1.2", "entries": [ENTRY] * 10_000}}))
    (tmp_path / "folder").mkdir()
    for number in range(2_000):
        (tmp_path / "folder" / f"{number}.json").write_text(line)
    return tmp_path


BYTES = r" *\d+%\|.*\| [0-9.]+[kM]?/[0-9.]+[kM] \[\d\d:\d\d<\d\d:\d\d, +[0-9.]+[kM]?B/s, ([0-9,]+) records, ([0-9,]+) findings\]"
FILES = (
    r" *\d+%\|.*\| \d+/2000 \[\d\d:\d\d<\d\d:\d\d, +[0-9.]+ files/s, ([0-9,]+) records, ([0-9,]+) findings\]"
)


@pytest.mark.parametrize(
    ("name", "frame", "payloads"),
    [
        ("lines.jsonl", BYTES, 20_000),
        ("lines.jsonl.gz", BYTES, 20_000),
        ("calls.har", BYTES, 10_000),
        ("folder", FILES, 2_000),
    ],
)
def test_a_bar_tells_records_rate_findings_and_time_left(
    captures: Path, name: str, frame: str, payloads: int
) -> None:
    # Every verdict singly, which takes longest.
    shown, out = in_terminal("--format", "json", str(captures / name))
    bars = [found for line in shown if (found := re.fullmatch(frame, line))]
    assert bars, shown
    records = [int(bar[1].replace(",", "")) for bar in bars]
    assert records == sorted(records)
    assert 0 < records[-1] <= payloads
    assert all(int(bar[2].replace(",", "")) >= int(bar[1].replace(",", "")) for bar in bars)
    # It is gone in the end.
    assert shown[-1].strip() == ""
    assert json.loads(out)["summary"]["payloads"] == payloads


def test_a_message_stands_on_a_line_of_its_own(captures: Path) -> None:
    cut = captures / "cut.har"
    cut.write_bytes((captures / "calls.har").read_bytes()[:-1000])
    shown, _ = in_terminal(str(cut))
    [said] = [line for line in shown if "fcschema:" in line]
    assert said == f"fcschema: {cut}: the HAR file is cut off after entry 9998\n"


def test_no_bar_between_the_lines_of_a_report(captures: Path) -> None:
    shown, _ = in_terminal("--format", "ndjson", str(captures / "folder"), report_too=True)
    assert len(shown) == 1
    assert len(shown[0].splitlines()) == 2_001


def test_no_bar_for_short_work(captures: Path) -> None:
    shown, out = in_terminal(str(captures / "folder" / "0.json"))
    assert DELAY == 1.0
    assert out.startswith(f"{captures / 'folder' / '0.json'}:1:")
    assert "records" not in "".join(shown)
