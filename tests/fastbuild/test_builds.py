"""What a build touches on the disk, and leaves in memory."""

import shutil
import subprocess
import sys

from conftest import ROOT
from workshop import WHOLE

AGAIN_AND_AGAIN = """
import gc, sys
from pelican import get_instance, parse_arguments
for _ in range(4):
    pelican, _ = get_instance(parse_arguments(sys.argv[1:]))
    pelican.run()
gc.unfreeze()
print("left:", sum(type(thing).__name__ == "ArticlesGenerator" for thing in gc.get_objects()))
"""


def stamps(site):
    return {path: path.stat().st_mtime_ns for path in sorted(site.output.rglob("*")) if path.is_file()}


def contents(site):
    return {
        path.relative_to(site.output).as_posix(): path.read_bytes() for path in site.output.rglob("*") if path.is_file()
    }


def test_a_second_build_writes_nothing(small_site, build):
    first = stamps(build(small_site))
    assert first
    assert stamps(build(small_site)) == first


def test_a_changed_story_touches_only_the_pages_that_show_it(small_site, build):
    site = build(small_site)
    before = stamps(site)
    story = site.content / "2026/11/20/ink.md"
    story.write_text(story.read_text("utf-8") + "\nAnd once more, for luck.\n", "utf-8")
    after = stamps(build(small_site))
    changed = sorted(path.relative_to(site.output).as_posix() for path in after if after[path] != before.get(path))
    fragment, *index = [name for name in changed if name.startswith("pagefind/")]
    assert fragment.startswith("pagefind/fragment/")
    assert not [name for name in index if name.startswith("pagefind/fragment/")]
    assert [name for name in changed if name not in (fragment, *index)] == [
        "2026/11/20/print.html",
        "2026/11/20/what-an-old-recipe-for-ink-tells-us/index.html",
        *(f"feeds/{stem}.{ending}" for stem in ("all", "tag/world") for ending in ("atom.xml", "json", "rss.xml")),
    ]


def test_two_clean_builds_are_equal(small_site, build):
    assert contents(build(small_site, output="one")) == contents(build(small_site, output="two"))


def test_a_page_that_is_no_longer_made_goes_and_a_stranger_s_file_stays(small_site, build):
    site = build(small_site)
    (site.output / "CNAME").write_text("news.example\n")
    (site.output / "2026/11/20/notes.txt").write_text("mine\n")
    (site.content / "2026/11/20/ink.md").unlink()
    (site.content / "2026/11/19/hostile.md").unlink()
    (site.content / "pictures/quay.svg").rename(site.content / "pictures/shore.svg")
    lorry = site.content / "2026/11/20/school-lorry.md"
    lorry.write_text(lorry.read_text("utf-8").replace("quay.svg", "shore.svg"), "utf-8")
    build(small_site)
    assert not (site.output / "2026/11/20/what-an-old-recipe-for-ink-tells-us").exists()
    assert not (site.output / "tag/austria").exists()
    assert not (site.output / "feeds/tag/austria.rss.xml").exists()
    assert not (site.output / "pictures/quay.svg").exists()
    assert (site.output / "pictures/shore.svg").exists()
    assert (site.output / "CNAME").exists()
    assert (site.output / "2026/11/20/notes.txt").exists()


def test_publishing_begins_from_nothing_and_leaves_alone_what_stays_as_it_is(small_site, build):
    site = build(small_site, published=True)
    before = stamps(site)
    for name in ("drafts/secret/index.html", "notes.txt", ".hidden", "kept/index.html"):
        (site.output / name).parent.mkdir(parents=True, exist_ok=True)
        (site.output / name).write_text("of an earlier build\n")
    (site.output / "link").symlink_to(small_site / "content")
    for record in (small_site / ".cache/fastbuild").glob("pages-*.sqlite"):
        record.unlink()
    build(small_site, published=True, more={"OUTPUT_RETENTION": ["kept"]})
    assert {path: stamp for path, stamp in stamps(site).items() if path.parent.name != "kept"} == before
    assert (site.output / "kept/index.html").is_file()
    assert not (site.output / "drafts").exists()
    assert not (site.output / "link").is_symlink()
    assert (small_site / "content/2026/11/20/ink.md").is_file()


