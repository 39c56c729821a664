"""The file `_headers` of a built site: what each address of the site gets, and what the hosts can read."""

import re
from html import unescape

import pytest

from headers_format import parsed, policy, sent
from hosting.headers_file import LONGEST_LINE, MOST_RULES, remarks
from hosting.rules import WrongHeaderError, rules

STORY = "/2026/11/20/night-crossing-returns-to-lake-victoria/"
FOR_A_YEAR = "public, max-age=31536000, immutable"
FEEDS = {
    ".xml": "application/xml; charset=utf-8",
    ".json": "application/feed+json; charset=utf-8",
    ".opml": "text/x-opml; charset=utf-8",
}


@pytest.fixture(scope="module")
def blocks(published):
    return parsed((published.output / "_headers").read_text("utf-8"))


@pytest.fixture(scope="module")
def every(published, blocks):
    """What is sent with each file of the site, by its address."""
    files = [path for path in published.output.rglob("*") if path.is_file()]
    addresses = [f"/{path.relative_to(published.output).as_posix()}".removesuffix("index.html") for path in files]
    return {address: sent(blocks, address) for address in addresses if not address.startswith("/_")}


def test_every_file_is_sent_as_what_it_is_and_with_the_policy(every):
    assert len(every) > 400
    for address, headers in every.items():
        assert headers["x-content-type-options"] == "nosniff", address
        assert headers["referrer-policy"] == "strict-origin-when-cross-origin", address
        assert "camera=()" in headers["permissions-policy"], address
        assert headers["cross-origin-opener-policy"] == "same-origin", address
        assert "frame-ancestors 'none'" in headers["content-security-policy"], address


def test_the_policy_takes_nothing_away_from_any_page(published, every):
    found = re.compile(r'http-equiv="Content-Security-Policy" content="([^"]*)"')
    widened = set()
    for page in published.pages():
        header = policy(
            every[f"/{page.relative_to(published.output).as_posix()}".removesuffix("index.html")][
                "content-security-policy"
            ]
        )
        own = policy(unescape(found.search(page.read_text("utf-8"))[1]))
        assert own.keys() == header.keys() - {"frame-ancestors"}
        for name, sources in own.items():
            assert sources - {"'none'"} <= header[name]
        widened |= {source for name in own for source in header[name] - own[name]}
    assert widened == {"'wasm-unsafe-eval'"}  # for the search, which the other pages' own policies go on forbidding


def test_feeds_have_their_types_and_may_be_read_by_other_sites(published, every):
    feeds = {address: headers for address, headers in every.items() if address.startswith("/feeds/")}
    assert {address.rsplit("/", 1)[0] for address in feeds} >= {"/feeds", "/feeds/tag", "/feeds/all"}
    for address, headers in feeds.items():
        [kind] = [kind for ending, kind in FEEDS.items() if address.endswith(ending)]
        assert headers["content-type"] == kind
        assert headers["access-control-allow-origin"] == "*"
    others = [headers for address, headers in every.items() if not address.startswith("/feeds/")]
    assert not any("access-control-allow-origin" in headers for headers in others)
    assert every["/site.webmanifest"]["content-type"] == "application/manifest+json; charset=utf-8"
    assert [headers["content-type"] for headers in others if "content-type" in headers] == [
        "application/manifest+json; charset=utf-8"
    ]


def test_only_what_is_named_by_its_content_is_kept(every):
    kept = {address for address, headers in every.items() if "cache-control" in headers}
    assert {every[address]["cache-control"] for address in kept} == {FOR_A_YEAR}
    search = {address for address in every if address.startswith("/pagefind/")}
    assert search - kept == {
        f"/pagefind/{name}" for name in ("pagefind.js", "pagefind-worker.js", "pagefind-entry.json", "wasm.en.pagefind")
    }
    assert kept <= search


def test_the_hosts_limits_are_kept(published, blocks):
    document = (published.output / "_headers").read_text("utf-8")
    assert remarks(document) == []
    assert len(blocks) <= MOST_RULES / 2
    assert max(map(len, document.splitlines())) <= LONGEST_LINE / 2
    assert all(block.pattern.count("*") <= 1 and ":" not in block.pattern for block in blocks)


def test_a_site_for_reading_at_home_tells_no_host_anything(local):
    assert not list(local.output.glob("_*"))


def test_headers_of_the_newsroom_go_before_ours_and_too_long_ones_are_told_of(small_site, build):
    own = {"Strict-Transport-Security": "max-age=86400", "referrer-policy": "no-referrer", "Permissions-Policy": None}
    site = build(small_site, published=True, more={"HOSTING_HEADERS": own})
    headers = sent(parsed((site.output / "_headers").read_text("utf-8")), STORY)
    assert headers["strict-transport-security"] == "max-age=86400"
    assert headers["referrer-policy"] == "no-referrer"
    assert "permissions-policy" not in headers
    assert '\tStrict-Transport-Security "max-age=86400"\n' in (site.output / "_caddyfile").read_text("utf-8")

    hosts = " ".join(f"https://pictures-{number}.example.org" for number in range(80))
    site = build(small_site, published=True, more={"CONTENT_SECURITY_POLICY": f"img-src {hosts}; script-src 'self'"})
    assert "_headers: Content-Security-Policy has more than 2000 letters" in site.said
    assert "pictures-79.example.org" in (site.output / "_headers").read_text("utf-8")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *(("No header", "x"), ("X-A: b\n  X-C", "d"), ("", "x")),
        *(("X-A", value) for value in ("two\nlines", "", " x", "x ", "{$HOME}", "a\\", "é")),
    ],
)
def test_what_is_no_header_is_not_sent(name, value):
    with pytest.raises(WrongHeaderError, match="Write"):
        rules("default-src 'none'", {name: value})
