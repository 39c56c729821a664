"""Bringing the built site to a folder of a web server, by rsync: nothing half published, nothing else lost."""

import shutil
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

OURS = "_headers"
"""Every published site has this file; a folder that has not was never ours."""
_OPTIONS = (
    "--recursive",
    # By what is in them: a build on another machine, or in a fresh clone, gives every file another time. A file that
    # has not changed keeps its time on the server, so a reader's browser need not fetch it again.
    "--checksum",
    # Whatever the rights are here, the web server can read the files.
    "--perms",
    "--chmod=D755,F644",
    "--omit-dir-times",
    "--compress",
    # New files lie ready and are put in place together; only then are old ones taken away, when no page leads there.
    "--delay-updates",
    "--delete-after",
    # What the server's owner has put there: .htaccess, .well-known.
    "--filter=protect /.*",
    "--out-format=%i %n",
)
_DELETED = "*deleting"
_TRIED = "--dry-run"


class UploadError(Exception):
    """The site cannot be brought there; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Upload:
    """What is brought to the folder and what is taken away from it, as paths below it."""

    new: tuple[str, ...]
    changed: tuple[str, ...]
    deleted: tuple[str, ...]


def plan(output: Path, to: str) -> Upload:
    """See what an upload would do, and do nothing.

    Args:
        output: The folder of the built site.
        to: A folder as rsync names it, like `editor@news.example.org:/var/www/news`.

    Raises:
        UploadError: rsync is not there or fails.
    """
    return _read(_rsync(output, to, _TRIED))


def strangers(planned: Upload) -> tuple[str, ...]:
    """What would be taken away and was never of this site: all of it, where the folder has not had the site yet."""
    return planned.deleted if OURS in planned.new else ()


def carry_out(output: Path, to: str) -> Upload:
    """Bring the site there; as `plan`."""
    return _read(_rsync(output, to))


def _rsync(output: Path, to: str, *more: str) -> list[str]:
    program = shutil.which("rsync")
    if program is None:
        raise UploadError("rsync is not installed. Install it (Debian, Ubuntu: sudo apt install rsync) and try again")
    command = [program, *_OPTIONS, *more, "--", f"{output}/", to]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False, errors="replace")  # noqa: S603 - no shell
    if done.returncode:
        raise UploadError(f"rsync could not bring the site to {to} (code {done.returncode}); it says why above")
    return done.stdout.splitlines()


def _read(lines: Iterable[str]) -> Upload:
    """What rsync has told: of each file some letters, among which `f` is a file and `+` a new one, and its path."""
    files = [(what, path) for what, _, path in (line.partition(" ") for line in lines) if not path.endswith("/")]
    sent = [(what, path) for what, path in files if what[1:2] == "f" and what[0] in "<>"]
    new = tuple(path for what, path in sent if "+" in what)
    return Upload(
        new=new,
        changed=tuple(path for what, path in sent if "+" not in what),
        deleted=tuple(path.strip() for what, path in files if what == _DELETED),
    )
