"""What changes from one version of the contract to another, and whom that breaks.

The direction of compatibility depends on the document. Apps receive requests: a version that allows more
there breaks them. Apps write scripts: a version that allows less there breaks them. An exchange is both.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from .. import nodes
from ..catalog import Document, Version
from .change import BREAKING, COMPATIBLE, UNDECIDED, VERDICTS, Change, overall, worst
from .decide import Comparison, Payloads
from .edits import CONSTRAINT, WORDING
from .places import EXCHANGE, REQUEST, RESPONSE
from .witness import Counterexample

__all__ = [
    "BREAKING",
    "COMPATIBLE",
    "UNDECIDED",
    "VERDICTS",
    "Change",
    "Counterexample",
    "NotComparable",
    "compare",
    "compare_documents",
    "overall",
    "worst",
]


class NotComparable(ValueError):
    """Two documents that do not describe the same kind of payload."""


def _none(_: str) -> Iterable[Any]:
    return ()


def compare(old: Version, new: Version, payloads: Payloads = _none) -> list[Change]:
    """Every change between two versions of the contract.

    `payloads` gives more payloads of a kind to try, such as the vectors of both versions.
    """
    found: list[Change] = []
    for document in old.documents:
        if document.name not in (d.name for d in new.documents):
            found.append(_of_document(document, "removed"))
            continue
        changes = compare_documents(
            old.schema(document.name), new.schema(document.name), document.kind, document.name, payloads
        )
        # An exchange is assembled from the others: what they say once is not said again.
        said = {(change.place, change.what) for change in found}
        if document.kind == EXCHANGE:
            changes = [c for c in changes if c.sort != WORDING and (c.place, c.what) not in said]
        found += changes
    known = {document.name for document in old.documents}
    return found + [_of_document(d, "added") for d in new.documents if d.name not in known]


def _of_document(document: Document, what: str) -> Change:
    gone = what == "removed"
    receiving, writing = (
        BREAKING if gone and document.kind in kinds else COMPATIBLE
        for kinds in ((REQUEST, EXCHANGE), (RESPONSE, EXCHANGE))
    )
    advice = f"Validate by the old version what {document.name} describes." if gone else ""
    return Change(
        document.name, f"document `{document.name}`", what, CONSTRAINT, receiving, writing, advice, "", ""
    )


def compare_documents(
    old: Any, new: Any, kind: str | None = None, name: str = "", payloads: Payloads = _none
) -> list[Change]:
    """Every change between two documents of one kind, which their shape tells when it is not given.

    Raises NotComparable when they are of different kinds, or of none that the contract has; LookupError
    for a `$ref` that leads nowhere.
    """
    kinds = {kind} if kind else {nodes.kind(old), nodes.kind(new)} - {None}
    if len(kinds) != 1:
        raise NotComparable(
            "these are not two versions of one document: a request, a PerCL script or an exchange"
        )
    return Comparison(old, new, str(kinds.pop()), name).changes(payloads)
