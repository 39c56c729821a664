"""The last door before a page: HTML keeps what may stand in a story, and nothing that runs; nh3 does it.

What bulletins bring is text, and is escaped long before (`escape`). This is for what an editor has written or
pasted, and it holds where something else does not (docs/decisions/0018).
"""

from html.parser import HTMLParser

import nh3

ELEMENTS = nh3.ALLOWED_TAGS | {"audio", "picture", "section", "source", "video"}
EVERYWHERE = {"class", "id", "lang", "dir", "title", "role", "aria-label", "aria-hidden"}
MEDIA = {"controls", "height", "poster", "preload", "src", "width"}
ATTRIBUTES = {
    **nh3.ALLOWED_ATTRIBUTES,
    "*": EVERYWHERE,
    "a": {"href", "hreflang", "rel"},
    "audio": MEDIA,
    "img": nh3.ALLOWED_ATTRIBUTES["img"] | {"loading", "sizes", "srcset"},
    "source": {"media", "sizes", "src", "srcset", "type"},
    "time": {"datetime"},
    "video": MEDIA,
}
SCHEMES = {"http", "https", "mailto", "tel"}
# Made once: for a short text, this takes longer than the cleaning.
CLEANER = nh3.Cleaner(
    tags=ELEMENTS,
    clean_content_tags={"script", "style"},
    attributes=ATTRIBUTES,
    url_schemes=SCHEMES,
    link_rel=None,
)


def sanitise(html: str) -> tuple[str, tuple[str, ...]]:
    """Leave out what may not stand in a story.

    Args:
        html: a story's body, as Markdown rendered it.

    Returns:
        The body, and the names of the elements and attributes that are gone, for the editor.
    """
    clean = CLEANER.clean(html)
    return clean, () if clean == html else tuple(sorted(_names(html) - _names(clean)))


def _names(html: str) -> frozenset[str]:
    reader = _Names()
    reader.feed(html)
    reader.close()
    return frozenset(reader.found)


class _Names(HTMLParser):
    """The elements of a body, and what they say."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.found: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found |= {f"<{tag}>", *(f"{tag} {name}" for name, _ in attrs)}
