"""What is kept in volumes comes back, whatever is changed how often, and damage costs what stood beside it alone."""

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fastbuild import volumes
from fastbuild.base import Base
from fastbuild.volumes import Volumes, table

NAMES = st.integers(0, 12).map("story {}".format)
CHANGES = st.lists(st.tuples(st.dictionaries(NAMES, st.tuples(st.binary(max_size=3))), st.sets(NAMES)), max_size=8)


def opened(folder):
    return Base(folder, "kept", "x", (table("entries"),))


@pytest.fixture
def small(monkeypatch):
    monkeypatch.setattr(volumes, "MOST", 3)


@given(changes=CHANGES)
def test_what_was_changed_comes_back(changes, tmp_path_factory):
    folder = tmp_path_factory.mktemp("cache")
    expected = {}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(volumes, "MOST", 3)
        base = opened(folder)
        kept = Volumes(base, "entries")
        for fresh, lost in changes:
            lost = lost - fresh.keys()
            assert base.change(*kept.change(fresh, lost))
            expected = {name: entry for name, entry in expected.items() if name not in lost} | fresh
            assert kept.entries == expected
            assert Volumes(opened(folder), "entries").entries == expected


@pytest.mark.usefixtures("small")
def test_only_what_stands_beside_a_change_is_written(tmp_path):
    base = opened(tmp_path)
    kept = Volumes(base, "entries")
    base.change(*kept.change({f"story {number}": (number,) for number in range(9)}, ()))
    (_, gone), (_, written) = kept.change({"story 4": (40,)}, ())
    assert not gone
    assert [number for number, _ in written] == [1]


@pytest.mark.usefixtures("small")
def test_a_damaged_volume_is_lost_alone_and_goes(tmp_path):
    base = opened(tmp_path)
    base.change(*Volumes(base, "entries").change({f"story {number}": (number,) for number in range(9)}, ()))
    with sqlite3.connect(tmp_path / "kept-x.sqlite") as damaged:
        damaged.execute("UPDATE entries SET entries = x'0102030405' WHERE number = 1")
    kept = Volumes(opened(tmp_path), "entries")
    assert sorted(kept.entries) == [f"story {number}" for number in (0, 1, 2, 6, 7, 8)]
    base.change(*kept.change({"story 3": (3,)}, ()))
    again = Volumes(opened(tmp_path), "entries")
    assert sorted(again.entries) == [f"story {number}" for number in (0, 1, 2, 3, 6, 7, 8)]
    with sqlite3.connect(tmp_path / "kept-x.sqlite") as seen:
        assert seen.execute("SELECT count(*) FROM entries").fetchone() == (3,)
