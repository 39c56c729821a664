"""Programs of the system that the tests of hosting drive."""

import os
import shutil

import pytest


def program(name: str) -> str:
    """Where a program is; the test is skipped without it, and fails on CI, which installs it (tools/test-programs)."""
    found = shutil.which(name)
    if found is None:
        if os.environ.get("CI"):
            pytest.fail(f"{name} is not installed: run tools/test-programs")
        pytest.skip(f"{name} is not installed")
    return found


@pytest.fixture(scope="session")
def caddy() -> str:
    return program("caddy")


@pytest.fixture(scope="session")
def rsync() -> str:
    return program("rsync")
