"""The wheel carries everything: installed into a clean environment, away from the checkout, it works."""

from __future__ import annotations

import subprocess
import sys
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = sorted((ROOT / "schemas").rglob("*.json"))


def call(*command: str | Path, cwd: Path) -> str:
    run = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    assert run.returncode in (0, 1), run.stderr
    return run.stdout


@pytest.fixture(scope="module")
def python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The interpreter of an environment with the wheel installed from scratch."""
    folder = tmp_path_factory.mktemp("wheel")
    call(
        sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", folder, ROOT, cwd=folder
    )
    venv.create(folder / "env", with_pip=True)
    python = folder / "env/bin/python"
    call(python, "-m", "pip", "install", "--quiet", *folder.glob("*.whl"), cwd=folder)
    return python


def test_documents_are_byte_equal(python: Path, tmp_path: Path) -> None:
    installed = Path(call(python, "-c", "import fcschema.catalog as c; print(c.ROOT)", cwd=tmp_path).strip())
    assert ROOT not in installed.parents
    assert {p.relative_to(installed): p.read_bytes() for p in sorted(installed.rglob("*.json"))} == {
        p.relative_to(ROOT / "schemas"): p.read_bytes() for p in DOCUMENTS
    }


def test_command_works_outside_the_checkout(python: Path, tmp_path: Path) -> None:
    (tmp_path / "hello.json").write_text('[{"say": {"text": "Hello"}}]')
    assert call(python.with_name("fcschema"), "validate", "hello.json", cwd=tmp_path) == (
        'hello.json:1:3: error: PerCL has no command "say": names are case-sensitive.\n'
        "    Write Say.\n"
        "    at /0/say [wrong-case]\n"
        "hello.json: invalid (percl 1.0.0)\n"
    )
    assert call(python, "-m", "fcschema", "schemas", "show", "percl", cwd=tmp_path) == (
        ROOT / "schemas/1.0.0/percl.schema.json"
    ).read_text("utf-8")


def test_it_is_typed(python: Path, tmp_path: Path) -> None:
    where = call(python, "-c", "import fcschema; print(fcschema.__file__)", cwd=tmp_path).strip()
    assert Path(where).with_name("py.typed").is_file()


def test_without_the_fast_engine_the_reference_runs_with_the_same_words(python: Path, tmp_path: Path) -> None:
    (tmp_path / "hello.json").write_text('[{"say": {"text": "Hello"}}]')
    fcschema = python.with_name("fcschema")
    fast = call(fcschema, "validate", "hello.json", cwd=tmp_path)
    call(python, "-m", "pip", "uninstall", "--quiet", "--yes", "jsonschema-rs", cwd=tmp_path)
    assert call(fcschema, "validate", "hello.json", cwd=tmp_path) == fast
    run = subprocess.run(
        [fcschema, "validate", "--engine", "jsonschema-rs", "hello.json"],
        cwd=tmp_path, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (run.returncode, run.stdout, run.stderr) == (
        2,
        "",
        "fcschema: the engine jsonschema-rs is not installed\n",
    )
