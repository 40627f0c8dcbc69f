"""A small app for FreeClimb: answers outDialApiConnect with PerCL, both by the official SDK.

    pip install freeclimb
    python app.py 8080

FreeClimb reaches it when the callConnectUrl of a call is http://<its public address>/calls/connected.
"""

from __future__ import annotations

import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from freeclimb import CallStatus, Hangup, OutDialApiConnectWebhook, PerclCommand, PerclScript, Say


def commands(request: OutDialApiConnectWebhook) -> list[PerclCommand]:
    """What the call is to do. FreeClimb runs it only when the call was answered."""
    if request.call_status != CallStatus.IN_PROGRESS:
        return []
    return [Say(text="Hello, this is a reminder of your appointment tomorrow."), Hangup()]


class Handler(BaseHTTPRequestHandler):
    """Answers a webhook request."""

    def do_POST(self) -> None:
        if self.path.partition("?")[0] != "/calls/connected":
            self.send_error(404)
            return
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        try:
            request = OutDialApiConnectWebhook.deserialize(body.decode())
        except ValueError:
            self.send_error(400)
            return
        answer = PerclScript(commands=commands(request)).to_json().encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)


def main() -> None:
    port = int(sys.argv[1]) if len(sys.argv) > 1 else 8080
    with ThreadingHTTPServer(("127.0.0.1", port), Handler) as server:
        print(f"http://127.0.0.1:{server.server_port}/calls/connected", flush=True)
        server.serve_forever()


if __name__ == "__main__":
    main()
