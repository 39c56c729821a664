"""Addresses: every one that is the site's own leads to a file of it, and to a place on that page."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from .addresses import Beside, Inside, is_relative, resolve
from .model import Finding, Gravity, Kind, Page, Reading, Reference, Site, Use, Way

ELSEWHERE = "404.html"
# To these every browser goes, whether the page has them or not.
ALWAYS_THERE = frozenset({"", "top"})
NAMES = {
    Use.FOLLOWED: "the link {}",
    Use.SHOWN: "the picture {}",
    Use.OFFERED: "the picture {}",
    Use.LOADED: "the file {}",
    Use.STATED: "the address {}",
}
KINDS = {
    Use.FOLLOWED: Kind.LINK,
    Use.SHOWN: Kind.PICTURE,
    Use.OFFERED: Kind.PICTURE,
    Use.LOADED: Kind.FILE,
    Use.STATED: Kind.LINK,
}
REMEDIES = {
    Use.FOLLOWED: "Correct the address, or take the link out",
    Use.SHOWN: "Put the picture into content/pictures/, or correct its name",
    Use.OFFERED: "Put the picture into content/pictures/, or correct its name",
    Use.LOADED: "Correct the address, or put the file there",
    Use.STATED: "Correct the address in the theme",
}


def check(page: Page, site: Site) -> Iterator[Finding]:
    """What is wrong with the addresses that a page gives."""
    if not page.is_draft:
        for reference in page.references:
            yield from check_one(page.path, reference, site)


def check_one(file: str, reference: Reference, site: Site) -> Iterator[Finding]:
    """What is wrong with an address.

    Args:
        file: the file that gives it.
        reference: the address.
        site: the site that it may belong to.
    """
    name, use = NAMES[reference.use].format(reference.address), reference.use
    target = resolve(file, reference.address, site.address)
    if isinstance(target, Beside):
        for finding in _beside(file, name, target, site):
            yield replace(finding, link=reference.address, target=target.path)
    elif target and target.path not in site.files:
        what = f"{name} leads nowhere" if use in {Use.FOLLOWED, Use.STATED} else f"{name} is not there"
        yield Finding(KINDS[use], file, what, REMEDIES[use], link=reference.address, target=target.path)
    elif target and file == ELSEWHERE and site.address and is_relative(reference.address):
        what = f"{name} is a part of an address, but this page is shown at any address"
        yield Finding(Kind.PATH, file, what, "Write the whole address: {{ SITEURL }}/...")


def _beside(file: str, name: str, target: Beside, site: Site) -> Iterator[Finding]:
    """A whole address may mean another site on the same host, unless this one has the file."""
    what = f"{name} leads out of the site" + (f", which is at {site.address}" if site.address else "")
    if target.names_host and target.path not in site.files:
        remedy = "If another site is meant, leave it; otherwise correct the address"
        yield Finding(Kind.PATH, file, what, remedy, Gravity.WARNING)
    else:
        yield Finding(Kind.PATH, file, what, "Write the address from the page, like about/, or the whole of it")


def check_places(page: Page, site: Site) -> Iterator[Finding]:
    """Links of a page to places on itself that are not there."""
    for way in _ways(page, site):
        if way.path == page.path and way.anchor not in page.ids:
            yield _no_place(page.path, way)


def ways(page: Page, site: Site) -> Iterator[Way]:
    """The links of a page to places on others."""
    return (way for way in _ways(page, site) if way.path != page.path)


def check_ways(readings: Iterable[Reading], anchors: Mapping[str, frozenset[str]]) -> Iterator[Finding]:
    """Links to places that are not on their pages.

    Args:
        readings: what was kept of the pages.
        anchors: the places of each page.
    """
    for reading in readings:
        for way in reading.ways:
            if way.path in anchors and way.anchor not in anchors[way.path]:
                yield _no_place(reading.path, way)


def _ways(page: Page, site: Site) -> Iterator[Way]:
    for reference in page.references:
        if reference.use is Use.FOLLOWED and "#" in reference.address and not page.is_draft:
            target = resolve(page.path, reference.address, site.address)
            if isinstance(target, Inside) and not _is_always_there(target.anchor):
                yield Way(reference.address, target.path, target.anchor)


def _no_place(file: str, way: Way) -> Finding:
    what = f"the link {way.link} has no place to go on its page"
    remedy = "Correct what follows the #, or take the link out"
    return Finding(Kind.ANCHOR, file, what, remedy, link=way.link, target=f"{way.path}#{way.anchor}")


def _is_always_there(anchor: str) -> bool:
    # What begins with :~: is a text to be looked for, not a place.
    return anchor.lower() in ALWAYS_THERE or anchor.startswith(":~:")
