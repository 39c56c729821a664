"""What a hub was told last, and which feeds have changed since then."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from .addresses import FORMATS

FOLDERS = ("feeds", "feeds/tag")
ENDINGS = tuple(f".{form.ending}" for form in FORMATS)

Digests = Mapping[str, str]
"""Feeds, by their paths below the site's root, and the SHA-256 of each."""


def feeds(output: Path) -> dict[str, str]:
    """The feeds of a built site that readers subscribe to, those of the whole site first.

    Parts of an archive lie in deeper folders. They are none of these: nobody waits for news in them.

    Args:
        output: the built site.

    Returns:
        The feeds and their digests.
    """
    found = (path for folder in FOLDERS for path in sorted((output / folder).glob("*")) if path.is_file())
    return {
        path.relative_to(output).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in found
        if path.name.endswith(ENDINGS)
    }


def changed(now: Digests, told: Digests) -> list[str]:
    """The feeds that are not what the hub was told of, in the order in which they are given."""
    return [feed for feed, digest in now.items() if told.get(feed) != digest]


def told_now(now: Digests, told: Digests, heard: Iterable[str]) -> dict[str, str]:
    """What the hub knows once it has heard of some feeds; what it knew of feeds that are gone is forgotten."""
    return {feed: digest for feed, digest in told.items() if feed in now} | {feed: now[feed] for feed in heard}


class Pinged:
    """The record of what hubs were told: disposable, for without it they are told again."""

    def __init__(self, path: Path, site: str, hub: str) -> None:
        """A record that need not exist yet.

        Args:
            path: its file.
            site: the address of the site that this is about; other sites may be in the same record.
            hub: the address of the hub.
        """
        self._path = path
        self._key = f"{site} {hub}"

    def told(self) -> dict[str, str]:
        """What the hub was told last; nothing where there is no record, or a damaged one."""
        return self._all().get(self._key, {})

    def keep(self, told: Digests) -> None:
        """Write down what the hub has been told, whole or not at all.

        Raises:
            OSError: it cannot be written.
        """
        everything = {**self._all(), self._key: dict(told)}
        self._path.parent.mkdir(parents=True, exist_ok=True)
        draft = self._path.with_name(f".{self._path.name}.part")
        draft.write_text(json.dumps(everything, indent=1), "utf-8")
        draft.replace(self._path)

    def _all(self) -> dict[str, dict[str, str]]:
        try:
            found = json.loads(self._path.read_text("utf-8"))
        except (OSError, ValueError):
            return {}
        told = found.items() if isinstance(found, dict) else ()
        return {key: digests for key, digests in told if isinstance(digests, dict)}
