"""Conversions that are cut short at each thing that they do to the disk, and what is to be found afterwards.

As a program, `killing.py FOLDER kill|full|change`, it forks for each run, which takes the least time, and prints one
JSON object.
"""

import errno
import gc
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bulletin import receipt, settings
from bulletin.convert import convert
from bulletin.errors import BadInput

Tree = dict[str, bytes]
Blow = Callable[[], None]
Prepare = Callable[[Path], None]
"""Puts a newsroom in the state in which a round of conversion begins."""

TRAMS = """Ferry sails again to the islands off Malawi

The ferry left Nkhata Bay at dawn with 300 people and a brass band, the harbour board said.

“I had forgotten the horn,” said Tiyamike Banda, who sells fish.

Tram drivers in Katowice get warmer cabs

The trams of Katowice will have heated floors by the winter, the city said on Monday.

Each of the 200 cabs has been measured for draughts.
"""
BAKERS = """Bakers of Ghent move into a tram depot

GHENT, Belgium — The ovens stand where trams were washed, and the bread leaves by the old gate at four in the morning.

“It smells better than it did,” said Lieve Maes, who drove a tram for 30 years.

Lighthouse in Chile is painted by its keepers

PUNTA ARENAS, Chile — They took nine days and 40 litres of white, and the wind took some of that, the navy said.

“We began at the top,” said Ramon Soto, who has kept it since 1999.

Beekeepers of Slovenia count there hives

LJUBLJANA, Slovenia — There are 11,000 of them, and each has a number now, the beekeepers said on Tuesday.

“Some have two,” said Ana Novak, who counted.
"""
GOATS = """Goats graze the roof of a school in Oslo

OSLO, Norway — There are three of them, and they are there until the winter, the school said on Tuesday.

“They look in,” said Kari Dahl, who teaches there.

"""
LIBRARY = """Library in Nairobi lends out umbrellas

It has 60 of them, all green, and asks that they come back dry, the librarian said on Monday.
"""
STORIES, NEWS = 6, ("340 people", "Tram drivers of Katowice")
SEEDS = {"2026-03-09.txt": TRAMS, "2026-03-10.txt": BAKERS, "march/2026-03-11.txt": LIBRARY}
FERRY = "2026/03/09/ferry-sails-again-to-the-islands-off-malawi.md"
LIGHTHOUSE = "2026/03/10/lighthouse-in-chile-is-painted-by-its-keepers.md"
# After each of these the disk is another: `fdopen` is where a file is half written.
TAKES_ROOM = ("fdopen", "fsync", "mkdir", "replace")
TOUCHES = (*TAKES_ROOM, "unlink")


