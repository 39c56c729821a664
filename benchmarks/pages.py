#!/usr/bin/env python3
"""The pages that readers see, against the goals of the site: the samples and an invented archive, built and served.

    .venv/bin/python benchmarks/pages.py [--stories 500] [--node FOLDER] [--vnu FILE] [--only MEASURE ...]

Measures: load (bytes, requests, shifts), scroll, axe, keyboard, nu, lighthouse, links, equal. Exit code 1 where a goal
is missed. No goal depends on a time but Lighthouse's performance.
"""

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from measures import barriers, building, choosing, first_load, keyboard, scrolling, serving
from measures.browsing import chromium
from measures.lighthouse import lighthouse
from measures.markup import markup
from measures.model import Found, Miss, PageType

BELOW = "/repo/"
MEASURES = ("load", "scroll", "axe", "keyboard", "nu", "lighthouse", "links", "equal")
RATED = ("front", "heaviest story", "region")


def main() -> None:
    given = arguments()
    with tempfile.TemporaryDirectory() as folder:
        port = serving.free_port()
        content, output = Path(folder) / "content", Path(folder) / "site"
        building.gather(content, given.stories)
        address = f"http://{serving.HOST}:{port}{BELOW}".rstrip("/")
        building.build(content, output, address)
        missed: list[Miss] = []
        with serving.served(output, port, BELOW):
            types = choosing.page_types(content, output)
            for tables, misses in measure(given, types, content, output, address):
                print(*tables, sep="\n", flush=True)
                missed += misses
    print(f"\n## Goals missed: {len(missed)}\n")
    print(*(f"- {miss}" for miss in missed), sep="\n")
    sys.exit(1 if missed else 0)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--stories", type=int, default=500, help="besides the samples")
    parser.add_argument("--browser", type=Path, default=Path("/usr/bin/chromium"))
    parser.add_argument("--node", type=Path, help="a folder node_modules with lighthouse in it")
    parser.add_argument("--vnu", type=Path, help="vnu.jar, the Nu checker")
    parser.add_argument("--only", nargs="+", choices=MEASURES, default=MEASURES, metavar="MEASURE")
    return parser.parse_args()


def measure(
    given: argparse.Namespace, types: list[PageType], content: Path, output: Path, address: str
) -> Iterator[Found]:
    """What each measure that is asked for finds, one after another."""
    in_browser: dict[str, Callable[..., Found]] = {
        "load": first_load.first_loads,
        "scroll": scrolling.sideways,
        "axe": barriers.barriers,
        "keyboard": keyboard.tours,
    }
    with chromium(given.browser) as browser:
        for name, work in in_browser.items():
            if name in given.only:
                yield work(browser, types, address)
    if "nu" in given.only:
        yield markup(output, given.vnu) if given.vnu else left_out("Nu checker", "--vnu")
    if "lighthouse" in given.only:
        rated = [page for page in types if page.name in RATED]
        yield (
            lighthouse(given.node, given.browser, rated, address) if given.node else left_out("Lighthouse", "--node")
        )
    if "links" in given.only:
        at_root = output.with_name("site-at-root")
        building.build(content, at_root, address.removesuffix(BELOW.rstrip("/")))
        yield building.broken({BELOW: output, "/": at_root})
    if "equal" in given.only:
        again = output.with_name("site-again")
        building.build(content, again, address)
        yield building.differing(output, again)


def left_out(name: str, option: str) -> Found:
    print(f"\n{name}: left out, because {option} does not say where it is")
    return [], []


if __name__ == "__main__":
    main()
