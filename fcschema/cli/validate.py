"""`fcschema validate`: check captured payloads."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import Any

from .. import report
from ..capture import FORMATS, STDIN, Capture, CaptureError, captures
from ..engine import ENGINES
from ..finding import NOTE
from ..jsontext import NotReadable
from ..judge import Judge, Verdict
from .exit import FAILED, INVALID, TEXT, VALID, Failure


def add(subparsers: Any) -> None:
    """Declare the command and its options."""
    command = subparsers.add_parser(
        "validate",
        allow_abbrev=False,
        help="check captured payloads",
        description="Check whether captured payloads are what FreeClimb documents, and say where and why not.",
        epilog=TEXT,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    option = command.add_argument
    option("files", nargs="*", metavar="FILE", help="JSON or YAML files; - or none for standard input")
    option(
        "--as",
        dest="as_",
        metavar="WHAT",
        help="what the payloads are: request, response, exchange, or a document's name such as percl; "
        "without it, each payload's shape tells",
    )
    option("--input-format", choices=FORMATS, help="how the files are written; default: by their names")
    option("--contract-version", metavar="VERSION", help="judge by this version of the contract")
    option("--engine", choices=ENGINES, help="the validator to run; default: the fastest installed")
    option("--format", choices=("text", "json"), default="text", help="how to report; default: text")
    option("--schema", action="store_true", help="with --format json: print the schema of the report")
    option("--strict", action="store_true", help="let warnings fail, too")
    option("--show-values", action="store_true", help="show values of free strings, such as phone numbers")
    option("-q", "--quiet", action="store_true", help="print what fails and nothing else")
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Check payloads; the exit code is the verdict over all of them."""
    if options.schema:
        if options.format != "json":
            raise Failure("--schema goes with --format json")
        sys.stdout.write(Path(report.__file__).with_name("report.schema.json").read_text("utf-8"))
        return VALID
    judge = _judge(options)
    reporter = _reporter(options)
    code = VALID
    for file in options.files or [STDIN]:
        try:
            for capture in captures(file, options.input_format):
                verdict = _verdict(judge, capture)
                failed = not verdict.valid or (
                    options.strict and any(f.severity != NOTE for f in verdict.findings)
                )
                reporter.add(capture.origin, verdict, failed)
                code = max(code, INVALID) if failed else code
        except CaptureError as error:
            print(f"fcschema: {error}", file=sys.stderr)
            reporter.unreadable(error.file, error.reason)
            code = FAILED
    reporter.end()
    return code


def _verdict(judge: Judge, capture: Capture) -> Verdict:
    try:
        verdict = judge.value(capture.value())
    except NotReadable as problem:
        return Verdict(None, judge.version.number, problem.findings)
    return verdict._replace(findings=capture.placed(verdict.findings)) if verdict.findings else verdict


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
