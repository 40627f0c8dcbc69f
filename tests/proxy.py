"""A real app and a real proxy before it: what runs in tests/test_proxy.py."""

from __future__ import annotations

import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SECONDS = 30
HTML = b"<!doctype html>\n<title>500 Internal Server Error</title>\n"

# Path to status, headers and body of an answer that an app should not give.
BROKEN: dict[str, tuple[int, dict[str, str], bytes]] = {
    "/html": (500, {"Content-Type": "text/html"}, HTML),
    "/empty": (200, {"Content-Type": "application/json"}, b""),
    "/no-content": (204, {}, b""),
    "/redirect": (302, {"Location": "/elsewhere"}, b""),
    "/object": (200, {"Content-Type": "application/json"}, b'{"commands": [{"Hangup": {}}]}'),
    "/misspelt": (
        200,
        {"Content-Type": "application/json"},
        b'[{"GetDigits": {"actionURL": "https://example.com/digits"}}]',
    ),
    "/latin-1": (
        200,
        {"Content-Type": "application/json"},
        '[{"Say": {"text": "Grüße aus Köln"}}, {"Hangup": {}}]'.encode("latin-1"),
    ),
    "/error-with-percl": (503, {"Content-Type": "application/json"}, b'[{"Hangup": {}}]'),
}


class _Broken(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        status, headers, body = BROKEN[self.path]
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if status != 204:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Nothing: a test's output is its failure."""


def mitmdump() -> str | None:
    """The program, from .ci/proxy-install or the PATH, or None."""
    installed = ROOT / "build/proxy-venv/bin/mitmdump"
    return str(installed) if installed.exists() else shutil.which("mitmdump")


@contextmanager
def held_ports(count: int) -> Iterator[list[int]]:
    """Ports that nobody else gets while the block lasts, and that nothing listens on."""
    with ExitStack() as stack:
        probes = [stack.enter_context(socket.socket()) for _ in range(count)]
        for probe in probes:
            probe.bind(("127.0.0.1", 0))
        yield [probe.getsockname()[1] for probe in probes]


@contextmanager
def app() -> Iterator[int]:
    """The example app in its own process; the port it listens on."""
    command = [sys.executable, str(ROOT / "examples/app/app.py"), "0"]
    with _process(command, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        address = process.stdout.readline().decode()
        yield int(address.split(":")[2].split("/")[0])


@contextmanager
def broken_app() -> Iterator[int]:
    """A server that gives the broken answers; the port it listens on."""
    with ThreadingHTTPServer(("127.0.0.1", 0), _Broken) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield server.server_port
        finally:
            server.shutdown()
            thread.join(SECONDS)


@contextmanager
def proxies(program: str, upstream: list[int], har: Path) -> Iterator[list[int]]:
    """mitmdump before each upstream port; its own ports. The HAR file is there when the block has ended."""
    with held_ports(len(upstream)) as ports:
        # All at once, so that they differ; they are free again for the proxy.
        pass
    modes = [
        f"--mode=reverse:http://127.0.0.1:{to}@127.0.0.1:{port}"
        for to, port in zip(upstream, ports, strict=True)
    ]
    # Lazy, or it hangs up when nobody listens upstream and records nothing.
    settings = [
        f"--set=hardump={har}",
        f"--set=confdir={har.parent / 'mitmproxy'}",
        "--set=connection_strategy=lazy",
    ]
    with _process([program, "--quiet", *modes, *settings], stdout=subprocess.DEVNULL):
        for port in ports:
            _wait(port)
        yield ports


def post(port: int, path: str, body: bytes) -> None:
    """Send a request as FreeClimb does and read the answer, whatever it is."""
    connection = HTTPConnection("127.0.0.1", port, timeout=SECONDS)
    try:
        connection.request("POST", path, body, {"Content-Type": "application/json"})
        connection.getresponse().read()
    finally:
        connection.close()


@contextmanager
def _process(command: list[str], stdout: int) -> Iterator[subprocess.Popen[bytes]]:
    with subprocess.Popen(command, stdout=stdout) as process:
        try:
            yield process
        finally:
            process.send_signal(signal.SIGINT if "mitmdump" in command[0] else signal.SIGTERM)
            try:
                process.wait(SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()


def _wait(port: int) -> None:
    end = time.monotonic() + SECONDS
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.05)
