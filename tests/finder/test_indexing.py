"""An index that is made of the last one: equal to one that is made of all pages at once, and to Pagefind's own."""

import gzip
import json
import random
from collections.abc import Mapping
from pathlib import Path

import cbor2
import pytest

from finder import indexing, keeping, packing, postings, program
from finder.errors import NoIndexError
from finder.indexing import make_index
from finder.model import Index
from finder.record import seen_in

Site = dict[str, bytes]

NOUNS = [
    "ferry",
    "harbour",
    "café",
    "cafe",
    "resume",
    "résumé",
    "tram",
    "market",
    "bakery",
    "orchard",
    "bridge",
    "well",
    "clock",
    "school",
    "ink",
    "paper",
]
REGIONS = "Africa", "Asia", "Europe"


def page(
    words: str, *, day: int = 1, region: str = "Africa", more: str = "", body: str = " data-pagefind-body"
) -> bytes:
    return (
        f'<!doctype html><html lang="en"><head><title>{words[:9]}</title></head><body>'
        f'<p data-pagefind-sort="date:2026-01-{day:02}" data-pagefind-filter="region:{region}"></p>'
        f"<main{body}><h1>{words.title()}</h1><p>{words}</p>{more}</main></body></html>"
    ).encode()


def invented(chance: random.Random) -> bytes:
    words = " ".join(chance.choices(NOUNS, k=chance.randint(5, 60)))
    byline = '<b data-pagefind-meta="byline">Grace Phiri</b>' if chance.random() < 0.8 else ""
    return page(words, day=chance.randint(1, 28), region=chance.choice(REGIONS), more=byline)


def sites(seed: int, number: int) -> Site:
    chance = random.Random(seed)
    return {f"2026/01/{at:03}/index.html": invented(chance) for at in range(0, 2 * number, 2)}


class Room:
    """A folder of the index, from build to build."""

    def __init__(self) -> None:
        self.index = Index()
        self.files: dict[str, bytes] = {}
        self.read: list[str] = []

    def build(self, site: Mapping[str, bytes]) -> dict[str, bytes]:
        def read(path: str) -> bytes:
            self.read.append(path)
            return site[path]

        self.read = []
        seen = {path: seen_in(data) for path, data in site.items()}
        made = make_index(self.index, self.files, seen, read, "en-GB")
        self.index = made.index
        self.files = {name: self.files[name] if data is None else data for name, data in made.files.items()}
        return self.files


def anew(site: Mapping[str, bytes]) -> dict[str, bytes]:
    return Room().build(site)


def unpacked(data: bytes):
    return cbor2.loads(gzip.decompress(data).removeprefix(packing.SIGNATURE))


def told(files: Mapping[str, bytes]):
    """What an index says, whatever numbers its pages have."""
    entry = json.loads(files[packing.ENTRY])
    [(language, own)] = entry["languages"].items()
    _, pages, chunks, filters, sorts, fields = unpacked(files[f"pagefind.{own['hash']}.pf_meta"])
    shown = [json.loads(gzip.decompress(files[f"fragment/{name}.pf_fragment"])[12:]) for name, _ in pages]
    urls = [fragment["url"] for fragment in shown]
    words = {}
    for *_, name in chunks:
        for word, rows, spellings in unpacked(files[f"index/{name}.pf_index"])[0]:
            for spelling, each in [("", rows), *spellings]:
                places = [(urls[place.page], place.text, place.fields) for place in postings.read(each)]
                words[word, spelling] = sorted(places)
    values = {
        (name, value): sorted(urls[number] for number in numbers)
        for name, digest in filters
        for value, numbers in unpacked(files[f"filter/{digest}.pf_filter"])[1]
    }
    days = {name: [urls[number] for number in numbers] for name, numbers in sorts}
    bounds = [(first, last) for first, last, _ in chunks]
    return language, own["page_count"], [count for _, count in pages], shown, words, values, days, fields, bounds


def test_an_index_says_what_pagefind_alone_would_say(monkeypatch: pytest.MonkeyPatch) -> None:
    site = dict(sorted(sites(1, 150).items()))
    monkeypatch.setattr(packing, "FULL", 20_000)
    _, files = program.indexed(site, "en-GB")
    monkeypatch.setattr(indexing, "AT_ONCE", 40)
    assert told(anew(site)) == told(files)


