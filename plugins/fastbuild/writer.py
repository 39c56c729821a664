"""Pelican's writer, made quiet and quick."""

import hashlib
import io
import logging
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain
from pathlib import Path
from traceback import walk_tb
from typing import Any, NamedTuple

from jinja2 import Template
from pelican.plugins import signals
from pelican.utils import get_relative_path, path_to_url, posixize_path, sanitised_join
from pelican.writers import FileOverwriteFailedError, Writer

from keepsakes import foretold_of_pages

from .addresses import is_plain
from .foresight import Foresight
from .hands import Done, begun, one_by_one, shared_out
from .of_pages import OfPages
from .quiet import QuietFile, write_page
from .recalled import Article, plain_places
from .remembered import Pages, Written
from .stamps import stamp_of_page
from .together import Together

log = logging.getLogger(__name__)

PAGE = ".html"
TOLD = signals.article_generator_write_article, signals.page_generator_write_page, signals.content_written
"""What Pelican says of each page."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page that is to be rendered."""

    path: str
    template: Any
    context: Mapping[str, Any]
    """What its template is handed beside what all pages are."""
    site: object
    """Where the site is to the stories' own links: "localsiteurl" when Pelican wanted the page rendered."""
    shows: bytes | None = None
    """The fingerprint of all that it can show; None where it cannot be told."""
    beside: Mapping[str, Any] | None = None
    """What all pages were handed when it was promised; None where that is what they are handed when it is rendered."""

    def text(self, shared: dict[str, Any]) -> str:
        """What its template makes of it.

        Raises:
            UnrenderableError: It fails.
        """
        if self.site:
            shared["localsiteurl"] = self.site
        try:
            text: str = self.template.render({**(shared if self.beside is None else self.beside), **self.context})
        except Exception as failure:
            what = f"{_where(failure, self.template)}: {type(failure).__name__}: {failure}"
            raise UnrenderableError(f"{self.path} cannot be made: {what}") from failure
        return text


def page_of(
    story: Article, root: str, template: Template, shared: Mapping[str, Any], shows: bytes | None = None
) -> Page:
    """The page of a story where it is to stand.

    Args:
        story: As it was read or recalled.
        root: The folder of the built site, with a slash at the end.
        template: The page's.
        shared: What all pages are handed.
        shows: The fingerprint of what it can show.
    """
    name, relative = story.save_as, shared["RELATIVE_URLS"]
    site = path_to_url(get_relative_path(name)) if relative else shared["localsiteurl"]
    given = {"article": story, "category": getattr(story, "category", None), "blog": True}
    given |= {"localsiteurl": site, "output_file": name, **({"SITEURL": site} if relative else {})}
    return Page(root + name, template, given, site, shows)


@dataclass(frozen=True, slots=True)
class Text:
    """A file that no template makes."""

    path: str
    make: Callable[[], str]
    shows: bytes | None
    """As of a page."""

    def text(self, shared: dict[str, Any]) -> str:  # noqa: ARG002 - of pages
        """What is to stand there."""
        return self.make()


