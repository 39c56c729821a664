"""Whatever editors and bulletins do, in whatever order: no editor's text is lost, no address changes, no id repeats."""

import shutil
import tempfile
from pathlib import Path

from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, initialize, invariant, rule

from bulletin import page, settings
from bulletin.convert import convert
from bulletin.store import Content

PLACES = ("Nkhata Bay", "Katowice", "Montevideo", "Hobart", "Tromsø", "Oaxaca", "Ghent", "Izmir")
THINGS = ("ferry", "tram", "library", "market", "bakery", "lighthouse", "orchard", "bridge")
VERBS = ("opens", "closes", "moves", "returns")
NAMES = ("2026-03-09-a.txt", "2026-03-09-b.txt", "2026-03-10.txt")
MARK = "An editor wrote this line"


def story(number: int, revision: int) -> str:
    """A story of its own, which a higher revision tells with another headline, another lede, or more."""
    place, thing, verb = PLACES[number % 8], THINGS[number // 8 % 8], VERBS[(number + (revision == 1)) % 4]
    headline = f"The {thing} of {place} {verb} for the {number + 2}th time"
    lede = f"People of {place} saw on Monday that the {thing} {verb}, said keeper number {number}" + " again" * (
        revision == 2
    )
    return "\n\n".join(
        [
            headline,
            f"{lede}.",
            f"It had stood there for {number + 40} years, and {number + 3} cats lived below it with a {thing} maker.",
            f"Nobody in {place} could say who owned the {number + 5} chairs that were found in the {thing}.",
            *(["Later the keeper took back all that he had said about the chairs."] * (revision == 3)),
        ]
    )


class NewsroomMachine(RuleBasedStateMachine):
    """Bulletins are dropped, changed, renamed, deleted; files are edited and deleted; and all is converted."""

    edited = Bundle("edited")

    @initialize()
    def open_newsroom(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        (self.folder / "seeds").mkdir()
        self.bulletins: dict[str, list[tuple[int, int]]] = {}
        self.addresses: dict[str, str] = {}
        self.edits: dict[str, str] = {}
        self.deleted: set[str] = set()
        self.marks = 0
        for at, name in enumerate(NAMES[::2]):
            self._write(name, [(number, 0) for number in range(3 * at, 3 * at + 3)])
        self.convert(everything=False)

    def teardown(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)

    @rule(name=st.sampled_from(NAMES), numbers=st.lists(st.integers(0, 63), min_size=1, max_size=4, unique=True))
    def drop(self, name: str, numbers: list[int]) -> None:
        self._write(name, [(number, 0) for number in numbers])

    @rule(name=st.sampled_from(NAMES), at=st.integers(0, 3), revision=st.integers(1, 3))
    def revise(self, name: str, at: int, revision: int) -> None:
        held = self.bulletins.get(name, [])
        if at < len(held):
            self._write(name, [*held[:at], (held[at][0], revision), *held[at + 1 :]])

    @rule(name=st.sampled_from(NAMES))
    def turn_round(self, name: str) -> None:
        if name in self.bulletins:
            self._write(name, self.bulletins[name][::-1])

    @rule(name=st.sampled_from(NAMES), other=st.sampled_from(NAMES))
    def move_a_story(self, name: str, other: str) -> None:
        if name != other and len(self.bulletins.get(name, [])) > 1:
            moved, *rest = self.bulletins[name]
            self._write(name, rest)
            self._write(other, [one for one in self.bulletins.get(other, []) if one[0] != moved[0]] + [moved])

    @rule(name=st.sampled_from(NAMES))
    def delete_a_bulletin(self, name: str) -> None:
        self.bulletins.pop(name, None)
        (self.folder / "seeds" / name).unlink(missing_ok=True)

    @rule(name=st.sampled_from(NAMES), other=st.sampled_from(NAMES))
    def rename(self, name: str, other: str) -> None:
        if name in self.bulletins and other not in self.bulletins:
            self.bulletins[other] = self.bulletins.pop(name)
            (self.folder / "seeds" / name).rename(self.folder / "seeds" / other)

    @rule(target=edited, which=st.integers(0, 20))
    def edit(self, which: int) -> str:
        files = sorted(self._content().rglob("*.md"))
        if not files:
            return ""
        path = files[which % len(files)]
        self.marks += 1
        mark = f"{MARK} {self.marks}."
        path.write_text(f"{path.read_text('utf-8')}\n{mark}\n", "utf-8")
        self.edits[str(path)] = mark
        return str(path)

    @rule(path=consumes(edited))
    def delete_a_file(self, path: str) -> None:
        if path and Path(path).exists():
            Path(path).unlink()
            self.edits.pop(path, None)
            self.deleted.add(path)

    @rule(everything=st.booleans())
    def convert(self, everything: bool) -> None:
        list(convert(settings.of_site(self.folder), everything=everything))

    @rule()
    def convert_twice(self) -> None:
        """The second run changes nothing, but for a bulletin that is left with a story that another held."""
        for _ in range(2):
            self.convert(everything=True)
        before = self._files()
        self.convert(everything=True)
        assert self._files() == before

    @invariant()
    def no_editor_s_text_is_lost(self) -> None:
        for path, mark in self.edits.items():
            assert mark in Path(path).read_text("utf-8")

    @invariant()
    def what_an_editor_deleted_stays_away(self) -> None:
        assert not any(Path(path).exists() for path in self.deleted)

    @invariant()
    def no_address_changes_and_no_id_repeats(self) -> None:
        found: dict[str, str] = {}
        for path in self._content().rglob("*.md"):
            fields = page.front_matter(path.read_text("utf-8"))
            address = f"{path.parent} {fields['Slug']} {fields['Date']}"
            assert found.setdefault(fields["Story_ID"], address) == address
            assert self.addresses.setdefault(fields["Story_ID"], address) == address
        for receipt in Content(self.folder / "content").receipts():
            ids = [entry.identity.story_id for entry in receipt.entries]
            assert len(set(ids)) == len(ids)

    def _write(self, name: str, held: list[tuple[int, int]]) -> None:
        self.bulletins[name] = held
        text = "\n\n\n".join(story(number, revision) for number, revision in held)
        (self.folder / "seeds" / name).write_text(text + "\n", "utf-8")

    def _content(self) -> Path:
        return self.folder / "content" / "2026"

    def _files(self) -> dict[str, int]:
        return {str(path): path.stat().st_mtime_ns for path in (self.folder / "content").rglob("*") if path.is_file()}


TestNewsroom = NewsroomMachine.TestCase
TestNewsroom.settings = hypothesis_settings(max_examples=20, stateful_step_count=20, deadline=None)
