"""Stylesheets and scripts as they reach the site."""

import pytest

from fastbuild.packed import packed, without_parts


@pytest.fixture
def theme(tmp_path):
    (tmp_path / "parts").mkdir()
    (tmp_path / "parts/a.css").write_text("/* a */\n:root { --x: 1px; }\n")
    (tmp_path / "parts/b.css").write_text('@import "a.css";\n\np { margin: 0; }\n')
    (tmp_path / "all.css").write_text('@import "parts/b.css";\n@media print {\n  a { color: red; }\n}\n')
    (tmp_path / "plain.css").write_text('p::before { content: "@import \\"x.css\\";"; }\n')
    (tmp_path / "x.js").write_text("// why\nconst say = (a) => `${a}  // b`;\nsay(1);\n")
    (tmp_path / "icon.png").write_bytes(b"\x89 /* c */")
    return tmp_path


def test_a_stylesheet_has_what_it_imports_in_order(theme):
    assert packed(theme / "all.css") == b":root{--x:1px}p{margin:0}@media print{a{color:red}}\n"


def test_what_only_looks_like_an_import_stays(theme):
    assert b'content:"@import \\"x.css\\";"' in packed(theme / "plain.css")


def test_a_script_keeps_what_it_says(theme):
    assert packed(theme / "x.js") == b"const say=(a)=>`${a}  // b`;say(1);\n"


def test_other_files_stay_as_they_are(theme):
    assert packed(theme / "icon.png") == b"\x89 /* c */"


def test_parts_are_no_files_of_the_site(theme):
    every = sorted(path for path in theme.rglob("*") if path.is_file())
    assert {path.name for path in without_parts(every)} == {"all.css", "plain.css", "x.js", "icon.png"}
