"""One policy for all pages, which takes nothing away from any of them."""

from pathlib import Path

import pytest

from hosting import policy


def pages(folder: Path, *policies: str) -> list[str]:
    found = []
    for number, text in enumerate(policies):
        path = folder / f"{number}.html"
        meta = f'<meta http-equiv="Content-Security-Policy" content="{text}">' if text else ""
        path.write_text(f"<!DOCTYPE html>\n<html><head>{meta}<title>A page</title></head></html>", "utf-8")
        found.append(str(path))
    return found


@pytest.mark.parametrize(
    ("policies", "header"),
    [
        pytest.param(["default-src 'none'; img-src 'self'"], "default-src 'none'; img-src 'self'", id="one"),
        pytest.param(
            ["script-src 'self'", "script-src 'self' 'wasm-unsafe-eval'"],
            "script-src 'self' 'wasm-unsafe-eval'",
            id="what one of them needs besides",
        ),
        pytest.param(["img-src 'none'", "img-src 'self'"], "img-src 'self'", id="none is not beside another"),
        pytest.param(
            ["default-src 'self'", "default-src 'none'; img-src 'none'"],
            "default-src 'self'; img-src 'self'",
            id="what a page leaves to the default",
        ),
        pytest.param(
            ["base-uri 'none'; base-uri 'self'; ;"], "base-uri 'none'", id="of a directive named twice the first counts"
        ),
        pytest.param(["default-src &#39;none&#39;"], "default-src 'none'", id="as a template escapes it"),
        pytest.param(["img-src 'self'", ""], "img-src 'self'", id="a page without"),
    ],
)
def test_the_header_has_room_for_every_page(tmp_path: Path, policies: list[str], header: str) -> None:
    assert policy.header(pages(tmp_path, *policies)) == f"{header}; frame-ancestors 'none'"


def test_pages_that_have_none_are_not_framed_either(tmp_path: Path) -> None:
    assert policy.header(pages(tmp_path, "")) == "frame-ancestors 'none'"
