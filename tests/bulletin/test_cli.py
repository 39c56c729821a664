"""The command, as a person or a script calls it."""

import json
import subprocess
import sys
from pathlib import Path

import html5lib
import pytest

ROOT = Path(__file__).parents[2]
BULLETIN = """Ferry sails again to the islands off Malawi

The ferry left Nkhata Bay at dawn with 300 people, the harbour board said.

The pier at Nkhata Bay, Malawi [Tiyamike Banda/ Reuters]

Tram drivers in Katowice get warmer cabs
"""


def bulletin(folder: Path, *arguments: str, given: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "bulletin", *arguments]
    return subprocess.run(command, cwd=folder, input=given, capture_output=True, text=True, check=False)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "2026-03-09.txt").write_text(BULLETIN, "utf-8")
    return tmp_path


def test_convert_says_what_it_did(site: Path) -> None:
    done = bulletin(site, "convert")
    assert done.returncode == 0
    assert done.stdout.splitlines() == [
        "2026-03-09.txt: issued 9 March 2026 (file name)",
        "  new      Ferry sails again to the islands off Malawi",
        "  new      Tram drivers in Katowice get warmer cabs  (headline only)",
        "1 bulletin, 2 stories: 2 new",
    ]
    assert bulletin(site, "convert").stdout == "1 bulletin (1 unchanged), 2 stories\n"


def test_convert_says_what_waits_and_what_left_the_bulletin(site: Path) -> None:
    bulletin(site, "convert")
    (site / "seeds" / "2026-03-09.txt").rename(site / "seeds" / "2096-03-09.txt")
    (site / "seeds" / "2026-03-09.txt").write_text(BULLETIN.split("Tram")[0].replace("dawn", "noon"), "utf-8")
    (site / "seeds" / "2096-03-09.txt").write_text(
        "Trams of the future run on time\n\nSo it is said by the board of the trams, which has bought nine.\n", "utf-8"
    )
    lines = bulletin(site, "convert").stdout.splitlines()
    assert "  updated  Ferry sails again to the islands off Malawi" in lines
    assert "  kept     Tram drivers in Katowice get warmer cabs  (no longer in the bulletin)" in lines
    assert "  new      Trams of the future run on time  (no place found, waits for its date)" in lines


def test_convert_accounts_for_each_bulletin_as_json(site: Path) -> None:
    (site / "seeds" / "2096-03-10.txt").write_text(BULLETIN.split("Tram")[0], "utf-8")
    (site / "seeds" / "broken.txt").write_bytes(b"")
    done = bulletin(site, "convert", "--json")
    assert done.returncode == 1
    told, later, broken = (json.loads(line) for line in done.stdout.splitlines())
    assert {key: told[key] for key in told if key != "stories"} == {
        "bulletin": "2026-03-09.txt",
        "file": "seeds/2026-03-09.txt",
        "issued": "2026-03-09",
        "issued_basis": "file name",
        "unchanged": False,
        "problems": [],
    }
    ferry, trams = told["stories"]
    assert ferry == {
        "headline": "Ferry sails again to the islands off Malawi",
        "file": "content/2026/03/09/ferry-sails-again-to-the-islands-off-malawi.md",
        "line": 1,
        "regions": ["Africa"],
        "draft": False,
        "waits_until": None,
        "action": "new",
        "look": [],
    }
    assert (trams["line"], trams["regions"], trams["look"]) == (7, ["Europe"], ["headline only"])
    assert later["stories"][0]["waits_until"].startswith("2096-03-10T")
    (problem,) = broken["problems"]
    assert problem["file"] == "seeds/broken.txt"
    assert problem["what"] == "the file is empty"
    assert problem["remedy"]


def test_convert_as_json_tells_what_an_editor_did(site: Path) -> None:
    bulletin(site, "convert")
    ferry = site / "content" / "2026" / "03" / "09" / "ferry-sails-again-to-the-islands-off-malawi.md"
    mended = ferry.read_text("utf-8").replace("Status: published", "Status: draft").replace("300", "310")
    ferry.write_text(mended.replace("Region: Africa", "Region: Europe"), "utf-8")
    assert json.loads(bulletin(site, "convert", "--json").stdout)["unchanged"] is True
    (site / "seeds" / "2026-03-09.txt").write_text(BULLETIN.replace("dawn", "noon"), "utf-8")
    done = bulletin(site, "convert", "--json")
    told = json.loads(done.stdout)
    story = told["stories"][0]
    assert (story["action"], story["draft"], story["regions"]) == ("conflict", True, ["Europe", "Africa"])
    (problem,) = told["problems"]
    assert (problem["file"], problem["line"]) == (story["file"], problem["line"])
    assert problem["line"] > 1


