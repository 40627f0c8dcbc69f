"""mkdocs hook: adds the generated pages and the published files to the site.

What is generated is decided in `fcschema.export` and `fcschema.reference`; here is only what mkdocs needs.
"""

from __future__ import annotations

import base64
import hashlib
import re
import sys
from pathlib import Path
from typing import Any

from mkdocs.structure.files import File, Files

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tools")]

import programs  # noqa: E402
import try_page  # noqa: E402

from fcschema import catalog, export, reference  # noqa: E402
from fcschema.reference import site  # noqa: E402
from fcschema.reference.page import Page  # noqa: E402

_TRY = "<!-- try: the script, or what is missing -->"
_SCRIPT = '<script src="../assets/try.js" defer></script>'
_INLINE_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_made: dict[str, Any] = {}


def on_config(config: Any) -> Any:
    """Make everything once, and put the generated pages into the navigation."""
    files = export.files()
    vectors = ROOT / "tests" / "vectors" / catalog.version().number
    pages = reference.pages(tuple(export.data()), vectors if vectors.is_dir() else None)
    script, missing = try_page.build(ROOT / "docs" / "try")
    _made.update(files=files, pages=pages, script=script, missing=missing)
    for section in config.nav:
        if section.get("Reference") == "reference":
            section["Reference"] = _nav(pages)
    return config


def on_files(files: Files, config: Any) -> Files:
    """Add generated pages, and published files other than Markdown, which mkdocs would render."""
    for page in _made["pages"]:
        files.append(File.generated(config, page.path, content=site.render(page)))
    for path, data in _made["files"].items():
        if not path.endswith(".md"):
            files.append(File.generated(config, path, content=data))
    if _made["script"]:
        files.append(File.generated(config, "assets/try.js", content=_made["script"]))
    return files


def on_page_markdown(markdown: str, **_: Any) -> str:
    """Put in what is in `examples/`, and the tool of Try it or what is missing to build it."""
    missing = _made["missing"]
    tool = f'!!! warning "This build has no tool"\n    {missing}' if missing else _SCRIPT
    return programs.filled(markdown.replace(_TRY, tool), ROOT / "examples")


def on_post_page(output: str, **_: Any) -> str:
    """Name the theme's search dialog, and let the browser run this site's own scripts and ask no other host."""
    output = output.replace(
        'data-md-component="search" role="dialog"',
        'data-md-component="search" role="dialog" aria-label="Search"',
    )
    hashes = " ".join(
        f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"
        for script in dict.fromkeys(_INLINE_SCRIPT.findall(output))
    )
    policy = (
        f"default-src 'none'; script-src 'self' {hashes}; style-src 'self'; img-src 'self' data:; "
        "connect-src 'self'; worker-src 'self'; base-uri 'self'; form-action 'none'"
    )
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    return output.replace('<meta charset="utf-8">', f'<meta charset="utf-8">\n      {meta}', 1)


def on_post_build(config: Any) -> None:
    """Write the reference as plain Markdown beside the pages."""
    for path, data in _made["files"].items():
        if path.endswith(".md"):
            target = Path(config.site_dir) / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)


def _nav(pages: tuple[Page, ...]) -> list[Any]:
    """The navigation of the generated pages, by their groups."""
    entries: list[Any] = []
    for page in pages:
        target = entries
        for group in page.group[1:]:
            known = next((e for e in target if list(e) == [group]), None)
            if known is None:
                known = {group: []}
                target.append(known)
            target = known[group]
        target.append({page.label or page.title: page.path})
    return entries
