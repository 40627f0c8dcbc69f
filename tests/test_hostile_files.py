"""Files and processes that fail in the middle: what the report says is true, and the memory stays bounded."""

from __future__ import annotations

import errno
import gzip
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from random import Random
from typing import Any

import pytest

from fcschema import bulk, cli, pool, ranges
from fcschema.origin import Unreadable
from fcschema.settings import Settings

REQUEST = {
    "requestType": "outDialApiConnect",
    "callId": "CA0123456789abcdef0123456789abcdef01234567",
    "accountId": "AC0123456789abcdef0123456789abcdef01234567",
    "from": "+15557654321",
    "to": "+15551234567",
    "callStatus": "busy",
    "direction": "outboundAPI",
    "conferenceId": None,
    "queueId": None,
    "parentCallId": None,
}
MIB = 1 << 20
# Of each process, as the issue demands.
MOST_MEMORY = 60 * MIB

JOBS = pytest.mark.parametrize("jobs", ["1", "2"])


def lines(count: int, seed: int = 1) -> bytes:
    """Request lines, one in a hundred invalid, that do not shrink to nothing."""
    random, made = Random(seed), []
    for number in range(count):
        digits = f"{random.getrandbits(160):040x}"
        sender = "x" if number % 100 == 50 else f"+1{random.randrange(10**9, 10**10)}"
        made.append(json.dumps({**REQUEST, "callId": f"CA{digits}", "from": sender}))
    return "\n".join([*made, ""]).encode()


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("PYTHONUNBUFFERED", raising=False)
    return tmp_path


@pytest.fixture
def small_ranges(monkeypatch: pytest.MonkeyPatch) -> None:
    """Small files are worth many ranges and processes."""
    monkeypatch.setattr(ranges, "RANGE", 10_000)
    monkeypatch.setattr(bulk, "WORTH_PROCESSES", -1.0)


def validate(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, Any, str]:
    code = cli.main(["validate", "--format", "json", *arguments])
    out, said = capsys.readouterr()
    return code, json.loads(out), said


def assert_true_until(report: Any, file: str, reason: str, whole: int) -> None:
    """The report holds the first records and no others, says what is missing, and counts what it holds."""
    assert report["unreadable"] == [{"file": file, "reason": reason}]
    numbers = [record["origin"]["record"] for record in report["records"]]
    assert numbers == list(range(1, len(numbers) + 1))
    assert 0 < len(numbers) < whole
    bad = [record["origin"]["record"] for record in report["records"] if not record["valid"]]
    assert bad == [number for number in numbers if number % 100 == 51]
    assert report["summary"] == {
        "payloads": len(numbers),
        "valid": len(numbers) - len(bad),
        "invalid": len(bad),
        "skipped": 0,
        "unreadable": 1,
        "errors": len(bad),
        "warnings": 0,
        "notes": 0,
    }


# Files that change or break while they are read.