def test_convert_as_json_tells_the_headline_that_an_edited_story_has_now(site: Path) -> None:
    bulletin(site, "convert")
    ferry = site / "content" / "2026" / "03" / "09" / "ferry-sails-again-to-the-islands-off-malawi.md"
    ferry.write_text(ferry.read_text("utf-8").replace("Title: Ferry", "Title: White ferry"), "utf-8")
    (site / "seeds" / "2026-03-09.txt").write_text(BULLETIN.replace("warmer cabs", "warm cabs"), "utf-8")
    stories = json.loads(bulletin(site, "convert", "--json").stdout)["stories"]
    told = [(story["action"], story["headline"]) for story in stories]
    assert told[0] == ("edited", "White ferry sails again to the islands off Malawi")


def test_convert_takes_files_and_folders(site: Path) -> None:
    other = site / "elsewhere"
    other.mkdir()
    (site / "seeds" / "2026-03-09.txt").rename(other / "2026-03-09.txt")
    assert "0 bulletins" in bulletin(site, "convert").stdout
    assert "2 new" in bulletin(site, "convert", "elsewhere").stdout
    assert "2 same" in bulletin(site, "convert", "elsewhere/2026-03-09.txt").stdout


def test_a_bad_bulletin_needs_an_editor(site: Path) -> None:
    (site / "seeds" / "empty.txt").write_bytes(b"")
    done = bulletin(site, "convert", "--quiet")
    assert done.returncode == 1
    assert done.stdout == ""
    assert (
        done.stderr == "Needs an editor: empty.txt: the file is empty. Paste the bulletin into it and save it again\n"
    )
    assert list((site / "content").rglob("ferry*.md"))


@pytest.mark.parametrize(
    "arguments", [["convert", "missing.txt"], ["inspect"], ["inspect", "missing.txt"], ["frobnicate"], ["report", "x"]]
)
def test_wrong_usage(site: Path, arguments: list[str]) -> None:
    done = bulletin(site, *arguments)
    assert done.returncode == 2
    assert "Usage" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_wrong_setting_is_wrong_usage(site: Path) -> None:
    (site / "pelicanconf.py").write_text('TIMEZONE = "Middle Earth"\n')
    done = bulletin(site, "convert")
    assert done.returncode == 2
    assert "TIMEZONE is 'Middle Earth', which is no time zone" in done.stderr


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("TIMEZONE = \n", "pelicanconf.py:1: the settings cannot be read"),
        ("import nowhere\n", "No module named 'nowhere'"),
    ],
)
def test_settings_that_cannot_be_read(site: Path, text: str, what: str) -> None:
    (site / "pelicanconf.py").write_text(text)
    done = bulletin(site, "convert")
    assert done.returncode == 2
    assert what in done.stderr
    assert "Traceback" not in done.stderr


def test_inspect_shows_what_convert_does_with_the_sites_settings(site: Path) -> None:
    table = (ROOT / "plugins" / "bulletin" / "data" / "regions.tsv").read_text("utf-8")
    (site / "own.tsv").write_text(table.replace("\tAfrica", "\tAfrique"), "utf-8")
    (site / "names.py").write_text('BULLETIN_REGIONS = "own.tsv"\n')
    (site / "pelicanconf.py").write_text("from names import *\n")
    assert json.loads(bulletin(site, "inspect", "--json", "seeds/2026-03-09.txt").stdout)["stories"][0]["region"] == (
        "Afrique"
    )


def test_inspect_json_keeps_the_contract(site: Path) -> None:
    done = bulletin(site, "inspect", "--json", "seeds/2026-03-09.txt", "seeds/2026-03-09.txt")
    first, second = map(json.loads, done.stdout.splitlines())
    assert first == second
    ferry, tram = first.pop("stories")
    assert first == {"bulletin": "2026-03-09.txt", "issued": "2026-03-09", "issued_basis": "file name", "dropped": []}
    assert {key: ferry[key] for key in ferry if key not in ("evidence", "confidence", "cut")} == {
        "lang": "en",
        "headline": "Ferry sails again to the islands off Malawi",
        "kind": "brief",
        "line": 1,
        "paragraphs": ["The ferry left Nkhata Bay at dawn with 300 people, the harbour board said."],
        "crossheads": [],
        "photos": [
            {
                "caption": "The pier at Nkhata Bay, Malawi",
                "photographer": "Tiyamike Banda",
                "agency": "Reuters",
                "credit": "Tiyamike Banda/Reuters",
                "line": 5,
            }
        ],
        "byline": None,
        "dateline": None,
        "countries": ["MW"],
        "region": "Africa",
        "regions": ["Africa"],
    }
    assert ferry["evidence"][0].startswith("Malawi")
    assert 0 < ferry["confidence"] <= 1
    assert tram["kind"] == "stub"


def test_inspect_json_has_a_line_for_each_bulletin_also_a_bad_one(site: Path) -> None:
    (site / "bad.txt").write_bytes(b"\x00\x01")
    done = bulletin(site, "inspect", "--json", "bad.txt", "seeds/2026-03-09.txt")
    assert done.returncode == 1
    bad, good = map(json.loads, done.stdout.splitlines())
    assert bad["stories"] == []
    assert "not a text file" in bad["error"]
    assert len(good["stories"]) == 2


