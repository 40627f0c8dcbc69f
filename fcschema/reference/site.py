"""Pages as Markdown for the site: attribute lists, definition lists, and blocks with classes."""

from __future__ import annotations

import json

from . import plain
from .page import Badges, Block, Code, Heading, Member, Page, Source, Table, Terms, Text


def render(page: Page) -> str:
    """A page with its front matter."""
    # JSON is YAML: what is searched for most often is a command, whose name others' texts mention too.
    matter = {
        "title": page.title,
        "description": page.description,
        "search": {"boost": 2 * len(page.group) - 1},
    }
    front = "\n".join(f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in matter.items())
    body = "\n\n".join(text for block in page.blocks if (text := _block(block)))
    return f"---\n{front}\n---\n\n# {page.title}\n\n{body}\n"


def _block(block: Block) -> str:
    if isinstance(block, Heading):
        return f"{'#' * block.level} {block.text} {{ #{block.anchor} }}"
    if isinstance(block, Text):
        return block.markdown
    if isinstance(block, Code):
        title = f' title="{block.caption}"' if block.caption else ""
        return plain.fence(block, title)
    if isinstance(block, Badges):
        words = [f'<span class="fc-badge fc-badge--{w.replace(" ", "-")}">{w}</span>' for w in block.words]
        text = f'<span class="fc-type" markdown>{block.text}</span>' if block.text else ""
        return _div("fc-facts", " ".join(filter(None, [text, *words])))
    if isinstance(block, Terms):
        return _div("fc-values", "\n\n".join(f"`{term}`\n:   {m or '&nbsp;'}" for term, m in block.terms))
    if isinstance(block, Source):
        word = f'<span class="fc-badge fc-badge--{block.word.lower()}">{block.word}</span>'
        return _div("fc-source", f"{word} {_upper(block.sentence)}")
    if isinstance(block, Table):
        return _div(
            "fc-table", plain.table(block, tuple(_first(row.cells[0], row.anchor) for row in block.rows))
        )
    if isinstance(block, Member):
        return _div("fc-member", _all(block.blocks))
    examples = _div("fc-examples", _all(block.examples)) if block.examples else ""
    parts = [_div("fc-text", _all(block.text)), examples]
    return _div(
        "fc-beside" if examples else "fc-alone",
        "\n\n".join(reversed(parts) if block.examples_first else parts),
    )


def _all(blocks: tuple[Block, ...]) -> str:
    return "\n\n".join(text for block in blocks if (text := _block(block)))


def _div(name: str, inside: str) -> str:
    return f'<div class="{name}" markdown="block">\n\n{inside}\n\n</div>'


def _first(cell: str, anchor: str) -> str:
    return f"{cell}{{ #{anchor} }}" if anchor else cell


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]
