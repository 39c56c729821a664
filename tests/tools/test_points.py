"""The tool that makes the points of countries."""

import pytest

make_points = pytest.importorskip(
    "make_points", reason="making points needs requirements/data.txt; feeds do not", exc_type=ImportError
)
box = make_points.shapely.box


def about(east, north):
    return pytest.approx((east, north), abs=0.1)


@pytest.mark.parametrize("middle", [(0, 0), (-98, 39), (178, -17), (30, -85), (-150, 64)])
@pytest.mark.parametrize("point", [(10, 20), (-110, 50), (179.5, -16), (-179.5, -18), (60, -80)])
def test_a_point_comes_back_from_paper(point, middle):
    paper = make_points.azimuthal(middle)(point)
    assert make_points.unprojected(paper, middle) == pytest.approx(point)


def test_the_point_is_in_the_largest_part():
    # As wide in degrees, but narrow on the round Earth.
    assert make_points.place_of_name([box(0, 70, 10, 80), box(20, -4, 28, 4)]) == about(24, 0)


def test_the_point_is_where_there_is_most_room():
    handle, pan = box(0, 0, 30, 1), box(30, -3, 36, 3)
    assert make_points.place_of_name([handle.union(pan)]) == about(33, 0)


def test_parts_with_a_border_between_them_are_one():
    assert make_points.place_of_name([box(0, -4, 4, 4), box(4, -4, 8, 4)]) == about(4, 0)


def test_a_country_beyond_the_180th_meridian_keeps_to_the_degrees_that_there_are():
    assert make_points.place_of_name([box(182, -1, 184, 1)]) == about(-177, 0)
