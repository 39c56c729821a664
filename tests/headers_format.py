"""The format of `_headers` as Netlify and Cloudflare Pages read it, written anew for the tests."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Block:
    pattern: str
    headers: tuple[tuple[str, str], ...]

    def matches(self, path: str) -> bool:
        return bool(re.fullmatch(".*".join(map(re.escape, self.pattern.split("*"))), path))


def parsed(document: str) -> list[Block]:
    blocks: list[tuple[str, list[tuple[str, str]]]] = []
    for line in document.splitlines():
        if line.startswith("/"):
            blocks.append((line, []))
        else:
            name, value = line.split(":", 1)
            assert line.startswith("  ")
            assert name.strip()
            assert value.strip()
            blocks[-1][1].append((name.strip(), value.strip()))
    return [Block(pattern, tuple(headers)) for pattern, headers in blocks]


def sent(blocks: Iterable[Block], path: str) -> Mapping[str, str]:
    """What a host sends with a file; fails where two rules say the same header: hosts differ in what they do then."""
    found: dict[str, str] = {}
    for block in blocks:
        for name, value in block.headers if block.matches(path) else ():
            assert name.lower() not in found, f"{path}: two rules for {name}"
            found[name.lower()] = value
    return found


def policy(text: str) -> dict[str, set[str]]:
    """A Content-Security-Policy as directives and their sources."""
    directives = [part.split() for part in text.split(";") if part.strip()]
    return {name: set(sources) for name, *sources in directives}
