"""The page of the command line, from the parser itself."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from ..cli import exit as exit_codes
from ..cli import parser
from .page import Block, Code, Heading, Page, Row, Table, Text


def page() -> Page:
    """The page: a heading for each command, its usage and its options."""
    main = parser()
    return Page(
        "reference/cli.md",
        "Command line",
        "Every command of fcschema with its options, and the exit codes.",
        (
            Text(main.description or ""),
            *(block for name, command in _commands(main) for block in _of(name, command)),
            Heading(2, "Exit codes", "exit-codes"),
            Table(("Code", "Meaning"), tuple(_exit_codes())),
        ),
        ("Reference",),
        "Command line",
    )


def _commands(
    main: argparse.ArgumentParser, before: str = ""
) -> Iterator[tuple[str, argparse.ArgumentParser]]:
    for action in main._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, command in action.choices.items():
                yield f"{before}{name}", command
                yield from _commands(command, f"{before}{name} ")


def _of(name: str, command: argparse.ArgumentParser) -> Iterator[Block]:
    anchor = name.replace(" ", "-")
    yield Heading(2, f"fcschema {name}", anchor)
    yield Text(command.description or "")
    yield Code("text", _usage(command))
    rows = tuple(
        Row((f"`{_spelled(action)}`", action.help or ""), f"{anchor}.{action.dest.rstrip('_')}")
        for action in command._actions
        if action.help != argparse.SUPPRESS and not isinstance(action, argparse._SubParsersAction)
    )
    yield Table(("Option", "Meaning"), rows)


def _usage(command: argparse.ArgumentParser) -> str:
    words = [command.prog]
    for action in command._actions:
        spelled = _spelled(action, short=True)
        if isinstance(action, argparse._HelpAction):
            continue
        if isinstance(action, argparse._SubParsersAction):
            words.append("[ACTION]")
        elif action.option_strings or action.nargs == "?":
            words.append(f"[{spelled}]")
        else:
            words.append(f"[{spelled} …]" if action.nargs == "*" else spelled)
    lines, line = [], ""
    for word in words:
        if len(line) + len(word) > 76:
            lines.append(line)
            line = "   "
        line = f"{line} {word}" if line else word
    return "\n".join([*lines, line])


def _spelled(action: argparse.Action, short: bool = False) -> str:
    if not action.option_strings:
        return str(action.metavar or action.dest)
    value = ""
    if action.nargs != 0:
        value = (
            f" {{{','.join(action.choices)}}}"
            if action.choices
            else f" {action.metavar or action.dest.upper()}"
        )
    names = action.option_strings[-1:] if short else action.option_strings
    return ", ".join(names) + value


def _exit_codes() -> Iterator[Row]:
    for line in exit_codes.TEXT.splitlines()[1:]:
        code, _, meaning = line.strip().partition("  ")
        yield Row((f"`{code}`", meaning.strip()))
