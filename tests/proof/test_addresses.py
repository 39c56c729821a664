"""What an address means within the site, checked against how the web joins addresses."""

import posixpath
from urllib.parse import urljoin, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proof.addresses import Beside, Inside, Target, is_relative, resolve

HOME = "https://news.example/repo/"
FILES = ("index.html", "about/index.html", "2026/11/20/ferry/index.html", "feeds/all.rss.xml", "404.html")


@pytest.mark.parametrize(
    ("file", "link", "target"),
    [
        ("about/index.html", "", Inside("about/index.html")),
        ("about/index.html", "?page=2#a", Inside("about/index.html", "a")),
        ("about/index.html", "#a%20b", Inside("about/index.html", "a b")),
        ("about/index.html", "../tag/asia/#a", Inside("tag/asia/index.html", "a")),
        ("about/index.html", "..", Inside("index.html")),
        ("about/index.html", "../../x/", Beside("../x/index.html", names_host=False)),
        ("about/index.html", "/repo/x.css?1", Inside("x.css")),
        ("about/index.html", "/repo", Inside("index.html")),
        ("about/index.html", "/repository/", Beside("repository/index.html", names_host=False)),
        ("about/index.html", "//NEWS.example/repo/x.css", Inside("x.css")),
        ("about/index.html", "https://news.example/x.css", Beside("x.css", names_host=True)),
        ("about/index.html", "https://news.example", Beside("index.html", names_host=True)),
        ("about/index.html", "https://news.example:8000/repo/", None),
        ("about/index.html", "mailto:desk@news.example", None),
        ("about/index.html", "https://[", None),
    ],
)
def test_where_a_link_leads(file: str, link: str, target: Target) -> None:
    assert resolve(file, link, HOME) == target


def test_a_site_in_a_folder_whose_name_has_a_dot() -> None:
    assert resolve("a/index.html", "https://h.example/my.site", "https://h.example/my.site/") == Inside("index.html")


@pytest.mark.parametrize(
    ("link", "answer"),
    [
        ("about/", True),
        ("../x", True),
        ("", True),
        ("#a", False),
        ("/x", False),
        ("//h/x", False),
        ("https://h/", False),
    ],
)
def test_what_depends_on_where_it_stands(link: str, answer: bool) -> None:
    assert is_relative(link) is answer


@given(
    file=st.sampled_from(FILES), to=st.sampled_from(FILES), site=st.sampled_from([HOME, "https://news.example/", None])
)
def test_every_way_to_write_an_address_of_a_file_leads_there(file: str, to: str, site: str | None) -> None:
    written = [posixpath.relpath(to, posixpath.dirname(file) or ".")]
    written += [site + to, urlsplit(site).path + to] if site else ["/" + to]
    written += [address.removesuffix("index.html") for address in written if address.endswith("/index.html")]
    assert {resolve(file, address, site) for address in written} == {Inside(to)}


PIECES = st.lists(st.sampled_from(["..", ".", "a", "b.html", "repo"]), min_size=1, max_size=6).map("/".join)


@given(file=st.sampled_from(FILES), link=PIECES, is_from_the_root=st.booleans(), ends=st.sampled_from(["", "/"]))
def test_addresses_join_as_they_do_on_the_web(file: str, link: str, is_from_the_root: bool, ends: str) -> None:
    link = ("/" if is_from_the_root else "") + link + ends
    joined = urljoin(HOME + file, link)
    target = resolve(file, link, HOME)
    if isinstance(target, Inside):
        assert target == resolve(file, joined, HOME)
    else:
        # What climbs above the site's folder is found even if it comes back: it works at one address only.
        inner = link if is_from_the_root else posixpath.normpath(posixpath.join(posixpath.dirname(file), link))
        assert isinstance(target, Beside)
        assert inner.startswith("../") or inner == ".." or not joined.startswith(HOME)
