"""A real app behind a real mitmproxy: the HAR file that it saves gives the right verdict for each exchange."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from fcschema import cli, schema
from tests import proxy

EXPECTED = Path(__file__).parent / "captures/proxy.report.json"
DOCUMENT = schema("webhooks/outDialApiConnect")
STATUSES = DOCUMENT["properties"]["callStatus"]["enum"]


def request(status: str) -> bytes:
    return json.dumps({**DOCUMENT["examples"][0], "callStatus": status}).encode()


@pytest.fixture
def mitmdump() -> str:
    program = proxy.mitmdump()
    if program is None:
        reason = "mitmdump is not installed; .ci/proxy-install installs it"
        (pytest.fail if os.environ.get("FCSCHEMA_PROXY") == "required" else pytest.skip)(reason)
    return program


def test_verdicts_on_what_mitmproxy_saved(
    mitmdump: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    har = tmp_path / "calls.har"
    with (
        proxy.held_ports(1) as [nobody],
        proxy.app() as app,
        proxy.broken_app() as broken,
        proxy.proxies(mitmdump, [app, broken, nobody], har) as (to_app, to_broken, to_nobody),
    ):
        for status in STATUSES:
            proxy.post(to_app, "/calls/connected?to=%2B15551234567", request(status))
        proxy.post(to_app, "/elsewhere", request("inProgress"))
        for path in proxy.BROKEN:
            proxy.post(to_broken, path, request("inProgress"))
            proxy.post(to_broken, path, request("busy"))
        proxy.post(to_nobody, "/", request("inProgress"))
        proxy.post(to_app, "/calls/connected", b'{"user": "not FreeClimb"}')
    code = cli.main(["validate", "--format", "json", str(har)])
    printed = capsys.readouterr().out.replace(str(har), "calls.har")
    for port, name in ((app, "app"), (broken, "broken"), (nobody, "nobody")):
        printed = printed.replace(f"127.0.0.1:{port}/", f"{name}/")
    assert json.loads(printed) == json.loads(EXPECTED.read_bytes())
    assert code == 1
