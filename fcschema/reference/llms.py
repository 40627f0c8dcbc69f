"""`llms.txt`: the reference's pages for programs that read, as one list."""

from __future__ import annotations

from collections.abc import Iterable

from .page import Page

_HEAD = """\
# fcschema

> FreeClimb's outDialApiConnect webhook and PerCL as versioned JSON Schemas, and a validator for captured payloads.

`fcschema validate FILE` tells whether a captured payload is what FreeClimb documents, and if not, where and why.
The list of contract versions, for programs: {site}catalog.json

## Reference
"""


def render(pages: Iterable[Page], site: str) -> str:
    """The text, with a line for each page as plain Markdown below the site's address."""
    lines = [f"- [{page.title}]({site}{page.path}): {page.description}" for page in pages]
    return _HEAD.format(site=site) + "\n" + "\n".join(lines) + "\n"
