"""Proofreading: what is wrong with a built site is found, and what is right is left in peace."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from proof.model import Gravity
from proof.proofread import proofread

POLICY = "<meta http-equiv=Content-Security-Policy content=\"default-src 'none'\">"
HEAD = '<!DOCTYPE html><html lang="en"><head>' + POLICY + "<title>x</title>{}</head><body>{}</body></html>"


def site(folder: Path, *, canonical: str = "", **pages: str) -> Path:
    for name, body in {"index": "", **pages}.items():
        path = folder / ("index.html" if name == "index" else f"{name}/index.html")
        path.parent.mkdir(parents=True, exist_ok=True)
        head = f'<link rel="canonical" href="{canonical}">' if canonical and name == "index" else ""
        path.write_text(HEAD.format(head, body), "utf-8")
    return folder


def found(folder: Path) -> list[tuple[str, str]]:
    return [(finding.file, finding.what) for finding in proofread(folder)]


@pytest.mark.parametrize(
    "link",
    [
        "about/",
        "about/index.html",
        "about/#top",
        "#here",
        "/about/",
        "https://elsewhere.example/x",
        "mailto:a@b.example",
    ],
)
def test_links_that_lead_somewhere(tmp_path: Path, link: str) -> None:
    body = f'<p id="here"><a href="{link}">x</a></p>'
    assert found(site(tmp_path, index=body, about='<h1 id="top">x</h1>')) == []


@pytest.mark.parametrize("link", ["abuot/", "../about/", "about/page.html", "/missing", "about/picture.png"])
def test_links_that_lead_nowhere(tmp_path: Path, link: str) -> None:
    (finding,) = found(site(tmp_path / "out", index=f'<a href="{link}">x</a>', about=""))
    assert finding == ("index.html", f"the link {link} leads nowhere")


def test_an_anchor_that_is_not_there(tmp_path: Path) -> None:
    assert found(site(tmp_path, index='<a href="about/#gone">x</a>', about="")) == [
        ("index.html", "the link about/#gone has no place to go on its page")
    ]


def test_whole_addresses_of_the_site_are_followed(tmp_path: Path) -> None:
    home = "https://news.example/repo/"
    body = f'<a href="{home}about/">x</a><a href="{home}gone/">x</a><a href="{home.rstrip("/")}#a">x</a><p id="a"></p>'
    assert found(site(tmp_path, canonical=home, index=body, about="")) == [
        ("index.html", f"the link {home}gone/ leads nowhere")
    ]


def test_under_a_path_a_link_from_the_root_leads_out_of_the_site(tmp_path: Path) -> None:
    body = '<a href="/repo/about/">x</a><a href="/about/">x</a>'
    assert found(site(tmp_path, canonical="https://news.example/repo/", index=body, about="")) == [
        ("index.html", "the link /about/ leads nowhere")
    ]


def test_a_picture_without_a_text_is_a_warning(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(b"")
    folder = site(tmp_path, index='<img src="a.png"><img src="a.png" alt="">')
    (finding,) = proofread(folder)
    assert finding.gravity is Gravity.WARNING


@pytest.mark.parametrize(
    ("body", "what"),
    [
        ("<script>alert(1)</script>", "a script"),
        ('<script src="x.js"></script>', "the script x.js"),
        ('<script src="https://elsewhere.example/theme/x.js"></script>', "the script https://elsewhere"),
        ('<p ONCLICK="alert(1)">x</p>', "the handler onclick"),
        ('<svg><a xlink:href="javascript:alert(1)">x</a></svg>', "an address that runs"),
        ('<p><a href="java\nscript:alert(1)">x</a></p>', "an address that runs"),
        ('<iframe src=" data:text/html,x"></iframe>', "an address that runs"),
    ],
)
def test_what_would_run_stops_the_publication(tmp_path: Path, body: str, what: str) -> None:
    (tmp_path / "x.js").write_bytes(b"")
    findings = [finding for finding in proofread(site(tmp_path, index=body)) if "would run" in finding.what]
    assert [finding.what.startswith(what) for finding in findings] == [True]
    assert findings[0].gravity is Gravity.ERROR


def test_scripts_of_the_theme_may_run(tmp_path: Path) -> None:
    folder = site(tmp_path, index='<script src="theme/x.js" defer></script>')
    (folder / "theme").mkdir()
    (folder / "theme" / "x.js").write_bytes(b"")
    assert found(folder) == []


def test_data_for_machines_does_not_run(tmp_path: Path) -> None:
    assert found(site(tmp_path, index='<script type="application/ld+json">{"a": "javascript:"}</script>')) == []


def test_a_page_without_a_policy_is_a_warning(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<!DOCTYPE html><title>x</title><p>x</p>", "utf-8")
    (finding,) = proofread(tmp_path)
    assert finding.gravity is Gravity.WARNING


def test_an_empty_page_and_one_that_is_no_page_do_no_harm(tmp_path: Path) -> None:
    folder = site(tmp_path)
    (folder / "empty.html").write_bytes(b"")
    (folder / "token.html").write_text("site-verification: token.html")
    assert found(folder) == []


def test_a_feed_that_is_not_well_formed(tmp_path: Path) -> None:
    folder = site(tmp_path)
    (folder / "all.rss.xml").write_text("<rss><channel></rss>")
    ((file, what),) = found(folder)
    assert file == "all.rss.xml"
    assert "not well-formed" in what


def test_the_command_says_what_and_exits(tmp_path: Path) -> None:
    def proof(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "proof", *arguments]
        return subprocess.run(command, capture_output=True, text=True, check=False)

    assert proof(str(tmp_path)).returncode == 1
    site(tmp_path)
    done = proof(str(tmp_path))
    assert (done.returncode, done.stdout) == (0, "0 errors, 0 warnings\n")
    site(tmp_path, index='<a href="gone/">x</a>')
    (line,) = proof(str(tmp_path), "--json").stdout.splitlines()
    assert json.loads(line)["what"] == "the link gone/ leads nowhere"
