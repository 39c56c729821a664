"""The region vocabulary: which regions readers browse by, and which region every country belongs to.

A site can replace the table (`data/regions.tsv` says how it is laid out): with other regions, with regions that are
part of larger ones, with the states or provinces of one country. Nothing heavy is imported here, so that `atlas` can
use it as well.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from types import MappingProxyType

from slugify import slugify

from .errors import BadInput
from .knowledge import lines

DEFAULT = Path(__file__).parent / "data" / "regions.tsv"
DIVISIONS = "divisions.tsv"
_NEARLY_ALL = 0.9


@dataclass(frozen=True, slots=True)
class Region:
    """A region as readers see it."""

    name: str
    slug: str
    part_of: str | None = None
    """The name of the larger region that it lies in."""


@dataclass(frozen=True, slots=True)
class Country:
    """A country, or a state or province of one, with its plain English name and the name of its region."""

    code: str
    """ISO 3166-1 alpha-2; of a state or province its code in `data/divisions.tsv`: "US.TX"."""
    name: str
    slug: str
    region: str


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All regions in the order in which they are shown, and the places that they are made of."""

    regions: tuple[Region, ...]
    world: Region
    """The home of stories with no place; not among `regions`."""
    countries: Mapping[str, Country]
    """By ISO alpha-2 code."""
    divisions: Mapping[str, Country]
    """States and provinces that have a region of their own, by code."""

    def region_of(self, code: str) -> str | None:
        """Tell the region of a country, state or province.

        Args:
            code: As in `Country`.

        Returns:
            The region's name, or None for an unknown code and for a country of no region (Antarctica).
        """
        place = self.place(code)
        return None if place is None or place.region == self.world.name else place.region

    def place(self, code: str) -> Country | None:
        """The country, state or province of a code, if the table has it."""
        return self.countries.get(code) or self.divisions.get(code)

    def region_of_all(self, codes: Iterable[str]) -> str | None:
        """Tell the region that a group of countries lies in.

        Args:
            codes: Its members, ISO alpha-2.

        Returns:
            The region that most of the members lie in, and more than half of them, what lies in its parts included;
            a part where nearly all of these lie in that. None where the group is scattered.
        """
        members = list(codes)
        homes = Counter(home for code in members for home in self.lineage(self.region_of(code)))
        most = max(homes.values(), default=0)
        if 2 * most <= len(members):
            return None
        whole = [region for region, count in homes.items() if count >= _NEARLY_ALL * most]
        return max(whole, key=lambda region: len(self.lineage(region)))

    def lineage(self, region: str | None) -> tuple[str, ...]:
        """A region and the larger ones that it is part of, the smallest first; nothing for None and for World."""
        return _lineages(self.regions).get(region, ()) if region else ()

    def has(self, region: str) -> bool:
        """Tell whether a name is one of the regions (World is not)."""
        return any(known.name == region for known in self.regions)

    def __hash__(self) -> int:
        """Mappings have no hash."""
        return hash((self.regions, self.world))

    def __reduce__(self) -> tuple[Callable[..., "Vocabulary"], tuple[object, ...]]:
        """A read-only mapping cannot be sent to another process."""
        return _vocabulary, (self.regions, self.world, dict(self.countries), dict(self.divisions))


@cache
def _lineages(regions: tuple[Region, ...]) -> dict[str, tuple[str, ...]]:
    """Each region with the larger ones; these stand above their parts in the table."""
    found: dict[str, tuple[str, ...]] = {}
    for region in regions:
        found[region.name] = (region.name, *(found[region.part_of] if region.part_of else ()))
    return found


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


def suggestion(name: str, known: Iterable[str]) -> str:
    """What to write in place of a name that no region has.

    Args:
        name: as an editor wrote it.
        known: the names of the site's regions.
    """
    names = {each.casefold(): each for each in known}
    near = get_close_matches(name.casefold(), names, 1)
    return f"{f'Is {names[near[0]]} meant? ' if near else ''}Write one of: {', '.join(names.values())}"


