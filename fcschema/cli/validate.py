"""`fcschema validate`: check captured payloads."""

from __future__ import annotations

import argparse
import os
import sys
from typing import Any

from .. import report
from ..detect import FORMATS
from ..engine import ENGINES
from ..inputs import files
from ..judge import Judge
from ..origin import Unreadable
from ..output import opened
from ..pointer import parse
from ..progress import watched
from ..run import Plan, Run, default_jobs
from ..settings import Settings
from ..settings import judge as make_judge
from .exit import FAILED, INTERRUPTED, INVALID, TEXT, VALID, Failure, Help


def add(subparsers: Any) -> None:
    """Declare the command and its options."""
    command = subparsers.add_parser(
        "validate",
        allow_abbrev=False,
        help="check captured payloads",
        description="Check whether captured payloads are what FreeClimb documents, and say where and why not.",
        epilog=TEXT,
        formatter_class=Help,
    )
    command.add_argument(
        "files",
        nargs="*",
        metavar="FILE",
        help="files, folders or patterns; JSON, YAML, JSON lines or HAR, also with gzip; - or none for standard input",
    )
    for group in (_add_input, _add_contract, _add_report):
        group(command)
    command.set_defaults(run=run)


def _add_input(command: argparse.ArgumentParser) -> None:
    option = command.add_argument_group("input").add_argument
    option(
        "--input-format", choices=FORMATS, help="how the files are written; default: told from their content"
    )
    option("--at", metavar="POINTER", help="JSON Pointer of the payload in each record, such as /http/body")
    option(
        "--include", metavar="GLOB", action="append", default=[], help="in folders, read files of such names"
    )
    option("--exclude", metavar="GLOB", action="append", default=[], help="in folders, leave out such names")
    option(
        "--jobs",
        metavar="N",
        type=int,
        default=0,
        help="processes for large files, where they can be forked; default: one a core",
    )


def _add_contract(command: argparse.ArgumentParser) -> None:
    option = command.add_argument_group("contract").add_argument
    option(
        "--as",
        dest="as_",
        metavar="WHAT",
        help="what the payloads are: request, response, exchange, or a document's name such as percl; "
        "without it, each payload's shape tells",
    )
    option("--contract-version", metavar="VERSION", help="judge by this version of the contract")
    option(
        "--against",
        metavar="VERSION",
        help="say what another version would change; next: the newest after it",
    )
    option("--without-deprecated", action="store_true", help="judge as if deprecated members were gone")
    option("--engine", choices=ENGINES, help="the validator to run; default: the fastest installed")
    option("--strict", action="store_true", help="let warnings fail, too")


def _add_report(command: argparse.ArgumentParser) -> None:
    option = command.add_argument_group("report").add_argument
    option("--format", choices=report.FORMATS, default="text", help="how to report; default: text")
    option("--schema", action="store_true", help="with --format json: print the schema of the report")
    option("--output", metavar="FILE", help="write the report to a file, whole or not at all")
    option("--all", action="store_true", help="list each payload instead of grouping what repeats")
    option("--max-findings", metavar="N", type=int, default=0, help="stop after so many findings")
    option("--show-values", action="store_true", help="show values of free strings, such as phone numbers")
    option("-q", "--quiet", action="store_true", help="print what fails and nothing else")


def run(options: argparse.Namespace) -> int:
    """Check payloads; the exit code is the verdict over all of them."""
    if options.schema:
        return _print_schema(options)
    judge, settings = _judge(options)
    try:
        with opened(options.output) as write:
            reporter = report.reporter(options.format, write, _report_options(options))
            return _run(options, judge, settings._replace(each=reporter.each), reporter)
    except BrokenPipeError:
        raise
    except OSError as error:
        where = options.output or "standard output"
        raise Failure(
            f"{where}: {(error.strerror or str(error)).lower()}; the report is not complete"
        ) from None


def _run(options: argparse.Namespace, judge: Judge, settings: Settings, reporter: report.Reporter) -> int:
    def complain(error: Unreadable) -> None:
        print(f"fcschema: {error}", file=sys.stderr)

    jobs = options.jobs if options.jobs > 0 else default_jobs()
    named = options.files, options.include, options.exclude
    # A bar would stand between the lines of a report that is written at the same time.
    mixed = reporter.each and options.output is None and sys.stdout.isatty()
    count = sum(1 for _ in files(*named)) if watched() and not mixed else 0
    plan = Plan(settings, options.input_format, options.strict, jobs, options.max_findings, count)
    work = Run(plan, judge, reporter, complain)
    outcome = work.outcome
    try:
        work.files(files(*named, work.unreadable))
    except KeyboardInterrupt:
        reporter.end()
        print(f"fcschema: interrupted after {outcome.payloads:,} payloads", file=sys.stderr)
        return INTERRUPTED
    reporter.end()
    if outcome.stopped:
        print(
            f"fcschema: stopped after {outcome.findings:,} findings; the rest was not judged", file=sys.stderr
        )
    unfinished = outcome.incomplete or (outcome.stopped and not outcome.failed)
    return FAILED if unfinished else INVALID if outcome.failed else VALID


def _print_schema(options: argparse.Namespace) -> int:
    if options.format != "json":
        raise Failure("--schema goes with --format json")
    beside = os.path.dirname(report.__file__)
    with open(os.path.join(beside, "report.schema.json"), encoding="utf-8") as file:
        sys.stdout.write(file.read())
    return VALID


def _judge(options: argparse.Namespace) -> tuple[Judge, Settings]:
    try:
        at = None if options.at is None else parse(options.at)
    except ValueError as error:
        raise Failure(f"--at: {error}") from None
    settings = Settings(
        options.as_,
        options.contract_version,
        options.engine,
        options.show_values,
        at,
        each=True,
        against=options.against,
        without_deprecated=options.without_deprecated,
    )
    judge = make_judge(settings)
    try:
        judge.check()
    except ImportError:
        raise Failure(f"the engine {options.engine} is not installed") from None
    return judge, settings


def _report_options(options: argparse.Namespace) -> report.Options:
    terminal = options.output is None and sys.stdout.isatty()
    colour = terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return report.Options(colour=colour, quiet=options.quiet, list_all=options.all)