def test_it_is_the_same_whatever_came_before(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(indexing, "AT_ONCE", 25)
    monkeypatch.setattr(postings, "FULL", 8)
    monkeypatch.setattr(packing, "FULL", 300)
    chance = random.Random(7)
    site, room = sites(2, 60), Room()
    for step in range(25):
        if step:
            for _ in range(chance.randint(1, 4)):
                path = chance.choice(list(site))
                other = f"2026/01/{chance.randrange(200):03}/index.html"
                chance.choice(
                    [
                        lambda path=path: site.pop(path),
                        lambda path=path: site.update({path: invented(chance)}),
                        lambda other=other: site.update({other: invented(chance)}),
                    ]
                )()
        assert room.build(site) == anew(site)


def test_only_pages_that_are_new_are_read_again() -> None:
    site, room = sites(3, 20), Room()
    room.build(site)
    assert sorted(room.read) == sorted(site)
    site["2026/02/01/index.html"] = page("a crane for the harbour")
    room.build(site)
    assert room.read == ["2026/02/01/index.html"]


def test_a_page_goes_with_its_words() -> None:
    site, room = sites(4, 5), Room()
    site["2026/02/01/index.html"] = page("zanzibar")
    room.build(site)
    del site["2026/02/01/index.html"]
    assert room.build(site) == anew(site)
    assert "zanzibar" not in room.index.words


@pytest.mark.parametrize("byline", ['<b data-pagefind-meta="a:first of all">', ""])
def test_a_field_that_no_page_had_or_has_any_more(byline: str) -> None:
    site, room = sites(5, 5), Room()
    site["2026/02/01/index.html"] = page("a crane", more='<b data-pagefind-meta="a:one">')
    room.build(site)
    site["2026/02/01/index.html"] = page("a crane", more=byline)
    assert room.build(site) == anew(site)


def test_names_of_files_that_begin_alike_are_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packing, "SHORT", 1)
    site, room = sites(6, 40), Room()
    room.build(site)
    assert told(room.files) == told(anew(site))
    for path in list(site)[:20]:
        del site[path]
        assert room.build(site) == anew(site)


def test_pages_that_do_not_say_what_is_to_be_found_are_found_whole_until_one_does() -> None:
    site = {"one/index.html": page("ferry", body=""), "two/index.html": page("tram", body="")}
    room = Room()
    room.build(site)
    assert [page.path for page in room.index.pages] == ["one/index.html", "two/index.html"]
    site["three/index.html"] = page("bridge")
    assert room.build(site) == anew(site)
    assert [page.path for page in room.index.pages] == ["three/index.html"]
    del site["three/index.html"]
    assert room.build(site) == anew(site)
    assert [page.path for page in room.index.pages] == ["one/index.html", "two/index.html"]


def test_pages_are_sorted_by_numbers_where_all_are_numbers() -> None:
    site = {
        f"{name}/index.html": page(name).replace(b"date:2026-01-01", f"weight:{weight}".encode())
        for name, weight in {"tram": "10", "ferry": "9", "bridge": "-1.5"}.items()
    }
    *_, sorts, _, _ = told(anew(site))
    assert sorts == {"weight": ["/bridge/", "/ferry/", "/tram/"]}


def test_what_a_story_says_about_the_search_is_text() -> None:
    words = '&lt;p data-pagefind-sort=&quot;x:1&quot;> data-pagefind-sort="y:1" of a page'
    site = {**sites(8, 3), "2026/02/01/index.html": page(words)}
    *_, sorts, _, _ = told(anew(site))
    assert list(sorts) == ["date"]


def test_a_theme_that_sorts_in_another_form_is_told() -> None:
    site = {
        "one/index.html": page("ferry").replace(b"date:2026-01-01", b"day[title]").replace(b"<p ", b'<p title="1" ')
    }
    with pytest.raises(NoIndexError, match='another form than "NAME:VALUE"'):
        anew(site)


def test_where_nothing_is_to_be_found_there_is_no_index() -> None:
    with pytest.raises(NoIndexError, match="nothing is to be found on any page"):
        anew({"one/index.html": page("")})


def test_an_index_is_kept_for_its_pages_alone(tmp_path: Path) -> None:
    room = Room()
    room.build(sites(9, 3))
    keeping.write(tmp_path / "words", "these pages", room.index)
    assert keeping.read(tmp_path / "words", "these pages") == room.index
    assert keeping.read(tmp_path / "words", "other pages") == Index()
    data = bytearray((tmp_path / "words").read_bytes())
    data[-1] ^= 1
    (tmp_path / "words").write_bytes(data)
    assert keeping.read(tmp_path / "words", "these pages") == Index()
    assert keeping.read(tmp_path / "nowhere", "these pages") == Index()


def test_another_pagefind_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packing, "VERSION", "0.0.1")
    with pytest.raises(NoIndexError, match=r"^Pagefind is .*, and 0\.0\.1 is wanted"):
        anew(sites(10, 2))


def test_a_program_that_is_another_one_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = tmp_path / "other"
    other.write_text("#!/bin/sh\necho What is this?,\n")
    other.chmod(0o755)
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", str(other))
    with pytest.raises(NoIndexError, match="Pagefind failed"):
        anew(sites(11, 2))
