"""The bulk path says of hostile lines what judging one record at a time says."""

from __future__ import annotations

import gzip
import io
import json
import os
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest

from fcschema import Judge, Verdict, bulk, cli, ranges, report, shapes
from fcschema.captures.json_captures import Json, Text
from fcschema.captures.parts import moved
from fcschema.engine import ENGINES
from fcschema.jsontext import MAX_BYTES
from fcschema.origin import Origin
from fcschema.report import Tally
from fcschema.report.json_report import record
from fcschema.settings import Settings

VECTORS = Path(__file__).parent / "vectors" / "1.0.0"
JUDGE = Judge()


def vectors() -> Iterator[bytes]:
    """Every vector that is, or can be written as, one line."""
    for path in sorted(VECTORS.rglob("*.json")):
        if path.name == "manifest.json":
            continue
        data = path.read_bytes()
        if path.parts[-3] == "text":
            yield data.rstrip(b"\n") if b"\n" not in data.rstrip(b"\n") else data.replace(b"\n", b" ")
        else:
            value = json.loads(data)
            yield json.dumps(value, separators=(",", ":"), ensure_ascii=False).encode()


LINES = list(vectors())
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


def bare(line: bytes) -> Verdict:
    """The verdict of one line alone, without places."""
    verdict = Json(Origin(""), Text(line)).bare(JUDGE)
    assert verdict
    return verdict


def one(line: bytes, number: int, judge: Judge) -> Verdict:
    """The verdict of the line of that number, judged by itself, with places."""
    verdict = Json(Origin(""), Text(line)).verdict(judge)
    assert verdict
    return verdict._replace(findings=moved(verdict.findings, number - 1))


def learned(line: bytes) -> shapes.Shapes | None:
    """What a process knows that has seen a line often; None of a line that it learns nothing from."""
    verdict = bare(line)
    if verdict.document is None:
        return None
    known = shapes.Shapes()
    for _ in range(shapes.WORTH + shapes.SPARED):
        known.learn(line, JUDGE.version.schema(verdict.document), verdict)
    return known


def run_of(known: shapes.Shapes, line: bytes) -> shapes.Run | None:
    """What is known of a line, which has its end."""
    return known.run(line + b"\n", 0, len(line) + 1)


BYTES = [*b'"\\{}[],:+-.0123456789 eEnulltrsfaCAQ/@#?%~\t\r\0\x7f\x80\xff<', 0xC3, 0xA9]
# A name or a value, whole.
TOKEN = re.compile(rb'"(?:[^"\\]|\\.)*"|-?[0-9][0-9.eE+-]*|true|false|null')


MEMBER = re.compile(rb'"([A-Za-z]+)": ?("(?:[^"\\]|\\.)*"|-?[0-9][0-9.eE+-]*|true|false|null)')


