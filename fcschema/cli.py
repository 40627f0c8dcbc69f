"""The command line: options apart from running, exit codes in one place."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from . import __version__, catalog, report
from .capture import FORMATS, STDIN, CaptureError, captures
from .engine import ENGINES
from .finding import NOTE, Finding
from .jsontext import NotReadable
from .judge import Judge, Verdict

VALID, INVALID, FAILED = 0, 1, 2

EXIT_CODES = """\
exit codes:
  0  every payload is valid
  1  at least one payload is not (text that is no JSON counts)
  2  the work could not be done: wrong usage, or a file that cannot be read"""


class Failure(Exception):
    """The work could not be done, for the reason in the message."""


def parser() -> argparse.ArgumentParser:
    """The options of every command."""
    main = argparse.ArgumentParser(
        prog="fcschema",
        description="FreeClimb's outDialApiConnect contract: check captured requests and PerCL, print the schemas.",
    )
    main.add_argument("--version", action="version", version=f"fcschema {__version__}")
    commands = main.add_subparsers(dest="command", metavar="COMMAND", required=True)

    validate = commands.add_parser(
        "validate",
        help="check captured payloads",
        description="Check whether captured payloads are what FreeClimb documents, and say where and why not.",
        epilog=EXIT_CODES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    validate.add_argument(
        "files", nargs="*", metavar="FILE", help="JSON or YAML files; - or none for standard input"
    )
    validate.add_argument(
        "--as",
        dest="as_",
        metavar="WHAT",
        help="what the payloads are: request, response, exchange, or a document's name such as percl; "
        "without it, each payload's shape tells",
    )
    validate.add_argument(
        "--input-format", choices=FORMATS, help="how the files are written; default: by their names"
    )
    validate.add_argument(
        "--contract-version", metavar="VERSION", help="judge by this version of the contract"
    )
    validate.add_argument(
        "--engine", choices=ENGINES, help="the validator to run; default: the fastest installed"
    )
    validate.add_argument(
        "--format", choices=("text", "json"), default="text", help="how to report; default: text"
    )
    validate.add_argument(
        "--schema", action="store_true", help="with --format json: print the schema of the report"
    )
    validate.add_argument("--strict", action="store_true", help="let warnings fail, too")
    validate.add_argument(
        "--show-values", action="store_true", help="show values of free strings, such as phone numbers"
    )
    validate.add_argument("-q", "--quiet", action="store_true", help="print what fails and nothing else")
    validate.set_defaults(run=run_validate)

    schemas = commands.add_parser(
        "schemas", help="list or print the schemas", description="List the contract's documents."
    )
    schemas.set_defaults(run=run_schemas)
    actions = schemas.add_subparsers(dest="action", metavar="ACTION")
    show = actions.add_parser(
        "show", help="print a document as it is published", description="Print a document, byte for byte."
    )
    show.add_argument("name", metavar="NAME", help="a document's name, such as percl")
    show.add_argument("--contract-version", metavar="VERSION", help="of this version of the contract")
    show.set_defaults(run=run_show)
    return main


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code."""
    options = parser().parse_args(arguments)
    try:
        code: int = options.run(options)
        sys.stdout.flush()
    except (Failure, catalog.UnknownName) as failure:
        print(f"fcschema: {failure.args[0]}", file=sys.stderr)
        return FAILED
    except BrokenPipeError:
        # The reader of our output has gone; what it saw is not the whole report.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    except KeyboardInterrupt:
        print("fcschema: interrupted", file=sys.stderr)
        return 130
    return code


def run_validate(options: argparse.Namespace) -> int:
    """Check payloads; the exit code is the verdict over all of them."""
    if options.schema:
        if options.format != "json":
            raise Failure("--schema goes with --format json")
        sys.stdout.write(Path(__file__).with_name("report.schema.json").read_text("utf-8"))
        return VALID
    judge = _judge(options)
    reporter = _reporter(options)
    code = VALID
    for file in options.files or [STDIN]:
        try:
            for capture in captures(file, options.input_format):
                try:
                    verdict = judge.value(capture.value())
                    if verdict.findings:
                        verdict = verdict._replace(findings=capture.placed(verdict.findings))
                except NotReadable as problem:
                    verdict = Verdict(None, judge.version.number, problem.findings)
                failed = not verdict.valid or (options.strict and any(map(_counts, verdict.findings)))
                reporter.add(capture.origin, verdict, failed)
                code = max(code, INVALID) if failed else code
        except CaptureError as error:
            print(f"fcschema: {error}", file=sys.stderr)
            reporter.unreadable(file, str(error))
            code = FAILED
    reporter.end()
    return code


def _counts(finding: Finding) -> bool:
    return finding.severity != NOTE


def _judge(options: argparse.Namespace) -> Judge:
    judge = Judge(
        options.as_, version=options.contract_version, engine=options.engine, show_values=options.show_values
    )
    try:
        judge.check()
    except ImportError:
        raise Failure(f"the engine {options.engine} is not installed") from None
    return judge


def _reporter(options: argparse.Namespace) -> report.Reporter:
    if options.format == "json":
        return report.Json(sys.stdout.write)
    colour = sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return report.Text(sys.stdout.write, colour=colour, quiet=options.quiet)


def run_schemas(_: argparse.Namespace) -> int:
    """List every document of every version."""
    for version in catalog.versions():
        print(f"{version.number}  {version.status}")
        for document in version.documents:
            print(f"  {document.name:30}{document.kind:10}{document.id}")
    return VALID


def run_show(options: argparse.Namespace) -> int:
    """Print a document byte for byte."""
    sys.stdout.buffer.write(catalog.version(options.contract_version).document(options.name).read())
    return VALID


def entry_point() -> NoReturn:
    """What the installed command calls."""
    sys.exit(main())
