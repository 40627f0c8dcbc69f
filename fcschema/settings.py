"""What was asked for, as it goes from the command line to every process at work."""

from __future__ import annotations

from typing import NamedTuple

from .judge import Judge


class Settings(NamedTuple):
    """What a process needs to judge payloads; `each` is whether every verdict is wanted singly."""

    as_: str | None
    version: str | None
    engine: str | None
    show_values: bool
    at: tuple[str, ...] | None
    each: bool
    against: str | None = None
    without_deprecated: bool = False

    @property
    def ahead(self) -> bool:
        """Whether another contract than the one version is asked about, too."""
        return self.against is not None or self.without_deprecated


def judge(settings: Settings) -> Judge:
    """A judge as the settings want it. Raises UnknownName."""
    as_, version, engine, show_values = settings[:4]
    if not settings.ahead:
        return Judge(as_, version=version, engine=engine, show_values=show_values)
    from . import against

    return against.judge(
        as_,
        version=version,
        engine=engine,
        show_values=show_values,
        against=settings.against,
        without_deprecated=settings.without_deprecated,
    )
