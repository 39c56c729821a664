"""Pages -> what Pagefind's program makes of them. It is asked as by its own interfaces: questions in, answers out."""

import base64
import json
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from fnmatch import fnmatch
from importlib.metadata import version
from importlib.util import find_spec
from tempfile import TemporaryFile
from threading import Thread
from typing import IO, Any, cast

from pagefind.service import get_executable

from .errors import NoIndexError

VERSION = version("pagefind")
NEEDED = ("pagefind.js", "pagefind-worker.js", "pagefind-entry.json", "*.pf_*", "wasm.*.pagefind")
"""What our page loads; Pagefind's own interfaces, some 400 kB, are not among it."""
REMEDY = "Set up anew: make clean-all, then make site. Or set SEARCH = False"
_AT_ONCE = 1 << 20
"""Bytes of an answer that are taken together."""

Message = dict[str, Any]


def why_not() -> str | None:
    """Why no index can be made on this machine; None where it can."""
    program = get_executable()
    if program is None or not program.is_file() or find_spec("cbor2") is None:
        return "the program Pagefind is not there for this machine. Build on another one, or set SEARCH = False"
    return None


def is_of_index(name: str) -> bool:
    """Whether a file has a name that files of an index have, seen from its folder; a page's never is."""
    return any(fnmatch(name, pattern) for pattern in NEEDED)


def indexed(pages: Mapping[str, bytes], language: str) -> tuple[Sequence[str], Mapping[str, bytes]]:
    """Have pages indexed.

    Args:
        pages: HTML by path below the site's root; attributes in it say what Pagefind takes.
        language: The site's. All stories go into one index, whatever language each is written in: all are found.

    Returns:
        The address that each page has in the index; the files of the index, by path within its folder.

    Raises:
        NoIndexError: Pagefind does not run, or fails.
    """
    index: Message = {"index_id": 0}
    questions: list[Message] = [{"type": "NewIndex", "config": {"force_language": language.split("-")[0].lower()}}]
    for path, page in pages.items():
        contents = page.decode("utf-8", "replace")
        questions.append({"type": "AddFile", **index, "file_path": path, "file_contents": contents})
    _, *added, last = _asked([*questions, {"type": "GetFiles", **index}])
    files = {file["path"]: base64.b64decode(file["content"]) for file in last["files"]}
    return [answer["page_url"] for answer in added], files


def _asked(questions: Sequence[Message]) -> list[Message]:
    """Ask the program; its answers, one for each question.

    Raises:
        NoIndexError: There is none for one of them.
    """
    command = [str(get_executable()), "--service"]
    with TemporaryFile() as said:
        try:
            program = subprocess.Popen(  # noqa: S603 - our own words
                command, bufsize=0, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=said
            )
        except OSError as error:
            raise NoIndexError(f"Pagefind does not run ({error}). {REMEDY}") from error
        answers: list[Message] = []
        with program:
            teller = Thread(target=_tell, args=(cast("IO[bytes]", program.stdin), questions))
            teller.start()
            with suppress(ValueError):  # another program
                answers.extend(_answers(cast("IO[bytes]", program.stdout), len(questions)))
            program.kill()  # it waits for more
            teller.join()
        said.seek(0)
        wrong = [str(answer.get("message")) for answer in answers if answer["type"] == "Error"]
        if wrong or len(answers) < len(questions):
            words = " ".join([*wrong, *said.read().decode("utf-8", "replace").split()])
            raise NoIndexError(f"Pagefind failed ({words or program.returncode}). {REMEDY}")
    return answers


def _tell(program: IO[bytes], questions: Sequence[Message]) -> None:
    with suppress(OSError), open(program.fileno(), "wb", closefd=False) as line:  # it may have ended
        for number, question in enumerate(questions, 1):
            text = json.dumps({"message_id": number, "payload": question})
            line.write(base64.b64encode(text.encode()) + b",")


def _answers(program: IO[bytes], number: int) -> Iterator[Message]:
    """As many answers as come, at most so many."""
    rest: list[bytes] = []
    while number > 0 and (piece := program.read(_AT_ONCE)):
        *ends, rest_of_it = piece.split(b",")
        for end in ends:
            yield json.loads(base64.b64decode(b"".join([*rest, end])))["payload"]
            rest = []
        rest.append(rest_of_it)
        number -= len(ends)
