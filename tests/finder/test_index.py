"""The index of a built site: which stories are in it, and what of them."""

import gzip
import json

import pytest

from finder.record import Record, digest_of, record_path

STORY = "2026/11/20/night-crossing-returns-to-lake-victoria/"
WITHDRAWN = "2026/11/18/mayor-of-a-fijian-port-resigns/"


def indexed(site):
    """What the index knows of each page, by address."""
    files = (site.output / "pagefind").glob("fragment/*")
    found = [json.loads(gzip.decompress(file.read_bytes()).removeprefix(b"pagefind_dcd")) for file in files]
    return {page["url"].removeprefix("/"): page for page in found}


def contents(site):
    folder = site.output / "pagefind"
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def record_of(site):
    return record_path(site.content.parent / ".cache", site.output / "pagefind")


def change(site, name, old, new):
    [path] = site.content.rglob(name)
    path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8")


def test_every_published_story_is_in_the_index_and_nothing_else(published, local):
    for site in (published, local):
        pages = {
            page.parent.relative_to(site.output).as_posix() + "/": page.read_text("utf-8") for page in site.pages()
        }
        stories = {path for path, page in pages.items() if 'content="article"' in page and 'name="robots"' not in page}
        assert indexed(site).keys() == stories
        assert len(stories) > 90
        assert WITHDRAWN not in stories


def test_the_index_has_what_a_result_shows_and_what_filters_go_by(published):
    story = indexed(published)[STORY]
    assert story["meta"] == {
        "title": "Night crossing returns to Lake Victoria",
        "date": "20 November 2026",
        "dateline": "Kisumu",
        "byline": "Achieng Oduor",
    }
    assert story["filters"] == {
        "region": ["Africa"],
        "country": ["Kenya", "Uganda"],
        "month": ["2026-11"],
        "credit": ["Wanjiru Otieno / Lakeside Pictures", "Port office"],
    }
    assert story["content"].startswith("Night crossing returns to Lake Victoria. ")
    assert "Wanjiru Otieno / Lakeside Pictures" in story["content"]


def test_what_stands_around_a_story_is_not_searched(published):
    words = " ".join(page["content"] for page in indexed(published).values())
    for furniture in ("min read", "Picture not shown", "About this story", "Date taken from", "Next story"):
        assert furniture not in words


def test_the_index_names_the_language_of_a_story_that_has_another(small_site, build):
    site = build(small_site)
    change(site, "ink.md", "Title:", "Lang: de\nTitle:")
    pages = indexed(build(small_site)).values()
    assert [page["meta"]["lang"] for page in pages if "lang" in page["meta"]] == ["de"]
    assert len(list((site.output / "pagefind").glob("*.pf_meta"))) == 1


def test_a_story_that_is_withdrawn_leaves_the_index_and_its_old_files_go(small_site, build):
    before = contents(build(small_site))
    site = build(small_site)
    change(site, "ink.md", "Status: published", "Status: withdrawn")
    build(small_site)
    assert not [page for page in indexed(site) if "ink" in page]
    assert len(contents(site)) == len(before) - 1
    assert contents(site) == contents(build(small_site, output="clean"))


def test_pages_that_have_not_changed_are_not_indexed_again(small_site, build, monkeypatch):
    before = contents(build(small_site))
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", "/bin/false")
    assert contents(build(small_site)) == before


@pytest.mark.parametrize("spoilt", ["", "[", "[]", '{"fingerprint": 1, "digests": []}', '{"more": 1}'])
def test_a_spoilt_record_means_indexing_again(small_site, build, spoilt):
    site = build(small_site)
    before, record = contents(site), record_of(site)
    assert Record.read(record).digests == {name: digest_of(data) for name, data in before.items()}
    good = record.read_bytes()
    record.write_text(spoilt)
    assert contents(build(small_site)) == before
    assert record.read_bytes() == good


def test_an_index_that_somebody_spoilt_is_made_again(small_site, build):
    site = build(small_site)
    before = contents(site)
    (site.output / "pagefind/pagefind-entry.json").write_text("{}")
    next((site.output / "pagefind/fragment").iterdir()).unlink()
    (site.output / "pagefind/fragment/en_1234567.pf_fragment").write_text("")
    assert contents(build(small_site)) == before


@pytest.mark.parametrize("published", [False, True])
def test_a_page_of_the_newsroom_may_stand_where_the_index_does(small_site, build, published):
    (small_site / "content/pages/finding.md").write_text("Title: How to find a page\nSlug: pagefind\n\nLike this.\n")
    for _ in range(2):
        site = build(small_site, published=published)
        assert "How to find a page" in site.page("pagefind")
        assert indexed(site)


def test_a_story_that_is_given_no_page_is_not_indexed(small_site, build):
    before = indexed(build(small_site))
    change(build(small_site), "ink.md", "Title:", "Save_as:\nTitle:")
    assert before.keys() - indexed(build(small_site)).keys() == {"2026/11/20/what-an-old-recipe-for-ink-tells-us/"}


def test_without_a_page_of_a_story_there_is_nothing_to_search(small_site, build):
    site = build(small_site, more={"ARTICLE_SAVE_AS": ""})
    assert "not available" in site.page("search")
    assert not contents(site)


def test_without_the_program_the_site_is_built_and_the_page_says_what_is_missing(small_site, build, monkeypatch):
    build(small_site)
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", "/nowhere/pagefind")
    site = build(small_site, published=True)
    assert "The site has no search: the program Pagefind is not there for this machine" in site.said
    assert "not available" in site.page("search")
    assert "search.js" not in site.page("search")
    assert not contents(site)


def test_a_program_that_fails_does_not_stop_the_build(small_site, build, monkeypatch):
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", "/bin/false")
    assert "The site has no search: Pagefind failed" in build(small_site).said


def test_a_site_without_stories_has_nothing_to_search(tmp_path, build):
    (tmp_path / "content").mkdir()
    site = build(tmp_path)
    assert "not available" in site.page("search")
    assert not contents(site)


def test_the_search_can_be_switched_off(small_site, build):
    build(small_site)
    site = build(small_site, more={"SEARCH": False})
    assert not (site.output / "search").exists()
    assert not contents(site)
    assert not [page for page in site.pages() if "search/" in page.read_text("utf-8")]
