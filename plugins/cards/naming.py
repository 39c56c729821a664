"""Which story has which share image."""

import hashlib
from collections import Counter
from collections.abc import Mapping
from typing import Any

from slugify import slugify

SITE = "site"
FOLDER = "share"


def address(name: str) -> str:
    """Where the image of this name stands, below the site's root."""
    return f"{FOLDER}/{name}.png"


def own_name(article: Any) -> str:  # noqa: ANN401 - Pelican has no types
    """How a story would name its image: by its id, which stays whatever is edited. Empty, if it has none."""
    return slugify(str(article.metadata.get("story_id", "")))


def names(own_names: Mapping[str, str]) -> dict[str, str]:
    """Name the image of each article.

    Args:
        own_names: By the addresses of all articles that have one, how each would name it.

    Returns:
        By the article's address, its name. One that would have none, or the one that others would have too, is named by
        its address.
    """
    taken = Counter([*own_names.values(), "", SITE])
    return {
        url: own if own and taken[own] == 1 else hashlib.sha256(url.encode()).hexdigest()[:16]
        for url, own in own_names.items()
    }
