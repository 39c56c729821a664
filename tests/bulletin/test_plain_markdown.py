"""The fast way to HTML says what python-markdown says, or nothing."""

from pathlib import Path
from runpy import run_path

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bulletin import escape, markdown_processor, plain_markdown
from bulletin.markdown_processor import PLAIN_FOR, Processor

ROOT = Path(__file__).parents[2]
SETTING = run_path(str(ROOT / "pelicanconf.py"))["MARKDOWN"]
SLOW = markdown.Markdown(**{**PLAIN_FOR, "extensions": list(PLAIN_FOR["extension_configs"])})
PIECES = [
    *(
        "a",
        "B",
        "é",
        "“",
        "”",
        "‘",
        "’",
        '"',
        "'",
        "ب",
        "中",
        "😀",
        "word word",
        "x_y",
        "_",
        "HTML",
        "\u00a0",
        "\u200b",
        "\u3000",
    ),
    *(
        " ",
        "  ",
        "\n",
        "\n\n",
        "\t",
        "## ",
        "# ",
        "- ",
        "1. ",
        "1\\. ",
        "2) ",
        "> ",
        ">",
        "#",
        "+",
        "-",
        "--",
        "=",
        "===",
        "~",
    ),
    *(
        ":",
        ": ",
        "$",
        "%",
        "@",
        "/",
        ".",
        "...",
        "!",
        "?",
        "(",
        ")",
        "^",
        ";",
        ",",
        "|",
        "\\",
        "<",
        "http://a.b/c_d",
        "a@b.c",
    ),
    *(
        "&",
        "&amp;",
        "&lt;",
        "&gt;",
        "&nbsp",
        "&#58;",
        "\\#",
        "\\*",
        "\\_",
        "\\[",
        "\\.",
        "\\-",
        "\\\\",
        "\\|",
        "*",
        "`",
        "[",
        "]",
    ),
    *("{", "}", "*[a]: b", "[^1]", "[a](b)", '<figure class="photo">\n<figcaption>', "</figcaption>\n</figure>", "<b>"),
    *('<span class="credit">', "</span>"),
    *(
        " *a b* ",
        "*“a”.*",
        "(*a*)",
        "*a*b",
        " **B** ",
        "**",
        "***",
        "\n* ",
        "\n2. ",
        "\n\n> ",
        "\n> ",
        "\n>\n> ",
        "### ",
    ),
    *("[a!](/b_c?d=e#f)", "[x's](b)", "[é](c)", "[a](é)", "![a's “b”](c.jpg)", '![a "b"](c)', "[a][b]", '[a](b "c")'),
]
FIGURE = '<figure class="photo">\n<figcaption>A quay <span class="credit">N. N.</span></figcaption>\n</figure>'


def slow(text: str) -> str:
    SLOW.reset()
    SLOW.preprocessors.deregister("meta", strict=False)
    return SLOW.convert(text)