def _vocabulary(
    regions: tuple[Region, ...], world: Region, countries: dict[str, Country], divisions: dict[str, Country]
) -> Vocabulary:
    return Vocabulary(regions, world, MappingProxyType(countries), MappingProxyType(divisions))


class _Table:
    """A region table while it is being read."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.regions: dict[str, Region] = {}
        self.world: Region | None = None
        self.countries: dict[str, Country] = {}
        self.divisions: dict[str, Country] = {}
        self.slugs: dict[str, str] = {}
        self.line = 0

    def add(self, number: int, columns: list[str]) -> None:
        """Take in one line, split at its tabs."""
        self.line = number
        kinds: dict[tuple[str, int], Callable[..., None]] = {
            ("region", 2): self._region,
            ("region", 3): self._region,
            ("world", 2): self._world,
            ("country", 4): self._country,
            ("division", 4): self._division,
            ("division", 5): self._division,
        }
        take = kinds.get((columns[0], len(columns)))
        if take is None:
            raise self._error(
                f"{' '.join(columns)!r} is neither a region nor a country nor a division",
                'Write "region<tab>name", "world<tab>name", "country<tab>code<tab>region<tab>name" or '
                '"division<tab>code of the country<tab>region<tab>name"',
            )
        take(*columns[1:])

    def finished(self) -> Vocabulary:
        """Make the vocabulary of what was read."""
        if self.world is None:
            raise self._error("no line names the home of stories with no place", 'Add "world<tab>World"')
        if not self.regions:
            raise self._error("no region is named", 'Add a line "region<tab>name" for each')
        return _vocabulary(tuple(self.regions.values()), self.world, self.countries, self.divisions)

    def _region(self, name: str, part_of: str | None = None) -> None:
        if part_of is not None and part_of not in self.regions:
            raise self._error(
                f"{name} is to be part of {part_of!r}, which is no region above it",
                f"Use one of {', '.join(self.regions) or 'none yet'}, or name {part_of} further up",
            )
        self.regions[name] = Region(name, self._slug(name), part_of)

    def _world(self, name: str) -> None:
        if self.world is not None:
            raise self._error(f"{name!r} is a second home of stories with no place", "Keep one of them")
        self.world = Region(name, self._slug(name))

    def _country(self, code: str, region: str, name: str) -> None:
        if not (len(code) == 2 and code.isascii() and code.isalpha() and code.isupper()):
            raise self._error(f"{code!r} is no country code", "Write two capital letters, as in KE")
        self._check_country(code)
        self._place(self.countries, code, region, name)

    def _division(self, country: str, region: str, name: str, shown: str | None = None) -> None:
        self._check_country(country)
        codes = _divisions_of(country)
        code = codes.get(slugify(name))
        if code is None:
            near = get_close_matches(slugify(name), codes, 1)
            close = f"Is {_division_names()[codes[near[0]]]} meant? " if near else ""
            raise self._error(
                f"no state or province of {country} is called {name!r}",
                f"{close}{DIVISIONS} beside the usual table has the names",
            )
        self._place(self.divisions, code, region, shown or name)

    def _check_country(self, code: str) -> None:
        if self.path != DEFAULT and code not in load().countries:
            raise self._error(f"{code!r} is no country's code", "See ISO 3166-1 alpha-2 for the code")

    def _place(self, places: dict[str, Country], code: str, region: str, name: str) -> None:
        if code in places:
            raise self._error(f"{code} stands in the table twice", "Keep one of the lines")
        if region not in self.regions and (self.world is None or region != self.world.name):
            known = ", ".join([*self.regions, *([self.world.name] if self.world else [])])
            raise self._error(f"no region is called {region!r}", f"Use one of {known}, or name it above")
        same = region in self.regions and name == region
        places[code] = Country(code, name, self.regions[region].slug if same else self._slug(name), region)

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


@cache
def _division_names() -> dict[str, str]:
    """The name of each state and province by its code."""
    return dict(line.split("\t") for line in lines(DIVISIONS))


@cache
def _divisions_of(country: str) -> dict[str, str]:
    """The codes of a country's states and provinces by the slugs of their names."""
    return {slugify(name): code for code, name in _division_names().items() if code[:2] == country}
