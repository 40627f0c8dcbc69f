"""The lanes: each validator, the program that calls it, and how both are built, run and linted.

A command runs in a copy of the program's folder, with `path` (in that copy) first on the PATH.
`{python}` is the interpreter that runs the tests, `{schema}` the schema file.
"""

from __future__ import annotations

from typing import NamedTuple


class Program(NamedTuple):
    """A folder of examples/: one language, one package manager, one build."""

    needs: tuple[str, ...]
    build: tuple[str, ...] = ()
    lint: tuple[str, ...] = ()
    path: str = ""


class Lane(NamedTuple):
    """A validator, with the program that calls it."""

    name: str
    folder: str
    language: str
    validator: str
    version: str
    source: str
    run: str
    draft: str = "2020-12"
    # Vectors that the validator judges otherwise than the manifest, each with the cause.
    disagreements: tuple[tuple[str, str], ...] = ()


# How to see whether something is there.
PROBES = {
    "cargo": "cargo --version",
    "clang-format": "clang-format --version",
    "cmake": "cmake --version",
    "g++": "g++ --version",
    "go": "go version",
    "java": "java -version",
    "jq": "jq --version",
    "mvn": "mvn --version",
    "node": "node --version",
    "npm": "npm --version",
    "perl": "perl -v",
    "perlcritic": "perlcritic --version",
    "perltidy": "perltidy -v",
    "php": "php -v",
    "phpcs": "phpcs --version",
    "rubocop": "rubocop --version",
    "ruby": "ruby -v",
    "shellcheck": "shellcheck --version",
    "shfmt": "shfmt --version",
    "justinrainbow/json-schema (PHP)": "php -r 'require \"JsonSchema/autoload.php\";'",
    "JSON::Validator (Perl)": "perl -MJSON::Validator -e 1",
    "json_schemer (Ruby)": "ruby -r set -r json_schemer -e 1",
    "nlohmann-json (C++)": "g++ -fsyntax-only -include nlohmann/json.hpp -x c++ /dev/null",
    "valijson (C++)": "g++ -fsyntax-only -include valijson/schema.hpp -x c++ /dev/null",
}

PROGRAMS = {
    "cpp": Program(
        needs=("g++", "cmake", "nlohmann-json (C++)", "valijson (C++)", "clang-format"),
        build=("cmake -S . -B build -DCMAKE_BUILD_TYPE=Release", "cmake --build build"),
        lint=("clang-format --dry-run -Werror validate.cpp",),
    ),
    "go": Program(
        needs=("go",),
        build=("go build -o validate .",),
        lint=("sh -c 'gofmt -d . && test -z \"$(gofmt -l .)\"'", "go vet ."),
    ),
    "java": Program(needs=("java", "mvn"), build=("mvn -B -q package",)),
    "javascript": Program(
        needs=("node", "npm"),
        build=("npm ci --silent",),
        lint=("prettier --check .", "eslint ."),
        path="node_modules/.bin",
    ),
    "kotlin": Program(needs=("java", "mvn"), build=("mvn -B -q package",)),
    "perl": Program(
        needs=("perl", "JSON::Validator (Perl)", "perlcritic", "perltidy"),
        lint=(
            "perl -c validate.pl",
            "perlcritic --quiet validate.pl",
            "sh -c 'perltidy -st validate.pl | diff validate.pl -'",
        ),
    ),
    "php": Program(
        needs=("php", "justinrainbow/json-schema (PHP)", "phpcs"),
        lint=("php -l validate.php", "phpcs -n --standard=PSR12 validate.php"),
    ),
    "python": Program(
        needs=(),
        build=("{python} -m venv venv", "venv/bin/pip install --quiet --requirement requirements.txt"),
        path="venv/bin",
    ),
    "ruby": Program(
        needs=("ruby", "json_schemer (Ruby)", "rubocop"),
        lint=("ruby -wc validate.rb", "rubocop --format quiet validate.rb"),
    ),
    "rust": Program(
        needs=("cargo",),
        build=("cargo build --locked --quiet",),
        lint=("cargo fmt --check", "cargo clippy --locked --quiet -- --deny warnings"),
    ),
    "shell": Program(
        needs=("node", "npm", "jq", "shellcheck", "shfmt"),
        # The launcher in node_modules/.bin would start Node for each payload.
        build=(
            "npm ci --silent",
            "mkdir -p bin",
            "sh -c 'ln -sf ../node_modules/@sourcemeta/jsonschema/build/github-releases/"
            "jsonschema-linux-$(uname -m | sed s/aarch64/arm64/) bin/jsonschema'",
        ),
        lint=("shellcheck validate.sh", "shfmt -i 2 -ci -d validate.sh"),
        path="bin",
    ),
    "typescript": Program(
        needs=("node", "npm"),
        build=("npm ci --silent", "npm run --silent build"),
        lint=("prettier --check validate.ts package.json tsconfig.json",),
        path="node_modules/.bin",
    ),
}

