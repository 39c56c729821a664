"""A server that does what GitHub Pages does: it compresses text, and has a page for what is missing."""

import gzip
import mimetypes
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import unquote, urlsplit

HOST = "127.0.0.1"
SQUEEZED = ("text/", "image/svg", "application/json", "application/javascript", "application/xml", "application/wasm")
TYPES = {".js": "text/javascript", ".webmanifest": "application/manifest+json"}


def free_port() -> int:
    """A port that nobody listens on."""
    with ThreadingHTTPServer((HOST, 0), BaseHTTPRequestHandler) as server:
        return int(server.server_port)


@contextmanager
def served(output: Path, port: int, below: str) -> Iterator[None]:
    """Serve a folder at http://127.0.0.1:port/below/ while the block runs."""

    @cache
    def answer(path: str, squeeze: bool) -> tuple[int, bytes, str, bool]:
        name = unquote(urlsplit(path).path).removeprefix(below)
        file = output / (f"{name}index.html" if not name or name.endswith("/") else name)
        is_there = path.startswith(below) and file.is_file()
        if not is_there:
            file = output / "404.html"
        kind = TYPES.get(file.suffix) or mimetypes.guess_type(file)[0] or "application/octet-stream"
        is_text = kind.startswith(SQUEEZED)
        raw = file.read_bytes()
        squeezed = squeeze and is_text
        text = f"{kind}; charset=utf-8" if is_text else kind
        return (200 if is_there else 404), gzip.compress(raw, 6, mtime=0) if squeezed else raw, text, squeezed

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            status, raw, kind, squeezed = answer(self.path, "gzip" in self.headers.get("Accept-Encoding", ""))
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(raw)))
            self.send_header("Cache-Control", "max-age=600")
            if squeezed:
                self.send_header("Content-Encoding", "gzip")
            self.end_headers()
            self.wfile.write(raw)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer((HOST, port), Handler)
    server.daemon_threads = True
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()