class Left(NamedTuple):
    """A file that was written."""

    how: Written
    made: Mapping[str, str]
    """What will be asked of it."""


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
        """Files that other rooms say this build stands for."""
        self._claimed: set[str] = set()
        """Those that were opened here, whether or not they had to be written."""
        self.shared: dict[str, Any] | None = None
        """What all stories see while they are rendered; None where nobody will see to it that promises are kept."""
        self._root = f"{os.path.abspath(output_path)}/"
        self._foresight: Foresight | None = None
        self._of_pages: OfPages | None = None
        self._promised: dict[str, Page | Text] = {}
        self._begun: list[Callable[[], Iterable[tuple[Page | Text, Done[Left]]]]] = []
        self._ahead: dict[str, Page] | None = None
        """What is to be written ahead, while that is found out."""
        self._later: dict[str, Page] = {}
        """What was to be written ahead and has to wait for its turn."""
        self._alone: set[str] = set()
        """The files of promised pages that this process renders, one after another."""
        self._beside: Mapping[str, Any] | None = None
        """What all pages are handed, as it was when the first of those that wait was promised."""
        self._under_way: set[str] = set()
        """The files that are being written in a copy of this process."""
        self._pages_of_stories: set[str] = set()
        """The names of these, which have no path of their own: they are many."""

    @property
    def _written_files(self) -> set[str]:
        """All files that were written, and those that stand: some plugins ask Pelican's writer for them."""
        return {*self._claimed, *map(self._root.__add__, self._pages_of_stories)}

    @_written_files.setter
    def _written_files(self, none: set[str]) -> None:
        """Pelican begins with none."""

    @property
    def can_promise(self) -> bool:
        """Whether pages may be rendered later: nobody is told of each when it is written, or before.

        Who is told may have a part in what this page, and no other, shows.
        """
        return self.shared is not None and not any(signal.receivers for signal in TOLD)

    def write_file(self, name: str, template: Any, *given: Any, **named: Any) -> None:  # noqa: ANN401 - Pelican's signature
        """Write a page, now or when promises are kept; whoever listens for written pages finds each as it says."""
        if self.shared is None or not self.can_promise:
            super().write_file(name, template, *given, **named)
        elif not self._write_page(name, template, *given, **named):
            super().write_file(name, _Promising(template, self.shared), *given, **named)

    def _write_page(
        self,
        name: str,
        template: Template,
        context: dict[str, Any],
        relative_urls: bool = False,
        paginated: object = None,
        template_name: str | None = None,
        override_output: bool = False,
        url: object = None,  # noqa: ARG002 - of pages that have several parts
        **own: object,
    ) -> bool:
        """Promise a page as Pelican would, without its round; whether it is one that is so plain."""
        has_parts = paginated is not None or template_name in self.settings["PAGINATED_TEMPLATES"]
        if has_parts or override_output or self.shared is None or not name or not is_plain(name):
            return False
        handed = {**context, "localsiteurl": context.get("localsiteurl"), "output_file": name}
        if relative_urls:
            handed |= dict.fromkeys(("SITEURL", "localsiteurl"), path_to_url(get_relative_path(name)))
        handed |= own
        if handed["localsiteurl"]:
            context["localsiteurl"] = handed["localsiteurl"]
        if self._claims(self._root + name):
            self._promise(Page(self._root + name, template, handed, self.shared.get("localsiteurl")))
        return True

    def write_story(self, template: Any, context: dict[str, Any], story: Article) -> bool:  # noqa: ANN401
        """Write the page of a story, unless it stands as it would be. As `write_file`, without Pelican's round of it.

        What it would show is told by its story; where that cannot be, `write_file` tells it value by value.

        Args:
            template: The page's.
            context: What all pages are handed.
            story: As it was read or recalled.

        Returns:
            Whether that could be done. If not, there is something about the story or its address.
        """
        name = story.plain_place
        path = self._root + name
        if not name or self._is_claimed(path) or path in self._overridden_files:
            return False
        foresight = self._foresight or self._foreseeing()
        shows = foresight.shows_story(template, context, story)
        if shows is None:
            return False
        self._pages_of_stories.add(name)
        if not foresight.pages.stands(name, shows):
            self._promised[path] = page_of(story, self._root, template, context, shows)
        return True

    def write_stories(self, template: Any, context: dict[str, Any], stories: Sequence[Any]) -> Sequence[Any]:  # noqa: ANN401
        """Write the pages of many stories as `write_story` does, as far as it is plain that they stand.

        Args:
            template: The pages'.
            context: What all pages are handed.
            stories: As they were read or recalled.

        Returns:
            The others, for `write_story`.
        """
        names = plain_places(stories)
        own = set(names)
        is_claimed = any(path.removeprefix(self._root) in own for path in self._claimed | self._overridden_files)
        if is_claimed or len(own) < len(stories) or not own.isdisjoint(self._pages_of_stories):
            return stories
        foresight = self._foresight or self._foreseeing()
        standing = foresight.pages.standing(names, foresight.shows_stories(template, context, stories))
        self._pages_of_stories |= standing
        return [story for story, name in zip(stories, names, strict=True) if name not in standing]

    def know_many(self, stories: Together) -> None:
        """Find the fingerprints of many stories, to which nothing is done any longer in this generator."""
        self._foreseeing().know_many(stories)

    def know(self, likenesses: Mapping[int, tuple[object, bytes]], labels: Mapping[str, Any], pages: Pages) -> None:
        """Take over what is known.

        Args:
            likenesses: The fingerprints of values, by their identity.
            labels: What plugins have given to categories, tags and authors.
            pages: The files of the last build.
        """
        if self._foresight is None:
            self._foresight = Foresight(self.settings, pages)
        self._foresight.know(likenesses, labels)

    def write_text(self, path: str, make: Callable[[], str], shows: bytes | None = None) -> None:
        """Write a file that no template makes, now or when promises are kept, unless it stands as it would be.

        Args:
            path: The file's, below the output.
            make: Makes its text.
            shows: The fingerprint of all that decides the text, beside the program, theme and settings; None where
                there is none.

        Raises:
            FileOverwriteFailedError: The file is a page's.
        """
        target = sanitised_join(self.output_path, path)
        foresight = self._foreseeing()
        shown = shows and foresight.of_this_site(shows)
        if not self._claims(target) or (shown and foresight.pages.stands(path, shown)):
            return
        text = Text(target, make, shown)
        if self.can_promise:
            self._promised[target] = text
        else:
            self._note(text, _write({}, {}, text))

    def of_pages(self, paths: Iterable[str], name: str, make: Callable[[bytes], str]) -> Iterator[str]:
        """What is made of each of some files that this build stands for; fetched, if it was made of the same before.

        Args:
            paths: The files', as they were written.
            name: Of what is made: each maker has one of its own.
            make: Makes it of a file's bytes. Nothing else may decide what it is, beside the program, theme and
                settings.
        """
        return self._made_of_pages().made(name, paths, make)

    def write_ahead(self, write: Callable[[], None], stories: Together | None) -> None:
        """Begin with pages that take long, as far as they do not stand. This process goes on. `can_promise` was asked.

        Pages that show all stories do not stand where there is news among these, and are begun with at once: what they
        show is found out meanwhile. Those of which it cannot be told what their templates do are left to `write_later`.

        Args:
            write: Writes the pages, as Pelican does.
            stories: As for `know_many`; None where nothing is known of them.
        """
        self._ahead = {}
        write()
        pages, self._ahead = self._ahead, None
        foresight = self._foreseeing()
        self._later = {path: page for path, page in pages.items() if not foresight.is_clear(page.template)}
        pages = {path: page for path, page in pages.items() if path not in self._later}
        has_news = stories is not None and stories.has_news
        others = [path for path, page in pages.items() if has_news and foresight.shows_all(page.template)]
        begun_with = [self._lightened(pages[path]) for path in others]
        self._begin(begun_with)
        if stories:
            self.know_many(stories)
        for number, path in enumerate(others):
            page = pages.pop(path)
            begun_with[number] = replace(begun_with[number], shows=foresight.shows(page.template, page.context))
        for page in pages.values():
            self._promise(page)
        if not others:
            self._begin([self._promised.pop(path) for path in pages if path in self._promised])

    def write_later(self) -> None:
        """Write what was not to be written ahead, in Pelican's order by now."""
        later, self._later = self._later, {}
        for page in later.values():
            self._promise(page)

    def _begin(self, pages: Sequence[Page | Text]) -> None:
        """Have pages rendered in a copy of this process. What they show may be filled in meanwhile."""
        if pages and self.shared is not None:
            self._begun.append(begun(pages, self._work(self.shared)))
            self._under_way.update(page.path for page in pages)

    def keep_promises(self) -> None:
        """Render and write all pages that wait, side by side. What pages show may be another from now on."""
        if self.shared is not None:
            self._keep_promises(self.shared)
            self._foreseeing().next_generator()

    def _keep_promises(self, shared: dict[str, Any]) -> None:
        site = shared.get("localsiteurl")
        work = self._work(shared)
        pages = [page for path, page in self._promised.items() if path not in self._alone]
        # A filter of which nobody has said what it looks at may note down what it is asked for: here, as in Pelican.
        alone = [page for path, page in self._promised.items() if path in self._alone]
        self._promised.clear()
        self._alone.clear()
        ahead = chain.from_iterable(done() for done in self._begun)
        for page, (left, remarks) in chain(one_by_one(alone, work), shared_out(pages, work), ahead):
            if isinstance(page, Page):
                log.info("Rendered %s", page.path)
            for remark in remarks:
                remark.say()
            if not remarks:
                self._note(page, left)
        self._begun.clear()
        self._under_way.clear()
        self._beside = None
        shared["localsiteurl"] = site

    def close(self) -> tuple[frozenset[str], frozenset[str]]:
        """Keep for the next build what is known of this one, and take away what only the last one made.

        Returns:
            The files that this build stands for, below its output, and those that are others than before.
        """
        others = (*map(str, self.produced), *self._claimed)
        below = (posixize_path(os.path.abspath(path)).removeprefix(self._root) for path in others)
        names = frozenset([*self._pages_of_stories, *below])
        if self._of_pages:
            self._of_pages.close(names)
        return names, self._foreseeing().close(names)

    def _work(self, shared: dict[str, Any]) -> "Callable[[Page | Text], Left]":
        """What is to be done with a page that was promised."""
        return partial(_write, shared, foretold_of_pages(self.settings))

    def _note(self, page: Page | Text, left: Left) -> None:
        """Note down how a file was left, and what was made of it."""
        if page.shows:
            name = page.path.removeprefix(self._root)
            self._foreseeing().pages.written(name, page.shows, left.how)
            if left.made:
                self._made_of_pages().know(name, left.how.stamp, left.made)

    def _made_of_pages(self) -> OfPages:
        if self._of_pages is None:
            foresight = self._foreseeing()
            made_of = foresight.of_this_site(self._root.encode()).hex()[:16]
            folder = Path(self.settings["CACHE_PATH"], "fastbuild")
            self._of_pages = OfPages(folder, made_of, self._root, foresight.pages.left)
        return self._of_pages

    def _foreseeing(self) -> Foresight:
        if self._foresight is None:
            self._foresight = Foresight(self.settings, Pages.of(self.settings))
        return self._foresight

    def _promise(self, promised: Page) -> None:
        """Note down that a page is to be rendered, unless it stands as it would be."""
        if self._ahead is not None:
            self._ahead[promised.path] = promised
            return
        shows = self._foreseeing().shows(promised.template, promised.context)
        if shows is None and not self._foreseeing().is_clear(promised.template):
            self._alone.add(promised.path)
        name = promised.path.removeprefix(self._root)
        if shows is None or not self._foreseeing().pages.stands(name, shows):
            self._promised[promised.path] = self._lightened(replace(promised, shows=shows))

    def _lightened(self, page: Page) -> Page:
        """A page without what is the same on others, which they hold together: many wait."""
        if self._beside is None:
            self._beside = dict(self.shared or {})
        handed, beside = page.context, self._beside
        if not beside.keys() <= handed.keys():
            return replace(page, beside={})
        own = {name: handed[name] for name in handed if beside.get(name, beside) is not handed[name]}
        return replace(page, context=own, beside=beside)

    def _open_w(self, filename: str, encoding: str, override: bool = False) -> io.StringIO:
        """Open `filename` for writing, with Pelican's rule: a page is written once, or overridden once."""
        if not self._claims(filename, override=override):
            return io.StringIO()
        return PageFile(Path(filename), encoding, self._promise)

    def _claims(self, filename: str, *, override: bool = False) -> bool:
        """Claim a file; no where another has overridden it.

        Raises:
            FileOverwriteFailedError: It is claimed already.
        """
        if filename in self._under_way and self.shared is not None:
            self._keep_promises(self.shared)
        overridden = filename in self._overridden_files
        if overridden and not override:
            return False
        if overridden or (self._is_claimed(filename) and not override):
            raise FileOverwriteFailedError(
                f'"{filename}" is claimed by two pages. Give one of them another Slug or Save_as'
            )
        if override:
            self._overridden_files.add(filename)
            if self._foresight:
                self._foresight.pages.doubt(filename.removeprefix(self._root))
        self._claimed.add(filename)
        self._promised.pop(filename, None)
        self._later.pop(filename, None)
        return True

    def _is_claimed(self, path: str) -> bool:
        return path in self._claimed or path.removeprefix(self._root) in self._pages_of_stories


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
            self._note(Page(str(self._at), promise.template, promise.context, promise.site))


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


def _write(shared: dict[str, Any], foretold: Mapping[str, Callable[[bytes], str]], page: Page | Text) -> Left:
    data = page.text(shared).encode()
    write_page(page.path, data)
    made = {name: make(data) for name, make in foretold.items()} if page.path.endswith(PAGE) else {}
    return Left(Written(stamp_of_page(page.path), hashlib.sha256(data).digest()), made)


def _where(failure: Exception, template: Any) -> str:  # noqa: ANN401 - Pelican has no types
    """The innermost line of a template that a failure came through, as Jinja has it in the traceback."""
    folder = Path(template.filename or "").parent
    lines = [(frame.f_code.co_filename, line) for frame, line in walk_tb(failure.__traceback__)]
    places = [f"{file}, line {line}" for file, line in lines if Path(file).parent == folder]
    return places[-1] if places else str(template.name)
