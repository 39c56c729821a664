"""Reads the built site over, and the stories' files for what an editor may want to know before it is published."""

import os
from datetime import datetime
from pathlib import Path, PurePosixPath

from . import checks, desk, limits, links, sources, topics
from .addresses import INDEX
from .cores import read_all
from .model import Finding, Kind, Proof, Reading, Site
from .pages import read
from .reading import is_read

FEED_LIMIT = 512_000


def proofread(
    output: Path, content: Path | None = None, *, table: Path | None = None, feed_limit: int = FEED_LIMIT
) -> Proof:
    """What is wrong with a built site.

    Args:
        output: its folder. The site's address is taken from its front page, where it says one.
        content: the folder of the stories, to tell what is left to editors; None asks nothing of it.
        table: the site's own table of regions.
        feed_limit: how many bytes of text a feed may carry.
    """
    if not (output / INDEX).is_file():
        return Proof(
            (Finding(Kind.SITE, INDEX, "there is no front page", "Build the site first: .venv/bin/invoke build"),)
        )
    front = read(INDEX, (output / INDEX).read_bytes())
    address = f"{front.canonical.rstrip('/')}/" if front.canonical else None
    site = Site(output, _files(output), address, feed_limit)
    found, stories = _read(site)
    forecast = limits.foresee(site, [story.date() for story in stories])
    found += [finding for check in checks.OF_THE_SITE for finding in check(site)]
    found += limits.check_forecast(forecast)
    shown = desk.Shown(max(stories, default=None), _slugs(site), front.language, topics.names(output))
    found, of_stories = sources.traced(found, content)
    matters = desk.check(content, shown, table) if content else ()
    return Proof(tuple(found), (*of_stories, *matters), forecast)


def _read(site: Site) -> tuple[list[Finding], list[datetime]]:
    """What is wrong with the files of a site, and when its stories came out."""
    anchors: dict[str, frozenset[str]] = {}
    ways: list[Reading] = []
    found: list[Finding] = []
    stories: list[datetime] = []
    for reading in read_all(list(filter(is_read, site.files)), site):
        found.extend(reading.findings)
        if reading.anchors is not None:
            anchors[reading.path] = reading.anchors
        if reading.ways:
            ways.append(reading)
        if reading.story:
            stories.append(reading.story)
    return [*found, *links.check_ways(ways, anchors)], stories


def _slugs(site: Site) -> frozenset[str]:
    """The last folder of the address of each page."""
    paths = (PurePosixPath(path) for path in site.files)
    return frozenset(path.parent.name for path in paths if path.name == INDEX)


def _files(output: Path) -> dict[str, int]:
    """Path and size of each file, in order of the paths."""
    found = {}
    for folder, _, names in os.walk(output):
        for name in names:
            path = Path(folder, name)
            found[path.relative_to(output).as_posix()] = path.stat().st_size
    return dict(sorted(found.items()))
