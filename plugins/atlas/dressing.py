"""A story's body as its page shows it: every word of it, and what helps to read it."""

import re

from markupsafe import Markup

_CROSSHEAD = re.compile(r'<h(?P<level>[2-4]) id="(?P<id>[^"]+)"(?P<more>[^>]*)>(?P<text>.*?)</h(?P=level)>', re.DOTALL)
_PHOTO = r'(?P<opening><figure[^>]*\bclass="(?:[^"]* )?photo(?: [^"]*)?"[^>]*>)'
_FIGURE = re.compile(_PHOTO + r"(?P<inside>.*?)</figure>", re.DOTALL)


def with_links(html: str) -> Markup:
    """Make a link to itself of every crosshead, so that a reader can pass it on.

    Args:
        html: A story's body.

    Returns:
        The same text. A crosshead that holds a link stays as it is.
    """
    return Markup(_CROSSHEAD.sub(_linked, html))  # noqa: S704 - it was markup before


def with_absences(html: str, label: Markup) -> Markup:
    """Say above every caption that stands without its picture that there is none.

    Args:
        html: A story's body.
        label: What says so.

    Returns:
        The body with the label in each such figure.
    """
    return Markup(_FIGURE.sub(lambda figure: _labelled(figure, label), html))  # noqa: S704 - it was markup before


def _linked(crosshead: re.Match[str]) -> str:
    level, anchor, more, text = crosshead.group("level", "id", "more", "text")
    if "<a " in text:
        return crosshead[0]
    return f'<h{level} id="{anchor}"{more}><a href="#{anchor}">{text}</a></h{level}>'


def _labelled(figure: re.Match[str], label: Markup) -> str:
    if "<img" in figure["inside"]:
        return figure[0]
    return f"{figure['opening']}{label}{figure['inside']}</figure>"
