"""Python-markdown as Pelican's reader uses it: one processor for all stories, and hardly any work for plain ones."""

import re
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

import markdown

from . import head, plain_markdown
from .head import Head

PLAIN_FOR: Mapping[str, Any] = {
    "extension_configs": {
        "markdown.extensions.meta": {},
        "markdown.extensions.extra": {"tables": {"use_align_attribute": True}},
        "markdown.extensions.toc": {"marker": "", "toc_depth": "2-4"},
    },
    "output_format": "html5",
}
"""The setting MARKDOWN for which `plain_markdown` is right. With another, python-markdown does everything."""
# What the first preprocessor of python-markdown evens out, and what it takes for an end of the fields.
UNEVEN = re.compile(r"[\r\t\x02\x03]|^(?:---|\.\.\.)", re.MULTILINE)


class Processor:
    """Stands for a `markdown.Markdown`, as far as Pelican's reader knows it."""

    def __init__(self, setting: Mapping[str, Any]) -> None:
        """Set it up.

        Args:
            setting: MARKDOWN.
        """
        own = {key: value for key, value in setting.items() if key != "extensions"}
        more = set(setting.get("extensions", ())) - own.get("extension_configs", {}).keys()
        self._is_plain_enough = own == PLAIN_FOR and not more
        self._setting = setting
        self.Meta: Mapping[str, Sequence[str]] = {}
        self.preprocessors = self

    @cached_property
    def _with_fields(self) -> markdown.Markdown:
        """For a file; made when the first comes that is not plain, which takes as long as to read a dozen."""
        return markdown.Markdown(**self._setting)

    @cached_property
    def _without(self) -> markdown.Markdown:
        """For a text without front matter."""
        made = markdown.Markdown(**self._setting)
        made.preprocessors.deregister("meta")
        return made

    def convert_file(self, text: str, top: Head | None = None) -> str:
        """The HTML of a file; what stands in its front matter is in `Meta` then.

        Args:
            text: Its text.
            top: The fields on top of it, if they are known.
        """
        # No field stands below the first blank line.
        above, blank, body = text.partition("\n\n")
        if self._is_plain_enough and not UNEVEN.search(above):
            lines = above.split("\n")
            fields = top or head.read(lines)
            made = plain_markdown.to_html("\n".join(lines[fields.end :]) + blank + body)
            if made is not None:
                self.Meta = {name: [value for _, value in said] for name, said in fields.fields.items()}
                return made
        self._with_fields.reset()
        converted: str = self._with_fields.convert(text)
        self.Meta = self._with_fields.Meta
        return converted

    def convert(self, text: str) -> str:
        """The HTML of a text without front matter."""
        made = plain_markdown.to_html(text) if self._is_plain_enough else None
        if made is None:
            made = str(self._without.reset().convert(text))
        return made

    def reset(self) -> None:
        """Pelican's reader has the text before forgotten; here that is done where it is of any account."""

    def deregister(self, name: str) -> None:
        """Pelican's reader takes the front matter out before it converts fields; here it never was in."""