# Tools of other tests that are built the same way, from folders of tests/.
TOOLS = {
    "editors": Program(needs=("node", "npm"), build=("npm ci --silent",)),
    "generators": Program(
        needs=("node", "npm", "go"),
        build=(
            "npm ci --silent",
            "{python} -m venv venv",
            "venv/bin/pip install --quiet --requirement requirements.txt",
        ),
    ),
}

# JSON::Validator 5.14, _validate_type_integer: an integer is what Perl writes with digits alone.
BEYOND_DECIMAL = (
    (
        "response/valid/integer-written-1-and-20-zeros.json",
        "Perl writes the number as 1e+20, which is no integer to the validator",
    ),
    (
        "response/valid/integer-written-1e308.json",
        "Perl writes the number as 1e+308, which is no integer to the validator",
    ),
)

LANES = (
    Lane("python-jsonschema", "python", "Python", "jsonschema", "4.26.0", "PyPI", "python validate_jsonschema.py {schema}"),
    Lane("python-jsonschema-rs", "python", "Python", "jsonschema-rs", "0.60.3", "PyPI", "python validate_jsonschema_rs.py {schema}"),
    Lane("python-fastjsonschema", "python", "Python", "fastjsonschema", "2.22.3", "PyPI", "python validate_fastjsonschema.py {schema}", "draft-07"),
    Lane("javascript-ajv", "javascript", "JavaScript", "Ajv", "8.20.0", "npm", "node ajv.js {schema}"),
    Lane("javascript-hyperjump", "javascript", "JavaScript", "@hyperjump/json-schema", "1.18.0", "npm", "node hyperjump.js {schema}"),
    Lane("javascript-cfworker", "javascript", "JavaScript", "@cfworker/json-schema", "4.1.6", "npm", "node cfworker.js {schema}"),
    Lane("typescript-ajv", "typescript", "TypeScript", "Ajv", "8.20.0", "npm", "node dist/validate.js {schema}"),
    Lane("go", "go", "Go", "santhosh-tekuri/jsonschema", "6.0.3", "Go proxy", "./validate {schema}"),
    Lane("rust-jsonschema", "rust", "Rust", "jsonschema", "0.61.2", "Rust crates", "target/debug/jsonschema {schema}"),
    Lane("rust-boon", "rust", "Rust", "boon", "0.6.1", "Rust crates", "target/debug/boon {schema}"),
    Lane("java", "java", "Java", "networknt/json-schema-validator", "2.0.8", "Maven Central", "java -jar target/validate.jar {schema}"),
    Lane("kotlin", "kotlin", "Kotlin", "OptimumCode/json-schema-validator", "0.5.3", "Maven Central", "java -jar target/validate.jar {schema}"),
    Lane("shell-sourcemeta", "shell", "C++, from a shell", "Sourcemeta jsonschema", "16.11.0", "npm", "./validate.sh {schema}"),
    Lane("cpp-valijson", "cpp", "C++", "valijson", "1.0", "Debian 12", "build/validate {schema}", "draft-07"),
    Lane("ruby", "ruby", "Ruby", "json_schemer", "0.2.18", "Debian 12", "ruby validate.rb {schema}", "draft-07"),
    Lane("perl", "perl", "Perl", "JSON::Validator", "5.14", "Debian 12", "perl validate.pl {schema}", "draft-07", disagreements=BEYOND_DECIMAL),
    Lane("php", "php", "PHP", "justinrainbow/json-schema", "5.2.12", "Debian 12", "php validate.php {schema}", "draft-04"),
)  # fmt: skip
