"""Pelican's writer, made quiet and quick."""

import io
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from traceback import walk_tb
from typing import Any

from pelican.plugins import signals
from pelican.writers import FileOverwriteFailedError, Writer

from .foresight import Foresight
from .hands import shared_out
from .quiet import QuietFile, write_if_changed

log = logging.getLogger(__name__)

MOST_PROMISES = 1000
"""Each holds a copy of all that templates may see."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page that is to be rendered."""

    path: Path
    template: Any
    context: Mapping[str, Any]
    site: object
    """Where the site is to the stories' own links: "localsiteurl" when Pelican wanted the page rendered."""
    shows: bytes | None = None
    """The fingerprint of all that it can show; None where it cannot be told."""


class Promise(str):
    """What stands for a page's text until it is rendered."""

    __slots__ = ("context", "site", "template")
    template: Any
    context: Mapping[str, Any]
    site: object


class QuickWriter(Writer):  # type: ignore[misc]  # Pelican has no types
    """Writes a page only when its bytes change, many at a time, and knows what it stands for.

    `_open_w` is private in Pelican, but the only seam there is: the Pelican version is pinned, and a test watches it.
    """

    def __init__(self, output_path: str, settings: dict[str, Any] | None = None) -> None:
        super().__init__(output_path, settings)
        self.produced: set[Path] = set()
        """The files that this build stands for, whether or not they had to be written."""
        self.shared: dict[str, Any] | None = None
        """What all stories see while they are rendered; None where nobody will see to it that promises are kept."""
        self._foresight: Foresight | None = None
        self._promised: dict[Path, Page] = {}

    def write_file(self, name: str, template: Any, *given: Any, **named: Any) -> None:  # noqa: ANN401 - Pelican's signature
        """Write a page, now or when promises are kept; whoever listens for written pages finds each as it says."""
        if self.shared is not None and not signals.content_written.receivers:
            template = _Promising(template, self.shared)
        super().write_file(name, template, *given, **named)
        if len(self._promised) >= MOST_PROMISES:
            self.keep_promises()

    def keep_promises(self) -> None:
        """Render and write all pages that wait, side by side."""
        if self.shared is None:
            return
        pages = list(self._promised.values())
        self._promised.clear()
        site = self.shared.get("localsiteurl")
        for page, (_, remarks) in shared_out(pages, partial(_render, self.shared)):
            log.info("Rendered %s", page.path)
            for remark in remarks:
                remark.say()
            if page.shows and not remarks:
                self._foreseeing().written(page.path, page.shows)
        self.shared["localsiteurl"] = site
        self._foreseeing().next_generator()

    def close(self) -> None:
        """Keep for the next build what is known of this one."""
        if self._foresight:
            self._foresight.close(self.produced)

    def _foreseeing(self) -> Foresight:
        if self._foresight is None:
            self._foresight = Foresight(self.settings)
        return self._foresight

    def _promise(self, promised: Page) -> None:
        """Note down that a page is to be rendered, unless it stands as it would be."""
        shows = self._foreseeing().shows(promised.template, promised.context)
        if shows is None or not self._foreseeing().stands(promised.path, shows):
            self._promised[promised.path] = replace(promised, shows=shows)

    def _open_w(self, filename: str, encoding: str, override: bool = False) -> io.StringIO:
        """Open `filename` for writing, with Pelican's rule: a page is written once, or overridden once."""
        overridden = filename in self._overridden_files
        if overridden and not override:
            return io.StringIO()
        if overridden or (filename in self._written_files and not override):
            raise FileOverwriteFailedError(
                f'"{filename}" is claimed by two pages. Give one of them another Slug or Save_as'
            )
        if override:
            self._overridden_files.add(filename)
        self._written_files.add(filename)
        self.produced.add(Path(filename))
        self._promised.pop(Path(filename), None)
        return PageFile(Path(filename), encoding, self._promise)


class PageFile(QuietFile):
    """A page, written when it is closed; where it is only promised, it is noted down."""

    def __init__(self, path: Path, encoding: str, note: Callable[[Page], None]) -> None:
        super().__init__(path, encoding)
        self._at = path
        self._note = note
        self._promise: Promise | None = None

    def write(self, text: str) -> int:
        """Take the text, or the promise of it."""
        if isinstance(text, Promise):
            self._promise = text
        return super().write(text)

    def __exit__(self, kind: object, *rest: object) -> None:
        """Write the file, or note down that it is to be written."""
        promise = self._promise
        if promise is None:
            super().__exit__(kind, *rest)
        elif kind is None:
            self._note(Page(self._at, promise.template, promise.context, promise.site))


class _Promising:
    """Stands for a template where Pelican renders it."""

    def __init__(self, template: Any, shared: Mapping[str, Any]) -> None:  # noqa: ANN401
        self._template = template
        self._shared = shared

    def render(self, context: Mapping[str, Any]) -> Promise:
        promise = Promise()
        promise.template, promise.context, promise.site = self._template, context, self._shared.get("localsiteurl")
        return promise


class UnrenderableError(RuntimeError):
    """A page cannot be made of its template."""


def _render(shared: dict[str, Any], page: Page) -> None:
    shared["localsiteurl"] = page.site
    try:
        text = page.template.render(page.context)
    except Exception as failure:
        what = f"{type(failure).__name__}: {failure}"
        raise UnrenderableError(f"{page.path} cannot be made: {_where(failure, page.template)}: {what}") from failure
    write_if_changed(page.path, text.encode())


def _where(failure: Exception, template: Any) -> str:  # noqa: ANN401 - Pelican has no types
    """The innermost line of a template that a failure came through, as Jinja has it in the traceback."""
    folder = Path(template.filename or "").parent
    lines = [(frame.f_code.co_filename, line) for frame, line in walk_tb(failure.__traceback__)]
    places = [f"{file}, line {line}" for file, line in lines if Path(file).parent == folder]
    return places[-1] if places else str(template.name)
