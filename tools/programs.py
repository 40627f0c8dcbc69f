"""What is in `examples/`, as parts of pages: the programs, and what is written about them there."""

from __future__ import annotations

import re
from pathlib import Path

# Folder, name on the page, language of the listing, and the suffix of its sources.
LANGUAGES = (
    ("python", "Python", "python", ".py"),
    ("javascript", "JavaScript", "javascript", ".js"),
    ("typescript", "TypeScript", "typescript", ".ts"),
    ("go", "Go", "go", ".go"),
    ("rust", "Rust", "rust", ".rs"),
    ("java", "Java", "java", ".java"),
    ("kotlin", "Kotlin", "kotlin", ".kt"),
    ("cpp", "C++", "cpp", ".cpp"),
    ("ruby", "Ruby", "ruby", ".rb"),
    ("php", "PHP", "php", ".php"),
    ("perl", "Perl", "perl", ".pl"),
    ("shell", "Shell", "bash", ".sh"),
)
# Folders that tools make, and files that configure them.
_NOT_SOURCES = frozenset(("node_modules", "target", "build", "dist", ".venv"))

_MARK = re.compile(r"<!-- examples/(?P<file>[\w.-]+)(?:: (?P<heading>[^>]+?))? -->")


def sources(examples: Path, folder: str, suffix: str) -> list[Path]:
    """The programs of a language, in the order of their names."""
    return [
        path
        for path in sorted((examples / folder).rglob(f"*{suffix}"))
        if path.is_file()
        and not _NOT_SOURCES & set(path.relative_to(examples).parts)
        and ".config." not in path.name
    ]


def programs(examples: Path) -> str:
    """A heading for each language that has programs, and their text."""
    parts = []
    for folder, name, language, suffix in LANGUAGES:
        found = sources(examples, folder, suffix)
        if found:
            parts.append(f"## Validate in {name} {{ #{folder} }}")
            parts += [
                f'```{language} title="{path.relative_to(examples.parent).as_posix()}"\n'
                f"{path.read_text('utf-8').rstrip()}\n```"
                for path in found
            ]
    return "\n\n".join(parts) or "This checkout has no programs."


def section(text: str, heading: str) -> str:
    """The part of a Markdown text below a heading of level 2, with the heading; nothing if there is none."""
    _, mark, rest = text.partition(f"## {heading}\n")
    return mark + rest.partition("\n## ")[0].rstrip() + "\n" if mark else ""


def filled(markdown: str, examples: Path) -> str:
    """A page with its marks filled: `<!-- programs -->`, `<!-- examples/FILE -->`, `<!-- examples/FILE: HEADING -->`.

    Of a whole file, its title is left out: the page has its own.
    """

    def fill(mark: re.Match[str]) -> str:
        path = examples / mark["file"]
        if not path.is_file():
            return f"This checkout has no `examples/{mark['file']}`."
        text = path.read_text("utf-8")
        return section(text, mark["heading"]) if mark["heading"] else text.partition("\n")[2]

    markdown = _MARK.sub(fill, markdown)
    return (
        markdown.replace("<!-- programs -->", programs(examples))
        if "<!-- programs -->" in markdown
        else markdown
    )
