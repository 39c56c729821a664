"""Tells before a page is rendered whether it would be what it is."""

import hashlib
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from itertools import chain
from typing import Any, NamedTuple

from jinja2 import Environment, Template

from .further import PARTS_OF_A_LIST, Asked
from .likeness import Begun, Likeness, UnlikeError, UnlikeStoryError, begun
from .program import fingerprint_of_site
from .reaches import Reach, names_of_keys
from .recalled import Article, remembered
from .remembered import Pages
from .sight import Eyes, Sight
from .strictness import OF_ALL_STORIES, Strictness
from .together import Together

EVERY = "articles", "dates"
"""What all stories are called that are published."""
OF_LUCK = 16
"""Bytes that no other build comes to."""
OF_A_STORY = frozenset({"article", "blog", "category", "output_file"})
"""What the page of a story is handed beside what all pages are."""


class Common(NamedTuple):
    """What is the same on the pages of all stories of a template."""

    sight: Sight
    odd: int
    """How much was known to be odd about stories when it was found."""
    shows: bytes
    others: tuple[Begun, ...]
    """What else these may see: what stands there for each."""
    keys: frozenset[str]
    """The names of the things that say what that is."""
    given: Mapping[str, Any]
    """Those of them that are the same on all pages."""


class Foresight:
    """What the pages of the last build showed, and whether they would show something else now."""

    def __init__(self, settings: Mapping[str, Any], pages: Pages) -> None:
        """Compare with the last build.

        Args:
            settings: The site's. With another program, another theme or other settings, no page stands.
            pages: The files of the last build.
        """
        self.pages = pages
        self._program = fingerprint_of_site(settings).encode()
        self._likeness = Likeness()
        self._wary = Likeness(self._likeness)
        """For templates that may ask for what is odd about stories, or for other parts of a list."""
        self._strictness = Strictness(settings)
        self._eyes: dict[int, tuple[Environment, Eyes]] = {}
        self._common: dict[int, tuple[Template, Common | None]] = {}

    def shows(self, template: Template, context: Mapping[str, Any]) -> bytes | None:
        """The fingerprint of all that a page can show; None where it cannot be told."""
        eyes = self._eyes_of(template.environment)
        sight = eyes.sight(template)
        if sight is None:
            if unclear := eyes.unclear.get(template.name or ""):
                self._strictness.unclear(unclear)
            return None
        try:
            shows = self._looked_at(sight, lambda likeness: likeness.of(sight, context, template.environment))
        except UnlikeError as unlike:
            if unlike.reach and self._strictness.is_wanted:
                self._strictness.unlike(eyes.place_of(template, unlike.reach.name), unlike.reach)
            return None
        return self._program + shows

    def is_clear(self, template: Template) -> bool:
        """Whether it can be told what a template may see, and that it does nothing but show it."""
        return self._eyes_of(template.environment).sight(template) is not None

    def shows_all(self, template: Template) -> bool:
        """Whether the pages of a clear template show all stories, so that they are others as soon as one of them is."""
        sight = self._eyes_of(template.environment).sight(template)
        return sight is not None and any(not reach.steps for name in EVERY for reach in sight.reaches.get(name, ()))

    def shows_story(self, template: Template, context: Mapping[str, Any], story: Article) -> bytes | None:
        """The fingerprint of all that the page of a story can show, beside its address; None where it cannot be told.

        Args:
            template: The page's.
            context: What all pages are handed.
            story: Whose page it is.
        """
        try:
            known = self._likeness.of_story(story)
            common = self._known_of(template, context)
            if common is None:
                return None
            (odd,) = self._shown_of([story], common.sight.asked)
            shows = common.shows + known + odd
            if common.others:
                given = {**common.given, "article": story}
                if "category" in common.keys:
                    given["category"] = getattr(story, "category", None)
                shows += self._likeness_for(common.sight).of_begun(common.others, given, template.environment)
        except UnlikeStoryError:
            return None
        except UnlikeError:
            self._say_odd(template, story)
            return None
        return shows

    def shows_stories(
        self, template: Template, context: Mapping[str, Any], stories: Sequence[Article]
    ) -> Sequence[bytes]:
        """What `shows_story` says of each of some stories; nothing where that has to be asked of each."""
        known, common = list(map(remembered, stories)), self._known_of(template, context)
        if not common or common.others or not all(known):
            return ()
        if not self._likeness.odd:
            return list(map(common.shows.__add__, known))
        try:
            shown = self._shown_of(stories, common.sight.asked)
        except UnlikeError:
            return ()
        return [common.shows + each + odd for each, odd in zip(known, shown, strict=True)]

    def _shown_of(self, stories: Sequence[Article], asked: Asked) -> Sequence[bytes]:
        """The fingerprints of what is odd about stories and shown on their pages.

        Raises:
            UnlikeError: One has none, or its page may show anything.
        """
        odd = self._likeness.odd
        names = sorted(odd & asked.first.get("article", frozenset()))
        if asked.may_be(odd) and not all(odd.isdisjoint(story.gifts_and_translations) for story in stories):
            raise UnlikeError
        return [self._likeness.of_gifts(story, names) for story in stories]

    def _looked_at(self, sight: Sight, look: Callable[[Likeness], bytes]) -> bytes:
        """What comes of a look at what a template may see; a wary one, if that shows that it has to be one."""
        likeness = self._likeness_for(sight)
        shows = look(likeness)
        return shows if likeness is self._likeness_for(sight) else look(self._wary)

    def _likeness_for(self, sight: Sight) -> Likeness:
        return self._wary if sight.asked.may_be({*self._likeness.odd, PARTS_OF_A_LIST}) else self._likeness

    def _say_odd(self, template: Template, story: Article) -> None:
        if self._strictness.is_wanted:
            place = self._eyes_of(template.environment).place_of(template, "article")
            for name in sorted(self._likeness.odd & story.gifts_and_translations.keys()):
                self._strictness.unlike(place, Reach("article", (name,)))

    def know_many(self, stories: Together) -> None:
        """Find the fingerprints of many stories at once: they will be asked for, and nothing is done to them before."""
        self._likeness.of_many(stories)

    def know(self, likenesses: Mapping[int, tuple[object, bytes]], labels: Mapping[str, Any]) -> None:
        """Take over the fingerprints of values, by their identity, and what labels were given: any page may show it."""
        self._likeness.given = self._wary.given = likenesses
        with suppress(UnlikeError):
            self._program += self._wary.of_value(labels) if labels else b""
            return
        self._program += os.urandom(OF_LUCK)  # no page shows what it showed

    def of_this_site(self, shows: bytes) -> bytes:
        """A fingerprint, with that of the program, the theme and the settings."""
        return hashlib.sha256(self._program + shows).digest()

    def next_generator(self) -> None:
        """From here on lists may be others under the same name."""
        self._likeness.forget()
        self._wary.forget()
        self._common.clear()

    def close(self, produced: Iterable[str]) -> frozenset[str]:
        """Keep all of it for the next build, and take away what the last one made and this one does not.

        Args:
            produced: The files that this build stands for, below its output.

        Returns:
            The files that are others than before.
        """
        return self.pages.close(produced)

    def _eyes_of(self, environment: Environment) -> Eyes:
        _, eyes = self._eyes.setdefault(id(environment), (environment, Eyes(environment)))
        return eyes

    def _known_of(self, template: Template, context: Mapping[str, Any]) -> Common | None:
        known = self._common.get(id(template))
        if known is None or (known[1] and known[1].odd < len(self._likeness.odd)):
            known = self._common[id(template)] = template, self._common_of(template, context)
        return known[1]

    def _common_of(self, template: Template, context: Mapping[str, Any]) -> Common | None:
        eyes = self._eyes_of(template.environment)
        sight = eyes.sight(template)
        if sight is None:
            return None
        same, others = sight.apart(OF_A_STORY)
        if self._strictness.is_wanted:
            for name in sorted(same.keys() & OF_ALL_STORIES):
                self._strictness.wide(eyes.place_of(template, name), name)
        try:
            shows = self._looked_at(sight, lambda likeness: likeness.of_reaches(same, context, template.environment))
        except UnlikeError:
            return None
        keys = names_of_keys(chain.from_iterable(others.values()))
        return Common(
            sight,
            len(self._likeness.odd),
            self.of_this_site(sight.source + shows),
            begun(others, context, template.environment),
            keys,
            {name: context[name] for name in keys - OF_A_STORY if name in context},
        )