def test_inspect_tells_of_each_line_and_writes_nothing(site: Path) -> None:
    done = bulletin(site, "inspect", "seeds/2026-03-09.txt")
    lines = [line.split() for line in done.stdout.splitlines()[1:]]
    assert [words[1] for words in lines if words[0].isdigit()] == ["headline", "paragraph", "photo", "headline"]
    assert [words[:3] for words in lines if not words[0].isdigit()] == [
        ["about", "MW:", "Africa"],
        ["about", "PL:", "Europe"],
    ]
    assert "% sure; " in done.stdout
    assert not (site / "content").exists()


def test_inspect_reads_standard_input(site: Path) -> None:
    done = bulletin(site, "inspect", "--json", "-", "seeds/2026-03-09.txt", given=BULLETIN)
    first, second = map(json.loads, done.stdout.splitlines())
    assert (first["bulletin"], second["bulletin"]) == ("-", "2026-03-09.txt")
    assert [story["headline"] for story in first["stories"]] == [story["headline"] for story in second["stories"]]
    assert "headline   Ferry sails again" in bulletin(site, "inspect", "-", given=BULLETIN).stdout
    assert bulletin(site, "inspect", "-").stderr.startswith("-: the file is empty.")


def test_nothing_heavy_is_imported_before_it_is_needed(site: Path) -> None:
    script = (
        "import sys; from bulletin.cli import main; main(['inspect', 'seeds/2026-03-09.txt'], standalone_mode=False); "
        "print({'rich', 'distributed', 'multiprocessing', 'asyncio', 'pelican', 'bs4', 'ftfy'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=site, capture_output=True, text=True, check=False)
    assert done.stdout.splitlines()[-1] == "set()"


def test_report_shows_the_state_of_the_newsroom(site: Path) -> None:
    bulletin(site, "convert")
    (site / "seeds" / "2026-03-10.txt").write_text(
        "Ferry stays in port for want of diesel\n\n"
        "The ferry of Nkhata Bay in Malawi stayed in port on Tuesday, and with it the brass band of Likoma & Co.\n",
        "utf-8",
    )
    bulletin(site, "convert")
    (site / "content" / "2026/03/09/tram-drivers-in-katowice-get-warmer-cabs.md").unlink()
    done = bulletin(site, "report")
    assert "headline only" not in done.stdout
    assert done.stdout.splitlines()[-1].startswith("2 bulletins, 3 stories: 1 deleted, ")
    state = json.loads(bulletin(site, "report", "--json").stdout)
    assert state["totals"]["deleted"] == 1
    assert [row["bulletin"] for row in state["bulletins"]] == ["2026-03-09.txt", "2026-03-10.txt"]
    assert "deleted by an editor" in state["bulletins"][0]["stories"][1]["look"]
    shown = bulletin(site, "report", "--html").stdout
    assert html5lib.HTMLParser(strict=True).parse(shown) is not None
    assert "<td>2026-03-10.txt</td>" in shown


def test_report_tells_of_an_edited_file_what_is_to_be_seen_in_it(site: Path) -> None:
    (site / "pelicanconf.py").write_text("BULLETIN_DRAFT_BELOW = 1\n", "utf-8")
    bulletin(site, "convert")
    (draft, *_) = [path for path in (site / "content").rglob("*.md") if "ferry" in path.name]
    name = draft.relative_to(site / "content").as_posix()
    assert f"{name}: a draft: where it begins and ends is only " in bulletin(site, "report").stdout
    text = draft.read_text("utf-8")
    draft.write_text(text.replace("Status: draft", "Status: published"), "utf-8")
    assert f"{name}: a draft" not in bulletin(site, "report").stdout
    draft.write_text(text.replace("Status: draft", "Status published"), "utf-8")
    assert f"{name}: not published: there is no colon right behind Status" in bulletin(site, "report").stdout
    draft.write_text(f"Photo_Credits: Ali Said\n{text}", "utf-8")
    assert f"{name}: credit only on top of its file: Ali Said" in bulletin(site, "report").stdout


def test_report_names_bulletins_that_no_stories_have_come_of(site: Path) -> None:
    bulletin(site, "convert")
    (site / "seeds" / "letter.doc").write_bytes(b"\xd0\xcf\x11\xe0" + bytes(508))
    bulletin(site, "convert")
    assert "letter.doc: no stories of it" in bulletin(site, "report").stdout
    assert json.loads(bulletin(site, "report", "--json").stdout)["waiting"] == ["letter.doc"]
    assert "<td>letter.doc</td>" in bulletin(site, "report", "--html").stdout


def test_one_is_told_as_one(site: Path) -> None:
    (site / "pelicanconf.py").write_text("BULLETIN_DRAFT_BELOW = 1\n", "utf-8")
    bulletin(site, "convert")
    (site / "content" / "2026/03/09/tram-drivers-in-katowice-get-warmer-cabs.md").unlink()
    assert ": 1 draft, 1 deleted, 2 to look at" in bulletin(site, "report").stdout


def test_report_of_an_empty_newsroom(tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    assert bulletin(tmp_path, "report").stdout == "0 bulletins, 0 stories\n"
