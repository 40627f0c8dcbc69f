"""In CI nothing may be skipped: there, a skip fails the run."""

from __future__ import annotations

import os

import pytest


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter,
) -> None:
    skipped = len(terminalreporter.stats.get("skipped", ()))
    if skipped and os.environ.get("FCSCHEMA_SKIPS") == "forbidden":
        terminalreporter.write_line(f"{skipped} skipped, which is forbidden here", red=True)


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    skipped = reporter and reporter.stats.get("skipped")
    if skipped and not exitstatus and os.environ.get("FCSCHEMA_SKIPS") == "forbidden":
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
