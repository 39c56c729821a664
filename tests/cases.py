"""Cases as plain text (tools/casefiles.py says how they are laid out) for tests."""

from pathlib import Path

import pytest

from casefiles import Case, load

__all__ = ["Case", "load", "parametrize"]


def parametrize(path: Path) -> pytest.MarkDecorator:
    cases = load(path)
    return pytest.mark.parametrize("case", cases, ids=[case.title for case in cases])
