"""Where a site is shown on this machine, and as what its files are served."""

import pytest

from preview.serving import content_types, local_address


@pytest.mark.parametrize(
    ("address", "bind", "here"),
    [
        ("https://marsa.github.io/repo", "127.0.0.1", "http://localhost:8000/repo"),
        ("https://news.org", "0.0.0.0", "http://localhost:8000"),
        ("https://news.org/a/b", "192.168.0.7", "http://192.168.0.7:8000/a/b"),
        ("", "::1", "http://[::1]:8000"),
    ],
)
def test_local_address(address: str, bind: str, here: str) -> None:
    assert local_address(address, 8000, bind) == here


def test_every_line_of_the_table_names_an_ending_and_a_type() -> None:
    for ending, kind in content_types().items():
        assert ending.startswith(".")
        assert "/" in kind
