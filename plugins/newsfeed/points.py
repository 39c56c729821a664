"""Where a feed puts a country on a map: one point each, as `data/points.tsv` has them."""

from functools import cache
from pathlib import Path

from .model import Point

DATA = Path(__file__).parent / "data"


def point_of(code: str) -> Point | None:
    """Tell where a map would write a country's name.

    Args:
        code: ISO 3166-1 alpha-2.

    Returns:
        A point well inside the largest part of the country, or None for an unknown code.
    """
    return _points().get(code)


@cache
def _points() -> dict[str, Point]:
    lines = (DATA / "points.tsv").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if not line.startswith("#"))
    return {code: Point(float(latitude), float(longitude)) for code, latitude, longitude in rows}
