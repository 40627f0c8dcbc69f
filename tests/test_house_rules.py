"""The house rules of the schemas, each as one test that names the places where it is broken.

They keep the documents in the part of draft 2020-12 that means the same in draft-07, so that every validator
and code generator takes them, and they keep every fact explained where a reader looks.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from fcschema import Document, catalog, versions
from fcschema.pointer import parse, render, resolve

SITE = "https://fcschema.github.io/schemas/"
DOCUMENTS = [document for version in versions() for document in version.documents]

ROOT = Path(catalog.ROOT)
AT_THE_ROOT = {"$schema", "$id", "$defs"}
ANNOTATIONS = {"$comment", "title", "description", "examples", "default", "deprecated"}
APPLICATORS = {"$ref", "allOf", "anyOf", "not", "if", "then"}
# Keywords that say nothing of a value of another type; lists of values are of strings only.
KEYWORDS_OF = {
    "object": {"properties", "required", "additionalProperties", "minProperties", "maxProperties"},
    "array": {"items"},
    "number": {"minimum", "maximum"},
    "string": {"pattern", "minLength", "maxLength", "enum", "const"},
}
KEYWORDS = {"type"}.union(AT_THE_ROOT, ANNOTATIONS, APPLICATORS, *KEYWORDS_OF.values())

# What every dialect of regular expressions reads alike. No dot: dialects differ on the line ends it matches.
ESCAPE = re.compile(r"\\[][\\^$.|?*+(){}/trn]")
CLASS = re.compile(r"\[\^?[^][\\]+\]")
COMMON = re.compile(r"(?:[\^$|]|\(\?:|(?:[A-Za-z0-9 :/@#_,-]|\))(?:[*+?]|\{[0-9]+(?:,[0-9]*)?\})?)+")

ENDINGS = ("Nothing after it in the script runs.", "The script continues with the next command.")
WORDS = ("Documented", "Conflict", "Legacy", "Observed", "Inferred")
NULLABLE = {f"/properties/{name}" for name in ("conferenceId", "queueId", "parentCallId")}
# In an exchange, what is answered to a call that was not answered is open.
NULLABLE_IN = {
    "request": NULLABLE,
    "response": set[str](),
    "exchange": {f"/$defs/request{pointer}" for pointer in NULLABLE} | {"/properties/response"},
}


@pytest.fixture(params=DOCUMENTS, ids=lambda document: document.path)
def document(request: pytest.FixtureRequest) -> Document:
    assert isinstance(request.param, Document)
    return request.param


@pytest.fixture
def schema(document: Document) -> Any:
    return json.loads(document.read())


def walk(node: Any, *path: str | int) -> Iterator[tuple[str, Any]]:
    """Every subschema with its JSON Pointer."""
    yield render(path), node
    for keyword in ("properties", "$defs"):
        for name, inner in node.get(keyword, {}).items():
            yield from walk(inner, *path, keyword, name)
    for keyword in ("allOf", "anyOf"):
        for index, inner in enumerate(node.get(keyword, [])):
            yield from walk(inner, *path, keyword, index)
    for keyword in ("items", "not", "if", "then"):
        if keyword in node:
            yield from walk(node[keyword], *path, keyword)


def stated(schema: Any) -> Iterator[tuple[str, Any]]:
    """Subschemas that say what a value is; those in `if` and `not` say what it may not be, or when."""
    return ((pointer, node) for pointer, node in walk(schema) if not {"if", "not"} & {*parse(pointer)})


def properties(schema: Any) -> Iterator[tuple[str, Any]]:
    """The stated properties but those of `then`, which only restates, and the lists of commands."""
    for pointer, node in stated(schema):
        steps = parse(pointer)
        a_command = steps[:-1] in (("$defs", "command", "properties"), ("$defs", "prompt", "properties"))
        if steps[-2:-1] == ("properties",) and "then" not in steps and not a_command:
            yield pointer, node


def validator(node: Any, schema: Any) -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator({**node, "$defs": schema["$defs"]})


def pattern(node: Any) -> str:
    """The pattern of a subschema with its escapes and classes made plain, so that what is left is syntax."""
    return CLASS.sub("x", ESCAPE.sub("x", node.get("pattern", "^")))


def broken_at(places: Iterable[str]) -> None:
    """Fail with all the places, if there are any."""
    found = list(places)
    assert not found, "\n".join(["broken at:", *found])


def test_catalogue_lists_every_schema_file() -> None:
    files = {path.relative_to(ROOT).as_posix() for path in ROOT.rglob("*.json")}
    assert files - {"catalog.json"} == {document.path for document in DOCUMENTS}


def test_catalogue_knows_address_and_checksum(document: Document, schema: Any) -> None:
    assert schema["$id"] == document.id == SITE + document.path
    assert hashlib.sha256(document.read()).hexdigest() == document.sha256


def test_exchanges_and_checksums_are_what_the_tool_makes() -> None:
    spec = importlib.util.spec_from_file_location("assemble", ROOT.parent / "tools" / "assemble.py")
    assert spec
    assert spec.loader
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    broken_at(str(path) for path, text in tool.outputs().items() if path.read_bytes() != text.encode())


def test_text_is_in_the_one_form(document: Document, schema: Any) -> None:
    assert document.read().decode() == json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def test_both_meta_schemas_take_it(schema: Any) -> None:
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.Draft7Validator.check_schema(schema)


def test_keywords_are_those_of_the_subset(schema: Any) -> None:
    broken_at(f"{at}/{keyword}" for at, node in walk(schema) for keyword in node.keys() - KEYWORDS)
    broken_at(at for at, node in walk(schema) if at and node.keys() & AT_THE_ROOT)
    broken_at(at for at, node in walk(schema) if node.get("additionalProperties", False) is not False)


def test_references_are_local_and_every_definition_is_used(schema: Any) -> None:
    references = {at: node["$ref"] for at, node in walk(schema) if "$ref" in node}
    known = {f"#/$defs/{name}" for name in schema["$defs"]}
    broken_at(at for at, reference in references.items() if reference not in known)
    broken_at(known - {*references.values()})


def test_beside_a_reference_are_only_annotations(schema: Any) -> None:
    allowed = ANNOTATIONS | {"$ref"}
    broken_at(at for at, node in walk(schema) if "$ref" in node and not node.keys() <= allowed)


def test_type_is_beside_every_keyword_that_needs_it(schema: Any) -> None:
    broken = []
    for at, node in walk(schema):
        types = [node["type"]] if isinstance(node.get("type"), str) else node.get("type", [])
        kinds = {"number" if kind == "integer" else kind for kind in types}
        others = [keywords for kind, keywords in KEYWORDS_OF.items() if kind not in kinds]
        broken += [f"{at}/{keyword}" for keyword in node.keys() & set().union(*others)]
    broken_at(broken)


def test_required_members_are_among_the_properties_beside(schema: Any) -> None:
    broken_at(at for at, node in walk(schema) if {*node.get("required", ())} - {*node.get("properties", ())})


def test_document_and_definitions_have_title_description_and_examples(schema: Any) -> None:
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    described = {"": schema} | {f"/$defs/{name}": node for name, node in schema["$defs"].items()}
    broken_at(at for at, node in described.items() if {"title", "description", "examples"} - node.keys())


def test_properties_are_described(schema: Any) -> None:
    broken_at(at for at, node in properties(schema) if not node.get("description"))


def test_properties_have_examples(schema: Any) -> None:
    broken_at(at for at, node in properties(schema) if not node.get("examples"))


def test_rules_and_what_they_restate_are_described(schema: Any) -> None:
    rules = (
        (at, node) for at, node in stated(schema) if re.search(r"/allOf/[0-9]+(/then/properties/.*)?$", at)
    )
    broken_at(at for at, node in rules if not node.get("description"))


def test_examples_and_defaults_are_valid(schema: Any) -> None:
    broken = []
    for at, node in walk(schema):
        values = [*node.get("examples", ()), *([node["default"]] if "default" in node else ())]
        broken += [f"{at}: {value!r}" for value in values if not validator(node, schema).is_valid(value)]
    broken_at(broken)


def test_values_are_named_in_the_description(schema: Any) -> None:
    broken = []
    for at, node in stated(schema):
        # In a rule only some values are left of those that the property's own description names.
        owner = resolve(schema, parse(re.sub("/allOf/[0-9]+/then", "", at)))
        values = [*node.get("enum", ()), *([node["const"]] if "const" in node else ())]
        broken += [f"{at}: {value}" for value in values if f"`{value}`" not in owner.get("description", "")]
    broken_at(broken)


def test_patterns_are_anchored(schema: Any) -> None:
    patterns = [(at, node) for at, node in stated(schema) if "pattern" in node]
    broken_at(at for at, node in patterns if not node["pattern"].startswith("^"))
    whole_or_said = re.compile(r"\$\n|begins with")
    broken_at(
        at
        for at, node in patterns
        if not whole_or_said.search(f"{node['pattern']}\n{node.get('description')}")
    )


def test_patterns_are_read_alike_by_every_dialect(schema: Any) -> None:
    broken_at(at for at, node in walk(schema) if not COMMON.fullmatch(pattern(node)))


def test_line_end_after_a_pattern_is_refused(schema: Any) -> None:
    """`$` lets it through in Python, PHP and the JDK."""
    open_ended = [(at, node) for at, node in stated(schema) if "$" in pattern(node)]
    broken_at(
        at for at, node in open_ended if "pattern" not in node.get("not", ()) and "maxLength" not in node
    )
    for at, node in open_ended:
        # Where only one of the pattern's alternatives ends in `$`, the first example is of that one.
        examples = node.get("examples", [])
        texts = ["", *examples] if pattern(node).endswith("$") else examples[:1]
        broken_at(at for text in texts if validator(node, schema).is_valid(text + "\n"))


def test_command_is_an_object_with_one_member_of_a_closed_list(document: Document, schema: Any) -> None:
    one = {"type": "object", "minProperties": 1, "maxProperties": 1, "additionalProperties": False}
    for name in () if document.kind == "request" else ("command", "prompt"):
        node = {k: v for k, v in schema["$defs"][name].items() if k not in ANNOTATIONS}
        assert node == {**one, "properties": {n: {"$ref": f"#/$defs/{n}"} for n in node["properties"]}}, name


def test_command_says_whether_the_script_goes_on(schema: Any) -> None:
    names = schema["$defs"].get("command", {"properties": {}})["properties"]
    broken_at(name for name in names if not schema["$defs"][name]["description"].endswith(ENDINGS))


def test_comment_of_a_property_begins_with_its_kind_of_source(schema: Any) -> None:
    commented = ((at, node["$comment"]) for at, node in properties(schema) if "$comment" in node)
    broken_at(at for at, comment in commented if not re.match(rf"({'|'.join(WORDS)})\b", comment))


def test_deprecated_is_said_only_where_it_is_true(schema: Any) -> None:
    broken_at(at for at, node in walk(schema) if node.get("deprecated", True) is not True)


def test_null_is_allowed_where_it_is_documented(document: Document, schema: Any) -> None:
    nullable = {at for at, node in properties(schema) if validator(node, schema).is_valid(None)}
    assert nullable == NULLABLE_IN[document.kind]
