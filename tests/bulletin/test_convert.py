"""Seeds to content, with files on the disk: the editor wins, and a second run writes nothing."""

import json
import os
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bulletin import page, settings
from bulletin.convert import Outcome, convert
from bulletin.model import Action
from bulletin.settings import Settings

BULLETIN = """Ferry sails again to the islands off Malawi

The ferry left Nkhata Bay at dawn with 300 people and a brass band, the harbour board said.

“I had forgotten the horn,” said Tiyamike Banda, who sells fish.

Tram drivers in Katowice get warmer cabs

The trams of Katowice will have heated floors by the winter, the city said on Monday.

Each of the 200 cabs has been measured for draughts.
"""
FERRY = "2026/03/09/ferry-sails-again-to-the-islands-off-malawi.md"
TRAM = "2026/03/09/tram-drivers-in-katowice-get-warmer-cabs.md"


class Newsroom:
    """A site's folder, as an editor has it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.content = folder / "content"
        (folder / "seeds").mkdir()

    def drop(self, text: str | bytes, name: str = "2026-03-09.txt") -> None:
        (self.folder / "seeds" / name).write_bytes(text.encode() if isinstance(text, str) else text)

    def convert(self) -> list[Outcome]:
        """All bulletins, also those that have not changed."""
        return list(convert(settings.of_site(self.folder), everything=True))

    def convert_changed(self) -> list[tuple[str, bool]]:
        """Which bulletins were looked at, and which were passed over."""
        return [(one.bulletin, one.unchanged) for one in convert(settings.of_site(self.folder))]

    def actions(self) -> list[Action]:
        return [decision.action for outcome in self.convert() for _, decision in outcome.done]

    def edit(self, path: str, old: str, new: str) -> None:
        text = (self.content / path).read_text("utf-8")
        assert old in text
        (self.content / path).write_text(text.replace(old, new), "utf-8")

    def text(self, path: str) -> str:
        return (self.content / path).read_text("utf-8")

    def files(self) -> dict[str, tuple[int, int]]:
        """Each file with its inode and time: a file that is written again has another."""
        found = (path for path in self.content.rglob("*") if path.is_file())
        return {str(path.relative_to(self.content)): (path.stat().st_ino, path.stat().st_mtime_ns) for path in found}

    def receipt(self, bulletin: str) -> dict[str, Any]:
        """What the receipt remembers of the first story."""
        lines = (self.content / ".receipts" / f"{bulletin}.jsonl").read_text("utf-8").splitlines()
        story: dict[str, Any] = json.loads(lines[1])
        return story

    def stories(self) -> set[str]:
        return {str(path.relative_to(self.content)) for path in self.content.rglob("*.md")}


@pytest.fixture
def newsroom(tmp_path: Path) -> Newsroom:
    room = Newsroom(tmp_path)
    room.drop(BULLETIN)
    return room


def problems(outcomes: Sequence[Outcome]) -> list[str]:
    return [str(problem) for outcome in outcomes for problem in outcome.problems]


def test_one_file_a_story(newsroom: Newsroom) -> None:
    assert newsroom.actions() == [Action.CREATE, Action.CREATE]
    assert newsroom.stories() == {FERRY, TRAM}
    assert "“I had forgotten the horn,” said Tiyamike Banda, who sells fish." in newsroom.text(FERRY)


def test_the_second_run_writes_nothing(newsroom: Newsroom) -> None:
    newsroom.convert()
    before = newsroom.files()
    assert newsroom.actions() == [Action.KEEP, Action.KEEP]
    assert newsroom.files() == before


def test_a_change_in_the_bulletin_is_taken_over_and_dated(newsroom: Newsroom) -> None:
    newsroom.convert()
    before = page.front_matter(newsroom.text(FERRY))
    newsroom.drop(BULLETIN.replace("300 people", "340 people"))
    assert newsroom.actions() == [Action.UPDATE, Action.KEEP]
    after = page.front_matter(newsroom.text(FERRY))
    assert "340 people" in newsroom.text(FERRY)
    assert after["Modified"] > after["Date"]
    assert {**after, "Modified": "", "Summary": ""} == {**before, "Modified": "", "Summary": ""}


def test_a_corrected_headline_keeps_id_and_address(newsroom: Newsroom) -> None:
    newsroom.convert()
    before = page.front_matter(newsroom.text(FERRY))
    newsroom.drop(BULLETIN.replace("islands off Malawi", "islands of Lake Malawi"))
    newsroom.convert()
    after = page.front_matter(newsroom.text(FERRY))
    assert after["Title"] == "Ferry sails again to the islands of Lake Malawi"
    assert (after["Story_ID"], after["Slug"]) == (before["Story_ID"], before["Slug"])
    assert newsroom.stories() == {FERRY, TRAM}


def test_stories_that_only_moved_are_not_called_modified(newsroom: Newsroom) -> None:
    newsroom.convert()
    first, second = BULLETIN.split("Tram drivers")
    newsroom.drop(f"Tram drivers{second}\n{first}")
    newsroom.convert()
    fields = page.front_matter(newsroom.text(FERRY))
    assert "Modified" not in fields
    assert fields["Source"] == "2026-03-09.txt, line 7"


def test_a_draft_that_is_corrected_was_not_changed_after_publication(tmp_path: Path) -> None:
    (tmp_path / "pelicanconf.py").write_text("BULLETIN_DRAFT_BELOW = 1\n", "utf-8")
    room = Newsroom(tmp_path)
    room.drop(BULLETIN)
    room.convert()
    room.drop(BULLETIN.replace("300 people", "340 people"))
    assert room.actions() == [Action.UPDATE, Action.KEEP]
    fields = page.front_matter(room.text(FERRY))
    assert (fields["Status"], "Modified" in fields) == ("draft", False)


def test_a_draft_that_an_editor_has_published_is_changed_after_publication(tmp_path: Path) -> None:
    (tmp_path / "pelicanconf.py").write_text("BULLETIN_DRAFT_BELOW = 1\n", "utf-8")
    room = Newsroom(tmp_path)
    room.drop(BULLETIN)
    room.convert()
    room.edit(FERRY, "Status: draft", "Status: published")
    room.drop(BULLETIN.replace("300 people", "340 people"))
    room.convert()
    assert "Modified" in page.front_matter(room.text(f"{FERRY}.fresh"))


def test_a_story_that_is_corrected_before_its_date_was_not_changed_after_publication(newsroom: Newsroom) -> None:
    newsroom.convert()
    newsroom.drop(BULLETIN.replace("300 people", "340 people"))
    the_evening_before = datetime(2026, 3, 8, 18, tzinfo=UTC).timestamp()
    os.utime(newsroom.folder / "seeds" / "2026-03-09.txt", (the_evening_before, the_evening_before))
    assert newsroom.actions() == [Action.UPDATE, Action.KEEP]
    assert "Modified" not in page.front_matter(newsroom.text(FERRY))


def test_an_edited_file_is_left(newsroom: Newsroom) -> None:
    newsroom.convert()
    newsroom.edit(FERRY, "brass band", "string band")
    assert newsroom.actions() == [Action.LEAVE, Action.KEEP]
    assert "string band" in newsroom.text(FERRY)


def test_changed_on_both_sides(newsroom: Newsroom) -> None:
    newsroom.convert()
    newsroom.edit(FERRY, "brass band", "string band")
    newsroom.drop(BULLETIN.replace("300 people", "340 people"))
    (found,) = problems(newsroom.convert())
    assert FERRY in found
    assert f"Compare it with {FERRY}.fresh" in found
    assert "string band" in newsroom.text(FERRY)
    assert "340 people" in newsroom.text(f"{FERRY}.fresh")


def test_a_conflict_is_said_again_until_the_fresh_version_is_taken_away(newsroom: Newsroom) -> None:
    test_changed_on_both_sides(newsroom)
    before = newsroom.files()
    assert len(problems(newsroom.convert())) == 1
    assert newsroom.files() == before
    (newsroom.content / f"{FERRY}.fresh").unlink()
    assert problems(newsroom.convert()) == []
    assert newsroom.actions() == [Action.LEAVE, Action.KEEP]
    assert "string band" in newsroom.text(FERRY)


def test_a_deleted_story_does_not_come_back(newsroom: Newsroom) -> None:
    newsroom.convert()
    (newsroom.content / FERRY).unlink()
    assert newsroom.actions() == [Action.GONE, Action.KEEP]
    newsroom.drop(BULLETIN.replace("300 people", "340 people"))
    assert newsroom.actions() == [Action.GONE, Action.KEEP]
    assert newsroom.stories() == {TRAM}


def test_a_file_that_is_not_ours_is_not_touched(newsroom: Newsroom) -> None:
    (newsroom.content / FERRY).parent.mkdir(parents=True)
    (newsroom.content / FERRY).write_text("Title: Mine\n\nMine.\n")
    newsroom.convert()
    assert newsroom.text(FERRY) == "Title: Mine\n\nMine.\n"
    assert newsroom.stories() == {FERRY, TRAM, FERRY.replace(".md", "-2.md")}


def test_a_story_that_left_the_bulletin_stays_on_the_site(newsroom: Newsroom) -> None:
    newsroom.convert()
    newsroom.drop(BULLETIN.split("Tram drivers")[0])
    newsroom.convert()
    assert newsroom.stories() == {FERRY, TRAM}
    newsroom.drop(BULLETIN)
    assert newsroom.actions() == [Action.KEEP, Action.KEEP]


def test_a_renamed_bulletin_is_the_same_bulletin(newsroom: Newsroom) -> None:
    newsroom.convert()
    newsroom.edit(FERRY, "brass band", "string band")
    (newsroom.content / TRAM).unlink()
    folder = newsroom.folder / "seeds" / "march"
    folder.mkdir()
    (newsroom.folder / "seeds" / "2026-03-09.txt").rename(folder / "monday.txt")
    assert newsroom.actions() == [Action.LEAVE, Action.GONE]
    assert newsroom.stories() == {FERRY}
    receipts = newsroom.content / ".receipts"
    assert [path.relative_to(receipts).as_posix() for path in receipts.rglob("*.jsonl")] == ["march/monday.txt.jsonl"]
    assert newsroom.actions() == [Action.LEAVE, Action.GONE]


def test_a_bulletin_that_takes_the_place_of_another_is_another(newsroom: Newsroom) -> None:
    newsroom.convert()
    (newsroom.folder / "seeds" / "2026-03-09.txt").unlink()
    newsroom.drop("Bakers of Ghent move into a tram depot\n\nThe ovens stand where trams were washed.\n", "new.txt")
    assert newsroom.actions() == [Action.CREATE]
    assert {FERRY, TRAM} < newsroom.stories()


def test_a_copy_of_a_bulletin_holds_the_same_stories_once_more(newsroom: Newsroom) -> None:
    newsroom.convert()
    newsroom.drop(BULLETIN, "copy-2026-03-09.txt")
    assert newsroom.actions() == [Action.KEEP] * 4
    assert newsroom.actions() == [Action.EARLIER, Action.EARLIER, Action.KEEP, Action.KEEP]
    assert newsroom.stories() == {FERRY, TRAM}


def test_a_bulletin_given_by_its_path_is_the_same_bulletin(newsroom: Newsroom) -> None:
    newsroom.convert()
    site = settings.of_site(newsroom.folder)
    for given in (newsroom.folder / "seeds" / "2026-03-09.txt", newsroom.folder / "seeds"):
        (outcome,) = convert(site, [given])
        assert [decision.action for _, decision in outcome.done] == [Action.KEEP, Action.KEEP]


def test_copies_that_programs_leave_are_passed_over(newsroom: Newsroom) -> None:
    for name in ("2026-03-09.txt~", "2026-03-09.txt.bak", "~$2026-03-09.txt", "#2026-03-09.txt#"):
        newsroom.drop(BULLETIN, name)
    assert [outcome.bulletin for outcome in newsroom.convert()] == ["2026-03-09.txt"]


def test_stories_whose_receipt_was_lost_are_found_again(newsroom: Newsroom) -> None:
    newsroom.convert()
    newsroom.edit(FERRY, "brass band", "string band")
    (newsroom.content / ".receipts" / "2026-03-09.txt.jsonl").unlink()
    assert newsroom.actions() == [Action.LEAVE, Action.KEEP]
    assert newsroom.stories() == {FERRY, TRAM}
    assert "string band" in newsroom.text(FERRY)


def test_a_headline_that_changes_in_a_conflict_is_remembered(newsroom: Newsroom) -> None:
    newsroom.convert()
    newsroom.edit(FERRY, "brass band", "string band")
    newsroom.drop(BULLETIN.replace("islands off Malawi", "islands of Lake Malawi"))
    assert newsroom.actions() == [Action.CONFLICT, Action.KEEP]
    newsroom.drop(BULLETIN.replace("islands off Malawi", "islands of Lake Malawi").replace("300 people", "340 people"))
    assert newsroom.actions() == [Action.CONFLICT, Action.KEEP]
    assert newsroom.stories() == {FERRY, TRAM}


def test_a_bulletin_of_no_date_keeps_the_day_on_which_it_came(newsroom: Newsroom) -> None:
    (newsroom.folder / "seeds" / "2026-03-09.txt").unlink()
    newsroom.drop(BULLETIN.replace("Monday", "purpose"), "undated.txt")
    seed = newsroom.folder / "seeds" / "undated.txt"
    os.utime(seed, (1_770_000_000, 1_770_000_000))
    newsroom.convert()
    before = newsroom.files()
    os.utime(seed, (1_780_000_000, 1_780_000_000))
    assert newsroom.actions() == [Action.KEEP, Action.KEEP]
    assert newsroom.files() == before


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("a\nTitle: Hacked\n.txt", "characters that cannot be written"),
        ("a\u2028b.txt", "characters that cannot be written"),
        (os.fsdecode(b"a\xe9b.txt"), "characters that cannot be written"),
        ("x" * 230 + ".txt", "too long"),
    ],
)
def test_names_that_cannot_be_written_down_are_refused(newsroom: Newsroom, name: str, what: str) -> None:
    newsroom.drop(BULLETIN, name)
    (found,) = problems(newsroom.convert())
    assert what in found
    assert newsroom.stories() == {FERRY, TRAM}


def test_a_name_with_spaces_and_quotes(newsroom: Newsroom) -> None:
    newsroom.drop(BULLETIN.replace("Malawi", "Kenya"), 'monday\'s "big" file (2) 2026-03-10.txt')
    newsroom.convert()
    assert [outcome.problems for outcome in newsroom.convert()] == [(), ()]


def test_what_the_disk_refuses_costs_one_bulletin(newsroom: Newsroom) -> None:
    newsroom.drop(BULLETIN, "2026-03-10.txt")
    (newsroom.content / "2026" / "03").mkdir(parents=True)
    (newsroom.content / "2026" / "03" / "09").write_text("a file where a folder should be")
    (found,) = problems(newsroom.convert())
    assert found.startswith("2026-03-09.txt: a file cannot be written or read")
    assert newsroom.stories() == {FERRY.replace("/09/", "/10/"), TRAM.replace("/09/", "/10/")}


def test_one_broken_bulletin_costs_one_bulletin(newsroom: Newsroom) -> None:
    newsroom.convert()
    before = newsroom.files()
    newsroom.drop(b"", "empty.txt")
    newsroom.drop(b"\x00\x01\x02binary", "picture.txt")
    newsroom.drop("no headline here, only a sentence that ends.\n", "prose.txt")
    newsroom.drop(b"Bad \x81 byte\n", "unreadable.txt")
    assert problems(newsroom.convert()) == [
        "empty.txt: the file is empty. Paste the bulletin into it and save it again",
        "picture.txt:1: this is not a text file. Save the bulletin as plain text (UTF-8)",
        "prose.txt:1: no headline was found. Put each headline on a line of its own, a blank line below it",
        "unreadable.txt:1: the encoding cannot be told. Open it in an editor and save it as UTF-8",
    ]
    assert newsroom.files() == before


def test_a_bulletin_that_breaks_later_leaves_its_stories(newsroom: Newsroom) -> None:
    newsroom.convert()
    before = newsroom.files()
    newsroom.drop(b"")
    assert len(problems(newsroom.convert())) == 1
    assert newsroom.files() == before


def test_a_damaged_receipt_is_said_and_nothing_is_written(newsroom: Newsroom) -> None:
    newsroom.convert()
    receipt = newsroom.content / ".receipts" / "2026-03-09.txt.jsonl"
    receipt.write_text(receipt.read_text() + "<<<<<<< HEAD\n")
    before = newsroom.files()
    (found,) = problems(newsroom.convert())
    assert "this receipt is damaged" in found
    assert newsroom.files() == before


def test_the_receipt_tells_what_became_of_the_bulletin(newsroom: Newsroom) -> None:
    newsroom.drop(BULLETIN.replace("Tram drivers", "Recommended Stories\n\nTram drivers"))
    newsroom.convert()
    text = (newsroom.content / ".receipts" / "2026-03-09.txt.jsonl").read_text("utf-8")
    assert '"issued": "2026-03-09", "basis": "file name"' in text
    assert '{"dropped": 7, "text": "Recommended Stories", "why": "recommended stories"}' in text


def test_bulletins_in_folders_and_notes_beside_them(newsroom: Newsroom) -> None:
    (newsroom.folder / "seeds" / "march").mkdir()
    newsroom.drop(BULLETIN.replace("Malawi", "Tanzania"), "march/2026-03-10.txt")
    newsroom.drop("How we name our files\n\nBy day.", "README.md")
    newsroom.drop("secret", ".hidden.txt")
    assert [outcome.bulletin for outcome in newsroom.convert()] == ["2026-03-09.txt", "march/2026-03-10.txt"]
    assert (newsroom.content / ".receipts" / "march" / "2026-03-10.txt.jsonl").is_file()


def test_nothing_is_written_outside_the_content_folder(newsroom: Newsroom, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    newsroom.content.mkdir()
    (newsroom.content / "2026").symlink_to(outside)
    (found,) = problems(newsroom.convert())
    assert "out of the content folder" in found
    assert list(outside.rglob("*")) == []


def test_the_zone_is_the_sites(newsroom: Newsroom) -> None:
    (newsroom.folder / "pelicanconf.py").write_text('TIMEZONE = "Asia/Kathmandu"\n')
    newsroom.convert()
    assert page.front_matter(newsroom.text(FERRY))["Date"] == "2026-03-09 00:00:00+05:45"


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
def test_a_bulletin_that_may_not_be_read(newsroom: Newsroom) -> None:
    (newsroom.folder / "seeds" / "2026-03-09.txt").chmod(0)
    (found,) = problems(newsroom.convert())
    assert "cannot be read" in found


def doubting(newsroom: Newsroom, threshold: float) -> Settings:
    return replace(settings.of_site(newsroom.folder), draft_below=threshold)


def test_an_uncertain_story_is_a_draft_and_says_why(newsroom: Newsroom) -> None:
    (outcome,) = convert(doubting(newsroom, 1), everything=True)
    assert "\nStatus: draft\n" in newsroom.text(FERRY)
    assert all(entry.look[0].startswith("a draft: where it begins and ends is only ") for entry, _ in outcome.done)
    assert [decision.action for _, decision in next(convert(doubting(newsroom, 1), everything=True)).done] == [
        Action.KEEP,
        Action.KEEP,
    ]


def test_a_draft_is_published_when_it_is_sure_and_never_taken_back(newsroom: Newsroom) -> None:
    list(convert(doubting(newsroom, 1), everything=True))
    (outcome,) = convert(doubting(newsroom, 0), everything=True)
    assert [decision.action for _, decision in outcome.done] == [Action.UPDATE, Action.UPDATE]
    assert "\nStatus: published\n" in newsroom.text(FERRY)
    assert "Modified:" not in newsroom.text(FERRY)
    (outcome,) = convert(doubting(newsroom, 1), everything=True)
    assert [decision.action for _, decision in outcome.done] == [Action.KEEP, Action.KEEP]


def test_a_draft_that_an_editor_publishes_is_theirs(newsroom: Newsroom) -> None:
    list(convert(doubting(newsroom, 1), everything=True))
    newsroom.edit(FERRY, "Status: draft", "Status: published")
    (outcome,) = convert(doubting(newsroom, 1), everything=True)
    assert [decision.action for _, decision in outcome.done] == [Action.LEAVE, Action.KEEP]


def test_a_draft_whose_receipt_was_lost_stays_one(newsroom: Newsroom) -> None:
    list(convert(doubting(newsroom, 1), everything=True))
    (newsroom.content / ".receipts" / "2026-03-09.txt.jsonl").unlink()
    (outcome,) = convert(doubting(newsroom, 1), everything=True)
    assert [decision.action for _, decision in outcome.done] == [Action.KEEP, Action.KEEP]


def test_each_story_says_its_language(newsroom: Newsroom) -> None:
    newsroom.drop(
        "Un train s’arrête pour un renne\n\nLe train de Kiruna à Narvik s’est arrêté mardi pour laisser passer un "
        "renne, qui est monté dans le wagon et n’en est pas sorti avant la gare, a dit la compagnie.\n",
        "2026-03-10.txt",
    )
    newsroom.convert()
    assert "\nLang: en\n" in newsroom.text(FERRY)
    assert "\nLang: fr\n" in newsroom.text("2026/03/10/un-train-sarrete-pour-un-renne.md")


MORNING = """Ferry sails again to the islands off Malawi

