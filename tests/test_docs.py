"""The documentation site, without a browser."""

from __future__ import annotations

import json
import re
import shutil
import tempfile
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

import pytest
import yaml

from fcschema import CODES, catalog, export, reference, validate_bytes
from fcschema.reference import plain, remedies
from fcschema.reference.findings import output, payload
from fcschema.reference.layout import layout
from fcschema.reference.meanings import explained
from tests.built import ROOT, Html, build, pages, site
from tools import consoles, programs

DOCS = ROOT / "docs"
VECTORS = ROOT / "tests" / "vectors" / catalog.version().number
GUIDES = [*sorted(DOCS.glob("*.md")), *sorted((DOCS / "guides").glob("*.md"))]


def schema(name: str) -> Any:
    return catalog.version().schema(name)


REQUEST, PERCL, EXCHANGE = (
    schema(name) for name in ("webhooks/outDialApiConnect", "percl", "exchanges/outDialApiConnect")
)
COMMANDS = list(PERCL["$defs"]["command"]["properties"])


def members(node: Any, prefix: str) -> Iterator[str]:
    for name, child in node.get("properties", {}).items():
        yield f"{prefix}.{name}"
        for part in (child, *child.get("anyOf", ())):
            yield from members(part, f"{prefix}.{name}")


# The page and anchor of everything that can be linked to.
ANCHORS = [
    *(("reference/webhooks/outDialApiConnect/", a) for a in members(REQUEST, "request")),
    *(("reference/exchanges/outDialApiConnect/", a) for a in members(EXCHANGE, "exchange")),
    *(("reference/percl/", command) for command in COMMANDS),
    *((f"reference/percl/{c}/", a) for c in COMMANDS for a in members(PERCL["$defs"][c], c)),
    *(("reference/findings/", code) for code in CODES),
    *(
        ("reference/percl/", f"type.{name}")
        for name in ("url", "address", "prompts", "phoneNumber", "phoneNumberOrSipUrl")
    ),
]


@pytest.mark.parametrize(("page", "anchor"), ANCHORS, ids=lambda part: part.rstrip("/") or "home")
def test_everything_has_its_anchor(page: str, anchor: str) -> None:
    assert pages()[page].ids.count(anchor) == 1


def test_old_anchors_stay_and_new_ones_are_recorded() -> None:
    """`tests/anchors.txt` only grows: a link to the site works for ever."""
    recorded = (ROOT / "tests" / "anchors.txt").read_text("utf-8").split()
    lost = [line for line in recorded if line.split("#")[1] not in pages()[line.split("#")[0]].ids]
    assert lost == []
    assert {f"{page}#{anchor}" for page, anchor in ANCHORS} <= set(recorded)


def test_site_serves_what_export_writes() -> None:
    for path, data in export.files().items():
        assert (site() / path).read_bytes() == data, path


def test_each_id_of_the_catalogue_is_a_served_file_byte_equal() -> None:
    for version in catalog.versions():
        for document in version.documents:
            assert document.id.startswith(export.SITE)
            served = (site() / document.id.removeprefix(export.SITE)).read_bytes()
            assert served == (ROOT / "schemas" / document.path).read_bytes()


def test_site_has_the_address_of_the_schemas() -> None:
    assert f"site_url: {export.SITE}\n" in (ROOT / "mkdocs.yml").read_text("utf-8")


def test_no_link_is_broken() -> None:
    broken = []
    for address, page in pages().items():
        for link in (*page.links, *page.loads):
            url = urlsplit(urljoin(export.SITE + address, link))
            if not url.geturl().startswith(export.SITE):
                continue
            path = unquote(url.path).removeprefix("/schemas/")
            target = site() / path
            if path == "" or path.endswith("/"):
                fragment = unquote(url.fragment)
                known = path in pages() and (not fragment or fragment in pages()[path].ids)
            else:
                known = target.is_file()
            if not known:
                broken.append(f"{address}: {link}")
    assert broken == []


