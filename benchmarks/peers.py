"""The tools that this one is measured against, installed below build/bench, and how each is called."""

from __future__ import annotations

import platform
import shutil
import subprocess
import sys
import venv
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
PLACE = ROOT / "build/bench"
ENVIRONMENT = PLACE / "venv"
PYTHON = ENVIRONMENT / "bin/python"
MODULES = PLACE / "node_modules"
FCSCHEMA = ENVIRONMENT / "bin/fcschema"
REQUEST = ROOT / "schemas/1.0.0/webhooks/outDialApiConnect.schema.json"
PERCL = ROOT / "schemas/1.0.0/percl.schema.json"

Command = list[str]


def install() -> None:
    """Install this package, as a wheel, and its peers; what is there already is kept."""
    PLACE.mkdir(parents=True, exist_ok=True)
    if not PYTHON.exists():
        venv.create(ENVIRONMENT, with_pip=True)
    pip = [str(PYTHON), "-m", "pip", "install", "--quiet"]
    subprocess.run([*pip, "check-jsonschema", "orjson"], check=True)
    subprocess.run([*pip, "--force-reinstall", "--no-deps", str(ROOT)], check=True)
    subprocess.run([*pip, str(ROOT)], check=True)
    if not shutil.which("npm"):
        sys.exit("npm is missing: three of the peers need Node")
    for name in ("package.json", "ajv-lines.mjs"):
        shutil.copy(HERE / name, PLACE)
    subprocess.run(["npm", "install", "--silent", "--no-fund", "--no-audit"], cwd=PLACE, check=True)


def _sourcemeta() -> str:
    machine = {"aarch64": "arm64", "AMD64": "x86_64"}.get(platform.machine(), platform.machine())
    name = f"jsonschema-{platform.system().lower()}-{machine}"
    return str(MODULES / "@sourcemeta/jsonschema/build/github-releases" / name)


def one_file(file: Path) -> dict[str, Command]:
    """Judging one small request."""
    ajv = str(MODULES / ".bin/ajv")
    return {
        "fcschema": [str(FCSCHEMA), "validate", "--as", "request", str(file)],
        "check-jsonschema": [
            str(ENVIRONMENT / "bin/check-jsonschema"),
            "--schemafile",
            str(REQUEST),
            str(file),
        ],
        "ajv-cli": [ajv, "validate", "--spec=draft2020", "-s", str(REQUEST), "-d", str(file)],
        "Sourcemeta": [_sourcemeta(), "validate", "--fast", str(REQUEST), str(file)],
        "python -c pass": [str(PYTHON), "-c", "pass"],
    }


def many_files(folder: Path) -> dict[str, Command]:
    """Judging a folder of requests in one call."""
    return {
        "fcschema": [str(FCSCHEMA), "validate", "--as", "request", str(folder)],
        "Sourcemeta": [_sourcemeta(), "validate", "--fast", "--continue", str(REQUEST), str(folder)],
        "check-jsonschema": [
            str(ENVIRONMENT / "bin/check-jsonschema"), "--schemafile", str(REQUEST), *map(str, sorted(folder.iterdir())),
        ],
        "ajv-cli": [str(MODULES / ".bin/ajv"), "validate", "--spec=draft2020", "-s", str(REQUEST), "-d", f"{folder}/*.json"],
    }  # fmt: skip


def lines(schema: Path, file: Path, kind: str) -> dict[str, Command]:
    """Judging a file of JSON lines."""
    fcschema = [str(FCSCHEMA), "validate", "--as", kind, str(file)]
    return {
        "fcschema": fcschema,
        "fcschema --jobs 1": [*fcschema, "--jobs", "1"],
        "Ajv in Node": ["node", str(PLACE / "ajv-lines.mjs"), str(schema), str(file)],
        "Sourcemeta": [_sourcemeta(), "validate", "--fast", "--continue", str(schema), str(file)],
        "orjson.loads alone": [str(PYTHON), str(HERE / "orjson_lines.py"), str(file)],
    }


def slow_lines(schema: Path, file: Path) -> dict[str, Command]:
    """The same as most people would write it in Python."""
    return {"json + jsonschema": [str(PYTHON), str(HERE / "jsonschema_lines.py"), str(schema), str(file)]}
