"""The same site with the same theme, built by fastbuild.

Stories are read by bulletin's reader; nothing else of Dateline has a part in it.
"""

import os
import sys

from bulletin.wiring import StoryReader

sys.path.append(os.curdir)

from pelicanconf import *  # noqa: F403 - Pelican's own way of settings that build on others

CACHE_CONTENT = LOAD_CONTENT_CACHE = False  # fastbuild has its own
PELICAN_CLASS = "fastbuild.FastPelican"
PLUGINS = ["neighbours", "fastbuild"]
READERS = {"md": StoryReader}
MARKDOWN = {
    "extension_configs": {
        "markdown.extensions.meta": {},
        "markdown.extensions.extra": {"tables": {"use_align_attribute": True}},
        "markdown.extensions.toc": {"marker": "", "toc_depth": "2-4"},
    },
    "output_format": "html5",
}