@JOBS
@pytest.mark.usefixtures("small_ranges")
def test_truncated_gzip(capsys: pytest.CaptureFixture[str], jobs: str) -> None:
    data = gzip.compress(lines(20_000), 1)
    Path("cut.ndjson.gz").write_bytes(data[: len(data) // 2])
    code, report, said = validate(capsys, "--jobs", jobs, "cut.ndjson.gz")
    assert (code, said) == (2, "fcschema: cut.ndjson.gz: the gzip stream is cut off\n")
    assert_true_until(report, "cut.ndjson.gz", "the gzip stream is cut off", 20_000)
    assert report["summary"]["payloads"] > 5000


@JOBS
@pytest.mark.usefixtures("small_ranges")
def test_damaged_gzip(capsys: pytest.CaptureFixture[str], jobs: str) -> None:
    data = bytearray(gzip.compress(lines(20_000), 1))
    data[-6] ^= 1
    Path("damaged.ndjson.gz").write_bytes(data)
    code, report, _ = validate(capsys, "--jobs", jobs, "damaged.ndjson.gz")
    assert code == 2
    [unreadable] = report["unreadable"]
    assert unreadable["reason"].startswith("the gzip stream is damaged: CRC check failed")
    assert_true_until(report, "damaged.ndjson.gz", unreadable["reason"], 20_001)


@pytest.mark.parametrize("tail", [b"", b"\x1f", b"\x1f\x8b\x08\x00", b"garbage"])
def test_gzip_that_is_hardly_begun_or_goes_on_otherwise(
    capsys: pytest.CaptureFixture[str], tail: bytes
) -> None:
    whole = gzip.compress(json.dumps(REQUEST).encode())
    Path("a.json.gz").write_bytes(whole + tail if tail else whole[:12])
    code, report, _ = validate(capsys, "a.json.gz")
    assert (code, report["records"]) == (2, [])
    [unreadable] = report["unreadable"]
    assert unreadable["reason"].startswith(
        ("the gzip stream is cut off", "the gzip stream is damaged: Not a")
    )


@JOBS
def test_gzip_bomb(capsys: pytest.CaptureFixture[str], jobs: str) -> None:
    member = gzip.compress(b" " * MIB)
    Path("bomb.ndjson.gz").write_bytes(gzip.compress(lines(30)) + member * 200)
    code, report, said = validate(capsys, "--jobs", jobs, "--input-format", "ndjson", "bomb.ndjson.gz")
    reason = "the gzip stream grows to more than 200 times its size"
    assert (code, said) == (2, f"fcschema: bomb.ndjson.gz: {reason}\n")
    assert_true_until(report, "bomb.ndjson.gz", reason, 31)
    assert report["summary"]["payloads"] == 30


@contextmanager
def once_at(monkeypatch: pytest.MonkeyPatch, offset: int, act: Callable[[], object]) -> Iterator[None]:
    """Do something as soon as a part of a file from an offset on is about to be read."""
    original = ranges.Reader.read

    def read(reader: ranges.Reader, part: ranges.Range) -> ranges.Lines:
        if part.start >= offset:
            act()
        return original(reader, part)

    with monkeypatch.context() as patch:
        patch.setattr(ranges.Reader, "read", read)
        yield


@JOBS
@pytest.mark.usefixtures("small_ranges")
def test_a_file_that_is_cut_while_it_is_read(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, jobs: str
) -> None:
    Path("a.ndjson").write_bytes(lines(5000))
    with once_at(monkeypatch, 500_000, lambda: os.truncate("a.ndjson", 400_000)):
        code, report, said = validate(capsys, "--jobs", jobs, "a.ndjson")
    assert (code, said) == (2, "fcschema: a.ndjson: it was cut while it was read\n")
    assert_true_until(report, "a.ndjson", "it was cut while it was read", 5000)


@JOBS
@pytest.mark.usefixtures("small_ranges")
def test_a_file_that_vanishes_while_it_is_read(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, jobs: str
) -> None:
    Path("a.ndjson").write_bytes(lines(5000))
    with once_at(monkeypatch, 500_000, lambda: Path("a.ndjson").unlink(missing_ok=True)):
        code, report, said = validate(capsys, "--jobs", jobs, "a.ndjson")
    assert (code, said) == (2, "fcschema: a.ndjson: no such file or directory\n")
    assert_true_until(report, "a.ndjson", "no such file or directory", 5000)


@JOBS
@pytest.mark.usefixtures("small_ranges")
def test_a_file_that_grows_is_judged_as_it_was(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, jobs: str
) -> None:
    data = lines(1000)
    Path("a.ndjson").write_bytes(data[:-100])

    def grow() -> None:
        if Path("a.ndjson").stat().st_size < len(data):
            # Appended: a file that is written anew is empty for a moment, and the other process may look then.
            with Path("a.ndjson").open("ab") as file:
                file.write(data[-100:] + b"{}\n")

    with once_at(monkeypatch, len(data) - 20_000, grow):
        code, report, _ = validate(capsys, "--jobs", jobs, "a.ndjson")
    # The last line was cut when the work began and is whole when it is read.
    assert (code, report["summary"]["payloads"], report["summary"]["errors"]) == (1, 1000, 10)


# Folders.


def test_links_that_lead_nowhere_or_in_a_circle(capsys: pytest.CaptureFixture[str]) -> None:
    Path("day/inner").mkdir(parents=True)
    Path("day/a.json").write_text("[]")
    Path("day/inner/b.json").write_text("[]")
    Path("day/inner/up").symlink_to("..")
    Path("day/self.json").symlink_to("self.json")
    Path("day/gone.json").symlink_to("nothing")
    code = cli.main(["validate", "--quiet", "--format", "ndjson", "day"])
    out, said = capsys.readouterr()
    files = [json.loads(line).get("origin", {}).get("file") for line in out.splitlines()]
    assert (code, [file for file in files if file]) == (2, ["day/a.json", "day/inner/b.json"])
    assert said == (
        "fcschema: day/gone.json: no such file or directory\n"
        "fcschema: day/self.json: too many levels of symbolic links\n"
    )


def test_folders_and_files_without_permission(capsys: pytest.CaptureFixture[str], here: Path) -> None:
    for folder in ("day/closed", "day/open"):
        Path(folder).mkdir(parents=True)
        Path(folder, "a.json").write_text("[]")
    Path("day/secret.json").write_text("[]")
    # Everything that a run needs is imported before rights are given up.
    assert cli.main(["validate", "--format", "json", "day"]) == 0
    capsys.readouterr()
    Path("day/closed").chmod(0)
    Path("day/secret.json").chmod(0)
    here.chmod(0o755)
    was = os.geteuid()
    if was == 0:
        os.seteuid(65534)
    try:
        code, report, said = validate(capsys, "day")
    finally:
        os.seteuid(was)
        Path("day/closed").chmod(0o700)
    assert (code, [record["origin"]["file"] for record in report["records"]]) == (2, ["day/open/a.json"])
    assert sorted(said.splitlines()) == [
        "fcschema: day/closed: permission denied",
        "fcschema: day/secret.json: permission denied",
    ]
    assert len(report["unreadable"]) == 2


# Processes.


class Slow:
    """A run that waits for more input, in a group of its own as a terminal starts it."""

    def __init__(self, *arguments: str) -> None:
        # A pipe that nobody reads yet would stop it.
        with Path("out").open("wb") as out:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "fcschema", "validate", "--input-format", "ndjson", *arguments],
                stdin=subprocess.PIPE,
                stdout=out,
                stderr=subprocess.PIPE,
                start_new_session=True,
                # Who runs these tests in the background has Ctrl-C ignored in all that they start.
                preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
            )
        # Enough to start processes, and more than a block for each: all work, and some wait for more.
        self.feed(lines(100_000))

    def feed(self, data: bytes) -> None:
        assert self.process.stdin
        # It may end before it has read all.
        with suppress(BrokenPipeError):
            self.process.stdin.write(data)
            self.process.stdin.flush()

    def workers(self, count: int) -> list[int]:
        """The processes at work, as soon as there are so many and something was judged."""
        deadline = time.monotonic() + 20
        while len(found := children(self.process.pid)) < count or not Path("out").stat().st_size:
            assert time.monotonic() < deadline
            time.sleep(0.02)
        return found

    def end(self) -> tuple[int, str, str]:
        _, said = self.process.communicate(timeout=30)
        return self.process.returncode, Path("out").read_text(), said.decode()


