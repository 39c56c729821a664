"""A settings file, of which single texts are changed and all else stays to the byte: comments, order, line ends."""

import ast
from collections.abc import Callable, Iterator, Mapping

from .errors import NotFound

Spot = Callable[[ast.expr], list[ast.Constant]]
"""Tells which texts of a setting's value are meant."""


def the_text(value: ast.expr) -> list[ast.Constant]:
    """A value that is a text and nothing else."""
    return [value] if isinstance(value, ast.Constant) and isinstance(value.value, str) else []


def the_address(value: ast.expr) -> list[ast.Constant]:
    """The address in a value, which may be one of several that it is chosen from."""
    texts = [one for node in ast.walk(value) if isinstance(node, ast.expr) for one in the_text(node)]
    return [one for one in texts if str(one.value).startswith(("http://", "https://"))]


class SettingsFile:
    """The source of a settings file."""

    def __init__(self, name: str, source: bytes) -> None:
        """Take a file apart.

        Args:
            name: What people call it.
            source: Its bytes.

        Raises:
            NotFound: It is no Python.
        """
        self.name = name
        self.source = source
        try:
            self._assigned = dict(_assignments(ast.parse(source)))
        except (SyntaxError, ValueError) as error:
            line = getattr(error, "lineno", None) or 1
            raise NotFound(f"{name}:{line}: this is no Python ({error}). Undo the last change to it.") from None

    def text(self, setting: str, spot: Spot = the_text) -> str:
        """What a setting says.

        Raises:
            NotFound: It is not there, or is not written as a plain text.
        """
        return str(self._constant(setting, spot).value)

    def with_texts(self, fresh: Mapping[str, str], spot: Spot = the_text) -> bytes:
        """The source with other texts.

        Args:
            fresh: Setting -> what it is to say.
            spot: Where in their values.

        Raises:
            NotFound: One is not there, or is not written as a plain text.
        """
        lines = self.source.splitlines(keepends=True)
        starts = [sum(map(len, lines[:number])) for number in range(len(lines))]
        source = self.source
        found = [(self._constant(setting, spot), text) for setting, text in fresh.items()]
        for constant, text in sorted(found, key=lambda one: one[0].lineno, reverse=True):
            begin = starts[constant.lineno - 1] + constant.col_offset
            end = starts[(constant.end_lineno or 0) - 1] + (constant.end_col_offset or 0)
            source = source[:begin] + literal(text).encode() + source[end:]
        return source

    def _constant(self, setting: str, spot: Spot) -> ast.Constant:
        value = self._assigned.get(setting)
        if value is None:
            raise NotFound(f'{self.name}: there is no {setting}. Add a line, {setting} = "...", and try again.')
        found = spot(value)
        if len(found) != 1:
            raise NotFound(
                f"{self.name}:{value.lineno}: {setting} is not written as a plain text in quotation marks, "
                "so it can only be changed by hand."
            )
        return found[0]


def literal(text: str) -> str:
    """A text as Python writes it, in the quotation marks that need fewest escapes; nothing invisible stands in it."""
    shown = repr(text)
    return shown if '"' in shown else f'"{shown[1:-1]}"'


def _assignments(module: ast.Module) -> Iterator[tuple[str, ast.expr]]:
    for node in module.body:
        if isinstance(node, ast.Assign):
            yield from ((target.id, node.value) for target in node.targets if isinstance(target, ast.Name))
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.value is not None:
            yield node.target.id, node.value
