"""The noun of this plugin."""

from dataclasses import dataclass

EVERYTHING = "/*"
"""The pattern of all addresses."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A header that a host sends with certain addresses."""

    pattern: str
    """Below the site's root, beginning with a slash; one `*` in it stands for anything, slashes as well."""
    name: str
    value: str
