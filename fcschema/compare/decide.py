"""The verdicts on the edits between two documents: by a payload, by proof, or by structure."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from .. import nodes, pointer
from ..engine import default_engine
from ..nodes import Route
from ..proof import acceptor, covers
from . import witness
from .change import BREAKING, COMPATIBLE, UNDECIDED, Change
from .edits import DEFAULT, DEPRECATED, MAYBE, NO, REMOVED, WORDING, YES, Edit
from .places import EXCHANGE, REQUEST, RESPONSE, label, listed, side
from .walk import edits
from .witness import Counterexample, Side

# Gives more payloads of a kind to try.
Payloads = Callable[[str], Iterable[Any]]

_BY_ANSWER = {YES: BREAKING, MAYBE: UNDECIDED, NO: COMPATIBLE}
# How many made payloads are tried where nothing is proven, by engine.
_TRIED = {"jsonschema-rs": 20_000, "jsonschema": 1_000}


class Comparison:
    """Two documents, what each takes, and what is proven of them."""

    def __init__(self, old: Any, new: Any, kind: str, name: str) -> None:
        self._kind, self._name = kind, name or kind
        self._old = Side(old, acceptor(old), nodes.routes(old))
        self._new = Side(new, acceptor(new), nodes.routes(new))

    def changes(self, payloads: Payloads) -> list[Change]:
        old, new = self._old.document, self._new.document
        found = edits(old, new)
        if all(edit.sort in (WORDING, DEPRECATED, DEFAULT) for edit in found):
            more = less = False
        else:
            more, less = not covers(old, new), not covers(new, old)
        changes = [self._change(edit, more, less) for edit in found]
        return changes + self._unexplained(changes, more, less, payloads)

    def _change(self, edit: Edit, more: bool, less: bool) -> Change:
        routes = self._routes(edit)
        document, path = (
            (self._old.document, edit.old) if edit.sort == REMOVED else (self._new.document, edit.new)
        )
        place, shared = label(self._kind, document, path, routes, edit.member)
        sides = {side(self._kind, (*route, edit.member) if edit.member else route) for route in routes}
        receiving = writing = COMPATIBLE
        example: Counterexample | None = None
        if edit.sort == DEFAULT:
            # What is valid stays so; what leaving it out means does not, and no schema can tell.
            writing = UNDECIDED if RESPONSE in sides and not edit.what.endswith("added") else COMPATIBLE
        elif edit.sort not in (WORDING, DEPRECATED):
            if EXCHANGE in sides:
                receiving, writing, example = self._of_pair(edit, more, less)
            if REQUEST in sides:
                receiving, example = self._decided(edit, True, edit.more, more)
                if edit.sort == REMOVED:
                    receiving = BREAKING
            if RESPONSE in sides:
                writing, example = self._decided(edit, False, edit.less, less)
        advice = [
            text for verdict, text in ((receiving, edit.read), (writing, edit.write)) if verdict != COMPATIBLE
        ]
        if edit.sort == DEPRECATED:
            advice = [edit.write]
        return Change(
            document=self._name,
            place=place,
            what=f"{edit.what} (in {listed(shared)})" if shared else edit.what,
            sort=edit.sort,
            receiving=receiving,
            writing=writing,
            advice=" ".join(filter(None, advice)),
            old=_pointer(self._old.document, edit.old, edit.member),
            new=_pointer(self._new.document, edit.new, edit.member),
            counterexample=example,
        )  # fmt: skip

    def _routes(self, edit: Edit) -> list[Route]:
        old, new = self._old.routes.get(edit.old, []), self._new.routes.get(edit.new, [])
        # Without a route nothing is known of who is concerned: the whole payload is.
        return witness.common(old, new) or [()]

    def _of_pair(self, edit: Edit, more: bool, less: bool) -> tuple[str, str, Counterexample | None]:
        """The verdicts on an edit that ties a request to its response, or is about neither alone."""
        writing, example = self._decided(edit, False, edit.less, less)
        rules = [(self._old.document, edit.old), (self._new.document, edit.new)]
        if edit.member == "response" or _about_response(rules):
            return COMPATIBLE, writing, example
        receiving, other = self._decided(edit, True, edit.more, more)
        return receiving, writing, example or other

    def _decided(
        self, edit: Edit, new_is_valid: bool, answer: int, open_: bool
    ) -> tuple[str, Counterexample | None]:
        """The verdict in one direction: by a payload that shows the break, else by proof, else by structure."""
        if answer == NO:
            return COMPATIBLE, None
        sides = (self._new, self._old) if new_is_valid else (self._old, self._new)
        example = witness.search(*sides, edit, new_is_valid)
        if example is not None:
            return BREAKING, example
        if not open_ or self._covered(edit, new_is_valid):
            return COMPATIBLE, None
        return _BY_ANSWER[answer], None

    def _covered(self, edit: Edit, new_is_valid: bool) -> bool:
        """Whether it is proven of the place alone that the edit does not break."""
        old, new = nodes.alone(self._old.document, edit.old), nodes.alone(self._new.document, edit.new)
        return covers(old, new) if new_is_valid else covers(new, old)

    def _unexplained(self, changes: list[Change], more: bool, less: bool, payloads: Payloads) -> list[Change]:
        """A change for a break that no other change accounts for: the walk's own mistakes end here."""
        found: list[Change] = []
        tried = _TRIED[default_engine()]
        receives, writes = self._kind in (REQUEST, EXCHANGE), self._kind in (RESPONSE, EXCHANGE)
        for wanted, open_, verdicts, new_is_valid in (
            (receives, more, {c.receiving for c in changes}, True),
            (writes, less, {c.writing for c in changes}, False),
        ):
            if not wanted or not open_ or verdicts - {COMPATIBLE}:
                continue
            valid, refusing = (self._new, self._old) if new_is_valid else (self._old, self._new)
            example = witness.sweep(valid, refusing, payloads(self._kind), new_is_valid, tried)
            if example is None or (self._kind == EXCHANGE and not self._concerns(example, new_is_valid)):
                continue
            what = "takes other payloads than before"
            at = label(self._kind, self._new.document, (), [()], None)[0]
            verdict = (BREAKING, COMPATIBLE) if new_is_valid else (COMPATIBLE, BREAKING)
            found.append(
                Change(self._name, at, what, "constraint", *verdict, "See the payload.", "", "", example)
            )
        return found

    def _concerns(self, example: Counterexample, receiving: bool) -> bool:
        """Whether a payload of an exchange breaks those who receive, or those who write."""
        return (side(self._kind, example.path) == REQUEST) == receiving


def _pointer(document: Any, path: pointer.Path, member: str | None) -> str:
    described = member is not None and member in nodes.node(document, path).get("properties", {})
    return pointer.render((*path, "properties", str(member)) if described else path)


def _about_response(places: Iterable[tuple[Any, pointer.Path]]) -> bool:
    """Whether all rules at places of an exchange restrict the response alone."""
    found = [nodes.node(document, path) for document, path in places]
    then = [rule["then"] for n in found for rule in [*n.get("allOf", []), n] if "then" in rule]
    return bool(then) and all(
        {*t.get("properties", ()), *t.get("required", ())} <= {"response"} for t in then
    )
