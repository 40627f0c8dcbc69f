"""The documentation site, built once for all tests that look at it."""

from __future__ import annotations

import functools
import importlib.util
import os
import subprocess
import sys
import tempfile
from html.parser import HTMLParser
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
_folder = tempfile.TemporaryDirectory(prefix="fcschema-site-")


def missing(what: str) -> None:
    """Skip the test for what is not here, or fail it where the tests of the site are required."""
    (pytest.fail if os.environ.get("FCSCHEMA_BROWSER") == "required" else pytest.skip)(what)


def build(folder: Path, path: str | None = None) -> str:
    """Build the site into a folder, with another PATH if one is given; what mkdocs said, if it failed."""
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PATH": path or os.environ["PATH"]}
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(folder)],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout + done.stderr if done.returncode else ""


@functools.cache
def _built() -> tuple[Path, str]:
    folder = Path(_folder.name) / "site"
    return folder, build(folder)


def site() -> Path:
    """The folder of the built site. The test is skipped where mkdocs is not installed."""
    if importlib.util.find_spec("material") is None:
        missing("mkdocs-material is not installed")
    folder, said = _built()
    if said:
        pytest.fail(f"mkdocs build --strict failed: {said[-600:]}", pytrace=False)
    return folder


class Html(HTMLParser):
    """What the tests want to know of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.loads: list[str] = []
        self.meta: dict[str, str] = {}
        self.canonical = ""
        self.title = ""
        self._in_title = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self._in_title = tag == "title" and not self.title
        if "id" in values:
            self.ids.append(values["id"])
        if tag == "a" and "href" in values:
            self.links.append(values["href"])
        elif tag == "link" and values.get("rel") == "canonical":
            self.canonical = values["href"]
        elif tag == "link" and values.get("rel") in ("prev", "next"):
            self.links.append(values["href"])
        elif tag in ("link", "script", "img", "iframe", "source", "audio", "video", "embed", "object"):
            self.loads += [values[name] for name in ("href", "src", "data") if name in values]
        elif tag == "meta":
            self.meta[values.get("name") or values.get("http-equiv", "")] = values.get("content", "")

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self.title += data

    def handle_endtag(self, tag: str) -> None:
        self._in_title = self._in_title and tag != "title"


@functools.cache
def pages() -> dict[str, Html]:
    """Every page of the site by its address below the site's root."""
    folder = site()
    return {
        path.parent.relative_to(folder).as_posix().replace(".", "", 1)
        if path.parent == folder
        else f"{path.parent.relative_to(folder).as_posix()}/": Html(path.read_text("utf-8"))
        for path in sorted(folder.rglob("index.html"))
    }