The ferry left Nkhata Bay at dawn with 300 people and a brass band, the harbour board said.

“I had forgotten the horn,” said Tiyamike Banda, who sells fish.
"""
EVENING = """Ferry to the islands off Malawi sails again, and comes back

The ferry left Nkhata Bay at dawn with 300 people and a brass band, the harbour board said.

“I had forgotten the horn,” said Tiyamike Banda, who sells fish.

It was back at dusk with 280.
"""
NEXT_DAY = """Ferry stays in port for want of diesel

Nobody sailed on Tuesday: the ferry lay at Nkhata Bay with empty tanks, Tiyamike Banda said.
The islands off Malawi will wait until Friday, said the Likoma council.
"""


def test_a_story_of_two_bulletins_is_one_that_follows_the_later(tmp_path: Path) -> None:
    newsroom = Newsroom(tmp_path)
    newsroom.drop(MORNING, "2026-03-09-a-morning.txt")
    newsroom.convert()
    fields = page.front_matter(newsroom.text(FERRY))
    newsroom.drop(EVENING, "2026-03-09-b-evening.txt")
    assert newsroom.actions() == [Action.KEEP, Action.UPDATE]
    assert newsroom.stories() == {FERRY}
    assert "It was back at dusk" in newsroom.text(FERRY)
    now = page.front_matter(newsroom.text(FERRY))
    assert [now[key] for key in ("Story_ID", "Slug", "Date")] == [fields[key] for key in ("Story_ID", "Slug", "Date")]
    assert now["Modified"]
    evening = newsroom.receipt("2026-03-09-b-evening.txt")
    assert evening["versions"] == ["2026-03-09-a-morning.txt, line 1"]
    assert "alike" in evening["why"]
    assert newsroom.actions() == [Action.EARLIER, Action.KEEP]


def test_an_older_bulletin_that_comes_late_does_not_turn_a_story_back(tmp_path: Path) -> None:
    newsroom = Newsroom(tmp_path)
    newsroom.drop(EVENING, "2026-03-09-b-evening.txt")
    newsroom.convert()
    (evening,) = newsroom.stories()
    text = newsroom.text(evening)
    newsroom.drop(MORNING, "2026-03-09-a-morning.txt")
    assert newsroom.actions() == [Action.EARLIER, Action.KEEP]
    assert newsroom.stories() == {evening}
    assert newsroom.text(evening) == text


def test_an_editor_s_text_is_kept_when_the_evening_tells_the_story_again(tmp_path: Path) -> None:
    newsroom = Newsroom(tmp_path)
    newsroom.drop(MORNING, "2026-03-09-a-morning.txt")
    newsroom.convert()
    newsroom.edit(FERRY, "a brass band", "two brass bands")
    newsroom.drop(EVENING, "2026-03-09-b-evening.txt")
    assert newsroom.actions() == [Action.LEAVE, Action.CONFLICT]
    assert "two brass bands" in newsroom.text(FERRY)
    assert "It was back at dusk" in newsroom.text(FERRY + ".fresh")


def test_a_story_that_is_moved_to_another_bulletin_keeps_its_file(newsroom: Newsroom) -> None:
    newsroom.convert()
    ferry, tram = BULLETIN.split("Tram drivers")
    newsroom.drop("Tram drivers" + tram)
    newsroom.drop(ferry.replace("300", "310"), "2026-03-08.txt")
    newsroom.convert()
    newsroom.convert()
    assert newsroom.stories() == {FERRY, TRAM}
    assert "310 people" in newsroom.text(FERRY)
    assert set(newsroom.actions()) == {Action.KEEP}


def test_a_story_with_another_headline_and_another_lede_is_known_by_the_rest(newsroom: Newsroom) -> None:
    longer = BULLETIN.replace(
        "\nTram drivers",
        "\nThe board will run the ferry on Mondays and Fridays until the rains come in December.\n\nTram drivers",
    )
    newsroom.drop(longer)
    newsroom.convert()
    changed = longer.replace("Ferry sails again to the islands off Malawi", "Likoma has its ferry back")
    newsroom.drop(changed.replace("The ferry left Nkhata Bay at dawn", "It left at dawn"))
    assert newsroom.actions() == [Action.UPDATE, Action.KEEP]
    assert newsroom.stories() == {FERRY, TRAM}
    assert "of the text is alike" in newsroom.receipt("2026-03-09.txt")["why"]


def test_a_follow_up_is_a_story_of_its_own_in_the_thread_of_the_first(tmp_path: Path) -> None:
    newsroom = Newsroom(tmp_path)
    newsroom.drop(MORNING, "2026-03-09.txt")
    newsroom.drop(NEXT_DAY, "2026-03-10.txt")
    newsroom.convert()
    first, second = (page.front_matter(newsroom.text(path)) for path in sorted(newsroom.stories()))
    assert "Thread" not in first
    assert second["Thread"] == first["Story_ID"]
    assert "sure, by" in newsroom.receipt("2026-03-10.txt")["why"]
    before = newsroom.files()
    newsroom.convert()
    assert newsroom.files() == before


@pytest.mark.parametrize(("said", "thread"), [("none", None), ("ferries", "ferries")])
def test_an_editor_cuts_and_joins_threads_and_later_stories_heed_it(
    tmp_path: Path, said: str, thread: str | None
) -> None:
    newsroom = Newsroom(tmp_path)
    newsroom.drop(MORNING, "2026-03-09.txt")
    newsroom.convert()
    newsroom.edit(FERRY, "Kind: story", f"Thread: {said}\nKind: story")
    newsroom.drop(NEXT_DAY, "2026-03-10.txt")
    newsroom.convert()
    (second,) = newsroom.stories() - {FERRY}
    assert page.front_matter(newsroom.text(second)).get("Thread") == thread


def test_an_unchanged_bulletin_is_passed_over(newsroom: Newsroom) -> None:
    assert newsroom.convert_changed() == [("2026-03-09.txt", False)]
    newsroom.edit(TRAM, "warmer", "hotter")
    (newsroom.content / FERRY).unlink()
    before = newsroom.files()
    newsroom.drop(NEXT_DAY, "2026-03-10.txt")
    assert newsroom.convert_changed() == [("2026-03-10.txt", False), ("2026-03-09.txt", True)]
    assert before.items() <= newsroom.files().items() | {(".receipts/made-with.txt", before[".receipts/made-with.txt"])}
    newsroom.drop(BULLETIN.replace("300", "310"))
    assert newsroom.convert_changed() == [("2026-03-09.txt", False), ("2026-03-10.txt", True)]
    assert not (newsroom.content / FERRY).exists()


def test_another_program_or_setting_reads_all_again(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    newsroom.convert_changed()
    (newsroom.folder / "pelicanconf.py").write_text('TIMEZONE = "Europe/Madrid"\n', "utf-8")
    assert newsroom.convert_changed() == [("2026-03-09.txt", False)]
    assert newsroom.convert_changed() == [("2026-03-09.txt", True)]
    monkeypatch.setattr("bulletin.settings.edition", lambda: "another")
    assert newsroom.convert_changed() == [("2026-03-09.txt", False)]


def test_a_bulletin_that_needs_an_editor_is_not_passed_over(newsroom: Newsroom) -> None:
    newsroom.convert_changed()
    newsroom.edit(FERRY, "a brass band", "two brass bands")
    newsroom.drop(BULLETIN.replace("300", "310"))
    for _ in range(2):
        (outcome,) = convert(settings.of_site(newsroom.folder))
        assert not outcome.unchanged
        assert problems([outcome])
    (newsroom.content / (FERRY + ".fresh")).unlink()
    assert problems(list(convert(settings.of_site(newsroom.folder)))) == []


REPORT = """Weather at Nkhata Bay

