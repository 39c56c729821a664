"""What tests of the commands share."""

from pathlib import Path

import pytest

from commanding import make_newsroom


@pytest.fixture
def newsroom(tmp_path: Path) -> Path:
    """A newsroom's folder with one bulletin."""
    return make_newsroom(tmp_path / "newsroom")
