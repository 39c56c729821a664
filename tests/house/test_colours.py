"""Colours that a newsroom wishes for: read, checked against the paper, brought to where they can be read."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from english import TRANSLATIONS
from house.colours import TEXT_CONTRAST, Colour, contrast, parse, readable
from house.palette import DARK, LIGHT, look_of
from house.stylesheets import colours

STYLESHEET = TRANSLATIONS.parent / "static" / "parts" / "base.css"
COLOURS = st.builds(Colour, *(st.integers(0, 255),) * 3)
WHITE, BLACK = Colour(255, 255, 255), Colour(0, 0, 0)


@pytest.mark.parametrize(
    ("text", "colour"),
    [("#9c2a1c", "#9c2a1c"), (" #9C2A1C ", "#9c2a1c"), ("#a21", "#aa2211"), ("9c2a1c", "None"), ("red", "None")],
)
def test_a_colour_is_read_as_stylesheets_write_it(text, colour):
    assert str(parse(text)) == colour


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [("#000", "#fff", 21), ("#767676", "#fff", 4.54), ("#777", "#fff", 4.48), ("#fff", "#fff", 1)],
)
def test_contrast_is_reckoned_as_wcag_has_it(one, other, ratio):
    assert round(contrast(parse(one), parse(other)), 2) == ratio


@given(COLOURS)
def test_every_wish_ends_where_it_can_be_read(wish):
    look, remarks = look_of({"HOUSE_ACCENT": str(wish)})
    for palette in (look.light, look.dark):
        assert all(contrast(palette.accent, ground) >= TEXT_CONTRAST for ground in (palette.paper, palette.card))
    assert bool(remarks) == (look.light.accent != wish)


@given(COLOURS, COLOURS)
def test_on_any_paper_there_is_text_that_can_be_read(accent, paper):
    look, _ = look_of({"HOUSE_ACCENT": str(accent), "HOUSE_PAPER": str(paper), "HOUSE_PAPER_DARK": str(paper)})
    for palette in (look.light, look.dark):
        assert contrast(palette.ink, palette.paper) >= TEXT_CONTRAST
        assert contrast(palette.accent, palette.paper) >= TEXT_CONTRAST


@given(COLOURS)
def test_the_shades_of_maps_follow_and_can_be_told_from_each_other(wish):
    look, _ = look_of({"HOUSE_ACCENT": str(wish)})
    for palette in (look.light, look.dark):
        assert all(contrast(one, other) > 1.2 for one, other in pairwise(palette.shades))


def test_a_colour_that_fails_is_told_with_figures_and_with_the_one_that_is_used():
    look, [remark] = look_of({"HOUSE_ACCENT": "#e0a0a0"})
    assert "HOUSE_ACCENT: #e0a0a0 is hard to read" in remark
    assert "1.9" in remark
    assert f"Used instead: {look.light.accent}" in remark


def test_the_nearest_colour_is_no_further_than_it_must_be():
    grey = readable(parse("#777"), [WHITE])
    assert 4.5 <= contrast(grey, WHITE) < 4.6
    assert readable(BLACK, [WHITE]) == BLACK
    assert readable(parse("#888"), [parse("#777")], 8) == BLACK


def test_a_wish_that_is_no_colour_leaves_the_theme_s_own():
    look, [remark] = look_of({"HOUSE_ACCENT": "brick"})
    assert look.changes == ()
    assert "'brick' is no colour" in remark


def test_without_wishes_there_is_no_stylesheet():
    look, remarks = look_of({"HOUSE_ACCENT": None})
    assert (colours(look), remarks) == ("", ())


def test_a_dark_accent_of_its_own_changes_the_dark_scheme_alone():
    look, _ = look_of({"HOUSE_ACCENT_DARK": "#88ccff"})
    assert look.light == LIGHT
    assert "--accent: light-dark(#9c2a1c, #88ccff);" in colours(look)


def test_the_theme_s_own_colours_are_those_of_its_stylesheet():
    own = dict(re.findall(r"--([\w-]+): light-dark\((#\w+, #\w+)\);", STYLESHEET.read_text("utf-8")))
    light, dark = LIGHT.variables(), DARK.variables()
    assert own == {name: f"{light[name]}, {dark[name]}" for name in light}