The wind blows from the south at {} knots, the sea off Nkhata Bay is calm, and the harbour board expects no rain.
"""


def test_tomorrow_s_report_does_not_take_the_place_of_today_s(tmp_path: Path) -> None:
    newsroom = Newsroom(tmp_path)
    newsroom.drop(REPORT.format(12), "2026-03-09.txt")
    newsroom.drop(REPORT.format(31), "2026-03-10.txt")
    newsroom.convert()
    assert len(newsroom.stories()) == 2
    assert "12 knots" in newsroom.text("2026/03/09/weather-at-nkhata-bay.md")
    assert "31 knots" in newsroom.text("2026/03/10/weather-at-nkhata-bay.md")


def test_the_same_text_on_the_next_morning_is_the_same_story(tmp_path: Path) -> None:
    newsroom = Newsroom(tmp_path)
    newsroom.drop(MORNING, "2026-03-09.txt")
    newsroom.drop(MORNING, "2026-03-10.txt")
    newsroom.convert()
    assert newsroom.stories() == {FERRY}


def test_what_has_not_changed_is_not_opened(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    newsroom.drop(NEXT_DAY, "2026-03-10.txt")
    newsroom.convert_changed()
    for path in newsroom.folder.rglob("*.*"):
        os.utime(path, ns=(0, 0))
    monkeypatch.setattr("bulletin.memory.SETTLED", -(1 << 62))
    newsroom.convert_changed()
    opened: list[str] = []
    monkeypatch.setattr("bulletin.store._text", lambda path: opened.append(path.name) or path.read_text("utf-8"))
    monkeypatch.setattr("bulletin.convert.digest_of_file", lambda path: opened.append(path.name) or "")
    assert newsroom.convert_changed() == [("2026-03-09.txt", True), ("2026-03-10.txt", True)]
    assert opened == ["made-with.txt"] * len(opened)
    newsroom.drop(BULLETIN.replace("300", "310"))
    assert newsroom.convert_changed() == [("2026-03-09.txt", False), ("2026-03-10.txt", True)]


def test_a_damaged_memory_costs_nothing_but_time(newsroom: Newsroom) -> None:
    newsroom.convert_changed()
    memory = newsroom.folder / ".cache" / "bulletin.memory"
    memory.parent.mkdir(exist_ok=True)
    for damage in (b"\x00\xff", b'["a", 1, 2, 3, 4, 99]\nshort', b'["a"]\n\n'):
        memory.write_bytes(damage)
        assert newsroom.convert_changed() == [("2026-03-09.txt", True)]