def test_nothing_is_loaded_from_another_host() -> None:
    for address, page in pages().items():
        assert [load for load in page.loads if "//" in load] == [], address
        assert "default-src 'none'" in page.meta["Content-Security-Policy"]
    for style in site().rglob("*.css"):
        assert re.findall(r"url\(['\"]?(?:https?:)?//", style.read_text("utf-8")) == [], style


def test_each_page_has_a_title_a_description_and_its_canonical_address() -> None:
    titles = [page.title for page in pages().values()]
    assert len(set(titles)) == len(titles)
    for address, page in pages().items():
        assert page.title.strip()
        assert 20 < len(page.meta["description"]) < 300, address
        assert page.canonical == export.SITE + address


def test_sitemap_lists_each_page() -> None:
    listed = re.findall(r"<loc>([^<]+)</loc>", (site() / "sitemap.xml").read_text("utf-8"))
    assert sorted(listed) == sorted(export.SITE + address for address in pages())


def test_search_finds_each_member_command_value_and_code() -> None:
    index = json.loads((site() / "search" / "search_index.json").read_text("utf-8"))
    places = {entry["location"] for entry in index["docs"]}
    sections = {f"{page}#{anchor}" for page, anchor in ANCHORS if anchor not in COMMANDS}
    assert sections <= places
    text = " ".join(f"{entry['title']} {entry['text']}" for entry in index["docs"])
    for word in (*COMMANDS, *REQUEST["properties"]["callStatus"]["enum"], "entryOnly", "VERSAY_YESNO"):
        assert re.search(rf"\b{word}\b", text), word


def test_llms_txt_names_each_page_of_the_reference() -> None:
    listed = re.findall(r"\((https?://[^)]+)\)", (site() / "llms.txt").read_text("utf-8"))
    assert len(listed) == len(reference.pages((), None))
    for address in listed:
        assert (site() / address.removeprefix(export.SITE)).is_file()


def test_plain_pages_are_markdown_without_html() -> None:
    for page in reference.pages((), VECTORS):
        outside = re.sub(r"(?s)(````?).*?\1|`[^`\n]*`", "", plain.render(page))
        assert not re.search(r"</?(div|span|p)\b|\{ #", outside), page.path


def test_without_node_the_page_says_what_is_missing() -> None:
    with tempfile.TemporaryDirectory() as folder:
        assert build(Path(folder), path=folder) == ""
        page = (Path(folder) / "try" / "index.html").read_text("utf-8")
        assert "It is compiled by Node.js" in page
        assert not (Path(folder) / "assets" / "try.js").exists()
        Html(page)


@pytest.mark.parametrize("page", GUIDES, ids=lambda page: page.stem)
def test_terminals_on_a_page_show_what_the_commands_print(page: Path) -> None:
    text = page.read_text("utf-8")
    assert "Traceback" not in text
    if "| jq " in text and not shutil.which("jq"):
        pytest.skip("jq is not installed")
    assert consoles.rerun(text, consoles.environment()) == text, f"run python tools/consoles.py {page}"


@pytest.mark.parametrize("page", GUIDES, ids=lambda page: page.stem)
def test_files_on_a_page_are_what_their_names_say(page: Path) -> None:
    for block in consoles.blocks(page.read_text("utf-8")):
        if block.language == "yaml":
            yaml.safe_load(block.text)
        elif block.language == "json" and not block.title.endswith(".ndjson"):
            json.loads(block.text)
        elif block.language == "python":
            compile(block.text, block.title, "exec")


def test_languages_page_shows_each_program_from_its_file() -> None:
    shown = unescape(
        re.sub(r"<[^>]+>", "", (site() / "guides" / "languages" / "index.html").read_text("utf-8"))
    )
    for folder, _, _, suffix in programs.LANGUAGES:
        for path in programs.sources(ROOT / "examples", folder, suffix):
            assert path.read_text("utf-8").strip() in shown, path


