"""Shows the site while it is being written: watches what it is made of, builds, and has browsers load it again."""

import asyncio
import json
import time
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from dataclasses import replace
from itertools import chain
from multiprocessing import get_context
from pathlib import Path
from typing import TypeVar

from livereload.handlers import LiveReloadHandler, LiveReloadJSHandler
from tornado.httputil import HTTPHeaders
from tornado.web import OutputTransform
from tornado.websocket import WebSocketClosedError
from watchfiles import DefaultFilter, awatch

from bulletin.cores import no_interruption
from plainly.errors import PLUGINS

from . import serving
from .building import SETTINGS, begin, build, glimpse
from .model import Built

SCRIPT = b'<script src="/livereload.js"></script></head>'
# What pages allow (their policy), and what the script needs besides. Not every browser counts it as the site's own.
ASKING, ASKING_MORE = b"connect-src &#39;self&#39;", b"connect-src &#39;self&#39; ws:"
# In milliseconds: how long is waited for further changes before something is done, and at most.
PAUSE, PATIENCE = 40, 400
_SHOWN = 3

Done = TypeVar("Done")


class Reloading(OutputTransform):
    """Puts the script that loads a page again into each page on its way; what lies on the disk stays as it is."""

    def transform_first_chunk(
        self, status_code: int, headers: HTTPHeaders, chunk: bytes, finishing: bool
    ) -> tuple[int, HTTPHeaders, bytes]:
        """Change the beginning of a page."""
        if "html" in headers.get("Content-Type", "") and b"</head>" in chunk:
            fresh = chunk.replace(b"</head>", SCRIPT, 1).replace(ASKING, ASKING_MORE, 1)
            if "Content-Length" in headers:
                headers["Content-Length"] = str(int(headers["Content-Length"]) + len(fresh) - len(chunk))
            chunk = fresh
        return super().transform_first_chunk(status_code, headers, chunk, finishing)


