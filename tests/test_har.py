"""HAR files: the whole report on hand-made ones, and what is said about files that are broken or large."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fcschema import cli
from fcschema.captures.har_entries import MAX_ENTRY, TooLong, entries
from fcschema.origin import Unreadable

FOLDER = Path(__file__).parent / "captures"
# proxy.report.json is the report on a file that tests/test_proxy.py makes.
FILES = sorted(FOLDER.glob("*.har"))
CHROMIUM = FOLDER / "chromium.har"


def run(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, Any]:
    code = cli.main(["validate", "--format", "json", *map(str, arguments)])
    return code, json.loads(capsys.readouterr().out)


def entry(request: str | None, response: str, status: int = 200, **content: str) -> dict[str, Any]:
    """An entry as short as a HAR file may have it."""
    return {
        "request": {"url": "https://example.com/", **({"postData": {"text": request}} if request else {})},
        "response": {"status": status, "content": {"text": response, **content}},
    }


def har(tmp_path: Path, *items: Any) -> Path:
    file = tmp_path / "made.har"
    file.write_text(json.dumps({"log": {"entries": items}}))
    return file


def request(**members: Any) -> str:
    answered = json.loads(Path("examples/captures/answered.json").read_bytes())
    del answered["dialCallStatus"]
    return json.dumps({**answered, **members})


class Blocks:
    """A source of given bytes in blocks of a given size."""

    file = "-"

    def __init__(self, data: bytes, size: int) -> None:
        self._data, self._size = data, size

    def blocks(self) -> Iterator[bytes]:
        for at in range(0, len(self._data), self._size):
            yield self._data[at : at + self._size]


def cut(data: bytes, size: int = 1 << 20) -> tuple[list[Any], str | None]:
    """The entries in data, and why there are no more."""
    found: list[Any] = []
    try:
        found.extend(entries(Blocks(data, size)))  # type: ignore[arg-type]  # Enough of a source.
    except Unreadable as error:
        return found, error.reason
    return found, None


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_report(file: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(FOLDER)
    expected = json.loads(file.with_suffix(".report.json").read_bytes())
    assert run(capsys, file.name) == (1, expected)
    data = file.read_bytes()
    assert run(capsys, "--input-format", "har", file.name)[1] == expected
    assert cut(data, 7) == cut(data)


def test_compressed_file(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    packed = tmp_path / "chromium.har.gz"
    packed.write_bytes(gzip.compress(CHROMIUM.read_bytes()))
    code, report = run(capsys, packed)
    expected = json.loads(CHROMIUM.with_suffix(".report.json").read_bytes())
    assert code == 1
    assert report["summary"] == expected["summary"]
    packed.write_bytes(packed.read_bytes()[:-600])
    code, report = run(capsys, packed)
    assert code == 2
    assert report["unreadable"] == [{"file": str(packed), "reason": "the gzip stream is cut off"}]


def test_cut_off_anywhere_keeps_what_was_before() -> None:
    data = CHROMIUM.read_bytes().rstrip()
    whole, _ = cut(data)
    for length in range(0, len(data), 17):
        found, reason = cut(data[:length], 4096)
        assert found == whole[: len(found)]
        assert reason is not None


def test_cut_off_file_is_reported_as_incomplete(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = tmp_path / "cut.har"
    data = CHROMIUM.read_bytes()
    file.write_bytes(
        data[: data.index(b"<!doctype") + data[data.index(b"<!doctype") :].index(b'"_initiator"')]
    )
    code = cli.main(["validate", str(file)])
    shown = capsys.readouterr()
    assert code == 2
    assert shown.err == f"fcschema: {file}: the HAR file is cut off after entry 1\n"
    assert shown.out == "\n0 payloads, 0 valid, 0 invalid, 1 skipped, 1 file not read in full\n"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "the HAR file is not JSON"),
        (b"hello", "the HAR file is not JSON"),
        (b"]", "the HAR file is not JSON"),
        (b"[]", "it has no log.entries, so it is not a HAR file"),
        (b'{"log":{}}', "it has no log.entries, so it is not a HAR file"),
        (b'{"log":{"entries":{"a":{}}}}', "it has no log.entries, so it is not a HAR file"),
        (b'{"log":{"pages":[{"entries":[{}]}]}}', "it has no log.entries, so it is not a HAR file"),
        (b'{"log":{"entries":[{"a":1},]}}', "the HAR file is not JSON after entry 1"),
        (b'{"log":{"entries":[{} {}]}}', "the HAR file is not JSON after entry 1"),
        (b'{"log":{"entries":[{}]}} x', "the HAR file is not JSON after entry 1"),
        (b'{"log":{"entries":[{},{"a":"\xe9"}]}}', "the HAR file is not JSON after entry 1"),
        (b"[" * 1_000_000, "the HAR file nests arrays and objects deeper than 400"),
        (b'{"log":{"entries":[{},{"a":"', "the HAR file is cut off after entry 1"),
        (
            b'{"log":{"pages":["' + b"x" * MAX_ENTRY + b'"],"entries":[]}}',
            "the HAR file holds more than 8 MiB around its entries",
        ),
    ],
    ids=lambda value: value[:40] if isinstance(value, bytes) else "",
)
def test_file_that_is_no_har(data: bytes, reason: str) -> None:
    assert cut(data)[1] == reason


def test_a_number_that_is_too_long_for_python_costs_no_entry() -> None:
    long = b"9" * 5000
    data = b'{"log":{"a":%b,"entries":[{"a":%b},{"b":1}],"b":%b}}' % (long, long, long)
    assert cut(data) == ([{"a": float("inf")}, {"b": 1}], None)


def test_byte_order_mark_of_the_file_and_no_entries_are_fine() -> None:
    assert cut(b'\xef\xbb\xbf{"log":{"entries":[]}}') == ([], None)


VALUES: Any = st.recursive(
    st.none() | st.integers() | st.text('a"\\[]{},:é\ud800') | st.just('"entries":['),
    lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(["log", "entries", '"', "\\"]), inner),
    max_leaves=8,
)


@given(
    before=VALUES, found=st.lists(st.fixed_dictionaries({"v": VALUES})), after=VALUES, size=st.integers(1, 40)
)
def test_entries_are_those_of_json(before: Any, found: list[Any], after: Any, size: int) -> None:
    value = {"x": before, "log": {"pages": before, "entries": found, "comment": after}, "y": after}
    assert cut(json.dumps(value).encode(), size) == (found, None)


def test_entry_beyond_the_bound(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    long = "x" * MAX_ENTRY
    file = har(tmp_path, entry(None, long), entry(request(), long), entry(request(), "[]" + " " * 2**20))
    code, report = run(capsys, file)
    said = [[(f["code"], f["pointer"]) for f in record["findings"]] for record in report["records"]]
    assert (code, said) == (1, [[("too-large", "")], [("too-large", "/response")]])
    assert report["summary"]["skipped"] == 1
    assert [type(found) for found in cut(file.read_bytes())[0]] == [TooLong, TooLong, dict]


@pytest.mark.parametrize("status", [-1, 0, None, "200", True])
def test_no_status_is_no_answer(status: Any, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    item = entry(request(), "")
    item["response"]["status"] = status  # Playwright writes -1.
    (record,) = run(capsys, har(tmp_path, item))[1]["records"]
    assert "status" not in record["origin"]
    assert [f["message"] for f in record["findings"]] == ["The app gave no answer."]


def test_stated_kind_judges_that_side_alone(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = har(
        tmp_path,
        entry(request(to="1"), '[{"Hangup": {"to": 1}}]'),
        entry(request(), "<html>", 500),
        entry(request(), "", 204),
    )

    def said(kind: str) -> list[Any]:
        records = run(capsys, "--as", kind, file)[1]["records"]
        return [[r["document"], *[(f["code"], f["pointer"]) for f in r["findings"]]] for r in records]

    assert said("request") == [
        ["webhooks/outDialApiConnect", ("not-a-phone-number", "/request/to")],
        ["webhooks/outDialApiConnect"],
        ["webhooks/outDialApiConnect"],
    ]
    assert said("response") == [
        ["percl", ("unknown-attribute", "/response/0/Hangup/to")],
        [None, ("http-status", "/response"), ("markup", "/response")],
    ]


def test_pointer_into_records_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    code, report = run(capsys, "--at", "/request", CHROMIUM)
    assert (code, report["records"]) == (2, [])
    assert report["unreadable"][0]["reason"].startswith("--at does not go with HAR")


def test_report_shows_no_query_and_no_password(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    item = entry(request(to="15551234567"), "[]")
    item["request"]["url"] = "https://me:secret@example.com/call?to=%2B15551234567#+15551234567"
    cli.main(["validate", str(har(tmp_path, item))])
    shown = capsys.readouterr().out
    assert "made.har#1 https://example.com/call: error: " in shown
    assert "5551234567" not in shown.replace('"+15551234567"', "")  # The example in the hint.
    assert "secret" not in shown


def test_memory_does_not_grow_with_the_file(tmp_path: Path) -> None:
    page = entry(None, "A" * 50_000, encoding="base64")
    script = entry(request(), '[{"Say": {"text": "Hello"}}, {"Hangup": {}}]')
    item = ",\n".join(json.dumps(each) for each in (page, script, script))
    one = "x" * (12 << 20)

    def peak(file: Path) -> int:
        program = (
            "import resource, sys\nfrom fcschema import cli\n"
            "code = cli.main(['validate', '--quiet', sys.argv[1]])\n"
            "print(code, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
        )
        out = subprocess.run(
            [sys.executable, "-c", program, str(file)], capture_output=True, check=True, timeout=120
        ).stdout.split()
        assert out[0] == b"0"
        return int(out[1]) >> 10

    small, large, long = tmp_path / "small.har", tmp_path / "large.har", tmp_path / "long.har"
    small.write_text(f'{{"log": {{"entries": [{item}]}}}}')
    large.write_text(f'{{"log": {{"entries": [{(item + ",") * 600}{item}]}}}}')
    long.write_text(f'{{"log": {{"entries": [{item},{json.dumps(entry(None, one))},{item}]}}}}')
    assert large.stat().st_size > 30_000_000
    base = peak(small)
    assert peak(large) - base < 8
    assert peak(long) - base < 32