def test_section_of_a_text() -> None:
    text = "# T\n\n## A\n\none\n\n### A1\n\n## B\n\ntwo\n"
    assert programs.section(text, "A") == "## A\n\none\n\n### A1\n"
    assert programs.section(text, "B") == "## B\n\ntwo\n"
    assert programs.section(text, "C") == ""


def test_schemas_on_the_editors_page_are_served() -> None:
    text = (DOCS / "guides" / "editors.md").read_text("utf-8")
    for address in set(re.findall(rf"{export.SITE}[\w./-]+\.json", text)):
        assert (site() / address.removeprefix(export.SITE)).is_file(), address


def test_each_code_has_a_remedy_in_the_order_of_the_codes() -> None:
    assert list(remedies.REMEDIES) == list(CODES)


# A text that is too large has no place on a page, and another version is not there yet.
@pytest.mark.parametrize("code", [code for code in CODES if code not in ("too-large", "other-version")])
def test_example_of_a_code_causes_it(code: str) -> None:
    remedy = remedies.REMEDIES[code]
    data = payload(remedy, VECTORS)
    assert data is not None
    printed = output(remedy.file, data)
    codes = re.findall(r"\[([a-z0-9-]+)\]$", printed, re.MULTILINE)
    # Two statuses that differ are two findings: one of them is deprecated whatever it says.
    assert codes == ["deprecated", code] if code == "status-mismatch" else codes[0] == code
    if remedy.file == "payload.json":
        assert [finding.code for finding in validate_bytes(data).findings] == codes


@pytest.mark.parametrize("vector", [r.vector for r in remedies.REMEDIES.values() if r.vector])
def test_example_is_a_vector_with_its_code_in_the_manifest(vector: str) -> None:
    manifest = {entry["file"]: entry for entry in json.loads((VECTORS / "manifest.json").read_bytes())}
    assert remedies.REMEDIES[manifest[vector]["code"]].vector == vector


def enums(node: Any) -> Iterator[Any]:
    if isinstance(node, dict):
        if "enum" in node and "description" in node:
            yield node
        for child in node.values():
            yield from enums(child)
    elif isinstance(node, list):
        for child in node:
            yield from enums(child)


@pytest.mark.parametrize("node", [*enums(REQUEST), *enums(PERCL)], ids=lambda node: node["description"][:30])
def test_meanings_cover_the_description_and_lose_no_word(node: Any) -> None:
    found = explained(node["description"], node["enum"])
    assert [value for value, _ in found.meanings] == node["enum"]
    rest = node["description"]
    for text in (found.before, *(meaning for _, meaning in found.meanings), found.after):
        assert text in rest
    kept = [found.before, *(f"`{v}` {m}" for v, m in found.meanings), found.after]
    if "`" + node["enum"][0] + "`" in node["description"]:
        assert set(re.findall(r"\w+", rest)) <= {*re.findall(r"\w+", " ".join(kept)), "and", "or"}


@pytest.mark.parametrize(
    ("description", "values", "before", "meanings", "after"),
    [
        ("It is. `a`: one. `b`: two; see `a`.", "ab", "It is.", ["one.", "two; see `a`."], ""),
        ("When: `a` first, `b`, and `c` last. More.", "abc", "When:", ["first", "", "last"], "More."),
        ("Nothing of `a`.", "ab", "Nothing of `a`.", ["", ""], ""),
    ],
)
def test_meanings(description: str, values: str, before: str, meanings: list[str], after: str) -> None:
    assert explained(description, list(values)) == (before, tuple(zip(values, meanings, strict=True)), after)


@pytest.mark.parametrize("value", [REQUEST["examples"][0], PERCL["examples"][1], [], {}, "a", [1, [2]], [{}]])
def test_layout_keeps_the_value(value: Any) -> None:
    assert json.loads(layout(value)) == value
    assert max(map(len, layout(value).splitlines())) < 80
