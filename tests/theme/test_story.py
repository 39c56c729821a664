"""The page of one story: where it comes from, how it is passed on, what is said of it beside its text."""

from urllib.parse import parse_qs, urlsplit

import pytest
from bs4 import BeautifulSoup

from newsroom import build as build_newsroom
from newsroom import publish_all, run, site_folder

STORY = "2026/11/20/night-crossing-returns-to-lake-victoria"
PICTURE = "2026/11/20/a-lorry-with-twelve-desks-reaches-the-last-villages"
HOSTILE = "2026/11/19/hostile"
BY_HAND = "2026/11/19/s-p-500-an-editor-s-own-note"
WITHDRAWN = "2026/11/18/mayor-of-a-fijian-port-resigns"
REWRITTEN = "rewritten from other reports"
ARABIC = "عودة العبّارة إلى البحيرة"
BULLETIN = """Ferry returns to the lake islands after four years

LIKOMA, Malawi (Lakeside) - The ferry came back to Likoma island on Thursday, four years after it was towed away.

People stood on the beach from dawn, and the school closed for the day, the harbour board said in a statement.

"We had stopped asking," said Grace Phiri, who sells fish at the landing and keeps the keys of the shed.

Barges move again on the Paraguay river after months of low water

CONCEPCION, Paraguay (Lakeside) - The first loaded barges in five months have left the port after rain upstream.

The convoy of twelve, carrying soya and charcoal, cast off at dawn on Thursday, the port authority said.

Freight had moved to the roads instead, and lorry drivers waited for days at the bridge near Clorinda.
"""


def soup(site, path):
    return BeautifulSoup(site.page(path), "html5lib")


def words(tag):
    return " ".join(tag.get_text(" ").split())


def rows(page):
    """What the box about a story says, by name."""
    return {row.dt.string: words(row.dd) for row in page.select(".provenance dl > div")}


@pytest.fixture(scope="module")
def newsroom(tmp_path_factory):
    """Two stories from a bulletin, one of which an editor has changed, and one that an editor has written."""
    folder = site_folder(tmp_path_factory.mktemp("newsroom"), {"2026-11-20-evening.txt": BULLETIN.encode()})
    publish_all(folder)
    run(folder, "bulletin", "convert")
    barges, ferry = sorted((folder / "content" / "2026").rglob("*.md"))
    ferry.write_text(ferry.read_text("utf-8").replace("from dawn", "from five in the morning"), "utf-8")
    ferry.with_name("own.md").write_text("Title: Our own\nDate: 2026-11-20\nSlug: own\n\nWe wrote this.\n", "utf-8")
    build_newsroom(folder)
    return folder, barges.stem, ferry.stem


def texts(newsroom):
    folder, barges, ferry = newsroom
    pages = (folder / "output" / "2026" / "11" / "20" / name / "index.html" for name in (barges, ferry, "own"))
    return [rows(BeautifulSoup(page.read_text("utf-8"), "html5lib")).get("Text") for page in pages]


def test_a_story_says_whose_words_it_is(newsroom):
    converted, edited, entered = texts(newsroom)
    assert converted == "Taken from the bulletin by a program. Nobody has edited it since."
    assert edited == "Taken from the bulletin by a program, then edited by a person."
    assert entered == "Entered by a person. It came in no bulletin."


def test_where_it_is_not_known_whose_words_they_are_nothing_is_said(newsroom, local):
    assert "Text" not in rows(soup(local, STORY))
    folder, *_ = newsroom
    receipts = folder / "content" / ".receipts"
    receipts.rename(folder / "put-away")
    run(folder, "pelican", "content", "-o", "output", "--fatal", "errors", "-e", "BULLETIN_CONVERT=false")
    (folder / "put-away").rename(receipts)
    assert texts(newsroom) == [None, None, "Entered by a person. It came in no bulletin."]


