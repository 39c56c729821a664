"""What publishing changes, and nothing else; all other settings stand in `pelicanconf.py`.

The site's address comes from the environment variable DATELINE_SITEURL, or else from the line below. For a project page
of GitHub it is like https://newsroom.github.io/bulletins, without a slash at the end.
"""

import os
import sys

sys.path.append(os.curdir)

from pelicanconf import *  # noqa: F403 - Pelican's own way of settings that build on others

SITEURL = (os.environ.get("DATELINE_SITEURL") or "https://newsroom.example").rstrip("/")
RELATIVE_URLS = False
DELETE_OUTPUT_DIRECTORY = True
DRAFT_SAVE_AS = DRAFT_LANG_SAVE_AS = ""  # drafts and stories under embargo stay in the house
DRAFT_PAGE_SAVE_AS = ""
