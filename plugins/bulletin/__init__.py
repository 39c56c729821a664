"""Bulletin: a raw news bulletin to one Markdown file a story.

`pipeline` is the first thing to read. The package works without Pelican (`python -m bulletin`); as a Pelican plugin it
converts the seeds before each build.
"""


def register() -> None:
    """Connect to Pelican: called by Pelican when it loads the plugin."""
    from . import wiring

    wiring.connect()
