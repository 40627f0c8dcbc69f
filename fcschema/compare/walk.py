"""Two schema documents side by side: every edit between them, and what each allows or refuses.

A subschema is the conjunction of its keywords. So each keyword is compared with its former self, and what
none of them refuses anew the whole does not refuse either; under `not` and `if` it is the other way round.
"""

from __future__ import annotations

from typing import Any

from ..nodes import ANNOTATIONS, BOUND_KEYWORDS, constraints, expanded, followed, has_reference, node
from ..pointer import Path
from ..proof import same
from . import notes, objects, rules, scalars
from .edits import CONSTRAINT, MAYBE, NO, REMOVED, Edit, Effect, effect

# Keywords that look at what others have looked at: where they stand, nothing is certain by structure.
_ENTANGLED = frozenset(
    ("patternProperties", "unevaluatedProperties", "unevaluatedItems", "prefixItems", "contains",
     "minContains", "maxContains", "propertyNames", "dependentSchemas", "$dynamicRef", "$recursiveRef")
)  # fmt: skip
_COMPARED = BOUND_KEYWORDS | {
    "$ref", "type", "enum", "const", "required", "properties", "additionalProperties", "pattern", "not",
    "items", "if", "then", "else", "anyOf", "allOf",
}  # fmt: skip


def edits(old: Any, new: Any) -> list[Edit]:
    """Every edit between two documents, in the order of the old one. Raises LookupError for a wrong `$ref`."""
    walk = Walk(old, new)
    walk.pair((), ())
    if old.get("$schema") != new.get("$schema"):
        walk.add(
            (), (), Edit((), (), "$schema", "is written in another dialect of JSON Schema", MAYBE, MAYBE)
        )
    return list(dict.fromkeys(walk.found))


class Walk:
    """A walk over a pair of documents. An inner one looks at the parts of one rule."""

    def __init__(self, old: Any, new: Any, *, inner: bool = False) -> None:
        self.old, self.new = old, new
        self.found: list[Edit] = []
        # The edits inside a rule, which are reported as one.
        self.details: list[Edit] = []
        # Definitions of the same name, which are compared once and under their own name.
        self._shared: list[tuple[Path, Path]] = []
        self._inner = inner
        self._seen: set[tuple[Path, Path]] = set()

    @property
    def constraints(self) -> list[Edit]:
        """The edits that may allow or refuse something."""
        return [edit for edit in self.found if edit.sort in (CONSTRAINT, REMOVED)]

    def add(self, old: Path, new: Path, *found: Edit) -> None:
        """Note edits between two subschemas."""
        self.found += [edit._replace(old=old, new=new) for edit in found]

    def pair(self, old: Path, new: Path) -> None:
        """Compare two subschemas."""
        notes.compare(self, old, new)
        targets = followed(self.old, old), followed(self.new, new)
        if targets != (old, new):
            self._beside_reference(old, new)
            if targets[0] == targets[1]:
                self._shared.append(targets)
                if self._inner:
                    return
        if targets in self._seen:
            return
        self._seen.add(targets)
        if targets[0] == targets[1] and targets != (old, new):
            notes.compare(self, *targets)
        self._compare(*targets)

    def inside(self, old: Path, new: Path) -> Effect:
        """The effect of the edits between two subschemas, which are not reported one by one.

        What is shared by name is compared by the outer walk.
        """
        walk = Walk(self.old, self.new, inner=True)
        walk.pair(old, new)
        self.details += walk.constraints
        for targets in walk._shared:
            self._shared.append(targets)
            if not self._inner:
                self.pair(*targets)
        return effect(walk.constraints)

    def under(self, old: Path, new: Path) -> Effect:
        """The effect of the edits between two subschemas under `not` or `if`, through every `$ref`."""
        if same(expanded(self.old, old), expanded(self.new, new)):
            return Effect()
        walk = Walk(self.old, self.new, inner=True)
        walk.pair(old, new)
        self.details += walk.constraints
        return effect([*walk.constraints, *(Effect(MAYBE, MAYBE) for _ in walk._shared)]).flipped

    def _compare(self, old: Path, new: Path) -> None:
        before, after = node(self.old, old), node(self.new, new)
        start = len(self.found)
        if not scalars.listed(self, old, new, before, after):
            scalars.others(self, old, new, before, after)
        for compare in (objects.required, objects.members, objects.items, rules.refusal, rules.rule,
                        rules.all_of, rules.any_of):  # fmt: skip
            compare(self, old, new, before, after)
        self._others(old, new, before, after)
        if _ENTANGLED & (set(before) | set(after)):
            self.found[start:] = [
                edit._replace(more=max(edit.more, MAYBE), less=max(edit.less, MAYBE))
                if edit.sort in (CONSTRAINT, REMOVED)
                else edit
                for edit in self.found[start:]
            ]

    def _beside_reference(self, old: Path, new: Path) -> None:
        beside = [constraints(n) for n in (node(self.old, old), node(self.new, new)) if "$ref" in n]
        for one in beside:
            one.pop("$ref")
        if any(beside) and (len(beside) == 1 or not same(*beside)):
            self.add(old, new, Edit((), (), "$ref", "keywords beside a reference changed", MAYBE, MAYBE))

    def _others(self, old: Path, new: Path, before: Any, after: Any) -> None:
        """Keywords that the house rules do not have: more of them allow no more, fewer refuse no more."""
        for keyword in sorted((set(before) | set(after)) - ANNOTATIONS - _COMPARED):
            if same(before.get(keyword), after.get(keyword)) and not has_reference(before.get(keyword)):
                continue
            added, removed = keyword not in before, keyword not in after
            tangled = keyword in _ENTANGLED
            what = f"{keyword} {'added' if added else 'removed' if removed else 'changed'}"
            more = NO if added and not tangled else MAYBE
            less = NO if removed and not tangled else MAYBE
            self.add(old, new, Edit((), (), keyword, what, more, less))
