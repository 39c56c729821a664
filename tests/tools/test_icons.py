"""The tool that draws the icons."""

import pytest

from make_icons import DRAWING, Icon, page_of

PLAIN, FILLED = Icon("plain.png", 192), Icon("filled.png", 100, filled=0.8)


def test_an_icon_is_the_drawing_as_it_is_or_small_on_its_own_background():
    drawing = DRAWING.read_text("utf-8")
    assert drawing in page_of(PLAIN, drawing)
    filled = page_of(FILLED, drawing)
    assert "<rect" not in filled
    assert "background: #9c2a1c" in filled
    assert "margin: 10px" in filled
    assert "width: 80px" in filled


def test_a_drawing_without_a_background_is_refused():
    with pytest.raises(ValueError, match="<rect>"):
        page_of(FILLED, "<svg><path d='M0 0'/></svg>")
