"""The file `_headers`, which Netlify and Cloudflare Pages read."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import attrgetter

from .model import Rule

MOST_RULES, LONGEST_LINE = 100, 2000
"""Cloudflare's limits; Netlify names none (docs/decisions/0034)."""


def render(rules: Iterable[Rule]) -> str:
    """Write rules as the hosts read them: a pattern on a line, and below it the headers."""
    return "".join(_blocks(sorted(rules, key=attrgetter("pattern"))))


def _blocks(rules: Sequence[Rule]) -> Iterator[str]:
    for pattern, group in groupby(rules, attrgetter("pattern")):
        yield f"{pattern}\n"
        yield from (f"  {rule.name}: {rule.value}\n" for rule in group)


def remarks(document: str) -> list[str]:
    """What a host would leave out of the file, and what to do."""
    lines = document.splitlines()
    long = [line.split(":")[0].strip() for line in lines if len(line) > LONGEST_LINE]
    found = [
        f"_headers: {name} has more than {LONGEST_LINE} letters, so Cloudflare Pages would not send it. Shorten it"
        for name in long
    ]
    if sum(line.startswith("/") for line in lines) > MOST_RULES:
        found.append(f"_headers: Cloudflare Pages reads {MOST_RULES} rules, and there are more. Take some out")
    return found
