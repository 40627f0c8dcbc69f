r"""Places of a contract in its own words: `GetDigits: \`maxDigits\``, `request: \`from\``."""

from __future__ import annotations

from typing import Any

from ..catalog import KINDS
from ..nodes import Route, resolved
from ..pointer import Path

REQUEST, RESPONSE, EXCHANGE = KINDS
_SHOWN = 3


def side(kind: str, route: Route) -> str:
    """Which kind of payload a place is in; in an exchange it is the request, the response or neither alone."""
    if kind != EXCHANGE or not route:
        return kind
    return {"request": REQUEST, "response": RESPONSE}.get(str(route[0]), EXCHANGE)


def words(kind: str, route: Route) -> str:
    """A place in words."""
    at = side(kind, route)
    inner = route[1:] if kind == EXCHANGE and at != EXCHANGE else route
    if at != RESPONSE:
        return f"{at}: {_member(inner)}" if inner else at
    inner = inner[1:]
    if not inner:
        return "PerCL"
    command, attribute = str(inner[0]), inner[1:]
    return f"{command}: {_member(attribute)}" if attribute else command


def _member(route: Route) -> str:
    return "`" + ".".join("[]" if step == 0 else str(step) for step in route).replace(".[]", "[]") + "`"


def _of_response(path: Path, route: Route) -> str:
    # The script as a whole, or the member of the exchange that may hold one.
    return words(RESPONSE, ()) if path[:2] == ("$defs", "script") else f"{EXCHANGE}: {_member(route)}"


def label(
    kind: str, document: Any, path: Path, routes: list[Route], member: str | None
) -> tuple[str, list[str]]:
    """What to call the place of an edit, and where it applies when it is shared by several places.

    `path` is that of the subschema in the document, `routes` where it applies in a payload.
    """
    command = member is not None and resolved(document, path).get("maxProperties") == 1
    full = [route if member is None or command else (*route, member) for route in routes]
    # What a script has, its prompts have too.
    plain = [r for r in full if "prompts" not in r[:-1]] or full
    named = (
        _of_response(path, route) if kind == EXCHANGE and route == ("response",) else words(kind, route)
        for route in plain
    )
    places = list(dict.fromkeys(named))
    if command:
        owner = "prompts" if all("prompts" in route for route in routes) else "PerCL"
        return f"{owner}: command `{member}`", []
    if len(places) == 1:
        return places[0], []
    title = str(resolved(document, path).get("title") or (path[-1] if path else kind))
    prefix = f"{REQUEST}: " if all(side(kind, route) == REQUEST for route in plain) else ""
    name = f"{prefix}{title}" + (f" `{member}`" if member else "")
    return name, [p.removeprefix(prefix) for p in places]


def listed(places: list[str]) -> str:
    """Some of the places, and how many more there are."""
    more = f" and {len(places) - _SHOWN} more" if len(places) > _SHOWN else ""
    return f"{', '.join(places[:_SHOWN])}{more}"
