"""A story's body as its page shows it: no word of it is lost or added to, but for what the page says of itself."""

import pytest
from bs4 import BeautifulSoup
from markupsafe import Markup

from atlas.dressing import with_absences, with_links

LABEL = Markup("<span>Not shown</span>")


def test_a_crosshead_leads_to_itself():
    html = '<h2 id="a-fare">A <em>fare</em> &amp; more</h2>\n<p>Text.</p>\n<h3 id="b" class="x">B</h3>'
    assert with_links(html) == (
        '<h2 id="a-fare"><a href="#a-fare">A <em>fare</em> &amp; more</a></h2>\n<p>Text.</p>\n'
        '<h3 id="b" class="x"><a href="#b">B</a></h3>'
    )


@pytest.mark.parametrize(
    "html",
    [
        pytest.param('<h2 id="a">See <a href="/b/">b</a></h2>', id="a link in it"),
        pytest.param("<h2>Without an anchor</h2>", id="no anchor"),
        pytest.param('<p>&lt;h2 id="a"&gt;a&lt;/h2&gt;</p>', id="only words"),
    ],
)
def test_other_headings_stay_as_they_are(html):
    assert with_links(html) == html


def test_a_caption_alone_gets_the_label_and_one_with_a_picture_does_not():
    alone = '<figure class="photo">\n<figcaption>A quay.</figcaption>\n</figure>'
    shown = '<figure class="photo wide">\n<img src="a.png" alt="">\n<figcaption>A ship.</figcaption>\n</figure>'
    table = "<figure><table></table><figcaption>Fares.</figcaption></figure>"
    tree = BeautifulSoup(with_absences(alone + shown + table + alone, LABEL), "html.parser")
    assert [" ".join(figure.get_text(" ").split()) for figure in tree.find_all("figure")] == [
        "Not shown A quay.",
        "A ship.",
        "Fares.",
        "Not shown A quay.",
    ]
