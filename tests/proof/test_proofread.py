"""Proofreading a site as a whole: sizes, the forecast, sites at home and on the web, large ones."""

import os
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import faultless
from faultless import FERRY, HOME, STORY, put, write
from proof import limits
from proof.model import Finding, Forecast, Kind, Site
from proof.proofread import proofread

DAY = date(2026, 11, 20)
MEGABYTE = 1_000_000


def grow(path: Path, size: int) -> None:
    """Make a file larger without writing it: the disk keeps none of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch()
    os.truncate(path, size)


def told(findings: tuple[Finding, ...]) -> list[tuple[str, str]]:
    return [(f"{finding.gravity} {finding.kind}", finding.file) for finding in findings]


@pytest.mark.parametrize(
    ("sizes", "expected"),
    [
        ({"pictures/quay.jpg": 450_000}, [("warning picture", "pictures/quay.jpg")]),
        ({"pictures/quay-large.jpg": 399_000}, []),
        ({"pictures/quay.jpg": 300_000, "theme/dateline.js": 250_000}, [("warning weight", STORY)]),
        ({"pictures/quay-large.jpg": 399_000, "theme/dateline.js": 250_000}, []),
        ({"talk.mp3": 101 * 2**20}, [("error size", "talk.mp3")]),
        ({"talk.mp3": 99 * 2**20}, []),
        ({f"{n}.mp3": 99 * MEGABYTE for n in range(9)}, [("warning size", "")]),
        ({f"{n}.mp3": 99 * MEGABYTE for n in range(11)}, [("error size", "")]),
    ],
    ids=[
        *("heavy picture", "picture that is offered", "heavy page", "a browser takes one size of a picture"),
        *("file that GitHub refuses", "file that GitHub takes", "site that is nearly full", "site that is too large"),
    ],
)
def test_sizes(tmp_path: Path, sizes: dict[str, int], expected: list[tuple[str, str]]) -> None:
    output, content = write(tmp_path)
    for name, size in sizes.items():
        grow(output / name, size)
    assert told(proofread(output, content).findings) == expected


def test_a_feed_above_its_limit(tmp_path: Path) -> None:
    output, _ = write(tmp_path)
    assert told(proofread(output, feed_limit=700).findings) == [("warning weight", "feeds/all.rss.xml")]


def foreseen(size: int, days: list[date]) -> Forecast:
    forecast = limits.foresee(Site(Path(), {"a": size, "theme/b": MEGABYTE}, None, 0), days)
    assert forecast
    return forecast


def test_a_forecast_goes_by_the_last_90_days() -> None:
    """10 stories a day of 9 kB for 90 days, after a slow year: 0.9 GB more take 10,000 days at 90 kB a day."""
    days = [DAY - timedelta(n) for n in range(90) for _ in range(10)] + [DAY - timedelta(400)] * 100
    forecast = foreseen(9000 * len(days), days)
    assert (forecast.days, forecast.stories, forecast.bytes_per_story) == (90, 1000, 9000)
    assert forecast.stories_per_month == pytest.approx(304.4, abs=0.1)
    assert forecast.reaches == DAY + timedelta((limits.SITE - 10 * MEGABYTE) // 90_000)
    assert limits.said(forecast) == (
        "the archive reaches 1 GB in about 30 years (January 2057) "
        "(304 stories a month, of 9 kB each, as in the last 90 days of the archive)"
    )


def test_a_young_archive_says_that_it_is_young() -> None:
    forecast = foreseen(14 * 50_000, [DAY] * 7 + [DAY - timedelta(1)] * 7)
    assert forecast.days == 2
    assert "2 days of the archive are too few to rely on" in limits.said(forecast)


@pytest.mark.parametrize(("months", "is_near"), [(11, True), (13, False)])
def test_a_forecast_is_a_warning_within_a_year(months: int, is_near: bool) -> None:
    days = [DAY - timedelta(n) for n in range(90)]
    per_day = (limits.SITE - MEGABYTE) / (90 + months * limits.DAYS_PER_MONTH)
    forecast = foreseen(round(per_day * 90), days)
    assert [finding.kind for finding in limits.check_forecast(forecast)] == [Kind.FORECAST] * is_near
    assert f"in about {months} months (" in limits.said(forecast)


def test_without_a_story_there_is_no_forecast() -> None:
    assert limits.foresee(Site(Path(), {}, None, 0), []) is None
    assert list(limits.check_forecast(None)) == []


@given(
    size=st.integers(0, 2 * limits.SITE),
    days=st.lists(st.dates(date(1990, 1, 1), date(2060, 1, 1)), min_size=1, max_size=50),
)
def test_a_forecast_never_looks_back(size: int, days: list[date]) -> None:
    forecast = foreseen(size, days)
    assert forecast.reaches is None or forecast.reaches >= max(days)
    assert (forecast.reaches is None) == (forecast.months_left is None)
    assert limits.said(forecast)


def test_drafts_and_withdrawn_stories_are_no_stories_of_the_forecast(tmp_path: Path) -> None:
    output, _ = write(tmp_path)
    page = faultless.FILES[STORY].replace("<title>", '<meta name="robots" content="noindex">\n<title>')
    put(output / STORY.replace("ferry", "withdrawn"), page)
    forecast = proofread(output).forecast
    assert forecast
    assert forecast.stories == 1


def test_what_only_editors_see_may_have_faults(tmp_path: Path) -> None:
    output, _ = write(tmp_path)
    head = '<meta name="robots" content="noindex">'
    put(
        output / "drafts" / "ferry" / "index.html",
        faultless.page("Ferry", '<a href="gone/">x</a><img src="x.png">', head),
    )
    assert proofread(output).findings == ()


def test_a_site_at_home_is_at_no_path(tmp_path: Path) -> None:
    """It has relative links, does not say where it is, and its feeds point to the server at home."""
    output, content = write(tmp_path)
    for path in (path for path in output.rglob("*") if path.suffix != ".jpg" and path.is_file()):
        text = path.read_text("utf-8")
        home = "http://localhost:8000/" if "feeds" in path.parts else "/"
        put(path, text.replace(f'<link rel="canonical" href="{HOME}">', "").replace(HOME, home))
    assert proofread(output, content).findings == ()
    put(output / "about" / "index.html", faultless.page("About", '<a href="../../x/">x</a>').replace(HOME, "/"))
    assert told(proofread(output).findings)[0] == ("error path", "about/index.html")


def test_no_site(tmp_path: Path) -> None:
    assert told(proofread(tmp_path).findings) == [("error site", "index.html")]


def test_an_empty_page_and_one_that_is_no_page_do_no_harm(tmp_path: Path) -> None:
    output, _ = write(tmp_path)
    for number, raw in enumerate((b"", b" \n", b"<!-- nothing -->", b"\x00", b"\xff\xfe")):
        (output / f"empty-{number}.html").write_bytes(raw)
    put(output / "token.html", "site-verification: token.html")
    put(output / "pagefind" / "entry.json", '{"version": 1.5}')
    put(output / "other.json", "[1]")
    assert proofread(output).findings == ()


def test_a_page_of_many_megabytes_is_read_to_its_end(tmp_path: Path) -> None:
    output, _ = write(tmp_path)
    body = "<p>" + "x" * 11_000_000 + '</p><a href="gone/">x</a>'
    put(output / "long" / "index.html", faultless.page("Long", body))
    assert told(proofread(output).findings) == [
        ("error link", "long/index.html"),
        ("warning weight", "long/index.html"),
    ]


def test_a_large_site_is_read_by_all_cores_to_the_same_result(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    output, content = write(tmp_path)
    for number in range(60):
        put(output / f"{number}" / "index.html", faultless.page("x", f'<a href="{HOME}about/#gone{number % 2}">x</a>'))
    alone = proofread(output, content)
    monkeypatch.setattr("proof.cores.FEW", 1)
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    assert proofread(output, content) == alone
    assert len(alone.findings) == 60


def test_stories_are_read_in_whatever_folder_they_lie_but_not_pages_and_receipts(tmp_path: Path) -> None:
    output, content = write(tmp_path)
    for name in ("ferry-2.md", "desk/ferry-3.md", "pages/ferry-4.md", ".receipts/ferry-5.md"):
        put(content / name, FERRY.replace("Status: published", "Status: draft"))
    assert [finding.file for finding in proofread(output, content).matters] == ["desk/ferry-3.md", "ferry-2.md"]


def test_regions_of_the_sites_own(tmp_path: Path) -> None:
    output, content = write(tmp_path)
    table = tmp_path / "regions.tsv"
    put(table, "region\tLakes\nworld\tElsewhere\n")
    put(content / faultless.FILE, FERRY.replace("Region: Africa", "Region: ").replace("Africa; Malawi", "Lakes"))
    assert proofread(output, content, table=table).matters == ()
    put(content / faultless.FILE, FERRY.replace("Region: Africa", "Region: "))
    (finding,) = proofread(output, content, table=table).matters
    assert "Region: Elsewhere if it is a story of no place" in finding.remedy


def test_a_site_in_another_language_calls_the_regions_as_it_does(tmp_path: Path) -> None:
    output, content = write(tmp_path)
    put(content / faultless.FILE, FERRY.replace("Region: Africa", "Region: África negra"))
    assert [finding.kind for finding in proofread(output, content).matters] == [Kind.REGION]
    put(output / "index.html", (output / "index.html").read_text("utf-8").replace('lang="en"', 'lang="es"'))
    assert proofread(output, content).matters == ()


def regions_of(*named: tuple[str, str]) -> str:
    """A page of regions, with a map as well."""
    onto = '<svg><a href="../tag/{0}/"><title>{1}, 2</title><path d="M1 1"/></a></svg>'
    text = '<h2 id="{0}"><a href="../tag/{0}/">{1}</a></h2>'
    return faultless.page("Regions", "".join(part.format(*one) for part in (onto, text) for one in named))


@pytest.mark.parametrize(
    ("language", "named", "region", "expected"),
    [
        ("es", "África", "Afrika", "Is África meant? Write one of: África, Asia, "),
        ("es", "África", "África", None),
        ("es", "África", "Africa", None),
        ("de", "Afrika", "Afrika", None),
        ("de", "Afrika", "Áfrika", "Is Afrika meant?"),
        ("ar", "أفريقيا", "أفريقيا", None),
        ("ar", "أفريقيا", "Afrika", "Write one of: أفريقيا, "),
    ],
)
def test_a_region_is_called_as_the_site_calls_it(
    tmp_path: Path, language: str, named: str, region: str, expected: str | None
) -> None:
    output, content = write(tmp_path)
    front = output / "index.html"
    front.write_text(front.read_text("utf-8").replace('lang="en"', f'lang="{language}"'), "utf-8")
    page = regions_of(("africa", named), ("latin-america", "América Latina"), ("malawi", "Malawi"))
    put(output / "regions" / "index.html", page)
    put(content / faultless.FILE, FERRY.replace("Region: Africa", f"Region: {region}"))
    told_of = [one for one in proofread(output, content).matters if one.kind is Kind.REGION]
    assert [(one.place, one.what) for one in told_of] == (
        [(f"{faultless.FILE}:5", f"no region is called {region!r}")] if expected else []
    )
    assert all(expected in one.remedy for one in told_of if expected)


def test_where_no_page_names_the_regions_their_names_are_left_in_peace(tmp_path: Path) -> None:
    output, content = write(tmp_path)
    front = output / "index.html"
    front.write_text(front.read_text("utf-8").replace('lang="en"', 'lang="es"'), "utf-8")
    put(content / faultless.FILE, FERRY.replace("Region: Africa", "Region: África"))
    assert proofread(output, content).matters == ()
