"""A build that is killed, wherever it is, leaves nothing that the next one does not put right."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from random import Random

from conftest import many_stories
from newsroom_changes import CHANGES, Newsroom, different
from workshop import Workshop

KILLS = int(os.environ.get("DATELINE_KILLS", "3"))
SCRIPT = """
import sys
from pathlib import Path
sys.path[:0] = sys.argv[3:]
from workshop import _build
_build(Path(sys.argv[1]), "site", 2, {"SITENAME": sys.argv[2]})
"""


def begun(folder: Path, name: str) -> subprocess.Popen[bytes]:
    """A build in processes of their own."""
    paths = [str(Path(__file__).parents[1])]
    command = [sys.executable, "-c", SCRIPT, str(folder), name, *paths]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)


def test_a_build_that_was_killed_is_finished_by_the_next(tmp_path):
    room, workshop = Newsroom(tmp_path), Workshop()
    many_stories(room.folder / "content", 40)
    started = time.monotonic()
    assert begun(room.folder, "Dateline").wait() == 0
    longest = time.monotonic() - started
    for number in range(KILLS):
        chance = Random(number)
        chance.choice(CHANGES[:10])(room, chance)
        name = chance.choice(["Dateline", "Marsa News"])  # another name renders every page
        build = begun(room.folder, name)
        time.sleep(chance.uniform(0, longest))
        os.killpg(build.pid, signal.SIGKILL)
        build.wait()
        workshop.build(room.folder, "site", hands=2, SITENAME=name)
        workshop.build(room.folder, "clean", hands=2, SITENAME=name)
        assert different(room.folder / "site", room.folder / "clean") == [], number
    workshop.close()
