"""Both engines, and plain validators with the published schemas, say the same of every payload."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from random import Random
from typing import Any

import jsonschema
import jsonschema_rs
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from fcschema import Judge, version
from fcschema.engine import ENGINES, validator

VECTORS = Path(__file__).parent / "vectors" / "1.0.0"
VERSION = version("1.0.0")
DOCUMENTS = {document.kind: document for document in VERSION.documents}

# Of each kind, and their size; a batch is one Hypothesis example, so that drawing costs little.
BATCHES, BATCH = 200, 300
# Making a whole verdict takes longer, so one mutant in so many gets it.
JUDGED = 20

# Of these, only what they hold can be violated. In a request each `not` only closes the `pattern` beside
# it and is told as that pattern; in a script each `const` is a condition.
APPLICATORS = {"$ref", "properties", "items", "allOf", "if"}
NEVER_TOLD = {"request": {"not"}, "response": {"const"}, "exchange": set[str]()}

ODD_NUMBERS = (0, -1, 1, 1.0, 1.5, -0.0, 61, 3001, 1e308, -1e-300, 2**53 + 1, 2**64, 10**30, -(10**30))
ODD_STRINGS = ("", " ", "1", "true", "null", "[]", "\U0001f600" * 4096, "\U0001f600" * 4097, "x" * 4097)
ODD_OTHERS = json.loads('[null, true, false, [], {}, [[]], [{}], [null], [""], {"__proto__": {"a/b": 1}}]')
ODD_VALUES = (*ODD_NUMBERS, *ODD_STRINGS, *ODD_OTHERS)
ODD_NAMES = ("", "__proto__", "constructor", "a/b", "m~n", "~1", "0", "é", "\U0001f600", "$ref", "command")
ENDS = ("\n", "\r", "\r\n", "\u2028", " ", "\t", "\0", "\u0663", "0", "-", "+", "s", "\U0001f600")
ARABIC = str.maketrans("0123456789", "\u0660\u0661\u0662\u0663\u0664\u0665\u0666\u0667\u0668\u0669")


def vectors(kind: str, validity: str = "*") -> list[Any]:
    found = [json.loads(path.read_bytes()) for path in sorted(VECTORS.glob(f"{kind}/{validity}/*.json"))]
    assert found
    return found


def spots(value: Any) -> Iterator[tuple[Any, Any]]:
    """Every place below a value: an object and a name, or an array and an index."""
    for key in value if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ():
        yield value, key
        yield from spots(value[key])


class Mutants:
    """Damaged payloads of one kind, made of the valid ones and of the names and values in them."""

    def __init__(self, kind: str) -> None:
        examples = VERSION.schema(DOCUMENTS[kind].name)["examples"]
        self.payloads = examples + vectors(kind, "valid")
        if kind == "exchange":
            self.payloads += [{**examples[0], "response": script} for script in vectors("response", "valid")]
        found = list(spots(self.payloads))
        self.names = [*sorted({key for _, key in found if isinstance(key, str)}), *ODD_NAMES]
        self.values = [parent[key] for parent, key in found]

    def batch(self, random: Random) -> Iterator[Any]:
        for _ in range(BATCH):
            holder = [deepcopy(random.choice(self.payloads))]
            for _ in range(random.choice((1, 1, 2, 3))):
                if found := list(spots(holder)):
                    owner, place = random.choice(found)
                    self._damage(random, *random.choice(found), owner[place])
            yield holder[0] if holder else None

    def _damage(self, random: Random, parent: Any, key: Any, other: Any) -> None:
        """Do one thing to the value at a spot; `other` is a value elsewhere in the payload."""
        value, name = parent[key], random.choice(self.names)
        new = deepcopy(random.choice((random.choice(ODD_VALUES), random.choice(self.values), other)))
        match random.randrange(7):
            case 0:
                del parent[key]
            case 1 if isinstance(parent, dict):
                parent[random.choice((name, self._respelt(random, key)))] = parent.pop(key)
            case 2 if isinstance(value, dict):
                value[name] = new
            case 2 if isinstance(value, list):
                value.insert(random.randint(0, len(value)), new)
            case 3 if isinstance(value, dict) and isinstance(new, dict):
                value.update(new)
            case 3 | 4 if isinstance(value, str):
                parent[key] = self._respelt(random, value)
            case 3 | 4 if isinstance(value, (int, float)):
                parent[key] = random.choice(ODD_NUMBERS)
            case 4:
                parent[key] = random.choice((json.dumps(value), type(value)(), [value], {name: value}))
            case _:
                parent[key] = new

    def _respelt(self, random: Random, text: str) -> str:
        end, kebab = random.choice(ENDS), re.sub("([A-Z])", r"-\1", text).lower()
        cased = (kebab, text.swapcase(), text[:1].swapcase() + text[1:])
        resized = (text + end, end + text, text[:-1], text[1:], (text * 300)[:9000])
        return random.choice((*cased, *resized, text.translate(ARABIC)))


@pytest.mark.parametrize("kind", DOCUMENTS)
def test_engines_agree_on_vectors(kind: str) -> None:
    first, second = (validator(VERSION, DOCUMENTS[kind].name, engine) for engine in ENGINES)
    for payload in vectors(kind):
        assert set(first(payload)) == set(second(payload)), payload


@pytest.mark.parametrize("kind", DOCUMENTS)
def test_published_schema_without_our_code_gives_the_same_verdicts(kind: str) -> None:
    published = json.loads(DOCUMENTS[kind].read())
    python, rust = jsonschema.Draft202012Validator(published), jsonschema_rs.Draft202012Validator(published)
    for payload in vectors(kind):
        valid = Judge(kind).value(payload).valid
        assert (python.is_valid(payload), rust.is_valid(payload)) == (valid, valid), payload


@pytest.mark.parametrize("kind", DOCUMENTS)
def test_engines_agree_on_mutants(kind: str) -> None:
    first, second = (validator(VERSION, DOCUMENTS[kind].name, engine) for engine in ENGINES)
    judge, other_judge = (Judge(kind, engine=engine) for engine in ENGINES)
    mutants, violated, count = Mutants(kind), set[str](), 0

    # Repeatable, so that what is red is red everywhere. Not shrunk: a smaller seed is no smaller payload.
    @settings(max_examples=BATCHES, derandomize=True, deadline=None, phases=[Phase.generate])
    @given(st.integers(0, 2**64 - 1))
    def agree(seed: int) -> None:
        nonlocal count
        for payload in mutants.batch(Random(seed)):
            violations = set(first(payload))
            assert violations == set(second(payload)), payload
            if count % JUDGED == 0:
                assert judge.value(payload) == other_judge.value(payload), payload
            violated.update(violation.keyword for violation in violations)
            count += 1

    agree()
    assert count * len(DOCUMENTS) >= 100_000
    text = DOCUMENTS[kind].read().decode()
    keywords = {k for k in jsonschema.Draft202012Validator.VALIDATORS if f'"{k}":' in text} - APPLICATORS
    assert keywords - violated == NEVER_TOLD[kind]
