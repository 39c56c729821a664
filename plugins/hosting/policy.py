"""The policy that a host sends with every page, made of what the pages say themselves.

A header and the policy in a page hold together: a browser allows what both allow. So the header has to allow what any
page needs, and each page's own policy narrows it.
"""

import html
import re
from collections.abc import Iterable, Mapping

from keepsakes import OfPages, read_now

POLICY = "hosting: policy"
"""What is made of a page, as it is kept."""
_META = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)"', re.IGNORECASE)
_FAR_ENOUGH = 4096
"""The policy stands among the first bytes of a page, or what stands before it would not be bound by it."""
_NOTHING = "'none'"
_FALLBACK = "default-src"
_NO_FRAMES = "frame-ancestors 'none'"
"""What only a header can say: no other site shows this one in a frame."""

Policy = Mapping[str, tuple[str, ...]]
"""Directive -> its sources, both in the order in which they are written."""


def header(pages: Iterable[str], of_pages: OfPages = read_now) -> str:
    """The narrowest policy that takes nothing away from any of the pages.

    Args:
        pages: Files of HTML. One that has no policy is not asked.
        of_pages: Tells what is made of pages.

    Returns:
        The value of the header `Content-Security-Policy`.
    """
    written = set(of_pages(pages, POLICY, policy_of))
    policies = [_parsed(policy) for policy in sorted(filter(None, written))]
    names = list(dict.fromkeys(name for policy in policies for name in policy))
    return "; ".join([*(" ".join((name, *_widest(name, policies))) for name in names), _NO_FRAMES])


def policy_of(page: bytes) -> str:
    """The policy that a page has; empty if it has none."""
    found = _META.search(page[:_FAR_ENOUGH].decode("utf-8", "replace"))
    return html.unescape(found[1]) if found else ""


def _parsed(policy: str) -> Policy:
    directives: dict[str, tuple[str, ...]] = {}
    for name, *sources in filter(None, map(str.split, policy.split(";"))):
        directives.setdefault(name.lower(), tuple(sources))  # the first of a name counts, in browsers too
    return directives


def _widest(name: str, policies: Iterable[Policy]) -> list[str]:
    """All sources that any of the policies allows to a directive."""
    fallback = _FALLBACK if name.endswith("-src") else name
    sources = dict.fromkeys(
        source for policy in policies for source in policy.get(name, policy.get(fallback, ())) if source != _NOTHING
    )
    return list(sources) or [_NOTHING]
