"""Prints, as Markdown, how far each validator agrees with the vectors.

python tools/parity.py [LANE ...]
"""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from tests import lanes  # noqa: E402


def row(lane: lanes.Lane) -> tuple[str, list[str]]:
    """The row of a lane, and a line for each vector that it judges otherwise."""
    if reason := lanes.missing(lane.folder):
        return (
            f"| {lane.language} | {lane.validator} | {lane.version} | {lane.draft} | not run: {reason} | |",
            [],
        )
    causes = dict(lane.disagreements)
    agreed = places = refused = total = 0
    differences = []
    for kind in lanes.DOCUMENTS:
        vectors, outcome = lanes.vectors(kind), lanes.verdicts(lane, kind)
        for vector, line in zip(vectors, outcome.lines, strict=True):
            word, _, place = line.partition(" ")
            total += 1
            if (word == "valid") == vector.valid:
                agreed += 1
                if not vector.valid:
                    refused += 1
                    places += place == vector.pointer
            else:
                cause = causes.get(vector.file, "not known")
                differences.append(
                    f"- {lane.validator} {lane.version}: `{vector.file}` is {word} there: {cause}."
                )
    cells = (
        lane.language,
        lane.validator,
        lane.version,
        lane.draft,
        f"{agreed} of {total}",
        f"{places} of {refused}",
    )
    return f"| {' | '.join(cells)} |", differences


def main(names: list[str]) -> None:
    chosen = [lane for lane in lanes.LANES if not names or lane.name in names]
    print("| language | validator | version | draft | vectors agreed | same place |")
    print("|---|---|---|---|---|---|")
    found = []
    for lane in chosen:
        line, differences = row(lane)
        print(line)
        found += differences
    print()
    print("\n".join(found) if found else "No disagreement.")


if __name__ == "__main__":
    main(sys.argv[1:])
