"""Whether the HTML of all pages is valid, told by the Nu checker."""

import json
import re
import subprocess
from collections import Counter
from pathlib import Path

from .model import Found, Miss, Table

SHOWN = 110
ADDRESS = re.compile(r"“\w+://[^”]*”")


def markup(output: Path, checker: Path) -> Found:
    """Errors of all pages, and a count of the warnings.

    Args:
        output: the built site.
        checker: vnu.jar, of the npm package vnu-jar; Java runs it.
    """
    command = ["java", "-Xss8m", "-jar", str(checker), "--skip-non-html", "--format", "json", "--exit-zero-always"]
    command.append(str(output))
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    errors: dict[str, list[dict[str, str]]] = {}
    warnings: Counter[str] = Counter()
    for message in json.loads(done.stderr)["messages"]:
        if message["type"] == "info":
            warnings[ADDRESS.sub("“…”", message["message"])] += 1
        else:
            errors.setdefault(message["message"], []).append(message)
    missed = []
    for text, places in errors.items():
        first = places[0]
        file = first["url"].removeprefix(f"file:{output}/")
        missed.append(Miss("valid HTML", file, f"{text} ({len(places)} times): {first.get('extract', '')[:SHOWN]!r}"))
    number = sum(1 for _ in output.rglob("*.html"))
    found = (("errors", sum(map(len, errors.values()))), *((f"warning: {text}", n) for text, n in warnings.items()))
    return [Table(f"Nu checker, {number:,} pages", ("message", "times"), found)], missed
