"""The share images of a built site."""

from bs4 import BeautifulSoup
from PIL import Image

INK = "2026/11/20/what-an-old-recipe-for-ink-tells-us"
INK_S = "aaaa5555bbbb.png"


def head(site, path):
    return BeautifulSoup(site.page(path), "html5lib").head


def named(site, path):
    """The file of the image that a page names."""
    address = head(site, path).find("meta", property="og:image")["content"]
    assert address.startswith(f"{site.address}/share/")
    return site.output / address.removeprefix(f"{site.address}/")


def stamps(folder):
    return {path.name: path.stat().st_mtime_ns for path in folder.iterdir()}


def change_ink(folder, old, new):
    story = folder / "content/2026/11/20/ink.md"
    text = story.read_text("utf-8")
    assert old in text
    story.write_text(text.replace(old, new), "utf-8")


def test_every_page_names_an_image_that_is_there(published):
    for page in published.output.rglob("index.html"):
        assert Image.open(named(published, page.parent)).size == (1200, 630)


def test_a_story_has_its_own_and_says_what_is_on_it(published):
    found = head(published, INK)
    assert named(published, INK).name == INK_S
    assert found.find("meta", property="og:image:alt")["content"] == "What an old recipe for ink tells us"
    assert found.find("meta", property="og:image:width")["content"] == "1200"
    assert found.find("meta", property="og:image:height")["content"] == "630"
    assert found.find("meta", {"name": "twitter:card"})["content"] == "summary_large_image"
    assert named(published, "").name == named(published, "tag/africa").name == "site.png"


def test_a_site_for_reading_at_home_has_none(local):
    assert not (local.output / "share").exists()
    assert "og:image" not in local.page(INK)


def test_drafts_and_stories_under_embargo_have_none(small_site, build):
    site = build(small_site, published=True)
    cards = len(list((site.output / "share").iterdir()))
    for story in ("draft.md", "embargo.md"):
        (site.content / "2026/11/19" / story).unlink()
    build(small_site, published=True)
    assert len(list((site.output / "share").iterdir())) == cards


def test_a_second_build_draws_and_writes_nothing(small_site, build):
    site = build(small_site, published=True)
    before = stamps(site.output / "share")
    build(small_site, published=True)
    assert stamps(site.output / "share") == before
    for kept in (small_site / ".cache/cards").iterdir():
        kept.write_bytes(b"as it was kept")
    build(small_site, published=True)
    assert {card.read_bytes() for card in (site.output / "share").iterdir()} == {b"as it was kept"}


def test_a_changed_headline_changes_one_file_under_its_old_address(small_site, build):
    site = build(small_site, published=True)
    before = stamps(site.output / "share")
    change_ink(small_site, "What an old recipe", "All that a recipe")
    build(small_site, published=True)
    after = stamps(site.output / "share")
    assert after.keys() == before.keys()
    assert [name for name in after if after[name] != before[name]] == [INK_S]
    assert named(site, INK).name == INK_S


def test_a_withdrawn_story_has_none_and_nothing_is_kept_of_it(small_site, build):
    site = build(small_site, published=True)
    kept = small_site / ".cache/cards"
    number = len(stamps(kept))
    change_ink(small_site, "Status: published", "Status: withdrawn")
    build(small_site, published=True)
    assert not (site.output / "share" / INK_S).exists()
    assert named(site, INK).name == "site.png"
    assert len(stamps(kept)) == number - 1


def test_without_share_images_one_stands_for_all(small_site, build):
    site = build(small_site, published=True, more={"SHARE_IMAGES": False})
    assert list(stamps(site.output / "share")) == ["site.png"]
    assert named(site, INK).name == "site.png"


def test_two_clean_builds_are_equal(small_site, build):
    one = build(small_site, published=True)
    pictures = {card.name: card.read_bytes() for card in (one.output / "share").iterdir()}
    for kept in (small_site / ".cache/cards").iterdir():
        kept.unlink()
    other = build(small_site, published=True, output="other")
    assert {card.name: card.read_bytes() for card in (other.output / "share").iterdir()} == pictures
