"""The override of Pelican's private `_open_w`: when Pelican changes it, this must notice."""

import errno
import hashlib
import inspect
import os

import pytest
from pelican.writers import FileOverwriteFailedError, Writer

from fastbuild.quiet import write_if_changed, write_page
from fastbuild.swept import sweep
from fastbuild.writer import QuickWriter


def write(writer, path, text, override=False):
    with writer._open_w(str(path), "utf-8", override) as file:
        file.write(text)


def test_pelican_still_opens_its_files_here():
    assert list(inspect.signature(Writer._open_w).parameters) == ["self", "filename", "encoding", "override"]
    assert "self._open_w(" in inspect.getsource(Writer.write_file)


def test_two_pages_of_one_address_are_refused(tmp_path):
    writer = QuickWriter(str(tmp_path))
    write(writer, tmp_path / "a.html", "one")
    with pytest.raises(FileOverwriteFailedError, match="claimed by two pages"):
        write(writer, tmp_path / "a.html", "two")


def test_an_override_wins_whether_it_comes_first_or_last(tmp_path):
    for order in ([("plain", False), ("override", True)], [("override", True), ("plain", False)]):
        writer = QuickWriter(str(tmp_path))
        for text, override in order:
            write(writer, tmp_path / "a.html", text, override)
        assert (tmp_path / "a.html").read_text() == "override"


def test_a_page_that_fails_while_it_is_written_leaves_the_old_one(tmp_path):
    page = tmp_path / "a.html"
    write(QuickWriter(str(tmp_path)), page, "old")
    with pytest.raises(TypeError):
        write(QuickWriter(str(tmp_path)), page, None)
    assert page.read_text() == "old"


def test_a_record_cannot_reach_outside_the_output_folder(tmp_path):
    outside = tmp_path / "letter.txt"
    outside.write_text("dear")
    output = tmp_path / "output"
    output.mkdir()
    sweep(output, {"../letter.txt": hashlib.sha256(b"dear").digest()})
    assert outside.exists()


@pytest.mark.parametrize("before", [None, b"old"])
def test_on_a_full_disk_the_page_is_named_and_no_half_of_it_stays(tmp_path, monkeypatch, before):
    def write(file, data):
        if len(data) < 6:
            raise OSError(errno.ENOSPC, "No space left on device")
        return put(file, data[:3])

    page, put = tmp_path / "page.html", os.write
    if before:
        page.write_bytes(before)
    monkeypatch.setattr(os, "write", write)
    with pytest.raises(OSError, match=r"No space left on device: '.*page\.html.*'"):
        write_page(str(page), b"half of it")
    assert [path.read_bytes() for path in tmp_path.iterdir()] == ([before] if before else [])


def test_where_a_folder_stands_in_the_way_no_draft_stays(tmp_path):
    (tmp_path / "page.html").mkdir()
    with pytest.raises(OSError, match=r"page\.html"):
        write_page(str(tmp_path / "page.html"), b"text")
    assert [path.name for path in tmp_path.iterdir()] == ["page.html"]


def test_what_is_written_is_nothing_to_be_run(tmp_path):
    page = tmp_path / "page.html"
    for text in (b"new", b"changed"):
        write_page(str(page), text)
        assert (page.read_bytes(), page.stat().st_mode & 0o111) == (text, 0)
    write_if_changed(page, b"changed again")
    assert (page.read_bytes(), page.stat().st_mode & 0o111) == (b"changed again", 0)
