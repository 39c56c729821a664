"""A web server for a built site that does as GitHub Pages does: below its path, its own page for what is missing.

Nothing is kept by browsers, so that what they show is what lies on the disk.
"""

import asyncio
import signal
from collections.abc import Awaitable, Callable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from tornado.httpserver import HTTPServer
from tornado.web import Application, OutputTransform, RedirectHandler, StaticFileHandler

from .errors import NotServed

ANYWHERE = {"0.0.0.0", "::", ""}  # noqa: S104 - told apart, not listened on
MISSING = "404.html"
NOT_FOUND = 404
Work = Callable[[asyncio.Event], Awaitable[None]]
"""What goes on while the site is served; told when to stop."""


class SiteFiles(StaticFileHandler):
    """The files of a built site."""

    def set_extra_headers(self, path: str) -> None:  # noqa: ARG002 - the shape of the method
        """Have browsers ask again each time."""
        self.set_header("Cache-Control", "no-store")

    def compute_etag(self) -> str | None:
        """None: what has no name is never taken for the same."""
        return None

    def should_return_304(self) -> bool:
        """Never."""
        return False

    def get_content_type(self) -> str:
        """By the ending, the same on every machine."""
        return content_types().get(Path(self.absolute_path or "").suffix) or super().get_content_type()

    def write_error(self, status_code: int, **more: Any) -> None:  # noqa: ANN401 - the shape of the method
        """The site's own page for what is not there, as GitHub Pages shows it."""
        page = Path(self.root, MISSING)
        if status_code == NOT_FOUND and page.is_file():
            self.set_header("Content-Type", content_types()[page.suffix])
            self.finish(page.read_bytes())
        else:
            super().write_error(status_code, **more)


@cache
def content_types() -> Mapping[str, str]:
    """Ending -> what the content is."""
    lines = files(__package__).joinpath("data/types.tsv").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    return dict(rows)


def local_address(address: str, port: int, bind: str) -> str:
    """Where a site is to be found on this machine.

    Args:
        address: Where it is published; its path is kept.
        port: The port that is listened on.
        bind: The address that is listened on.
    """
    host = "localhost" if bind in ANYWHERE or bind.startswith("127.") else bind
    return f"http://{f'[{host}]' if ':' in host else host}:{port}{urlsplit(address).path}"


def application(
    folder: Path, path: str, more: Sequence[Any] = (), transforms: Sequence[type[OutputTransform]] = ()
) -> Application:
    """What answers for a site.

    Args:
        folder: The built site.
        path: Where it is to be found, like "/repo"; "" for the root.
        more: Other addresses, and what answers there.
        transforms: What changes answers on their way.
    """
    of_site = {"path": str(folder), "default_filename": "index.html"}
    rules: list[Any] = [*more, (rf"{path}/(.*)", SiteFiles, of_site)]
    if path:
        rules.append((rf"(?:/|{path})", RedirectHandler, {"url": f"{path}/", "permanent": False}))
    return Application(rules, transforms=list(transforms), log_function=lambda _: None)


def serve(answers: Application, port: int, bind: str, *, begun: Callable[[], None], work: Work | None = None) -> None:
    """Answer until Ctrl-C.

    Args:
        answers: For which site.
        port: The port.
        bind: The address of this machine to listen on.
        begun: Called once it listens.
        work: What goes on meanwhile.

    Raises:
        NotServed: The port is taken, or may not be used.
    """
    asyncio.run(_serve(answers, port, bind, begun, work or _nothing))


async def _serve(answers: Application, port: int, bind: str, begun: Callable[[], None], work: Work) -> None:
    server = HTTPServer(answers)
    try:
        server.listen(port, bind)
    except OSError as error:
        raise NotServed(
            f"Port {port} of {bind} cannot be listened on ({error.strerror}). Is something served there already? "
            f"Take another: --port {port + 1}"
        ) from None
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        try:
            loop.add_signal_handler(number, stop.set)
        except NotImplementedError:  # on Windows, where Ctrl-C raises KeyboardInterrupt
            break
    begun()
    await work(stop)
    server.stop()
    await server.close_all_connections()


async def _nothing(stop: asyncio.Event) -> None:
    await stop.wait()
