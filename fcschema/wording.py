"""Small pieces of English."""

from __future__ import annotations

from collections.abc import Iterable


def plain(description: str) -> str:
    """A description of a schema without its Markdown."""
    return description.replace("`", "")


def quoted(name: str) -> str:
    """A name of a capture in quotes, cut when it is no name any more."""
    return f'"{name}"' if len(name) <= 60 else f'"{name[:60]}…"'


def listing(names: Iterable[str], quote: bool = True) -> str:
    """Names in a row: a, b and c."""
    parts = [quoted(n) if quote else n for n in names]
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"


def plural(count: int, noun: str) -> str:
    """A count and its noun: 1 payload, 2 payloads."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def printable(text: str) -> str:
    """A text from a capture as it may go to a terminal: control characters as escapes."""
    return text if text.isprintable() else "".join(c if c.isprintable() else ascii(c)[1:-1] for c in text)
