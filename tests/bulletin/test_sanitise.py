"""The last door before a page: what editors write stays, what runs is left out and named."""

import pytest
from markdown import Markdown

import oracle
from bulletin.sanitise import sanitise

WRITTEN = """## A crosshead { #here .wide }

Text with *stress*, `code`, a [link]({filename}/x.md "Title"), <kbd>Ctrl</kbd>, and an NGO[^1].

| a | b |
|:--|--:|
| 1 | 2 |

Term
:   What it is.

- one
- two

*[NGO]: an organisation

    code <b> of four spaces

<figure class="photo" markdown="1">
<img src="{static}/pictures/x.jpg" alt="A lorry" srcset="{static}/pictures/y.jpg 2x" width="10">
<figcaption>A lorry. <span class="credit">Ana Rojas / Reuters</span></figcaption>
</figure>

<details><summary>More</summary>It said so. <audio controls src="{static}/pictures/x.mp3"></audio></details>

[^1]: The note.
"""


def test_what_editors_write_stays() -> None:
    html = oracle.markdown().reset().convert(WRITTEN)
    clean, gone = sanitise(html)
    assert gone == ()
    for kept in (
        'href="{filename}/x.md"',
        'src="{static}/pictures/x.jpg"',
        'align="right"',
        'id="here"',
        "<abbr",
        "srcset=",
    ):
        assert kept in clean
    assert sanitise(clean) == (clean, ())


def test_markdown_needs_no_style_in_a_page() -> None:
    assert "style=" not in oracle.markdown().reset().convert(WRITTEN)
    assert isinstance(oracle.markdown(), Markdown)


@pytest.mark.parametrize(
    ("html", "clean", "gone"),
    [
        ("<p>a<script>alert(1)</script>b</p>", "<p>ab</p>", ("<script>",)),
        ('<p onclick="x">a</p>', "<p>a</p>", ("p onclick",)),
        ('<p style="x">a</p>', "<p>a</p>", ("p style",)),
        ('<a href="javascript:x">a</a>', "<a>a</a>", ("a href",)),
        ('<a href=" java&#10;script&colon;x">a</a>', "<a>a</a>", ("a href",)),
        ('<img src="data:image/svg+xml,x" alt="a">', '<img alt="a">', ("img src",)),
        ("<iframe srcdoc='x'>a</iframe>", "a", ("<iframe>", "iframe srcdoc")),
        ("<style>p { color: red }</style><p>a</p>", "<p>a</p>", ("<style>",)),
        ('<form action="x"><input name="y">a</form>', "a", ("<form>", "<input>", "form action", "input name")),
        ('<svg><script>x</script></svg>a<base href="//x"><meta http-equiv="refresh">', "a", None),
        ("<p>a <!-- b --></p>", "<p>a </p>", ()),
    ],
)
def test_what_runs_is_left_out_and_named(html: str, clean: str, gone: tuple[str, ...] | None) -> None:
    found, named = sanitise(html)
    assert found == clean
    assert named == gone if gone is not None else named
