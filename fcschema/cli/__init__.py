"""The command line: one module a command, each with its options apart from its running."""

from __future__ import annotations

import argparse
import gc
import io
import os
import signal
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import NoReturn

from .. import __version__, catalog
from .exit import FAILED, INTERRUPTED, Failure, Help

# In the order of `fcschema --help`. Each is a module with `add(subparsers)`, which sets `run` to what it does.
COMMANDS = ("validate", "schemas", "export", "sample", "diff")


def parser(commands: Sequence[str] = COMMANDS) -> argparse.ArgumentParser:
    """The options of every command, or of some."""
    main = argparse.ArgumentParser(
        prog="fcschema",
        allow_abbrev=False,
        formatter_class=Help,
        description="FreeClimb's outDialApiConnect contract: check captured requests and PerCL, print the schemas.",
    )
    main.add_argument("--version", action="version", version=f"fcschema {__version__}")
    # With its name stated, argparse does not have to format a usage line, and load shutil, to find it.
    subparsers = main.add_subparsers(dest="command", metavar="COMMAND", required=True, prog="fcschema")
    for command in commands:
        import_module(f"{__name__}.{command}").add(subparsers)
    return main


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code."""
    for stream in (sys.stdout, sys.stderr):
        # A terminal or locale that cannot show a character gets its escape, not a traceback.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    words = sys.argv[1:] if arguments is None else list(arguments)
    # Most runs name their command first; the others need not be loaded then.
    options = parser(words[:1] if words[:1] and words[0] in COMMANDS else COMMANDS).parse_args(words)
    try:
        code: int = options.run(options)
        sys.stdout.flush()
    except (Failure, catalog.UnknownName) as failure:
        print(f"fcschema: {failure.args[0]}", file=sys.stderr)
        return FAILED
    except BrokenPipeError:
        # Whoever read our output has gone; closing it again at exit must not fail, too.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        print(
            f"fcschema: {error.filename or 'standard output'}: {(error.strerror or str(error)).lower()}",
            file=sys.stderr,
        )
        return FAILED
    except KeyboardInterrupt:
        print("fcschema: interrupted", file=sys.stderr)
        return INTERRUPTED
    return code


def entry_point() -> NoReturn:
    """What the installed command calls."""
    # Who ends a container or a job sends this: the report is to say what was judged, as with Ctrl-C.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    code = main()
    # What is loaded lives to the end: to look for garbage in it at exit takes a tenth of a short run.
    gc.freeze()
    sys.exit(code)