def found(folder: Path) -> Tree:
    """All files of a folder."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def write_seeds(site: Path, seeds: dict[str, str]) -> None:
    """The bulletins, as if they had come at one time."""
    shutil.rmtree(site / "seeds", ignore_errors=True)
    for name, text in seeds.items():
        path = site / "seeds" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        os.utime(path, (1_773_000_000, 1_773_000_000))


def first(site: Path) -> None:
    """Nothing has been converted yet."""
    write_seeds(site, SEEDS)


def corrected(site: Path) -> None:
    """Texts and headlines are changed, a story is put before others, one was edited too, and one deleted."""
    lighthouse = site / "content" / LIGHTHOUSE
    lighthouse.write_text(lighthouse.read_text("utf-8").replace("nine days", "ten days"), "utf-8")
    (site / "content" / "2026/03/09/tram-drivers-in-katowice-get-warmer-cabs.md").unlink()
    bakers = GOATS + BAKERS.replace("40 litres", "44 litres").replace("count there", "count their")
    write_seeds(site, {**SEEDS, "2026-03-09.txt": TRAMS.replace("300 people", "340 people"), "2026-03-10.txt": bakers})


def renamed(site: Path) -> None:
    """Bulletins have other names and folders, and one is changed besides."""
    trams = (site / "seeds" / "2026-03-09.txt").read_text("utf-8").replace("brass band", "string band")
    bakers = (site / "seeds" / "2026-03-10.txt").read_text("utf-8")
    write_seeds(site, {"2026-03-09-monday.txt": trams, "march/tuesday.txt": bakers, "wednesday.txt": LIBRARY})


ROUNDS = (first, corrected, renamed)


def run(site: Path, at: int, blow: Blow | None, touches: tuple[str, ...]) -> bool:
    """Convert in a process of its own, which is dealt a blow at its `at`-th touch; whether it came to that."""
    process = os.fork()
    if not process:
        os._exit(_run(site, at, blow, touches))
    _, status = os.waitpid(process, 0)
    code = os.waitstatus_to_exitcode(status)
    if code not in (0, STRUCK, -signal.SIGKILL):
        raise AssertionError(f"a conversion that was cut short at {at} failed by itself")
    return code != 0


STRUCK = 3


def _run(site: Path, at: int, blow: Blow | None, touches: tuple[str, ...]) -> int:
    count = 0

    def touched(name: str, real: Callable[..., object]) -> Callable[..., object]:
        def touch(*given: object, **named: object) -> object:
            nonlocal count
            count += 1
            if count >= at and blow:
                if name == "fdopen":
                    os.write(int(given[0]), b"Title: Half of")  # type: ignore[call-overload]
                    os.close(int(given[0]))  # type: ignore[call-overload]
                blow()
            return real(*given, **named)

        return touch

    os.fsync = lambda _: None  # only a power failure would show the difference, and it is what takes the time
    for name in touches:
        setattr(os, name, touched(name, getattr(os, name)))
    try:
        for _ in convert(settings.of_site(site)):
            pass
    except BadInput:
        pass
    except BaseException:
        traceback.print_exc()
        return 4
    return STRUCK if blow and count >= at else 0


def kill() -> None:
    """End this process as `kill -9` does."""
    os.kill(os.getpid(), signal.SIGKILL)


def full() -> None:
    """What a full disk says."""
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@dataclass(frozen=True, slots=True)
class Round:
    """A newsroom before a conversion, and what it is after one that nothing disturbed."""

    site: Path
    before: Tree
    after: Tree

    def faults(self) -> Iterator[str]:
        """What is not whole after a conversion that was cut short: each file is as it was or as it will be."""
        for path, raw in found(self.site / "content").items():
            if path.endswith(".journal"):
                receipt.parse_intent(path, raw.decode())
            elif path.endswith(".jsonl"):
                receipt.parse(path, raw.decode())
            elif not path.endswith(".part") and raw not in (self.before.get(path), self.after.get(path)):
                yield f"{path} is neither the old nor the new one"
        for path, raw in self.before.items():
            if self.after.get(path) == raw and not (self.site / "content" / path).is_file():
                yield f"{path} is gone"

    def is_between(self, now: Tree) -> bool:
        """Whether something has been done, and not all."""
        return now not in (self.before, self.after)

    def differences(self) -> Iterator[str]:
        """Where it is not what an undisturbed conversion makes it."""
        now = found(self.site / "content")
        yield from (path for path in sorted({*now, *self.after}) if now.get(path) != self.after.get(path))


def points(folder: Path, blow: Blow, touches: tuple[str, ...]) -> Iterator[tuple[int, list[str]]]:
    """Cut conversions short at each point, every second time the next one too; then let one finish."""
    chance = random.Random(0)
    site, start = folder / "site", folder / "start"
    _warm_up(folder / "warm")
    start.mkdir()
    for prepare in ROUNDS:
        prepare(start)
        before = found(start / "content")
        _copy(start, site)
        run(site, 0, None, ())
        this = Round(site, before, found(site / "content"))
        at, is_cut = 0, True
        while is_cut:
            at += 1
            _copy(start, site)
            is_cut = run(site, at, blow, touches)
            faults = list(this.faults())
            if at % 2:
                run(site, chance.randint(1, at), blow, touches)
                faults += this.faults()
            run(site, 0, None, ())
            faults += this.differences()
            yield at, [f"{prepare.__name__}, {at}: {fault}" for fault in faults]
        _copy(site, start)


def at_random(folder: Path, rounds: Sequence[Prepare], number: int) -> Iterator[tuple[bool, list[str]]]:
    """Kill the command at random moments of each round in turn: was it in the middle, and what was wrong after it."""
    chance = random.Random(0)
    site, start = folder / "site", folder / "start"
    start.mkdir()
    for turn, prepare in enumerate(rounds):
        prepare(start)
        before = found(start / "content")
        _copy(start, site)
        begin = time.monotonic()
        command(site).wait()
        lasts = time.monotonic() - begin
        this = Round(site, before, found(site / "content"))
        for at in range(turn, number, len(rounds)):
            after = chance.uniform(0.2, 1) * lasts  # the first fifth it is still being loaded
            while not _killed(start, site, after):
                after *= 0.8
            is_cut = this.is_between(found(site / "content"))
            faults = list(this.faults())
            command(site).wait()
            yield is_cut, [f"{prepare.__name__}, {at}: {fault}" for fault in (*faults, *this.differences())]
        _copy(site, start)


def _killed(start: Path, site: Path, after: float) -> bool:
    """Convert, and kill that after so many seconds; False where it had ended by then."""
    _copy(start, site)
    process = command(site)
    time.sleep(after)
    process.kill()
    return process.wait() < 0


def command(site: Path) -> subprocess.Popen[str]:
    """A conversion as a person starts it."""
    given = [sys.executable, "-m", "bulletin", "convert"]
    return subprocess.Popen(given, cwd=site, text=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def changed_meanwhile(folder: Path) -> Iterator[tuple[int, list[str]]]:
    """Kill the first conversion at each point, and change bulletins and their names before the next one."""
    site, is_cut, at = folder / "site", True, 0
    _warm_up(folder / "warm")
    while is_cut:
        at += 1
        shutil.rmtree(site, ignore_errors=True)
        first(site)
        is_cut = run(site, at, kill, TOUCHES)
        trams = TRAMS.replace("300 people", "340 people").replace("in Katowice", "of Katowice")
        write_seeds(site, {"2026-03-09.txt": trams, "2026-03-10-tuesday.txt": BAKERS, "march/2026-03-11.txt": LIBRARY})
        run(site, 0, None, ())
        files = {path: raw.decode() for path, raw in found(site / "content").items() if not path.startswith(".")}
        titles = [text.split("\n", 1)[0] for text in files.values()]
        faults = [] if len(set(titles)) == len(files) == STORIES else [f"there are {sorted(files)}"]
        yield at, faults + [f"{news} is not told" for news in NEWS if not any(news in text for text in files.values())]


def _warm_up(site: Path) -> None:
    """Convert once in this process, so that those that are forked from it have everything loaded."""
    first(site)
    list(convert(settings.of_site(site)))
    gc.freeze()
    gc.disable()


def _copy(start: Path, site: Path) -> None:
    shutil.rmtree(site, ignore_errors=True)
    shutil.copytree(start, site)


def main() -> None:
    """Print how many points there were, and all that was wrong."""
    folder, misfortune = Path(sys.argv[1]), sys.argv[2]
    cuts = {
        "kill": lambda: points(folder, kill, TOUCHES),
        "full": lambda: points(folder, full, TAKES_ROOM),
        "change": lambda: changed_meanwhile(folder),
    }
    seen = [faults for _, faults in cuts[misfortune]()]
    print(json.dumps({"points": len(seen), "faults": [fault for faults in seen for fault in faults]}))


if __name__ == "__main__":
    main()
