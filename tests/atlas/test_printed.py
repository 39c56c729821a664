"""Stories on one page, to be printed."""

import pytest

from atlas.printed import without_anchors


@pytest.mark.parametrize(
    ("body", "printed"),
    [
        ("", ""),
        ('<h2 id="who">Who?</h2>\n<p>A &amp; <em>b</em></p>', "<h2>Who?</h2>\n<p>A &amp; <em>b</em></p>"),
        ('<p>So<sup id="fnref:1"><a href="#fn:1">1</a></sup>.</p>', "<p>So<sup>1</sup>.</p>"),
        ('<p><a href="https://a.example/#b">b</a></p>', '<p><a href="https://a.example/#b">b</a></p>'),
        ('<p>a<br>b</p><img src="p.png" alt="">', '<p>a<br>b</p><img src="p.png" alt="">'),
        ("plain", "plain"),
    ],
)
def test_anchors_go_and_the_text_stays(body, printed):
    assert without_anchors(body) == printed
