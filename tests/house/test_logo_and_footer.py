"""A newsroom's logo and its lines at the foot of the page."""

import pytest
from PIL import Image

from house.footer import footer_of, placed
from house.logo import Logo, logo_of


def drawing(folder, head):
    (folder / "logo.svg").write_text(f'<svg xmlns="http://www.w3.org/2000/svg" {head}/>', "utf-8")
    return logo_of("pictures/logo.svg", [folder / "logo.svg"])


@pytest.mark.parametrize(
    ("head", "size"),
    [
        ('width="120" height="40"', (120, 40)),
        ('width="120px" height="40px" viewBox="0 0 3 1"', (120, 40)),
        ('viewBox="0 0 300 99.6"', (300, 100)),
        ('width="100%" height="100%" viewBox="0,0,30,10"', (30, 10)),
    ],
)
def test_the_size_of_a_drawing(tmp_path, head, size):
    assert drawing(tmp_path, head) == Logo("pictures/logo.svg", *size)


def test_the_size_of_a_picture(tmp_path):
    Image.new("RGB", (64, 32)).save(tmp_path / "logo.png")
    assert logo_of("pictures/logo.png", [tmp_path / "logo.png"], is_alone=True) == Logo(
        "pictures/logo.png", 64, 32, True
    )


@pytest.mark.parametrize("head", ["", 'viewBox="0 0 0 0"', 'width="10em" height="2em"'])
def test_a_drawing_without_a_size_is_no_logo(tmp_path, head):
    assert "does not say how large it is" in drawing(tmp_path, head)


@pytest.mark.parametrize("name", ["logo.svg", "logo.png"])
def test_what_is_no_picture_is_no_logo(tmp_path, name):
    (tmp_path / name).write_text("no picture", "utf-8")
    assert "is no picture" in logo_of(name, [tmp_path / name])


def test_a_logo_that_is_not_there_is_told(tmp_path):
    assert "there is no file" in logo_of("pictures/logo.svg", [tmp_path / "logo.svg"])


def foot(text):
    return placed(footer_of(text), lambda address: f"../{address}")


def test_a_footer_is_markdown_with_links_to_own_pages_and_to_others():
    assert foot("**News**, [About](about/) and [others](https://example.org/)") == (
        '<p><strong>News</strong>, <a href="../about/">About</a> and <a href="https://example.org/">others</a></p>'
    )
    assert foot("[Write](mailto:desk@example.org), [start](/), [top](#Content)") == (
        '<p><a href="mailto:desk@example.org">Write</a>, <a href="../">start</a>, <a href="#Content">top</a></p>'
    )


def test_nothing_in_a_footer_runs():
    html = foot('<script>alert(1)</script><p style="color: red" onclick="x()">{{ x }}</p>\n\n[a](javascript:b)')
    assert not any(word in html for word in ("script", "style", "onclick", "alert"))
    assert "{{ x }}" in html
