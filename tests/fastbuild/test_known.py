"""What is known of stories comes back, and so does which of their files are not as they were left."""

import os
import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pelican.utils import SafeDatetime

from fastbuild import volumes
from fastbuild.archive import TABLES
from fastbuild.base import Base
from fastbuild.known import Known, touched
from fastbuild.records import Brief
from fastbuild.stamps import stamp_of_source

NOBODY = Brief(*(None for _ in Brief._fields))._replace(static_links=(), tags=(("Tag", "Malawi", "malawi"),))
FILES = st.integers(0, 12).map("story {}".format)
KNOWN = st.tuples(
    st.binary(max_size=3),
    st.binary(max_size=3),
    st.builds(
        lambda title, year: NOBODY._replace(title=title, date=year and SafeDatetime(year, 1, 1)),
        *(st.none() | st.text(max_size=3), st.none() | st.integers(1990, 2030)),
    ),
)
CHANGES = st.lists(st.tuples(st.dictionaries(FILES, KNOWN), st.sets(FILES)), max_size=8)


def opened(folder):
    return Base(folder, "kept", "x", TABLES)


def everything(known):
    return {file: told for volume in known.volumes.values() for file, *told in zip(*volume, strict=True)}


@given(changes=CHANGES)
def test_what_was_changed_comes_back(changes, tmp_path_factory):
    folder = tmp_path_factory.mktemp("cache")
    expected = {}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(volumes, "MOST", 3)
        base = opened(folder)
        kept = Known(base)
        for fresh, lost in changes:
            lost = lost - fresh.keys()
            assert base.change(*kept.change(fresh, lost))
            expected = {file: told for file, told in expected.items() if file not in lost} | fresh
            again = Known(opened(folder))
            assert everything(kept) == everything(again) == {file: told for file, (_, *told) in expected.items()}
            assert set(touched(base, list).gone) == expected.keys()


@pytest.fixture
def site(tmp_path, monkeypatch):
    """Nine stories, three in a volume, as they were left."""
    monkeypatch.setattr(volumes, "MOST", 3)
    names = [f"{number}.md" for number in range(9)]
    for name in names:
        (tmp_path / name).write_text(name)
    base = opened(tmp_path)
    stamps = {file: stamp_of_source(state) for file, state in listed(tmp_path)}
    base.change(*Known(base).change({name: (stamps[name], b"digest", NOBODY) for name in names}, ()))
    return tmp_path


def listed(folder):
    return [(path.name, path.stat) for path in sorted(folder.glob("*.md"))]


def looked_at(folder, **more):
    base = opened(folder)
    seen = touched(base, lambda: listed(folder), **more)
    return Known(base).since == seen.since, sorted(seen.stamps), sorted(seen.gone)


def test_files_are_told_apart_by_how_they_were_left(site):
    assert looked_at(site) == (True, [], [])
    os.utime(site / "1.md", (1, 1))
    (site / "4.md").unlink()
    (site / "new.md").write_text("new")
    assert looked_at(site) == (True, ["1.md", "new.md"], ["4.md"])


@pytest.mark.parametrize("part", ["stories", "stamps"])
def test_a_damaged_volume_is_doubted_and_its_stories_alone_are_looked_at(site, part):
    with sqlite3.connect(site / "kept-x.sqlite") as base:
        base.execute(f"UPDATE known SET {part} = substr({part}, 1, 20) WHERE number = 1")
    assert not looked_at(site)[0]
    _, stamps, gone = looked_at(site, is_doubtful=True)
    assert (stamps, gone) == (["3.md", "4.md", "5.md"], [])
