"""The tool that makes the shapes of countries, and what reads Natural Earth for it, on a world of two."""

import json

import pytest

make_shapes = pytest.importorskip(
    "make_shapes", reason="making shapes needs requirements/data.txt; drawing maps does not", exc_type=ImportError
)
natural_earth = pytest.importorskip("natural_earth", reason="as above", exc_type=ImportError)

# Two squares with a border between them, arc 0; the eastern one, Fiji's, lies across the 180th meridian.
ARCS = [
    [[1780, 0], [0, 100]],
    [[1780, 100], [-100, 0], [0, -100], [100, 0]],
    [[1780, 0], [20, 0], [-3600, 0], [80, 0], [0, 100], [-80, 0], [3600, 0], [-20, 0]],
]
WORLD = {
    "transform": {"scale": [0.1, 0.1], "translate": [0, 0]},
    "arcs": ARCS,
    "objects": {
        "countries": {
            "geometries": [
                {"type": "Polygon", "id": "554", "properties": {"name": "New Zealand"}, "arcs": [[0, 1]]},
                {"type": "MultiPolygon", "id": "242", "properties": {"name": "Fiji"}, "arcs": [[[2, -1]]]},
            ]
        }
    },
}


@pytest.fixture
def world(tmp_path):
    file = tmp_path / "countries.json"
    file.write_text(json.dumps(WORLD), "utf-8")
    return natural_earth.read(file)


def test_a_country_across_the_date_line_is_whole(world):
    [fiji] = world["FJ"]
    assert fiji.bounds == (178, 0, 188, 10)
    assert fiji.is_valid


def test_neighbours_touch_when_they_are_simple(world):
    shapes = {code: polygons[0] for code, polygons in world.items()}
    texts = make_shapes.simplified(shapes, make_shapes.Level(300, 100))
    assert texts == {"NZ": "17800 0 17800 1000 16800 1000 16800 0", "FJ": "17800 0 18800 0 18800 1000 17800 1000"}


def test_what_is_a_speck_becomes_a_point_in_its_middle(world):
    shapes = {code: polygons[0] for code, polygons in world.items()}
    texts = make_shapes.simplified(shapes, make_shapes.Level(100, 5000))
    assert texts == {"NZ": "17300 500", "FJ": "18300 500"}


def test_a_part_with_a_code_of_its_own_is_parted(world):
    [square] = world["NZ"]
    assert natural_earth.part_of("NZ", square) == "NZ"
    assert natural_earth.part_of("FR", natural_earth.shapely.box(-54, 3, -52, 5)) == "GF"