class Mutants:
    """Lines that differ from others by one byte or by one name or value."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)
        self._tokens, self._values = set[bytes](), dict[bytes, set[bytes]]()
        for line in LINES:
            self._tokens.update(token for token in TOKEN.findall(line) if len(token) < 600)
            for name, value in MEMBER.findall(line):
                self._values.setdefault(name, set()).add(value[:600])
        self._all = sorted(self._tokens)
        self._of = {name: sorted(values) for name, values in self._values.items()}

    def of(self, line: bytes) -> bytes:
        chance = self._random.random()
        members, tokens = list(MEMBER.finditer(line)), list(TOKEN.finditer(line))
        if chance < 0.5 and members:
            member = self._random.choice(members)
            value = self._random.choice(self._of.get(member[1], self._all))
            return line[: member.start(2)] + value + line[member.end(2) :]
        if chance < 0.65 and tokens:
            token = self._random.choice(tokens)
            new = self._random.choice((self._random.choice(self._all), self._random.choice(tokens)[0]))
            return line[: token.start()] + new + line[token.end() :]
        if chance < 0.7 and tokens:
            # The same, with a character written otherwise.
            token = self._random.choice(tokens)
            letter = token[0][1:2] if token[0].startswith(b'"') else b""
            escaped = b"\\u%04x" % letter[0] if letter.isalpha() else b" "
            return line[: token.start() + 1] + escaped + line[token.start() + 1 + len(letter) :]
        at, byte = self._random.randrange(len(line) or 1), bytes([self._random.choice(BYTES)])
        return line[:at] + (byte if chance < 0.93 else b"") + line[at + (chance < 0.85 or chance >= 0.93) :]


def like(**members: Any) -> bytes:
    return json.dumps({**REQUEST, **members}).encode()


@pytest.mark.parametrize(
    ("learned_from", "line"),
    [
        # One status is wrong, and is not the one that varies.
        (
            like(callStatus="in-progress", dialCallStatus="busy"),
            like(callStatus="busy", dialCallStatus="busy"),
        ),
        (
            like(callStatus="ringing", dialCallStatus="busy"),
            like(callStatus="busy", dialCallStatus="busy"),
        ),
        (like(callStatus=5, x={"callStatus": "busy"}), like(callStatus="busy", x={"callStatus": "busy"})),
        (like(callStatus="busy", dialCallStatus=None), like(callStatus="busy", dialCallStatus="busy")),
        # What looks like the name of a group.
        (like(**{"s@": 1}), like(**{"s0_0": 1})),
        (like(**{"(?P=s@)": "s@"}), like(**{"(?P=s0_0)": "s@"})),
    ],
)
def test_a_line_is_not_taken_for_one_of_another_verdict(learned_from: bytes, line: bytes) -> None:
    known = learned(learned_from)
    assert known
    found, same = run_of(known, line), run_of(known, learned_from)
    assert same == (bare(learned_from), len(learned_from) + 1)
    assert found is None or found.verdict == bare(line)


def test_shapes_are_sound(monkeypatch: pytest.MonkeyPatch) -> None:
    """No line that differs a little from a judged one is taken for its like when its verdict differs."""
    # One look is enough to learn.
    monkeypatch.setattr(shapes, "SPARED", 0)
    monkeypatch.setattr(shapes, "WORTH", 1)
    mutants = Mutants(20261123)
    tried = taken = 0
    for line in (line for line in LINES if len(line) < 4000):
        # Mutants are learned from, too: of most, the verdict is another than that of any vector.
        for base in (line, mutants.of(line), mutants.of(mutants.of(line))):
            known = learned(base)
            if known is None:
                continue
            for _ in range(160):
                mutant = mutants.of(base)
                tried += 1
                found = run_of(known, mutant)
                if found and mutant != base:
                    assert found.end == len(mutant) + 1
                    assert found.verdict == bare(mutant), (base, mutant)
                    taken += 1
    assert tried >= 200_000
    assert taken >= 20_000


def canonical(random: Random) -> bytes:
    """A line as most lines of a capture are: its shape is soon learned."""
    digits = "".join(random.choices("0123456789abcdef", k=40))
    number = f"+1{random.randrange(10**9, 10**10)}"
    status = random.choice(("busy", "failed", "noAnswer"))
    request = {**REQUEST, "callId": f"CA{digits}", "from": number, "to": number, "callStatus": status}
    script = [{"Say": {"text": digits}}, {"Redirect": {"actionUrl": f"https://example.com/{digits}"}}]
    return json.dumps(
        random.choice(
            (
                request,
                {**request, "dialCallStatus": status},
                {**request, "dialCallStatus": "canceled"},
                {**request, "from": "5557654321"},
                script,
                [*script, {"say": {"text": digits}}],
                {"request": {**request, "callStatus": "inProgress"}, "response": script},
            )
        )
    ).encode()


def padded(length: int) -> bytes:
    """A request that is so many bytes long."""
    line = json.dumps(REQUEST).encode()
    return line[:-1] + b" " * (length - len(line)) + line[-1:]


def hostile() -> Iterator[bytes]:
    line = json.dumps(REQUEST).encode()
    yield from LINES
    yield from (
        b"",
        b" \t ",
        b"\r",
        b"\0",
        b"\0" * 5,
        line + b"\r",
        b"\r" + line,
        b"\x0b",
        b"\x1c",
        b"\xc2\x85",
    )
    yield from (
        line.decode().encode(encoding) for encoding in ("utf-16-le", "utf-16", "utf-32-be", "utf-8-sig")
    )
    yield json.dumps({**REQUEST, "x": "é"}, ensure_ascii=False).encode("latin-1")
    yield from (line.replace(b'"to"', name) for name in (b'"from"', b'"t\\u006f"', b'"__proto__"', b'"To"'))
    yield from (line + line, line + b" x", line[:-1], line.replace(b", ", b",  "), b" " + line + b" ")
    yield json.dumps(dict(reversed(REQUEST.items()))).encode()
    values = (
        "NaN",
        "-Infinity",
        "1e400",
        "9" * 5000,
        "1" + "0" * 308,
        "-" + "9" * 308,
        "9" * 309,
        "-0",
        "1E5",
    )
    strings = (
        '"\\ud800"',
        '"\\udc00\\ud800"',
        '"\\ud83d\\ude00"',
        '"\\u0000"',
        '"\0"',
        '"\x7f"',
        '"s@"',
        '"\\/"',
    )
    for value in (*values, *strings, '{"a":1,"a":1}', "[" * 101 + "]" * 101):
        yield line.replace(b'"+15551234567"', value.encode())
        yield line[:-1] + b', "x": ' + value.encode() + b"}"
    yield from (padded(MAX_BYTES - 1), padded(MAX_BYTES), padded(MAX_BYTES + 1), b"x" * (3 * MAX_BYTES + 5))


@pytest.fixture(scope="module")
def corpus() -> bytes:
    """Hostile lines among canonical ones, and lines that differ a little from these."""
    random, mutants = Random(1), Mutants(2)
    lines = [canonical(random) for _ in range(100)]
    for line in hostile():
        lines += [line, canonical(random)]
        if random.random() < 0.3:
            lines += [mutants.of(lines[-1]), canonical(random)]
    # The last has no end.
    return b"\n".join(lines)


class Expected:
    """What judging one record at a time says."""

    def __init__(self, file: Path, engine: str) -> None:
        self.records: list[dict[str, Any]] = []
        self.counts: Counter[tuple[str, str, str]] = Counter()
        judge = Judge(engine=engine)
        for number, line in enumerate(file.read_bytes().split(b"\n"), 1):
            if line and not line.isspace():
                verdict = one(line[: MAX_BYTES + 1], number, judge)
                self.records.append(record(Origin(str(file), len(self.records) + 1), verdict))
                self.counts.update((f.severity, f.code, f.pointer) for f in verdict.findings)
        errors = sum(count for (severity, _, _), count in self.counts.items() if severity == "error")
        self.summary = {
            "payloads": len(self.records),
            "valid": sum(r["valid"] for r in self.records),
            "invalid": sum(not r["valid"] for r in self.records),
            "skipped": 0,
            "unreadable": 0,
            "errors": errors,
            "warnings": sum(count for key, count in self.counts.items() if key[0] == "warning"),
            "notes": sum(count for key, count in self.counts.items() if key[0] == "note"),
        }


@pytest.fixture(scope="module")
def file(corpus: bytes, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("bulk") / "corpus.ndjson"
    path.write_bytes(corpus)
    return path


@pytest.fixture(scope="module")
def expected(file: Path) -> dict[str, Expected]:
    return {engine: Expected(file, engine) for engine in ENGINES}


class Counting(Tally):
    """A reporter that takes the same verdict several times at once, as the grouped text does."""

    each = False

    def __init__(self) -> None:
        super().__init__()
        self.counts: Counter[tuple[str, str, str]] = Counter()

    def add(self, _: Origin, verdict: Verdict, failed: bool, times: int = 1) -> None:  # type: ignore[override]
        super().add(verdict, failed, times)
        for finding in verdict.findings:
            self.counts[finding.severity, finding.code, finding.pointer] += times

    def end(self) -> None:
        pass


@pytest.fixture
def counting(monkeypatch: pytest.MonkeyPatch) -> Counting:
    """The reporter of every run."""
    made = Counting()
    monkeypatch.setattr(report, "reporter", lambda *_: made)
    return made


@pytest.fixture(autouse=True)
def small_ranges(monkeypatch: pytest.MonkeyPatch) -> None:
    """Small files are worth many ranges and processes."""
    monkeypatch.setattr(ranges, "RANGE", 10_007)
    monkeypatch.setattr(bulk, "WORTH_PROCESSES", -1.0)


JOBS = pytest.mark.parametrize("jobs", [1, 2, 3, 4])
BOTH = pytest.mark.parametrize("engine", ENGINES)


def test_engines_say_the_same(expected: dict[str, Expected]) -> None:
    first, second = expected.values()
    assert first.records == second.records


@BOTH
@JOBS
def test_single_verdicts(
    engine: str, jobs: int, file: Path, expected: dict[str, Expected], capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["--format", "json", "--engine", engine, "--jobs", str(jobs), "--input-format", "ndjson"]
    assert cli.main(["validate", *arguments, str(file)]) == 1
    said = json.loads(capsys.readouterr().out)
    for found, wanted in zip(said["records"], expected[engine].records, strict=True):
        assert found == wanted
    assert (said["summary"], said["unreadable"]) == (expected[engine].summary, [])


@BOTH
@JOBS
def test_counted_verdicts(
    engine: str, jobs: int, file: Path, expected: dict[str, Expected], counting: Counting
) -> None:
    arguments = ["--engine", engine, "--jobs", str(jobs), "--input-format", "ndjson"]
    assert cli.main(["validate", *arguments, str(file)]) == 1
    assert counting.summary() == expected[engine].summary
    assert counting.counts == expected[engine].counts


def test_where_no_process_can_be_forked_one_does_all(
    file: Path, expected: dict[str, Expected], counting: Counting, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(os, "fork")
    assert cli.main(["validate", "--jobs", "2", str(file)]) == 1
    assert counting.summary() == expected[ENGINES[0]].summary
    assert counting.counts == expected[ENGINES[0]].counts


@JOBS
@pytest.mark.parametrize("way", ["gzip", "input", "gzip input"])
def test_streams(
    way: str,
    jobs: int,
    corpus: bytes,
    tmp_path: Path,
    expected: dict[str, Expected],
    counting: Counting,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = tmp_path / "corpus.gz"
    path.write_bytes(gzip.compress(corpus, 1) if "gzip" in way else corpus)
    with path.open("rb") as stream:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(stream))
        named = "-" if "input" in way else str(path)
        assert cli.main(["validate", "--jobs", str(jobs), "--input-format", "ndjson", named]) == 1
    assert counting.summary() == expected[ENGINES[0]].summary
    assert counting.counts == expected[ENGINES[0]].counts


def test_shapes_judge_most_lines_of_the_corpus(corpus: bytes) -> None:
    """Otherwise the tests above would compare the slow path with itself."""
    worker = bulk.Worker(Settings(None, None, None, False, None, each=False))
    runs = 0
    original = worker.shapes.run if worker.shapes else None
    assert worker.shapes
    assert original

    def counted(data: bytes | bytearray, start: int, end: int) -> shapes.Run | None:
        nonlocal runs
        found = original(data, start, end)
        runs += found is not None
        return found

    worker.shapes.run = counted  # type: ignore[method-assign]
    worker.block(corpus)
    assert runs > 500


@pytest.mark.parametrize("end", [b"", b"\n", b"\r\n", b"\n\n"])
def test_every_line_is_in_the_range_that_it_begins_in(
    end: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "lines"
    data = b"\n".join([b"", b"a", b"bcd\r", b"", b"", b"e" * 30, b"f", b"g" * 9]) + end
    path.write_bytes(data)
    reader = ranges.Reader()
    for size in range(1, len(data) + 2):
        monkeypatch.setattr(ranges, "RANGE", size)
        parts = list(ranges.ranges(str(path), len(data)))
        read = [bytes(lines.data[lines.start : lines.end]) for lines in map(reader.read, parts)]
        assert b"".join(read) == data
        assert [part.start for part in parts] == list(range(0, len(data), size))


@pytest.mark.parametrize("offset", range(-2, 3))
@pytest.mark.parametrize("length", [MAX_BYTES - 1, MAX_BYTES, MAX_BYTES + 1, 3 * MAX_BYTES])
def test_lines_about_the_bound_at_the_border_of_ranges(
    offset: int, length: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ranges, "RANGE", 1 << 20)
    path = tmp_path / "lines"
    lines = [padded(ranges.RANGE - 700 + offset), padded(698), padded(length), padded(400), padded(length)]
    path.write_bytes(b"\n".join(lines))
    worker = bulk.Worker(Settings(None, None, None, False, None, each=True))
    found, line = [], 0
    for part in ranges.ranges(str(path), path.stat().st_size):
        block = worker.block(part)
        for number, _, verdict in block.judged:
            assert verdict
            found.append(verdict._replace(findings=moved(verdict.findings, line)))
            assert len(found) == line + number
        line += block.lines
    assert line == len(lines)
    assert found == [one(text[: MAX_BYTES + 1], number, JUDGE) for number, text in enumerate(lines, 1)]


@JOBS
def test_a_line_of_100_megabytes(jobs: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "long.ndjson"
    with path.open("wb") as file:
        file.write(padded(400) + b"\n[")
        for _ in range(100):
            file.write(b" " * 1_000_000)
        file.write(b"]\n" + padded(400) + b"\n[")
    assert cli.main(["validate", "--jobs", str(jobs), str(path)]) == 1
    assert capsys.readouterr().out == (
        f"{path}#1: valid (webhooks/outDialApiConnect 1.0.0)\n"
        f"{path}:2:1: error: The text is longer than 1 MiB.\n"
        "    A payload is a few hundred bytes: is this a capture of many?\n    [too-large]\n"
        f"{path}#2: invalid\n"
        f"{path}#3: valid (webhooks/outDialApiConnect 1.0.0)\n"
        f"{path}:4:2: error: The JSON text ends too early.\n"
        "    It was cut off; capture the whole body.\n    [not-json]\n"
        f"{path}#4: invalid\n\n"
        "4 payloads, 2 valid, 2 invalid; 2 errors\n"
    )
