"""Findings in words for a terminal: what is the same many times is told once, with a few of its places."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import attrgetter

from .model import Finding, Gravity, Kind

FEW = 5
TITLES = {
    Kind.LINK: "addresses that lead nowhere",
    Kind.ANCHOR: "links to a place that is not on the page",
    Kind.PATH: "addresses that do not fit where the site is published",
    Kind.FILE: "files that a page needs and that are not there, or cannot be read",
    Kind.MARKUP: "faults in the HTML",
    Kind.SCRIPT: "something that would run in a reader's browser",
    Kind.POLICY: "pages that do not tell the browser what it may load",
    Kind.FEED: "faults in feeds and lists for machines",
    Kind.PICTURE: "pictures that are not there, or are heavy",
    Kind.ALTERNATIVE: "pictures without a text for those who cannot see them",
    Kind.WEIGHT: "heavy pages and feeds",
    Kind.SIZE: "more than GitHub takes",
    Kind.FORECAST: "the archive outgrows GitHub Pages soon",
    Kind.SITE: "there is no site",
    Kind.STORY: "files of stories with something that cannot be understood",
    Kind.CREDIT: "photos without a credit, or with two",
    Kind.DRAFT: "drafts that wait",
    Kind.REGION: "stories without a region, or with one that the site has not",
    Kind.EMBARGO: "stories under embargo",
}


def shown(findings: Sequence[Finding], *, in_full: bool = False) -> Iterator[str]:
    """The lines for a terminal, errors first.

    Args:
        findings: all of them.
        in_full: whether every place is told.
    """
    kinds = list(Kind)
    in_order = sorted(findings, key=lambda one: (one.gravity is Gravity.WARNING, kinds.index(one.kind), one.remedy))
    for (gravity, kind, remedy), group in groupby(in_order, key=attrgetter("gravity", "kind", "remedy")):
        rows = list(_rows(list(group), in_full=in_full))
        number = sum(count for _, count in rows)
        yield f"{gravity}: {TITLES[kind]}" + (f" ({number:,})" if number > 1 else "")
        few = rows if in_full else rows[:FEW]
        yield from (f"  {row}" for row, _ in few)
        rest = sum(count for _, count in rows[len(few) :])
        if rest:
            yield f"  and {rest:,} more"
        yield f"  -> {remedy.removesuffix('.')}."


def _rows(group: Sequence[Finding], *, in_full: bool) -> Iterator[tuple[str, int]]:
    """What is said, and of how many findings: of the same words in many places once, unless all say the same."""
    same: dict[str, list[Finding]] = {}
    for finding in group:
        same.setdefault(finding.what, []).append(finding)
    if in_full or len(same) == 1:
        yield from ((f"{finding.place}: {finding.what}", 1) for finding in group)
        return
    for what, findings in same.items():
        more = len(findings) - 1
        places = f"{findings[0].place} and {more:,} more" if more else findings[0].place
        yield f"{places}: {what}", len(findings)
