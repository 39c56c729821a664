"""Links and names of files that lead elsewhere."""

from dataclasses import replace
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bulletin import identity, page, regions, store
from bulletin.convert import convert
from bulletin.errors import BadInput
from bulletin.settings import Settings
from making import paragraph, story
from newsroom import build, site_folder

ZONE = ZoneInfo("UTC")
NEWS = "Ferry sails again to the islands\n\nThe harbour board of Malawi said so on Monday, and nobody asked.\n"
SECRET = "The key of the safe is under the mat\n\nThe harbour board of Malawi said so on Monday.\n"


@pytest.fixture
def newsroom(tmp_path: Path) -> Settings:
    for name in ("seeds", "content", "elsewhere"):
        (tmp_path / name).mkdir()
    (tmp_path / "elsewhere" / "secret.txt").write_text(SECRET, "utf-8")
    return Settings(tmp_path / "seeds", tmp_path / "content", ZONE, regions.load(), draft_below=0)


def said(newsroom: Settings, *paths: Path) -> str:
    return " ".join(str(problem) for outcome in convert(newsroom, paths) for problem in outcome.problems)


def written(newsroom: Settings) -> str:
    found = (path for path in newsroom.content.rglob("*") if path.is_file() and path.name != "made-with.txt")
    return "".join(path.read_text("utf-8") for path in found)


def test_a_bulletin_that_is_a_link_to_elsewhere_is_refused(newsroom: Settings, tmp_path: Path) -> None:
    (newsroom.seeds / "news.txt").write_text(NEWS, "utf-8")
    (newsroom.seeds / "linked.txt").symlink_to(tmp_path / "elsewhere" / "secret.txt")
    (newsroom.seeds / "up.txt").symlink_to("../elsewhere/secret.txt")
    assert said(newsroom).count("it is a link to a file outside of seeds/") == 2
    assert "Ferry sails again" in written(newsroom)
    assert "under the mat" not in written(newsroom)


def test_links_that_lead_nowhere_or_in_a_circle_are_no_bulletins(newsroom: Settings) -> None:
    (newsroom.seeds / "gone.txt").symlink_to("nothing.txt")
    (newsroom.seeds / "a.txt").symlink_to("b.txt")
    (newsroom.seeds / "b.txt").symlink_to("a.txt")
    (newsroom.seeds / "device.txt").symlink_to("/dev/zero")
    assert said(newsroom) == written(newsroom) == ""


def test_a_folder_that_is_a_link_is_not_gone_into(newsroom: Settings, tmp_path: Path) -> None:
    (newsroom.seeds / "folder").symlink_to(tmp_path / "elsewhere")
    said(newsroom)
    assert "under the mat" not in written(newsroom)


def test_links_within_seeds_and_a_home_that_is_one_do_no_harm(newsroom: Settings, tmp_path: Path) -> None:
    (newsroom.seeds / "news.txt").write_text(NEWS, "utf-8")
    (newsroom.seeds / "again.txt").symlink_to("news.txt")
    (tmp_path / "home").symlink_to(newsroom.seeds)
    assert said(replace(newsroom, seeds=tmp_path / "home")) == ""


def test_nothing_is_written_by_way_of_a_link_in_content(newsroom: Settings, tmp_path: Path) -> None:
    (newsroom.seeds / "2026-03-09.txt").write_text(NEWS, "utf-8")
    elsewhere = tmp_path / "elsewhere"
    (newsroom.content / "2026").symlink_to(elsewhere)
    assert "lead out of the content folder" in said(newsroom)
    (newsroom.content / "2026").unlink()
    story_file = newsroom.content / "2026/03/09/ferry-sails-again-to-the-islands.md"
    story_file.parent.mkdir(parents=True)
    story_file.symlink_to(elsewhere / "secret.txt")
    said(newsroom)
    assert [path.name for path in elsewhere.iterdir()] == ["secret.txt"]
    assert (elsewhere / "secret.txt").read_text("utf-8") == SECRET


def test_a_story_that_is_a_link_to_elsewhere_is_not_published(tmp_path: Path) -> None:
    folder = site_folder(tmp_path, {})
    (tmp_path / "secret.md").write_text(f"Title: Secret\nDate: 2026-03-09\n\n{SECRET}", "utf-8")
    (folder / "content" / "linked.md").symlink_to(tmp_path / "secret.md")
    done = build(folder)
    assert "itisalinktoafileoutsideofcontent/" in "".join((done.stdout + done.stderr).split())
    assert not any("under the mat" in path.read_text("utf-8") for path in (folder / "output").rglob("*.*ml"))


@pytest.mark.parametrize(
    "name",
    [
        *("a\x00.txt", "a\n.txt", "a\x1b[31m.txt", "a\u202etxt.exe", "a\u200b.txt", "a\udcff.txt"),
        *("..\\x.txt", "x\\..\\..\\y.txt", "CON", "con.txt", "folder/NUL.eml", "Com1.md", "x" * 201, "é" * 101),
    ],
)
def test_a_name_that_cannot_stand_in_a_story_is_refused(name: str) -> None:
    with pytest.raises(BadInput):
        store.refuse_name(name)


@pytest.mark.parametrize(
    "name", ["a..b.txt", "Konzert.txt", "con-air.txt", "aux armes.txt", "<b>.txt", "x" * 200, "صحيفة.txt"]
)
def test_other_names_are_not(name: str) -> None:
    store.refuse_name(name)


@pytest.mark.parametrize(
    ("headline", "slug"),
    [
        ("../../etc/passwd", "etc-passwd"),
        ("Con", "con-story"),
        ("COM1", "com1-story"),
        ("Con artist", "con-artist"),
        ("..", "story"),
        ("🚢", "story"),
        ("\u202ehsals", "hsals"),
        ("Раураl", "raural"),
        ("Ｐａｙｐａｌ", "paypal"),
    ],
)
def test_an_address_is_plain_letters(headline: str, slug: str) -> None:
    assert identity.natural(story(paragraph("Text."), headline=headline), ZONE).slug == slug


def test_headlines_that_look_or_sound_alike_have_addresses_of_their_own(newsroom: Settings) -> None:
    headlines = ("Moskva pays", "Москва pays", "Ｍｏｓｋｖａ pays")
    article = "<article><h2>{}</h2><p>The harbour board said on Monday that {} boats sail.</p></article>"
    made = "".join(article.format(one, at) for at, one in enumerate(headlines))
    (newsroom.seeds / "2026-03-09.html").write_text(f"<html>{made}</html>", "utf-8")
    assert said(newsroom) == ""
    files = {path.stem: page.front_matter(path.read_text("utf-8"))["Title"] for path in newsroom.content.rglob("*.md")}
    assert files == dict(zip(("moskva-pays", "moskva-pays-2", "moskva-pays-3"), headlines, strict=True))
