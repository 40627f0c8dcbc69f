"""Pages as plain Markdown, for programs that read and for people without a browser."""

from __future__ import annotations

from .page import Badges, Block, Code, Heading, Member, Page, Source, Table, Terms, Text


def render(page: Page) -> str:
    """A page as Markdown without any extension's syntax."""
    return "\n\n".join([f"# {page.title}", *(text for b in page.blocks if (text := _block(b)))]) + "\n"


def fence(code: Code, attributes: str = "") -> str:
    """A fenced block, with a fence that the text does not hold."""
    mark = "````" if "```" in code.text else "```"
    return f"{mark}{code.language}{attributes}\n{code.text}\n{mark}"


def table(block: Table, first: tuple[str, ...]) -> str:
    """A Markdown table, with these texts in the first column."""
    rows = [(cell, *row.cells[1:]) for cell, row in zip(first, block.rows, strict=True)]
    return "\n".join(
        f"| {' | '.join(cells)} |" for cells in (block.head, tuple("---" for _ in block.head), *rows)
    )


def _block(block: Block) -> str:
    if isinstance(block, Heading):
        return f"{'#' * block.level} {block.text}"
    if isinstance(block, Text):
        return block.markdown
    if isinstance(block, Code):
        return (f"{block.caption}:\n\n" if block.caption else "") + fence(block)
    if isinstance(block, Badges):
        return ", ".join(filter(None, (block.text, *block.words)))
    if isinstance(block, Terms):
        return "\n".join(f"- `{term}`{': ' if meaning else ''}{meaning}" for term, meaning in block.terms)
    if isinstance(block, Source):
        return f"{block.word}: {block.sentence}" if block.sentence else f"{block.word}."
    if isinstance(block, Table):
        return table(block, tuple(row.cells[0] for row in block.rows))
    parts = block.blocks if isinstance(block, Member) else (*block.text, *block.examples)
    return "\n\n".join(text for part in parts if (text := _block(part)))
