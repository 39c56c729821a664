"""Which story has which share image."""

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from slugify import slugify

SITE = "site"
FOLDER = "share"


class Article(Protocol):
    """What is asked of one of Pelican's articles."""

    url: str
    metadata: Mapping[str, Any]


def address(name: str) -> str:
    """Where the image of this name stands, below the site's root."""
    return f"{FOLDER}/{name}.png"


def names(articles: Sequence[Article]) -> dict[str, str]:
    """Name the image of each article.

    Args:
        articles: All that have one.

    Returns:
        By the article's address, its name: the story's id, which stays whatever is edited. A story without one, or with
        one that others have too, is named by its address.
    """
    ids = {article.url: slugify(str(article.metadata.get("story_id", ""))) for article in articles}
    taken = Counter([*ids.values(), "", SITE])
    return {
        url: own if own and taken[own] == 1 else hashlib.sha256(url.encode()).hexdigest()[:16]
        for url, own in ids.items()
    }
