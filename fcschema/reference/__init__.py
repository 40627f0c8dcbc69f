"""The reference, made from the schemas, the codes of findings and the command line's parser.

A page is a value; `plain` and `site` draw it. Nothing here knows which program serves the pages.
"""

from __future__ import annotations

from pathlib import Path

from .. import catalog
from . import commandline, documents, findings, versions
from .page import Page


def pages(files: tuple[str, ...], vectors: Path | None) -> tuple[Page, ...]:
    """Every page, in reading order: the documents of the default version, then what goes with them.

    `files` are the paths of the published files; `vectors` is the folder of the default version's
    vectors, without which most errors have no example.
    """
    current = catalog.version()
    return (
        *documents.pages(current),
        findings.page(vectors),
        commandline.page(),
        *(versions.page(version, files, version == current) for version in reversed(catalog.versions())),
    )