class Workshop:
    """The process that builds; a new one where the program itself has changed."""

    def __init__(self, output: Path) -> None:
        self._output = output
        self._pool = self._opened()

    def _opened(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(1, get_context("spawn"), begin)

    async def build(self) -> Built:
        """Build once."""
        try:
            return await self._done(build, str(self._output))
        except BrokenProcessPool:
            self.renew()
            return Built(0.0, trouble="The process that builds has ended; the next change begins another")

    async def glimpse(self, files: Sequence[Path]) -> frozenset[str]:
        """Write the pages of stories that have just changed, if that can be done at once."""
        with suppress(BrokenProcessPool):
            return await self._done(glimpse, files)
        return frozenset()

    async def _done(self, work: Callable[..., Done], *given: object) -> Done:
        with no_interruption():
            done = self._pool.submit(work, *given)
        return await asyncio.wrap_future(done)

    def renew(self) -> None:
        """Begin another process, which reads the program and its tables anew."""
        self.close()
        self._pool = self._opened()

    def close(self) -> None:
        """End the process, once it has done what it is at."""
        self._pool.shutdown(cancel_futures=True)


def show(output: Path, port: int, bind: str, *, tell: Callable[[str], None]) -> None:
    """Build the site of the current folder, serve it, and build it again whenever something changes, until Ctrl-C.

    Args:
        output: The folder to build into.
        port: The port to listen on.
        bind: The address to listen on.
        tell: Is told what is going on.

    Raises:
        NotServed: The port is taken, or may not be used.
    """
    output.mkdir(exist_ok=True)
    workshop = Workshop(output)
    more = [("/livereload", LiveReloadHandler), ("/livereload.js", LiveReloadJSHandler)]
    answers = serving.application(output.resolve(), "", more, [Reloading])
    here = serving.local_address("", port, bind)

    def begun() -> None:
        tell(f"The site is at {here}, and follows what you change (Ctrl-C ends this).")

    try:
        serving.serve(
            answers, port, bind, begun=begun, work=lambda stop: _follow(workshop, output.resolve(), here, tell, stop)
        )
    finally:
        workshop.close()


async def _follow(
    workshop: Workshop, output: Path, here: str, tell: Callable[[str], None], stop: asyncio.Event
) -> None:
    """Build, and build again after each change."""
    built = await workshop.build()
    tell(_first(built, here))
    watched = built.watched or (Path.cwd(),)
    while not stop.is_set():
        async for names in _changes(watched, output, stop):
            if any(PLUGINS in path.parts for path in names):
                workshop.renew()
            _reload(await workshop.glimpse(names))
            before, built = built, await workshop.build()
            # A bulletin that is as wrong as before was told of then.
            fresh = tuple(tiding for tiding in built.tidings if tiding not in before.tidings)
            # Conversion writes stories, which are changes too: nothing is said where nothing has come of them.
            if before.trouble or built.trouble or built.changed != frozenset() or fresh or output in names:
                tell(_news(names, replace(built, tidings=fresh), here))
            if not built.trouble:
                _reload(built.changed)
            if built.watched and built.watched != watched:
                watched = built.watched
                break


async def _changes(watched: Sequence[Path], output: Path, stop: asyncio.Event) -> AsyncIterator[list[Path]]:
    """What has changed, as far as the site is made of it.

    Args:
        watched: Folders, with all that is in them, and files.
        output: The folder of the built site, which counts as changed if it is gone.
        stop: Ends it.
    """
    batches: asyncio.Queue[list[Path] | None] = asyncio.Queue()
    # A file is watched by its folder: editors put a new one in its place.
    singles = {Path(SETTINGS).resolve(), *(path for path in watched if not path.is_dir())}
    folders = {path for path in watched if path.is_dir()}

    async def watch(paths: Iterable[Path], names: set[Path] | None) -> None:
        watching = awatch(
            *paths, watch_filter=Wanted(), debounce=PATIENCE, step=PAUSE, stop_event=stop, recursive=names is None
        )
        async for batch in watching:
            changed = sorted({Path(name) for _, name in batch})
            is_gone = output in changed and not output.exists()
            if wanted := [path for path in changed if names is None or path in names or (path == output and is_gone)]:
                await batches.put(wanted)
        await batches.put(None)

    tasks = [
        asyncio.create_task(watch(folders, None)),
        asyncio.create_task(watch({output.parent, *(path.parent for path in singles)}, singles)),
    ]
    try:
        while (batch := await batches.get()) is not None:
            while not batches.empty():  # what has come while the last was built
                batch += await batches.get() or []
            yield batch
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


class Wanted(DefaultFilter):
    """All but what conversion writes for itself, and what programs leave lying about."""

    ignore_dirs = (*DefaultFilter.ignore_dirs, ".receipts", ".cache")
    ignore_entity_patterns = (*DefaultFilter.ignore_entity_patterns, r"\.part$", r"\.lock$")


def _reload(changed: frozenset[str] | None) -> None:
    """Have every browser load its page again, or only the stylesheets.

    Args:
        changed: The files of the site that are others than before; None where nobody knows.
    """
    if changed == frozenset():
        return
    styles = [name for name in changed or () if name.endswith(".css")]
    path = styles[0] if changed and len(styles) == len(changed) else "*"
    message = json.dumps({"command": "reload", "path": path, "liveCSS": True, "liveImg": False})
    for browser in list(LiveReloadHandler.waiters):
        with suppress(WebSocketClosedError):
            browser.write_message(message)


def _first(built: Built, here: str) -> str:
    if built.trouble:
        return "\n".join([*_told(built, here), built.trouble])
    lines = [f"Built in {built.seconds:.1f} seconds. Change something, and the browser shows it.", *_told(built, here)]
    if built.drafts:
        lines.append("Stories that wait, which only you see:")
        lines += [f"  {here}/{address}" for address in built.drafts[:_SHOWN]]
        more = len(built.drafts) - _SHOWN
        lines += [f"  and {more:,} more: .venv/bin/invoke check lists them"] if more > 0 else []
    return "\n".join(lines)


def _news(names: Sequence[Path], built: Built, here: str) -> str:
    """What is said of a build."""
    shown = ", ".join(path.name for path in names[:_SHOWN]) + (" and more" if len(names) > _SHOWN else "")
    now = time.strftime("%H:%M:%S")
    if built.trouble:
        return "\n".join([f"{now}  {shown}", *_told(built, here), f"  {built.trouble}"])
    files = "file" if built.changed and len(built.changed) == 1 else "files"
    number = "" if built.changed is None else f", {len(built.changed):,} {files} of the site changed"
    return "\n".join([f"{now}  {shown}: built in {built.seconds:.2f} seconds{number}", *_told(built, here)])


def _told(built: Built, here: str) -> Iterator[str]:
    """What became of the bulletins; of a story that waits, where it can be read."""
    for line in chain.from_iterable(built.tidings):
        yield f"  {line.text}"
        if line.draft:
            yield f"             to be read at {here}/{line.draft}"