def test_nothing_is_taken_away_from_a_folder_that_holds_the_stories(small_site, build):
    site = build(small_site, published=True, output=".")
    assert (site.output / "index.html").is_file()
    assert (site.content / "2026/11/20/ink.md").is_file()


def test_a_page_that_somebody_changed_is_not_taken_away(small_site, build):
    site = build(small_site)
    page = site.output / "2026/11/20/what-an-old-recipe-for-ink-tells-us/index.html"
    page.write_text("somebody's own\n")
    (site.content / "2026/11/20/ink.md").unlink()
    build(small_site)
    assert page.read_text() == "somebody's own\n"


def test_a_spoilt_record_does_no_harm(small_site, build):
    site = build(small_site)
    [record] = (small_site / ".cache/fastbuild").glob("pages-*.sqlite")
    record.write_text("no database")
    (site.content / "2026/11/20/ink.md").unlink()
    build(small_site)
    (site.content / "2026/11/19/hostile.md").unlink()
    build(small_site)
    assert not (site.output / "tag/austria").exists()


def test_a_deleted_output_folder_is_made_anew(small_site, build):
    first = contents(build(small_site))
    shutil.rmtree(small_site / "output")
    assert contents(build(small_site)) == first


def test_another_table_of_regions_reaches_every_page_that_shows_it(small_site, build):
    table = small_site / "regions.tsv"
    table.write_text((ROOT / "plugins/bulletin/data/regions.tsv").read_text("utf-8"), "utf-8")
    more = {"BULLETIN_REGIONS": "regions.tsv", "BULLETIN_CONVERT": False, "PLUGINS": WHOLE}
    before = contents(build(small_site, published=True, more=more))
    table.write_text(table.read_text("utf-8").replace("Kenya", "Kenia"), "utf-8")
    site = build(small_site, published=True, more=more)
    clean = build(
        small_site, published=True, output="clean", more={**more, "CACHE_PATH": str(small_site / "another cache")}
    )
    assert contents(site) == contents(clean)
    night_crossing = "2026/11/20/night-crossing-returns-to-lake-victoria/index.html"
    assert contents(site)[night_crossing] != before[night_crossing]


def test_what_is_kept_of_pages_tells_the_same_as_reading_them(small_site, build):
    build(small_site, published=True)
    story = small_site / "content/2026/11/20/ink.md"
    story.write_text(story.read_text("utf-8").replace("Title:", "Withdrawn: 2026-11-21\nTitle:", 1), "utf-8")
    kept = contents(build(small_site, published=True))
    others = ["atlas", "newsfeed", "cards", "finder", "signposts", "hosting", "house"]
    read = contents(
        build(small_site, published=True, output="read", more={"PLUGINS": others, "PELICAN_CLASS": "pelican.Pelican"})
    )
    told = [name for name in read if name.startswith(("sitemap", "_", "pagefind/"))]
    assert {"sitemap.xml", "_headers", "_caddyfile", "pagefind/pagefind-entry.json"} <= set(told)
    assert {name: kept[name] for name in told} == {name: read[name] for name in told}


def test_a_process_that_builds_again_and_again_keeps_the_last_build_alone(small_site):
    folders = [str(small_site / "content"), "-o", str(small_site / "output"), "-s", str(ROOT / "pelicanconf.py")]
    own = [f'CACHE_PATH="{small_site / ".cache"}"', "BULLETIN_CONVERT=false", "SEARCH=false", "SHARE_IMAGES=false"]
    command = [sys.executable, "-c", AGAIN_AND_AGAIN, *folders, "-e", *own]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.stdout.split("left: ")[-1].strip() == "1", done.stdout + done.stderr
