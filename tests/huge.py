"""Reads one huge bulletin in a process of its own, and says what it took: run by hostile/test_huge.py."""

import json
import resource
import sys
import time
from collections.abc import Callable

import oracle

LETTERS = 200_000
HEAD = "Ferry sails again to the islands\n\n"
LEDE = "The harbour board of Malawi said on Monday that the ferry keeps its timetable.\n\n"
PAGE = f"<html><h1>{HEAD}</h1><p>{LEDE}</p>"
PART = "Content-Type: multipart/mixed; boundary=a{0}\n\n--a{0}\n"
MAIL = "Subject: Night file\nMIME-Version: 1.0\nContent-Type: {}\n\n{}"


def plain(letters: int) -> str:
    """What an honest bulletin of so many letters is like: everything is measured against it."""
    story = HEAD + LEDE * 12
    return story * (letters // len(story))


def line(piece: str) -> str:
    """One line of nothing but this."""
    return f"{HEAD}{LEDE}{piece * (LETTERS // len(piece))} end.\n\n{LEDE}"


HUGE: dict[str, Callable[[], str]] = {
    "plain": lambda: plain(1_000_000),
    "ten megabytes in a line.txt": lambda: f"{HEAD}{LEDE}{'The ferry left at dawn. ' * 420_000}\n",
    "ten megabytes in a word.txt": lambda: f"{HEAD}{LEDE}{'a' * 10_000_000}\n",
    "ten megabytes of nothing.txt": lambda: f"{HEAD}{LEDE}{' ' * 10_000_000}x\n",
    "a hundred thousand headlines.txt": lambda: "\n\n".join(f"Ferry {at} sails again" for at in range(100_000)),
    "a hundred thousand blank lines.txt": lambda: HEAD + "\n" * 100_000 + LEDE,
    "elements within elements.html": lambda: PAGE + "<div>" * 100_000 + LEDE,
    "lists within lists.html": lambda: PAGE + "<ul><li>" * 100_000 + LEDE,
    "tables within tables.html": lambda: PAGE + "<table><tr><td>" * 50_000 + LEDE,
    "strong within strong.html": lambda: PAGE + "<p><b><i><font size=1>" * 30_000 + LEDE,
    "attributes without end.html": lambda: f"{PAGE}<p {' '.join(f'a{at}=b' for at in range(100_000))}>{LEDE}</p>",
    "an entity without end.html": lambda: f"{PAGE}<p>&{'a' * 2_000_000};</p>",
    "entities that grow.html": lambda: (
        '<!DOCTYPE html [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
        f'<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>{PAGE}<p>{"&c;" * 10_000}</p>'
    ),
    "a comment without end.html": lambda: f"{PAGE}<!--{'-' * 2_000_000}{LEDE}",
    "parts within parts.eml": lambda: "Subject: x\nMIME-Version: 1.0\n" + "".join(map(PART.format, range(9_000))),
    "many parts.eml": lambda: MAIL.format("multipart/mixed; boundary=a", "--a\n\nx\n" * 20_000),
    "a header without end.eml": lambda: MAIL.format(f"text/plain; {'a=b; ' * 100_000}", HEAD + LEDE),
    "a subject without end.eml": lambda: f"Subject: {'=?utf-8?q?a?= ' * 50_000}\nMIME-Version: 1.0\n\n{HEAD}{LEDE}",
    "headers without end.eml": lambda: f"{'X-A: b' + chr(10)}" * 50_000 + MAIL.format("text/plain", HEAD + LEDE),
}
# What each pattern of the reading rooms begins with: one that tried again at every place would not come back.
PIECES = (
    *("[", "]", "(", "[a](", "[a][", "![a](", '[a](b "', "<", "<http://", "`", "a`", "``a`", "*", "*a ", "**a ", "_a "),
    *(
        "\\",
        "&",
        "&#",
        "&a",
        "&amp;",
        "a@",
        "@a.",
        "http://a ",
        "www.",
        "1,",
        "1. ",
        "12:",
        "9 March 2026 ",
        "Monday, ",
    ),
    *("#", "=", "-- ", "By A ", "Photo: ", "[Ana Rojas/Reuters] ", "(Reuters) ", "A/", "Springfield, ", "London, "),
    *("Georgia ", "a. ", "“a” ", "Ã©", "\u0301", "\u202e", "\ufe0f", "\U000e0041", "\u200d", "🏴", "\x01", "\u3000"),
    *("<!--", "<p ", "Content-Type: ", "Date: "),
)


def made(name: str) -> tuple[str, bytes]:
    """A huge bulletin by its name, or of a piece by its number and ending."""
    if name in HUGE:
        return name, HUGE[name]().encode()
    return name, line(PIECES[int(name.partition(".")[0])]).encode()


def main(names: list[str]) -> None:
    for name in names:
        given, raw = made(name)
        started = time.process_time()
        oracle.compose(given, raw)
        took = time.process_time() - started
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
        print(json.dumps({"name": name, "bytes": len(raw), "seconds": took, "most_memory": most}), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
