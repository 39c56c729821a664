"""All cores of the machine read the files of a large site."""

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor

from .model import Reading, Site
from .reading import read

# For fewer files, starting processes takes longer than they save.
FEW = 500
TOGETHER = 50
# More processes than this cannot be waited for on Windows.
MOST = 61


def read_all(files: Sequence[str], site: Site) -> Iterator[Reading]:
    """Read files, and give back what is kept of each, in their order."""
    cores = min(os.cpu_count() or 1, MOST)
    if len(files) < FEW or cores == 1:
        yield from (read(file, site) for file in files)
        return
    with ProcessPoolExecutor(cores, initializer=_keep, initargs=(site,)) as readers:
        yield from readers.map(_read_here, files, chunksize=TOGETHER)


_HERE: list[Site] = []
"""In a process that reads: the site, which is handed over once."""


def _keep(site: Site) -> None:
    _HERE[:] = [site]


def _read_here(file: str) -> Reading:
    return read(file, _HERE[0])