def children(pid: int) -> list[int]:
    try:
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except FileNotFoundError:
        return []


def assert_gone(pids: list[int]) -> None:
    deadline = time.monotonic() + 10
    while any(Path(f"/proc/{pid}").exists() for pid in pids):
        assert time.monotonic() < deadline, "a process is left running"
        time.sleep(0.02)


def test_a_worker_that_is_killed() -> None:
    slow = Slow("--format", "json", "--jobs", "2")
    workers = slow.workers(2)
    os.kill(workers[0], signal.SIGKILL)
    # It had judged all that it was given, perhaps: so it gets more.
    slow.feed(lines(20_000))
    code, out, said = slow.end()
    reason = "a worker process died; the rest was not judged"
    assert (code, said) == (2, f"fcschema: standard input: {reason}\n")
    report = json.loads(out)
    assert report["unreadable"] == [{"file": "-", "reason": reason}]
    numbers = [record["origin"]["record"] for record in report["records"]]
    assert numbers == list(range(1, len(numbers) + 1))
    assert report["summary"]["payloads"] == len(numbers)
    assert_gone(workers)


@pytest.mark.usefixtures("small_ranges")
def test_processes_that_cannot_be_started(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fork() -> int:
        raise BlockingIOError(errno.EAGAIN, "Resource temporarily unavailable")

    monkeypatch.setattr(os, "fork", fork)
    before = signal.pthread_sigmask(signal.SIG_BLOCK, [])
    Path("a.ndjson").write_bytes(lines(5000))
    code, report, said = validate(capsys, "--jobs", "2", "a.ndjson")
    reason = "no process can be started (resource temporarily unavailable); --jobs 1 needs none"
    assert (code, said) == (2, f"fcschema: a.ndjson: {reason}\n")
    assert_true_until(report, "a.ndjson", reason, 5000)
    assert signal.pthread_sigmask(signal.SIG_BLOCK, []) == before


@pytest.mark.usefixtures("small_ranges")
def test_a_worker_that_dies_of_its_part(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("a.ndjson").write_bytes(lines(5000))
    with once_at(monkeypatch, 500_000, lambda: os.kill(os.getpid(), signal.SIGKILL)):
        code, report, _ = validate(capsys, "--jobs", "2", "a.ndjson")
    assert code == 2
    assert_true_until(report, "a.ndjson", "a worker process died; the rest was not judged", 5000)


@JOBS
@pytest.mark.parametrize("signal_", [signal.SIGINT, signal.SIGTERM])
def test_ctrl_c_and_the_end_of_a_job(jobs: str, signal_: signal.Signals) -> None:
    slow = Slow("--format", "json", "--jobs", jobs)
    workers = slow.workers(2 if jobs == "2" else 0)
    # A terminal tells every process of a group, and so do those who end containers; others tell one.
    if signal_ == signal.SIGINT:
        os.killpg(slow.process.pid, signal_)
    else:
        slow.process.terminate()
    code, out, said = slow.end()
    report = json.loads(out)
    assert (code, said) == (130, f"fcschema: interrupted after {report['summary']['payloads']:,} payloads\n")
    assert report["unreadable"] == [{"file": "-", "reason": "interrupted; the rest was not judged"}]
    assert len(report["records"]) == report["summary"]["payloads"]
    assert_gone(workers)


def test_workers_end_with_a_parent_that_is_killed() -> None:
    slow = Slow("--format", "ndjson", "--jobs", "2")
    workers = slow.workers(2)
    slow.process.kill()
    assert slow.end()[0] == -signal.SIGKILL
    assert_gone(workers)


@JOBS
def test_a_reader_of_the_report_that_goes_away(jobs: str) -> None:
    Path("a.ndjson").write_bytes(lines(30_000))
    command = [sys.executable, "-m", "fcschema", "validate", "--all", "--jobs", jobs, "a.ndjson"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout
    assert process.stderr
    assert process.stdout.readline() == b"a.ndjson#1: valid (webhooks/outDialApiConnect 1.0.0)\n"
    workers = children(process.pid)
    process.stdout.close()
    said = process.stderr.read()
    process.stderr.close()
    assert (process.wait(timeout=30), said) == (2, b"")
    assert_gone(workers)


# Memory.


def peaks(*arguments: str, stdin: str | None = None) -> tuple[int, str, list[int]]:
    """Exit code, output and the peak memory of a run and of each of its workers."""
    command = [sys.executable, "-m", "fcschema", "validate", *arguments]
    with open(stdin or os.devnull, "rb") as given:
        process = subprocess.Popen(command, stdin=given, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    found: dict[int, int] = {}
    while process.poll() is None:
        for pid in (process.pid, *children(process.pid)):
            found[pid] = max(found.get(pid, 0), peak(pid))
        time.sleep(0.005)
    assert process.stdout
    with process.stdout:
        return process.returncode, process.stdout.read().decode(), list(found.values())


def peak(pid: int) -> int:
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return 0
    return next((int(line.split()[1]) * 1024 for line in status.splitlines() if line.startswith("VmHWM")), 0)


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """306 MB of lines, plain and with gzip, and a line of 200 MB among others."""
    folder = tmp_path_factory.mktemp("large")
    block = lines(30_000)
    with (folder / "lines.ndjson").open("wb") as file:
        for _ in range(33):
            file.write(block)
    packed = gzip.compress(block, 1)
    with (folder / "lines.ndjson.gz").open("wb") as file:
        for _ in range(33):
            file.write(packed)
    few = lines(100)
    with (folder / "long.ndjson").open("wb") as file:
        file.write(few)
        for _ in range(200):
            file.write(b"x" * 1_000_000)
        file.write(b"\n" + few)
    return folder


@pytest.mark.parametrize("name", ["lines.ndjson", "lines.ndjson.gz", "long.ndjson", "-"])
@JOBS
def test_memory_is_bounded(large: Path, name: str, jobs: str) -> None:
    whole = str(large / "lines.ndjson")
    stdin = whole if name == "-" else None
    code, out, memory = peaks("--jobs", jobs, name if stdin else str(large / name), stdin=stdin)
    counted = (
        "201 payloads, 198 valid, 3 invalid; 3 errors"
        if name == "long.ndjson"
        else "990,000 payloads, 980,100 valid, 9,900 invalid; 9,900 errors"
    )
    assert (code, out.split("\n\n")[1].splitlines()[0]) == (1, counted)
    # Lines beyond the bound are passed over: it depends on the machine whether that is worth processes.
    if name != "long.ndjson":
        assert len(memory) == (3 if jobs == "2" else 1)
    assert max(memory) < MOST_MEMORY


def test_an_error_of_a_file_survives_the_way_from_a_worker() -> None:
    """The reason goes as text: an exception of several arguments cannot be unpacked."""
    worker = bulk.Worker(Settings(None, None, None, False, None, each=True))
    units = [ranges.Range("no such file", 0, 0, 10)]
    with pytest.raises(Unreadable) as caught:
        list(pool.blocks(units, worker, 2, "lines"))
    assert (caught.value.file, caught.value.reason) == ("lines", "no such file or directory")
