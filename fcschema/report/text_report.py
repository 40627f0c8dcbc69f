"""Text, for people: each finding with its place and what to do; what repeats is one block with a count."""

from __future__ import annotations

from typing import NamedTuple

from ..finding import ERROR, NOTE, SEVERITIES, WARNING, Finding
from ..judge import Verdict
from ..origin import Origin
from ..wording import plural, printable
from . import Options, Tally, Write

# With more payloads than this, findings are grouped.
FEW = 20
# Places that a group names.
PLACES = 3
# Groups kept apart; payloads that differ in every finding must not fill the memory.
MOST_GROUPS = 10_000

_COLOURS = {ERROR: "\x1b[31m", WARNING: "\x1b[33m", NOTE: "\x1b[36m"}
_BOLD, _DIM, _GREEN, _PLAIN = "\x1b[1m", "\x1b[2m", "\x1b[32m", "\x1b[0m"


def make(write: Write, options: Options) -> Text:
    """The reporter."""
    return Text(write, options)


class Group(NamedTuple):
    """Findings of the same code at the same pointer: the first of them, how many, and some places."""

    finding: Finding
    number: int
    places: tuple[str, ...]


class Text:
    """Lists what is found in few payloads as it is; groups what is found in many."""

    def __init__(self, write: Write, options: Options) -> None:
        self._write = write
        self._options = options
        self._tally = Tally()
        self._listed: list[str] = []
        self._groups: dict[tuple[str, str, str], Group] = {}
        self._ungrouped = 0

    @property
    def each(self) -> bool:
        """With --all, each payload is listed."""
        return self._options.list_all

    def add(self, origin: Origin, verdict: Verdict, failed: bool, times: int = 1) -> None:
        self._tally.add(verdict, failed, times)
        shown = tuple(f for f in verdict.findings if f.severity == ERROR or failed or not self._options.quiet)
        if self._options.list_all:
            self._write(self._listing(origin, verdict, shown, failed))
            return
        if self._tally.payloads <= FEW:
            self._listed += [self._listing(origin, verdict, shown, failed)] * times
        for finding in shown:
            self._group(_place(origin, finding), finding, times)

    def _group(self, place: str, finding: Finding, times: int) -> None:
        # What an object lacks has the object's pointer: only the message tells one from another.
        said = finding.message if finding.code == "missing-member" else ""
        key = (finding.code, finding.pointer, said)
        group = self._groups.get(key)
        if group is None:
            if len(self._groups) >= MOST_GROUPS:
                self._ungrouped += times
                return
            group = Group(finding, 0, ())
        places = (*group.places, place) if len(group.places) < PLACES else group.places
        self._groups[key] = Group(group.finding, group.number + times, places)

    def _paint(self, text: str, code: str) -> str:
        return f"{code}{text}{_PLAIN}" if self._options.colour else text

    def _finding(self, place: str, finding: Finding, tail: str = "") -> str:
        severity = self._paint(f"{finding.severity}:", _COLOURS[finding.severity])
        lines = [f"{self._paint(place + ':', _BOLD)} {severity} {printable(finding.message)}"]
        if finding.hint:
            lines.append(f"    {printable(finding.hint)}")
        at = f"at {printable(finding.pointer)} " if finding.pointer else ""
        lines.append(self._paint(f"    {at}[{finding.code}]{tail}", _DIM))
        return "\n".join(lines) + "\n"

    def _listing(self, origin: Origin, verdict: Verdict, shown: tuple[Finding, ...], failed: bool) -> str:
        text = "".join(self._finding(_place(origin, f), f) for f in shown)
        if self._options.quiet:
            return text
        described = f" ({verdict.document} {verdict.version})" if verdict.document else ""
        word = self._paint("invalid", _COLOURS[ERROR]) if failed else self._paint("valid", _GREEN)
        if not failed and not verdict.document:
            word = "not checked"
        return f"{text}{_name(origin)}: {word}{described}\n"

    def skipped(self, _file: str, count: int) -> None:
        self._tally.skipped += count

    def unreadable(self, _file: str, _reason: str) -> None:
        # The command line has said it on standard error already.
        self._tally.unreadable += 1

    def end(self) -> None:
        if self._tally.payloads <= FEW:
            for text in self._listed:
                self._write(text)
        elif not self._options.list_all:
            ranked = sorted(
                self._groups.values(), key=lambda g: (SEVERITIES.index(g.finding.severity), -g.number)
            )
            for group in ranked:
                self._write(self._finding(group.places[0], group.finding, _others(group)))
            if self._ungrouped:
                self._write(
                    f"… and {plural(self._ungrouped, 'finding')} more, of other kinds; --all lists each\n"
                )
        if not self._options.quiet:
            self._summary()

    def _summary(self) -> None:
        tally = self._tally
        # Of one thing, all is said; of none, that there was none.
        if tally.payloads + tally.unreadable + tally.skipped == 1:
            return
        self._write("\n" + "; ".join(tally.words()) + "\n")
        if tally.payloads > FEW:
            ranked = sorted(tally.codes.items(), key=lambda item: (SEVERITIES.index(item[0][0]), -item[1]))
            for (severity, code), count in ranked:
                self._write(f"{count:>10,}  {severity:8}{code}\n")


def _name(origin: Origin) -> str:
    """What to call a payload: its file, and its number in the file when it has one."""
    number = f"#{origin.record}" if origin.record else ""
    url = f" {origin.url}" if origin.url else ""
    return printable(f"{origin.file}{number}{url}")


def _place(origin: Origin, finding: Finding) -> str:
    """Where a finding is, in the form that editors and terminals make a link of."""
    return printable(f"{origin.file}:{finding.line}:{finding.column}") if finding.line else _name(origin)


def _others(group: Group) -> str:
    if group.number == 1:
        return ""
    further = [f"also {', '.join(group.places[1:])}"] if len(group.places) > 1 else []
    left = group.number - len(group.places)
    return (
        f" in {plural(group.number, 'payload')}: "
        + " ".join(further)
        + (f" and {left:,} more" if left else "")
    )
