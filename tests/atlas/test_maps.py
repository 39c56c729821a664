"""Maps drawn from a vocabulary, shapes and counts."""

import gzip
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from atlas import shapes
from atlas.maps import draw_maps, shade
from atlas.model import RegionView, TopicCount
from atlas.outlines import dots, merged, path
from atlas.portfolio import Portfolio
from atlas.projection import azimuthal, equal_earth, middle_of
from atlas.topics import from_vocabulary
from bulletin import regions

SHAPES = shapes.load()
DEFAULT = regions.load()
UNDRAWN = {
    "AQ": "of no region, and a third of a map of the world",
    "BV": "no people of its own",
    "GS": "no people of its own",
    "HM": "no people of its own",
    "IO": "no people of its own",
    "TF": "no people of its own",
    "UM": "no people of its own",
}
OCEANIA = """\
region	Oceania
region	Elsewhere
world	World
country	AU	Oceania	Australia
country	FJ	Oceania	Fiji
country	NZ	Oceania	New Zealand
country	WS	Oceania	Samoa
country	JP	Elsewhere	Japan
country	FR	World	France
"""
ISLAND = ((0, 0), (100, 0), (100, 100), (0, 100))
BESIDE = ((100, 0), (200, 0), (200, 100), (100, 100))


def table(tmp_path, text):
    file = tmp_path / "regions.tsv"
    file.write_text(text, "utf-8")
    return from_vocabulary(regions.load(file))


def drawn(topics, **stories):
    """The maps of a site with so many stories about each country, by ISO code."""
    views = []
    for region in topics.regions:
        counts = [TopicCount(topics.by_code[code], number) for code, number in stories.items()]
        own = tuple(each for each in counts if topics.home(each.topic) == region)
        views.append(RegionView(region, sum(each.count for each in own), own))
    return draw_maps(views, topics, Portfolio())


def areas(drawing):
    return {area.topic.name: (area.count, area.shade) for area in drawing.areas}


def spots(drawing):
    """Where a map's outlines and dots begin."""
    text = drawing.outline + drawing.dots
    return [(int(x), int(y)) for x, y in re.findall(r"M(-?\d+) (-?\d+)", text)]


def test_every_country_has_a_shape_or_is_left_out_for_a_reason():
    assert DEFAULT.countries.keys() - SHAPES.keys() == UNDRAWN.keys()
    assert SHAPES.keys() < DEFAULT.countries.keys()


def test_every_outline_at_every_level_has_an_inside_or_is_one_point():
    for code, shape in SHAPES.items():
        for level in (shape.region, shape.world, shape.small):
            assert level, code
            assert all(len(ring) == 1 or len(ring) >= 3 for ring in level), code
            assert len(level) == 1 or all(len(ring) > 1 for ring in level), code


@pytest.mark.parametrize("level", ["region", "world", "small"])
def test_neighbours_share_the_points_of_their_border(level):
    def edges(code):
        rings = getattr(SHAPES[code], level)
        return {edge for ring in rings for edge in zip(ring, ring[1:] + ring[:1], strict=True)}

    for one, other in [("FR", "ES"), ("KE", "TZ"), ("US", "CA"), ("RU", "CN"), ("BR", "GF"), ("NO", "SE")]:
        assert edges(one) & {(there, here) for here, there in edges(other)}, (one, other)


def test_no_country_is_torn_apart_by_the_date_line():
    for code in ("RU", "FJ", "US", "NZ"):
        for ring in SHAPES[code].world:
            assert all(abs(here[0] - there[0]) < 9000 for here, there in zip(ring, ring[1:] + ring[:1], strict=True))


@pytest.mark.parametrize(
    ("count", "counts", "step"),
    [
        (0, [0, 0], 0),
        (0, [0, 9], 0),
        (1, [1], 1),
        (3, [1, 3], 3),
        (7, [7, 7, 0], 4),
        (1, [1, 1000], 1),
        (1000, [1, 1000], 4),
        (3, [1, 3, 10, 1000], 1),
        (10, [1, 3, 10, 1000], 2),
        (58, [58, 110, 173, 245], 1),
        (110, [58, 110, 173, 245], 2),
        (173, [58, 110, 173, 245], 4),
    ],
)
def test_shades_multiply_from_the_fewest_to_the_most(count, counts, step):
    assert shade(count, counts) == step


