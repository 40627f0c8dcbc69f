"""What a page of the reference is made of, whatever draws it."""

from __future__ import annotations

import posixpath
from typing import Any, NamedTuple


class Heading(NamedTuple):
    """A heading of level 2 to 4, and the anchor that links to it."""

    level: int
    text: str
    anchor: str


class Text(NamedTuple):
    """Paragraphs, as Markdown."""

    markdown: str


class Code(NamedTuple):
    """Text as it is written in a file or on a terminal."""

    language: str
    text: str
    caption: str = ""


class Row(NamedTuple):
    """A row of a table; the cells are Markdown, the first one a link or code where there is an anchor."""

    cells: tuple[str, ...]
    anchor: str = ""


class Table(NamedTuple):
    """A table with a head."""

    head: tuple[str, ...]
    rows: tuple[Row, ...]


class Badges(NamedTuple):
    """A line of facts: what the thing is, as Markdown, then words that are seen at a glance."""

    text: str
    words: tuple[str, ...]


class Terms(NamedTuple):
    """Values or names with what they mean; a meaning may be empty."""

    terms: tuple[tuple[str, str], ...]


class Source(NamedTuple):
    """Where a fact comes from: a word (Documented, Conflict, Legacy) and a sentence."""

    word: str
    sentence: str


class Member(NamedTuple):
    """A part of a page that belongs together: a property with all that is said about it."""

    blocks: tuple[Any, ...]


class Beside(NamedTuple):
    """Two columns on a wide screen: text, and examples that stay in sight."""

    text: tuple[Any, ...]
    examples: tuple[Any, ...]
    examples_first: bool = False


Block = Heading | Text | Code | Table | Badges | Terms | Source | Member | Beside


class Page(NamedTuple):
    """A page. `path` is its Markdown file below the site's root; `group` its place in the navigation."""

    path: str
    title: str
    description: str
    blocks: tuple[Block, ...]
    group: tuple[str, ...] = ()
    label: str = ""


def link(page: str, target: str) -> str:
    """The address of a target (a page's path and, after #, an anchor) relative to a page's path."""
    path, mark, anchor = target.partition("#")
    relative = posixpath.relpath(path, posixpath.dirname(page) or ".") if path != page else ""
    return relative + mark + anchor


def first_sentence(text: str) -> str:
    """The first sentence of a text."""
    head, mark, _ = text.partition(". ")
    return head + "." if mark else text
