"""The file `_caddyfile`: the site in the words of Caddy, a web server, to be imported into its own Caddyfile."""

import re
from collections.abc import Iterable, Sequence
from itertools import groupby
from operator import attrgetter
from string import Template

from .model import EVERYTHING, Rule
from .rules import DATA


def render(rules: Sequence[Rule], below: str = "") -> str:
    """Write rules as Caddy reads them, with all else that it has to know of the site.

    Args:
        rules: What any host sends.
        below: The path that the site stands at on its domain, without a slash at the end; empty for the root.
    """
    special = [rule for rule in rules if rule.pattern != EVERYTHING]
    template = Template((DATA / "caddyfile.txt").read_text("utf-8"))
    return template.substitute(
        general=_headers(rule for rule in rules if rule.pattern == EVERYTHING),
        below=_below(below),
        special="\n".join(_special(number, rule) for number, rule in enumerate(_grouped(special), 1)),
    )


def _grouped(rules: Sequence[Rule]) -> list[list[Rule]]:
    return [list(group) for _, group in groupby(rules, attrgetter("pattern"))]


def _special(number: int, rules: Sequence[Rule]) -> str:
    expression = ".*".join(map(re.escape, rules[0].pattern.split("*")))
    return f"\t@files{number} path_regexp ^{expression}$\n\theader @files{number} {{\n{_headers(rules)}\n\t}}"


def _headers(rules: Iterable[Rule]) -> str:
    return "\n".join(f"\t\t{rule.name} {_quoted(rule.value)}" for rule in rules)


def _quoted(value: str) -> str:
    escaped = value.replace('"', r"\"")
    return f'"{escaped}"'


def _below(path: str) -> str:
    """What keeps a site below its path."""
    if not path:
        return ""
    lines = (
        f"redir / {path}/",
        f"redir {path} {path}/",
        f"@outside not path {path}/*",
        "error @outside 404",
        f"uri strip_prefix {path}",
    )
    return "".join(f"\n\t{line}" for line in lines) + "\n"
