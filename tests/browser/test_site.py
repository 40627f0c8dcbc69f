"""The site in Chromium: the verdicts of Try it, accessibility, and that no other host is asked."""

from __future__ import annotations

import base64
import importlib
import importlib.util
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from fcschema import catalog, validate_bytes
from tests.browser.server import served
from tests.built import ROOT, missing, pages, site

CHROMIUM = Path("/usr/bin/chromium")
AXE = Path(__file__).parent / "node_modules" / "axe-core" / "axe.min.js"
# A browser that asks nobody: the background services would look up hosts of their own.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
STRICT = "default-src 'self'"
VECTORS = ROOT / "tests" / "vectors" / catalog.version().number
MANIFEST = json.loads((VECTORS / "manifest.json").read_bytes())
# One page of each kind.
KINDS = (
    "",
    "try/",
    "guides/first-capture/",
    "guides/languages/",
    "reference/webhooks/outDialApiConnect/",
    "reference/percl/",
    "reference/percl/GetDigits/",
    "reference/percl/Say/",
    "reference/exchanges/outDialApiConnect/",
    "reference/findings/",
    "reference/cli/",
    "1.0.0/",
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    if importlib.util.find_spec("playwright") is None:
        missing("the Python package playwright is not installed: run .ci/docs-install")
    if not CHROMIUM.exists():
        missing("Chromium is not installed: run .ci/docs-install")
    with importlib.import_module("playwright.sync_api").sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        yield launched
        launched.close()


def tool() -> None:
    """The test needs the compiled tool."""
    if not (site() / "assets" / "try.js").is_file():
        missing("the site was built without Node's packages, so it has no tool: run .ci/docs-install")


def opened(browser: Any, base: str, path: str, **options: Any) -> Any:
    """A page in a context of its own that may ask this host only; what it logs as an error fails the test."""
    context = browser.new_context(**options)
    page = context.new_page()
    page.asked = []
    page.said = []
    page.on("request", lambda request: page.asked.append(request.url))
    page.on("console", lambda message: page.said.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: page.said.append(str(error)))
    page.goto(base + path)
    return page


# Gives each payload to the page as a dropped file would be, and reads the verdict that it shows.
VERDICTS = """
async (payloads) => {
  const file = document.getElementById("try-file");
  const as = document.getElementById("try-as");
  const verdict = document.getElementById("try-verdict");
  const found = [];
  for (const { kind, data } of payloads) {
    as.value = kind;
    verdict.textContent = "";
    const bytes = Uint8Array.from(atob(data), (character) => character.charCodeAt(0));
    const transfer = new DataTransfer();
    transfer.items.add(new File([bytes], "payload.json"));
    file.files = transfer.files;
    file.dispatchEvent(new Event("change"));
    while (!verdict.textContent) await new Promise((done) => setTimeout(done));
    found.push(verdict.textContent.split(" (")[0]);
  }
  return found;
}
"""


@pytest.mark.parametrize("stated", [True, False], ids=["stated", "by its shape"])
def test_try_it_gives_the_verdict_of_the_command_line_twice_in_one_visit(browser: Any, stated: bool) -> None:
    tool()
    expected, payloads = [], []
    for entry in MANIFEST:
        kind = entry["file"].partition("/")[0] if stated else ""
        kind = "response" if kind == "text" else kind
        data = (VECTORS / entry["file"]).read_bytes()
        verdict = validate_bytes(data, kind or None)
        checked = verdict.document or not verdict.valid
        expected.append("invalid" if not verdict.valid else "valid" if checked else "not checked")
        payloads.append({"kind": kind, "data": base64.b64encode(data).decode()})
    # The policy of the server is stricter than the page's own: inline scripts of the theme do not run.
    with served(site(), STRICT) as base:
        page = opened(browser, base, "try/")
        page.wait_for_selector("#try:not([hidden])")
        for _ in range(2):
            found = page.evaluate(VERDICTS, payloads)
            wrong = [e["file"] for e, a, b in zip(MANIFEST, found, expected, strict=True) if a != b]
            assert wrong == []
        assert [url for url in page.asked if not url.startswith(base)] == []
        page.context.close()


def test_try_it_by_hand_and_by_link(browser: Any) -> None:
    tool()
    with served(site()) as base:
        page = opened(browser, base, "")
        page.click("text=Try it here")
        page.fill("#try-text", '[{"Say": {"text": "<img src=x onerror=alert(1)>", "loop": "2"}}]')
        page.click("text=Validate >> visible=true")
        assert page.inner_text("#try-verdict") == "invalid (percl 1.0.0)"
        assert "/0/Say/loop" in page.inner_text("#try-findings")
        assert page.get_attribute("#try-findings a", "href") == "../reference/percl/Say/#Say.loop"
        before = page.url
        page.click("#try-share")
        link = page.input_value("#try-link")
        assert page.url == before, "the payload enters the address on request only"
        # A second visit of the same page starts the tool anew.
        page.click("nav >> text=Guides", timeout=5000)
        page.goto(base)
        page.goto(link)
        assert page.inner_text("#try-verdict") == "invalid (percl 1.0.0)"
        assert "onerror" in page.input_value("#try-text")
        assert page.locator("#try-findings img").count() == 0
        page.fill("#try-text", "[]")
        page.focus("#try-text")
        page.keyboard.press("Tab")
        page.click("button[type=submit]")
        assert page.inner_text("#try-verdict") == "valid (percl 1.0.0)"
        page.fill("#try-text", '{"requestType": "inboundCall"}')
        page.click("button[type=submit]")
        assert page.inner_text("#try-verdict") == "not checked"
        assert page.said == []
        assert [url for url in page.asked if not url.startswith(base)] == []
        page.context.close()


def test_findings_of_try_it_are_at_the_places_of_the_command_line(browser: Any) -> None:
    """Each error that the schemas give has the pointer of the command line's, and a link that leads somewhere."""
    tool()
    entries = [e for e in MANIFEST if "code" in e and not e["file"].startswith("text/")]
    script = VERDICTS.replace(
        'found.push(verdict.textContent.split(" (")[0]);',
        'found.push([...document.querySelectorAll("#try-findings > li")].map((item) => '
        '[item.querySelector("p:first-child > code")?.textContent ?? "", item.querySelector("a").getAttribute("href")]));',
    )
    payloads = [
        {
            "kind": entry["file"].partition("/")[0],
            "data": base64.b64encode((VECTORS / entry["file"]).read_bytes()).decode(),
        }
        for entry in entries
    ]
    with served(site()) as base:
        page = opened(browser, base, "try/")
        found = page.evaluate(script, payloads)
        page.context.close()
    for entry, items in zip(entries, found, strict=True):
        assert len(items) == 1, (entry["file"], items)
        place, href = items[0]
        # The command line points at an unknown member, the schema at the object that has it.
        assert entry["pointer"].startswith(place), entry["file"]
        address, _, anchor = href.removeprefix("../").partition("#")
        assert anchor in pages()[address].ids, (entry["file"], href)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", KINDS, ids=lambda path: path.rstrip("/") or "home")
def test_page_is_accessible_and_asks_no_other_host(browser: Any, path: str, scheme: str) -> None:
    if not AXE.is_file():
        missing("axe-core is not installed: run .ci/docs-install")
    with served(site()) as base:
        page = opened(browser, base, path, color_scheme=scheme, viewport={"width": 1440, "height": 900})
        assert (
            page.get_attribute("body", "data-md-color-scheme")
            == {"light": "default", "dark": "slate"}[scheme]
        )
        if path == "try/" and page.is_visible("#try"):
            page.click("#try-example")
            page.click("#try-share")
        page.evaluate(AXE.read_text("utf-8"))
        result = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        broken = [
            (rule["id"], [node["target"] for node in rule["nodes"]][:5], rule["nodes"][0]["failureSummary"])
            for rule in result["violations"]
        ]
        assert broken == []
        assert page.said == []
        assert [url for url in page.asked if not url.startswith(base)] == []
        page.context.close()


@pytest.mark.parametrize("path", KINDS, ids=lambda path: path.rstrip("/") or "home")
def test_page_fits_a_phone(browser: Any, path: str) -> None:
    with served(site()) as base:
        page = opened(browser, base, path, viewport={"width": 360, "height": 740})
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
        page.context.close()


def test_pages_say_everything_without_javascript(browser: Any) -> None:
    with served(site()) as base:
        page = opened(browser, base, "reference/percl/GetDigits/", java_script_enabled=False)
        assert "finishOnKey" in page.inner_text("main")
        page.goto(base + "try/")
        assert "fcschema validate" in page.inner_text("noscript p")
        assert not page.is_visible("#try")
        page.context.close()


@pytest.mark.parametrize(
    ("words", "address"),
    [
        ("finishOnKey", "reference/percl/GetDigits/"),
        ("OutDial", "reference/percl/OutDial/"),
        ("noAnswer", "reference/webhooks/outDialApiConnect/"),
        ("wrong-case", "reference/findings/"),
        ("validate in Go", "guides/languages/"),
    ],
)
def test_search_leads_there(browser: Any, words: str, address: str) -> None:
    with served(site()) as base:
        page = opened(browser, base, "", viewport={"width": 1440, "height": 900})
        page.click("input[name=query]")
        page.keyboard.type(words)
        page.wait_for_selector(".md-search-result__link")
        links = page.eval_on_selector_all(".md-search-result__link", "found => found.map(a => a.href)")
        assert any(re.match(rf"{re.escape(base + address)}($|[?#])", link) for link in links[:8]), links[:8]
        assert page.said == []
        page.context.close()