def test_an_editor_cannot_say_it_in_the_program_s_name(newsroom):
    folder, *_ = newsroom
    own = folder / "content" / "2026" / "11" / "20" / "own.md"
    own.write_text(f"Handling: converted\n{own.read_text('utf-8')}", "utf-8")
    build_newsroom(folder)
    assert texts(newsroom)[2] == "Entered by a person. It came in no bulletin."


def test_a_story_says_where_it_came_from_and_where_it_is(published, local):
    said = rows(soup(published, STORY))
    assert said["Source"].startswith("Bulletin 2026-11-20-evening.txt")
    assert said["Address"] == f"{published.address}/{STORY}/"
    assert "Address" not in rows(soup(local, STORY))


def test_a_site_may_say_that_its_stories_are_rewritten(build, small_site, local):
    assert REWRITTEN not in local.page(STORY)
    site = build(small_site, more={"REWRITTEN_NOTICE": True})
    notice = soup(site, STORY).find(class_="notice", string=lambda text: text and REWRITTEN in text)
    assert notice.find_next(class_="body")
    assert REWRITTEN in site.page("2026/11/20/print.html")
    assert REWRITTEN not in site.page(BY_HAND)  # it came in no bulletin
    own = build(small_site, more={"REWRITTEN_NOTICE": "Shortened by <us>."}, output="own")
    assert "Shortened by &lt;us&gt;." in own.page(STORY)


def test_a_story_can_be_sent_by_mail_without_a_script(published):
    mail = urlsplit(soup(published, HOSTILE).select_one(".share a")["href"])
    assert (mail.scheme, mail.netloc, mail.path, mail.fragment) == ("mailto", "", "", "")
    fields = parse_qs(mail.query)
    assert fields["subject"] == [soup(published, HOSTILE).h1.string]
    assert fields["body"] == [f"{published.address}/{HOSTILE}/"]


def test_a_story_that_is_not_published_is_not_passed_on(published, local):
    [draft] = (local.output / "drafts").rglob("under-embargo/index.html")
    assert "mailto:" not in draft.read_text("utf-8")
    assert "mailto:" not in published.page(WITHDRAWN)


def test_a_caption_without_its_picture_says_so_in_words_and_one_with_it_does_not(local):
    assert words(soup(local, STORY).select_one("figure.photo")) == (
        "Picture not shown Passengers wait on the quay in Kisumu. Wanjiru Otieno / Lakeside Pictures"
    )
    assert "Picture not shown" not in soup(local, PICTURE).get_text()
    assert "Picture not shown Passengers wait" in words(soup(local, "2026/11/20/print.html").main)


def test_a_crosshead_leads_to_itself(local):
    for head in soup(local, STORY).select(".body h2"):
        assert head.a["href"] == f"#{head['id']}"


def test_a_story_has_its_own_language_and_direction_wherever_its_words_stand(build, small_site):
    for day in ("20", "21"):
        story = small_site / "content" / "2026" / "11" / day / "arabic.md"
        story.parent.mkdir(exist_ok=True)
        story.write_text(
            f"Title: {ARABIC}\nDate: 2026-11-{day}\nSlug: arabic\nTags: Africa; Kenya\nRegion: Africa\nLang: ar\n"
            f"Thread: boats\nSummary: {ARABIC} يوم\n\n"
            f'<figure class="photo"><figcaption>{ARABIC}</figcaption></figure>\n\n{ARABIC}\n',
            "utf-8",
        )
    site = build(small_site)
    seen = 0
    for page in site.pages():
        tree = BeautifulSoup(page.read_text("utf-8"), "html5lib")
        for text in tree.body.find_all(string=lambda text: text and ARABIC in text):
            tongue = next(tag["lang"] for tag in text.parents if tag.get("lang"))
            way = next(tag for tag in text.parents if tag.name == "bdi" or tag.get("dir"))
            assert (tongue, way.get("dir", "auto")) == ("ar", "auto"), (page, text.parent)
            seen += 1
    assert seen > 15
    label = soup(site, "2026/11/20/arabic").find(class_="absent")
    assert (label["lang"], label["dir"]) == ("en", "auto")
