"""The stylesheets that a newsroom's wishes make: its colours, and the face of its feeds in its language."""

import re
from collections.abc import Callable

from .palette import Look

_SAID = re.compile(r'(?<=content: ")[^"\\]+(?=")')


def colours(look: Look) -> str:
    """The rules that put a newsroom's colours in place of the theme's own; empty where it has none.

    They hold on a screen: on paper the theme prints in black.
    """
    if not look.changes:
        return ""
    light, dark = look.light.variables(), look.dark.variables()
    lines = "".join(f"    --{name}: light-dark({light[name]}, {dark[name]});\n" for name in look.changes)
    return f"@media screen {{\n  :root {{\n{lines}  }}\n}}\n"


def texts_of(stylesheet: str) -> list[str]:
    """What a stylesheet says in words."""
    return [text for text in _SAID.findall(stylesheet) if re.search(r"\w", text)]


def said_in(stylesheet: str, gettext: Callable[[str], str], direction: str) -> str:
    """A stylesheet that says the same in another language.

    Args:
        stylesheet: The theme's.
        gettext: Translates a text.
        direction: Which way the language is written, "ltr" or "rtl".
    """
    said = _SAID.sub(lambda text: gettext(text[0]), stylesheet)
    return said if direction == "ltr" else f"{said}\n:root {{ direction: {direction}; }}\n"
