"""The region vocabulary: which regions readers browse by, and which region every country belongs to.

A site can replace the table (`data/regions.tsv` says how it is laid out). Nothing heavy is imported here, so that
`atlas` can use it as well.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from slugify import slugify

from .errors import BadInput

DEFAULT = Path(__file__).parent / "data" / "regions.tsv"


@dataclass(frozen=True, slots=True)
class Region:
    """A region as readers see it."""

    name: str
    slug: str


@dataclass(frozen=True, slots=True)
class Country:
    """A country, its plain English name and the name of its region."""

    code: str
    name: str
    slug: str
    region: str


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All regions in the order in which they are shown, and all countries by ISO alpha-2 code."""

    regions: tuple[Region, ...]
    world: Region
    """The home of stories with no place; not among `regions`."""
    countries: Mapping[str, Country]

    def region_of(self, code: str) -> str | None:
        """Tell a country's region.

        Args:
            code: ISO 3166-1 alpha-2, in capitals.

        Returns:
            The region's name, or None for an unknown code and for a country of no region (Antarctica).
        """
        country = self.countries.get(code)
        return None if country is None or country.region == self.world.name else country.region

    def has(self, region: str) -> bool:
        """Tell whether a name is one of the regions (World is not)."""
        return any(known.name == region for known in self.regions)

    def __reduce__(self) -> tuple[Callable[..., "Vocabulary"], tuple[object, ...]]:
        """A read-only mapping cannot be sent to another process."""
        return _vocabulary, (self.regions, self.world, dict(self.countries))


@cache
def load(path: Path | None = None) -> Vocabulary:
    """Read a region table.

    Args:
        path: A site's own table; the one that comes with the program when None.

    Returns:
        The vocabulary; the same object for the same path.

    Raises:
        BadInput: The file cannot be read, or one of its lines is malformed, names an unknown region or country, or
            names something twice.
    """
    table = _Table(path or DEFAULT)
    try:
        text = table.path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        raise BadInput(
            str(table.path), "the table of regions cannot be read", "Give the path of a UTF-8 text file"
        ) from None
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            table.add(number, [column.strip() for column in line.split("\t") if column.strip()])
    return table.finished()


def beside(content: Path, name: str) -> Path:
    """Where a path among the settings leads, which a Pelican plugin is not told: it is relative to their folder.

    Args:
        content: the content folder, absolute.
        name: the path.

    Returns:
        The path below the nearest folder above `content` that has it; below the very next where none has.
    """
    found = (folder / name for folder in content.parents if (folder / name).exists())
    return next(found, content.parent / name)


def _vocabulary(regions: tuple[Region, ...], world: Region, countries: dict[str, Country]) -> Vocabulary:
    return Vocabulary(regions, world, MappingProxyType(countries))


class _Table:
    """A region table while it is being read."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.regions: dict[str, Region] = {}
        self.world: Region | None = None
        self.countries: dict[str, Country] = {}
        self.slugs: dict[str, str] = {}
        self.line = 0

    def add(self, number: int, columns: list[str]) -> None:
        """Take in one line, split at its tabs."""
        self.line = number
        kinds: dict[tuple[str, int], Callable[..., None]] = {
            ("region", 2): self._region,
            ("world", 2): self._world,
            ("country", 4): self._country,
        }
        take = kinds.get((columns[0], len(columns)))
        if take is None:
            raise self._error(
                f"{' '.join(columns)!r} is neither a region nor a country",
                'Write "region<tab>name", "world<tab>name" or "country<tab>code<tab>region<tab>name"',
            )
        take(*columns[1:])

    def finished(self) -> Vocabulary:
        """Make the vocabulary of what was read."""
        if self.world is None:
            raise self._error("no line names the home of stories with no place", 'Add "world<tab>World"')
        if not self.regions:
            raise self._error("no region is named", 'Add a line "region<tab>name" for each')
        return _vocabulary(tuple(self.regions.values()), self.world, self.countries)

    def _region(self, name: str) -> None:
        self.regions[name] = Region(name, self._slug(name))

    def _world(self, name: str) -> None:
        if self.world is not None:
            raise self._error(f"{name!r} is a second home of stories with no place", "Keep one of them")
        self.world = Region(name, self._slug(name))

    def _country(self, code: str, region: str, name: str) -> None:
        if not (len(code) == 2 and code.isascii() and code.isalpha() and code.isupper()):
            raise self._error(f"{code!r} is no country code", "Write two capital letters, as in KE")
        if self.path != DEFAULT and code not in load().countries:
            raise self._error(f"{code!r} is no country's code", "See ISO 3166-1 alpha-2 for the code")
        if code in self.countries:
            raise self._error(f"{code} stands in the table twice", "Keep one of the lines")
        if region not in self.regions and (self.world is None or region != self.world.name):
            known = ", ".join([*self.regions, *([self.world.name] if self.world else [])])
            raise self._error(f"no region is called {region!r}", f"Use one of {known}, or name it above")
        self.countries[code] = Country(code, name, self._slug(name), region)

    def _slug(self, name: str) -> str:
        slug = slugify(name)
        if not slug:
            raise self._error(f"{name!r} has no letters to make an address of", "Give it a name in letters")
        if slug in self.slugs:
            raise self._error(
                f"{name!r} would have the same address as {self.slugs[slug]!r} (/tag/{slug}/)", "Rename one of them"
            )
        self.slugs[slug] = name
        return slug

    def _error(self, fault: str, remedy: str) -> BadInput:
        return BadInput(str(self.path), fault, remedy, self.line)
