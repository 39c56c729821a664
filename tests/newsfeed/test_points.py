"""Every country has a point, and the point lies in it."""

from itertools import pairwise

import pytest

from atlas.shapes import load as load_shapes
from bulletin.regions import load as load_vocabulary
from newsfeed.points import point_of

OUTLINED = {
    code: [ring for ring in shape.region if len(ring) > 1]
    for code, shape in load_shapes().items()
    if any(len(ring) > 1 for ring in shape.region)
}
# South, west, north, east.
BOXES = {
    "KE": (-4.7, 34, 5, 41.9),
    "FR": (42.3, -4.8, 51.1, 8.3),
    "GF": (2, -55, 6, -51),
    "US": (25, -124.7, 49, -67),
    "RU": (50, 40, 72, 150),
    "UA": (46.5, 24, 52, 38),
    "NO": (58, 4, 71.2, 31),
    "FJ": (-18.4, 177.2, -16, 180),
    "KI": (1.7, -157.6, 2.1, -157.1),
    "WS": (-14.1, -172.9, -13.4, -171.4),
    "NZ": (-47.4, 166.4, -34.3, 178.6),
    "VA": (41.89, 12.42, 41.92, 12.47),
    "AQ": (-88, 20, -75, 120),
}


def sides_east_of(east, north, ring):
    """How many sides of a ring a walk to the east from a point crosses."""
    sides = [pair for pair in pairwise([*ring, ring[0]]) if (pair[0][1] > north) != (pair[1][1] > north)]
    return sum(x + (north - y) * (x2 - x) / (y2 - y) > east for (x, y), (x2, y2) in sides)


def lies_in(east, north, rings):
    """Whether a point lies on land; rings within others are holes."""
    return sum(sides_east_of(east, north, ring) for ring in rings) % 2 == 1


@pytest.mark.parametrize("code", sorted(load_vocabulary().countries))
def test_every_country_has_a_point_on_earth(code):
    point = point_of(code)
    assert -90 <= point.latitude <= 90
    assert -180 <= point.longitude <= 180


@pytest.mark.parametrize("code", sorted(OUTLINED))
def test_the_point_lies_in_the_country_as_maps_draw_it(code):
    point = point_of(code)
    # Hundredths of a degree, and on maps a country across the 180th meridian goes on beyond it.
    assert any(lies_in((point.longitude + turn) * 100, point.latitude * 100, OUTLINED[code]) for turn in (-360, 0, 360))


@pytest.mark.parametrize("code", BOXES)
def test_the_point_is_where_one_expects_it(code):
    south, west, north, east = BOXES[code]
    point = point_of(code)
    assert south < point.latitude < north
    assert west < point.longitude < east


@pytest.mark.parametrize("code", ["", "ZZ", "ke", "US.TX", "#"])
def test_an_unknown_code_has_no_point(code):
    assert point_of(code) is None