def test_a_border_between_two_countries_of_a_region_is_left_out():
    [whole] = merged([ISLAND, BESIDE])
    assert sorted(whole) == sorted({*ISLAND, *BESIDE})
    assert len(merged([ISLAND, ((500, 0), (600, 0), (600, 100))])) == 2


def test_an_outline_is_written_in_steps_and_a_speck_not_at_all():
    assert path([[(0, 0), (9, 0), (9, 0), (9, 9), (0, 9)]]) == "M0 0l9 0 0 9-9 0z"
    assert path([[(0, 0), (1, 0), (1, 1)]]) == path([[(3, 3), (3, 3)]]) == ""
    assert dots([(3, 4), (3, 4), (5, 6)]) == "M3 4h0M5 6h0"


def test_projections_put_the_middle_in_the_middle_and_areas_are_true():
    assert equal_earth((11, 0)) == azimuthal((150, -30))((150, -30)) == (0, 0)
    for project in (equal_earth, azimuthal((20, 10))):
        squares = []
        for north in (0, 40):
            corners = [(10, north), (10.1, north), (10.1, north + 0.1), (10, north + 0.1)]
            flat = [project(corner) for corner in corners]
            ahead = flat[1:] + flat[:1]
            squares.append(sum(x * v - u * y for (x, y), (u, v) in zip(flat, ahead, strict=True)))
        assert squares[1] / squares[0] == pytest.approx(0.7654, rel=1e-3)  # how much narrower it is at 40 degrees


def test_the_middle_of_places_on_both_sides_of_the_date_line_is_between_them():
    assert abs(middle_of([(170, 10), (-170, 10)])[0]) == pytest.approx(180)


def test_the_world_has_an_area_for_every_region_with_stories_or_without_and_none_for_world():
    topics = from_vocabulary(DEFAULT)
    world = drawn(topics, KE=5, PE=1).world
    assert list(areas(world)) == [region.name for region in DEFAULT.regions]
    assert areas(world)["Africa"] == (5, 4)
    assert areas(world)["Latin America"] == (1, 1)
    assert areas(world)["Europe"] == (0, 0)
    assert not world.plain


def test_a_region_has_an_area_for_every_country_with_stories():
    topics = from_vocabulary(DEFAULT)
    europe = drawn(topics, DE=8, MT=1, RU=2).regions["europe"]
    assert areas(europe) == {"Germany": (8, 4), "Malta": (1, 1), "Russia": (2, 2)}
    assert [area.topic.name for area in europe.areas if area.drawing.dots] == ["Malta"]
    assert europe.plain
    assert europe.around


def test_the_map_of_europe_is_filled_by_europe_not_by_siberia():
    europe = drawn(from_vocabulary(DEFAULT), PT=1, PL=1, IE=1, CY=1).regions["europe"]
    across = [spot[0] for area in europe.areas for spot in spots(area.drawing)]
    assert max(across) - min(across) > 0.6 * europe.width


def test_islands_on_both_sides_of_the_date_line_are_beside_each_other():
    pacific = drawn(from_vocabulary(DEFAULT), FJ=1, WS=1, NZ=1, CK=1).regions["asia-pacific"]
    left = {area.topic.name: spots(area.drawing)[0][0] for area in pacific.areas}
    assert left["New Zealand"] < left["Fiji"] < left["Samoa"] < left["Cook Islands"] <= pacific.width


def test_a_minute_country_far_from_the_others_is_taken_in_when_there_are_stories_about_it():
    topics = from_vocabulary(DEFAULT)
    assert "Pitcairn Islands" in areas(drawn(topics, PN=1).regions["asia-pacific"])
    with_it, without = (drawn(topics, **codes).regions["asia-pacific"] for codes in ({"CN": 1, "PN": 1}, {"CN": 1}))
    assert with_it.height < without.height


def test_no_area_lies_outside_its_map():
    topics = from_vocabulary(DEFAULT)
    maps = drawn(topics, **dict.fromkeys(DEFAULT.countries, 1))
    for drawing in (maps.world, maps.small, *maps.regions.values()):
        for area in drawing.areas:
            assert any(-8 <= x <= drawing.width + 8 and -8 <= y <= drawing.height + 8 for x, y in spots(area.drawing))


