"""The container's web server, the real Caddy with the project's configuration, over sites at a path and at a root."""

import gzip
import http.client
import shutil
import socket
import subprocess
import time
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from conftest import CONTENT
from headers_format import parsed, sent

ROOT = Path(__file__).parents[2]
STORY = "2026/11/20/night-crossing-returns-to-lake-victoria/"
QUAY = "pictures/quay.svg"


@dataclass
class Answer:
    status: int
    headers: http.client.HTTPMessage
    body: bytes


class Server:
    """A running server, and the site that it serves."""

    def __init__(self, site, port):
        self.site, self.port, self.below = site, port, urlsplit(site.address).path

    def ask(self, path, method="GET", **headers):
        """Ask for a path below the site's, word for word."""
        return self.ask_all(f"{self.below}/{path}", method, **headers)

    def ask_all(self, path, method="GET", **headers):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
        answer = connection.getresponse()
        return Answer(answer.status, answer.headers, answer.read())


def free_port():
    """A port of this machine that nobody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


@contextmanager
def serving(caddy, site, port, folder):
    """Run Caddy with the container's own Caddyfile; only where the site is and who may listen are this machine's."""
    config = (ROOT / "container" / "Caddyfile").read_text("utf-8")
    config = config.replace("/site/", f"{site.output}/").replace("* /site", f"* {site.output}\n\tbind 127.0.0.1")
    file = folder / "Caddyfile"
    file.write_text(config.replace(":8080 {", f":{port} {{"), "utf-8")
    command = [caddy, "run", "--config", str(file), "--adapter", "caddyfile"]
    environment = {"XDG_DATA_HOME": str(folder), "XDG_CONFIG_HOME": str(folder), "HOME": str(folder)}
    with (folder / "log").open("wb") as log, subprocess.Popen(command, env=environment, stderr=log) as process:
        server = Server(site, port)
        try:
            while True:
                try:
                    server.ask("")
                    break
                except ConnectionRefusedError:
                    assert process.poll() is None, (folder / "log").read_text("utf-8")
                    time.sleep(0.05)
            yield server
        finally:
            process.terminate()


@pytest.fixture(scope="module", params=["/repo", ""], ids=["at a path", "at the root"])
def server(request, caddy, build, tmp_path_factory):
    port = free_port()
    folder = tmp_path_factory.mktemp("served")
    shutil.copytree(CONTENT, folder / "content")
    address = f"http://127.0.0.1:{port}{request.param}"
    site = replace(build(folder, published=True, more={"SITEURL": address}), address=address)
    (site.output / ".git").mkdir()
    (site.output / ".git" / "config").write_text("secret", "utf-8")
    (site.output / ".well-known").mkdir()
    (site.output / ".well-known" / "security.txt").write_text("Contact: mailto:desk@news.example\n", "utf-8")
    (folder / "beside.txt").write_text("secret", "utf-8")
    with serving(caddy, site, port, folder) as running:
        yield running


def test_every_file_is_served_with_what_the_headers_file_says(server):
    blocks = parsed((server.site.output / "_headers").read_text("utf-8"))
    files = [path for path in server.site.output.rglob("*") if path.is_file()]
    names = [path.relative_to(server.site.output).as_posix() for path in files]
    for name in names:
        if name.startswith(("_", ".")):
            continue
        answer = server.ask(name.removesuffix("index.html"))
        assert answer.status == 200, name
        assert answer.body == (server.site.output / name).read_bytes()
        told = {header.lower(): value for header, value in answer.headers.items()}
        expected = {"cache-control": "no-cache", **sent(blocks, f"/{name.removesuffix('index.html')}")}
        assert told.items() >= expected.items(), name
        assert "server" not in told
        assert len(answer.headers.items()) == len(told), f"{name}: a header twice"


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("", "text/html; charset=utf-8"),
        (STORY, "text/html; charset=utf-8"),
        ("theme/dateline.css", "text/css; charset=utf-8"),
        ("theme/dateline.js", "javascript"),
        ("theme/icon-192.png", "image/png"),
        ("feeds/all.rss.xml", "application/xml; charset=utf-8"),
        ("feeds/tag/kenya.json", "application/feed+json; charset=utf-8"),
        ("sitemap.xml", "xml"),
        ("robots.txt", "text/plain; charset=utf-8"),
        (QUAY, "image/svg+xml"),
    ],
)
def test_a_file_is_sent_as_what_it_is(server, path, kind):
    assert kind in server.ask(path).headers["Content-Type"]


@pytest.mark.parametrize("path", [STORY, "feeds/all.atom.xml", "feeds/all.json", "theme/dateline.css"])
def test_texts_are_compressed_and_what_a_reader_has_is_not_sent_again(server, path):
    packed = server.ask(path, Accept_Encoding="gzip")
    assert packed.headers["Content-Encoding"] == "gzip"
    assert packed.headers["Vary"] == "Accept-Encoding"
    assert gzip.decompress(packed.body) == server.ask(path).body
    again = server.ask(path, Accept_Encoding="gzip", If_None_Match=packed.headers["ETag"])
    assert (again.status, again.body) == (304, b"")
    assert again.headers["Cache-Control"] == "no-cache"
    assert server.ask(path, Accept_Encoding="gzip", If_None_Match='"another"').status == 200
    assert server.ask(path, Accept_Encoding="zstd").headers["Content-Encoding"] == "zstd"


def test_a_part_of_a_file_and_its_head_can_be_had(server):
    whole = server.ask("theme/icon-192.png")
    part = server.ask("theme/icon-192.png", Range="bytes=0-3")
    assert (part.status, part.body) == (206, whole.body[:4])
    head = server.ask(STORY, "HEAD")
    assert (head.status, head.body) == (200, b"")
    assert head.headers["Content-Length"] == str(len(server.ask(STORY).body))


@pytest.mark.parametrize(
    "path",
    [
        *("nowhere", "nowhere/", "feeds/tag/nowhere.rss.xml", "pagefind/fragment/en_nowhere.pf_fragment"),
        *("feeds/", "feeds", "theme/", "pictures/"),
        *("_headers", "_caddyfile", ".git/config", ".git/", "%2egit/config", "2026/../.git/config", ".hidden"),
        *(
            "../beside.txt",
            "%2e%2e/beside.txt",
            "..%2fbeside.txt",
            "theme/..%5c..%5cbeside.txt",
            "%2e%2e%2f%2e%2e%2fetc/passwd",
        ),
        "index.html%00.txt",
    ],
)
def test_what_is_not_on_the_site_is_the_page_that_says_so(server, path):
    answer = server.ask(path)
    assert answer.status in {404, 400}
    assert b"secret" not in answer.body
    assert "frame-ancestors" in answer.headers["Content-Security-Policy"]
    assert answer.headers["Cache-Control"] == "no-cache"
    if answer.status == 404:
        assert answer.body == (server.site.output / "404.html").read_bytes()
        assert answer.headers["Content-Type"] == "text/html; charset=utf-8"


def test_a_name_for_machines_to_look_for_is_served(server):
    assert server.ask(".well-known/security.txt").body.startswith(b"Contact:")


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_nothing_can_be_written(server, method):
    answer = server.ask("about/", method)
    assert (answer.status, answer.body) == (405, b"405 Method Not Allowed")


def test_a_folder_without_its_slash_leads_to_the_page(server):
    answer = server.ask("about")
    assert answer.status in {301, 308}
    assert answer.headers["Location"] == f"{server.below}/about/"


@pytest.mark.parametrize("server", ["/repo"], indirect=True)
def test_the_root_leads_to_a_site_at_a_path_and_nothing_stands_beside_it(server):
    for path in ("/", server.below):
        assert (server.ask_all(path).status, server.ask_all(path).headers["Location"]) == (302, f"{server.below}/")
    assert server.ask_all("/about/").status == 404
    assert server.ask_all(f"{server.below}x/about/").status == 404


def complaints(page):
    """Fills up with what a page complains of, such as what its policy forbids."""
    found = []
    page.on("console", lambda said: found.append(said.text) if said.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: found.append(str(error)))
    return found


@pytest.fixture
def page(browser):
    context = browser.new_context()
    yield context.new_page()
    context.close()


@pytest.mark.parametrize(
    "path", ["", STORY, "regions/", "subscribe/", "2026/11/19/print.html", "tag/kenya/", "404.html"]
)
def test_a_page_has_all_that_it_needs_under_the_servers_policy(server, page, path):
    found = complaints(page)
    page.goto(f"{server.site.address}/{path}", wait_until="networkidle")
    assert found == []
    assert page.evaluate("document.documentElement.dataset.scheme !== undefined || document.styleSheets.length > 0")
    assert page.evaluate("getComputedStyle(document.querySelector('.skip')).position") == "absolute"


def test_the_search_finds_under_the_servers_policy(server, page):
    found = complaints(page)
    page.goto(f"{server.site.address}/search/?q=ferry")
    page.locator("#Found h2 a").first.wait_for()
    page.locator("#Query").fill("recipe for ink")
    page.locator("#Query").press("Enter")
    page.locator("#Found h2", has_text="ink").first.wait_for()
    assert found == []


def test_a_feed_that_is_opened_in_a_browser_is_shown_and_not_saved(server, page):
    found = complaints(page)
    page.goto(f"{server.site.address}/feeds/all.rss.xml")
    assert page.evaluate("document.documentElement.localName") == "rss"
    assert page.evaluate("document.styleSheets.length") == 1
    assert not [said for said in found if "policy" in said.lower()]  # that there is no /favicon.ico is no harm


def test_nobody_shows_the_site_in_a_frame(server, page):
    page.goto("about:blank")
    page.set_content(f"<iframe src='{server.site.address}/about/'></iframe>")
    [frame] = page.frames[1:]
    frame.wait_for_load_state()
    assert "chrome-error" in frame.url


def test_a_header_of_the_newsroom_is_sent_word_for_word(caddy, build, small_site, tmp_path):
    value = 'default="https://reports.example/all", `x` # $HOME %20'
    site = build(small_site, published=True, more={"HOSTING_HEADERS": {"Reporting-Endpoints": value}})
    with serving(caddy, site, free_port(), tmp_path) as server:
        assert server.ask_all("/repo/about/").headers["Reporting-Endpoints"] == value
        assert server.ask_all("/nowhere/").headers["Reporting-Endpoints"] == value