def test_the_setting_is_the_one_that_it_is_fast_for():
    assert SETTING == PLAIN_FOR


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Trams & “lamps” > 3", "<p>Trams &amp; “lamps” &gt; 3</p>"),
        ("1\\. The first \\*note\\*\nsecond line", "<p>1. The first *note*\nsecond line</p>"),
        ("## One sea\n\n## One sea", '<h2 id="one-sea">One sea</h2>\n<h2 id="one-sea_1">One sea</h2>'),
        ("- one\n- two\n\nText", "<ul>\n<li>one</li>\n<li>two</li>\n</ul>\n<p>Text</p>"),
        ("*One* (**two**), *“three”.*", "<p><em>One</em> (<strong>two</strong>), <em>“three”.</em></p>"),
        (
            "[the report](https://a.example/b_c?d=1#e) ![A quay’s lamp](/images/quay.jpg)",
            '<p><a href="https://a.example/b_c?d=1#e">the report</a> '
            '<img alt="A quay’s lamp" src="/images/quay.jpg"></p>',
        ),
        ("![The mayor's](a)", '<p><img alt="The mayor\'s" src="a"></p>'),
        (
            "> One\n> more\n>\n> *two*",
            "<blockquote>\n<p>One\nmore</p>\n<p><em>two</em></p>\n</blockquote>",
        ),
        ("1. one\n2. two", "<ol>\n<li>one</li>\n<li>two</li>\n</ol>"),
        ("* one\n* *two*", "<ul>\n<li>one</li>\n<li><em>two</em></li>\n</ul>"),
        ("### One\n\n#### One", '<h3 id="one">One</h3>\n<h4 id="one_1">One</h4>'),
        (
            f"{FIGURE}\n\nText",
            f"{FIGURE}\n\n<p>Text</p>",
        ),
        ("", ""),
    ],
)
def test_plain_texts(text, html):
    assert plain_markdown.to_html(text) == html == slow(text)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "a `b`",
            "a | b",
            "<b>a</b>",
            "+ a",
            "1) a",
            "    a",
            "a\n===",
            "a  \nb",
            "# a",
            "## *a*",
            "&copy;",
        ),
        *(
            "- a\n\n- b",
            "- a\n\n1. b",
            "2. a",
            "> a\n\n> b",
            "> a\nb",
            "> - a",
            "a\n> b",
            "a\n- b",
            "- a\nb",
            ":   a",
            "~~~\na\n~~~",
            "*[HTML]: b",
            "a\u2028b",
            "\u00a0a",
            "- \u3000a",
            "a\x02b",
        ),
        *(
            "*a*b",
            "a*b*",
            "*a",
            "***a***",
            "*a\nb*",
            "_a_",
            "[a][b]",
            "[a]: b",
            '[a](b "c")',
            "[a](é)",
            "[*a*](b)",
            "[^1]",
        ),
    ],
)
def test_of_other_texts_nothing_is_said(text):
    assert plain_markdown.to_html(text) is None


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_whatever_is_said_is_what_python_markdown_says(text):
    made = plain_markdown.to_html(text)
    assert made is None or made == slow(text)


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), min_size=1), min_size=1, max_size=5))
def test_any_text_as_page_writes_it(texts):
    text = "\n\n".join(escape.paragraph(" ".join(one.split()) or "x") for one in texts)
    made = plain_markdown.to_html(text)
    assert made is None or made == slow(text)


def filled(**more):
    """The setting as Pelican's reader fills it in."""
    setting = {**SETTING, **more}
    return {**setting, "extensions": [*setting["extension_configs"], *more.get("extensions", ())]}


PROCESSOR, SLOW_FILES = Processor(filled()), markdown.Markdown(**filled())


@pytest.mark.parametrize("file", sorted((ROOT / "content").rglob("*.md")), ids=lambda path: path.stem[:40])
def test_the_samples_are_plain_and_the_same(file):
    text = file.read_text("utf-8")
    processor, whole = Processor(filled()), markdown.Markdown(**filled())
    assert processor.convert_file(text) == whole.convert(text)
    assert processor.Meta == whole.Meta
    if "pages" not in file.parts:
        assert plain_markdown.to_html(text.partition("\n\n")[2]) is not None


HEAD = (
    *(
        "Title: a",
        "Title:\u2028b",
        "date:",
        "    more",
        "     \u3000more",
        "Tags:  c ",
        "1: d",
        "-: e",
        "---: f",
        "---",
        "...",
        "--- g",
    ),
    *(
        "...: h",
        "",
        "   ",
        "text",
        "é: i",
        "\ufeffTitle: j",
        "http://k",
        "a\tb: l",
        "\x1cm: n",
        "\u00a0",
        "    : o",
        " - p",
    ),
)


@given(st.lists(st.sampled_from(HEAD), max_size=8).map("\n".join))
def test_fields_are_read_as_python_markdown_reads_them(text):
    SLOW_FILES.reset()
    assert PROCESSOR.convert_file(text) == SLOW_FILES.convert(text)
    assert PROCESSOR.Meta == SLOW_FILES.Meta


def test_an_editors_table_is_python_markdowns_work():
    processor = Processor(filled())
    assert "<table>" in processor.convert_file("Title: T\n\na | b\n--|--\n1 | 2\n")
    assert processor.Meta == {"title": ["T"]}


@pytest.mark.parametrize("more", [{"extensions": ["smarty"]}, {"output_format": "xhtml"}])
def test_with_another_setting_python_markdown_does_everything(more, monkeypatch):
    monkeypatch.setattr(markdown_processor.plain_markdown, "to_html", lambda text: 1 / 0)
    text = 'Title: T\n\nA "b" c'
    assert Processor(filled(**more)).convert_file(text) == markdown.Markdown(**filled(**more)).convert(text)


def test_one_story_leaves_nothing_behind_for_the_next():
    processor = Processor(filled())
    first = processor.convert_file("Title: A\n\n## Note *x*\n\nText[^1]\n\n[^1]: Foot.\n")
    processor.convert_file("Title: B\n\n*[HTML]: language\n\nHTML\n")
    assert processor.convert_file("Title: A\n\n## Note *x*\n\nText[^1]\n\n[^1]: Foot.\n") == first