def test_the_table_of_a_site_changes_the_maps(tmp_path):
    maps = drawn(table(tmp_path, OCEANIA), AU=3, WS=1)
    assert areas(maps.world) == {"Oceania": (4, 4), "Elsewhere": (0, 0)}
    assert maps.world.plain
    assert maps.regions.keys() == {"oceania", "elsewhere"}
    assert areas(maps.regions["oceania"]) == {"Australia": (3, 3), "Samoa": (1, 1)}


def test_a_region_is_drawn_without_its_parts_on_the_world_and_with_them_on_its_own_map(tmp_path):
    parted = "region\tAmericas\nregion\tCaribbean\tAmericas\nworld\tWorld\n"
    parted += "country\tBR\tAmericas\tBrazil\ncountry\tCU\tCaribbean\tCuba\n"
    topics = table(tmp_path, parted)
    americas, caribbean, _ = topics.regions
    brazil, cuba = (TopicCount(topics.by_code[code], 1) for code in ("BR", "CU"))
    views = [RegionView(americas, 2, (brazil, cuba), (TopicCount(caribbean, 1),)), RegionView(caribbean, 1, (cuba,))]
    maps = draw_maps(views, topics, Portfolio())
    assert areas(maps.world).keys() == {"Americas", "Caribbean"}
    assert areas(maps.regions["americas"]).keys() == {"Brazil", "Cuba"}
    assert areas(maps.regions["caribbean"]).keys() == {"Cuba"}


def test_a_region_of_minute_countries_alone_has_a_map_and_so_has_one_of_a_single_country(tmp_path):
    islands = "region\tIslands\nregion\tOne\nworld\tWorld\n"
    islands += "country\tTO\tIslands\tTonga\ncountry\tTV\tIslands\tTuvalu\ncountry\tMC\tOne\tMonaco\n"
    maps = drawn(table(tmp_path, islands), TV=1, MC=1)
    assert areas(maps.regions["islands"]) == {"Tuvalu": (1, 1)}
    assert areas(maps.regions["one"]) == {"Monaco": (1, 1)}


def test_without_a_shape_there_is_no_map(tmp_path):
    topics = table(tmp_path, "region\tIce\nregion\tNowhere\nworld\tWorld\ncountry\tAQ\tIce\tAntarctica\n")
    maps = drawn(topics, AQ=1)
    assert (maps.world, maps.small, maps.regions) == (None, None, {})


def test_what_was_drawn_is_kept_until_it_is_drawn_otherwise(tmp_path):
    topics = table(tmp_path, OCEANIA)
    wanted = [list(topics.countries_of(region)) for region in topics.regions]
    first = Portfolio(tmp_path)
    drawn = [first.region(codes, codes[:1]) for codes in wanted]
    first.keep()
    second = Portfolio(tmp_path, shapes=dict)  # which has nothing to draw with
    assert [second.region(codes, codes[:1]) for codes in wanted] == drawn
    assert second.region(wanted[0], wanted[0]) is None
    (tmp_path / "taken").write_text("")
    third = Portfolio(tmp_path / "taken")
    assert third.region(wanted[0], wanted[0][:1]) == drawn[0]
    third.keep()  # which it cannot
    [file] = tmp_path.glob("*.json")
    whole = file.read_text()
    for damage in ("", "[]", "{", whole.replace("M", "L", 1), f"x{whole}", whole.partition("\n")[2]):
        file.write_text(damage)
        assert Portfolio(tmp_path, shapes=dict).region(wanted[0], wanted[0][:1]) is None


def test_two_drawings_are_equal_in_every_process():
    program = "from test_maps import *; print(drawn(from_vocabulary(DEFAULT), KE=2, FR=1, TV=1))"
    paths = os.pathsep.join([str(Path(__file__).parent), *sys.path])
    texts = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONPATH": paths, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(texts) == 1


def test_maps_are_light():
    maps = drawn(from_vocabulary(DEFAULT), **dict.fromkeys(DEFAULT.countries, 1))

    def weight(drawing):
        parts = [*(area.drawing for area in drawing.areas), drawing.plain]
        text = "\n".join([*(part.outline + part.dots for part in parts), drawing.around])
        return len(gzip.compress(text.encode(), mtime=0))

    assert weight(maps.world) < 8_000
    assert weight(maps.small) < 4_000
    assert all(weight(drawing) < 7_500 for drawing in maps.regions.values())
