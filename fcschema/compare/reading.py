"""Patterns as JSON Schema writes them, read into regular expressions."""

from __future__ import annotations

from .regex import BEGIN, EMPTY, END, NotRegular, Ranges, Regex, either, one, others, repeated, then

_LINE_ENDS = ((0x0A, 0x0A), (0x0D, 0x0D), (0x2028, 0x2029))
_ESCAPES = {"t": 0x09, "n": 0x0A, "v": 0x0B, "f": 0x0C, "r": 0x0D}


class Reader:
    """A recursive-descent parser of the patterns that the house rules allow."""

    def __init__(self, text: str, lenient: bool) -> None:
        self._text = text
        self._end = either([one(END), then(one(0x0A), one(END))]) if lenient else one(END)
        self._at = 0

    def rest(self) -> str:
        """What is not read yet."""
        return self._text[self._at :]

    def _next(self) -> str:
        if self._at >= len(self._text):
            raise NotRegular(self._text)
        self._at += 1
        return self._text[self._at - 1]

    def _skips(self, text: str) -> bool:
        if not self.rest().startswith(text):
            return False
        self._at += len(text)
        return True

    def alternatives(self) -> Regex:
        """Read an expression up to a bracket or the end. Raises NotRegular."""
        branches = [self._sequence()]
        while self._skips("|"):
            branches.append(self._sequence())
        return either(branches)

    def _sequence(self) -> Regex:
        made = EMPTY
        while self.rest() and self.rest()[0] not in "|)":
            made = then(made, self._quantified())
        return made

    def _quantified(self) -> Regex:
        atom = self._atom()
        for sign, bounds in (("*", (0, None)), ("+", (1, None)), ("?", (0, 1))):
            if self._skips(sign):
                self._skips("?")
                return repeated(atom, *bounds)
        if self._skips("{"):
            inside, closed, _ = self.rest().partition("}")
            least, comma, most = inside.partition(",")
            if not closed or not least.isdecimal() or (most and not most.isdecimal()):
                raise NotRegular(self._text)
            self._at += len(inside) + 1
            self._skips("?")
            return repeated(atom, int(least), (int(most) if most else None) if comma else int(least))
        return atom

    def _atom(self) -> Regex:
        character = self._next()
        if character == "(":
            if self.rest().startswith("?") and not self._skips("?:"):
                raise NotRegular(self._text)
            inside = self.alternatives()
            if self._next() != ")":
                raise NotRegular(self._text)
            return inside
        if character == "[":
            return self._class()
        if character in "^$":
            return one(BEGIN) if character == "^" else self._end
        if character == ".":
            return ("set", others(_LINE_ENDS))
        if character == "\\":
            return ("set", self._escaped())
        if character in "*+?{":
            raise NotRegular(self._text)
        return one(ord(character))

    def _escaped(self) -> Ranges:
        character = self._next()
        if character in "dD":
            digits = ((0x30, 0x39),)
            return digits if character == "d" else others(digits)
        if character.isalnum() and character not in _ESCAPES:
            raise NotRegular(self._text)
        code = _ESCAPES.get(character, ord(character))
        return ((code, code),)

    def _class(self) -> Regex:
        negated = self._skips("^")
        ranges: list[tuple[int, int]] = []
        while not self._skips("]"):
            low = self._member()
            if self.rest().startswith("-") and not self.rest().startswith("-]") and low[0] == low[-1]:
                self._at += 1
                high = self._member()
                ranges.append((low[0][0], high[-1][1]))
            else:
                ranges += low
        return ("set", others(ranges) if negated else tuple(sorted(ranges)))

    def _member(self) -> Ranges:
        character = self._next()
        return self._escaped() if character == "\\" else ((ord(character), ord(character)),)
