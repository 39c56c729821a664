"""What the benchmark of search and share images prints and notes down."""

import json

from race import figures, more
from race.meter import Used

RUNS = {
    "without": {"cold": [Used(2.0, 3.0, 100), Used(4.0, 3.0, 100), Used(3.0, 3.0, 100)]},
    "search": {"cold": [Used(3.0, 4.5, 150), Used(8.0, 4.5, 150), Used(3.3, 4.5, 140)]},
}


def test_a_room_is_compared_with_the_build_without_it_in_the_same_round():
    table = more.times(1000, "cold", RUNS)
    assert table.title == "Built from nothing, 1,000 stories"
    assert table.head[:3] == ("", "s", "x without")
    assert table.rows == (
        ("without", "3.00", "", "3.00", "", "100", "", "", ""),
        ("search", "3.30", "1.50", "4.50", "1.50", "150", "1.50", "1.000", "1.500"),
    )


def test_what_lies_on_the_disk_is_told_for_each_story(tmp_path):
    (tmp_path / "below").mkdir()
    for name in ("one", "below/two"):
        (tmp_path / name).write_bytes(b"12345")
    assert more.lain(tmp_path) == more.Lain(2, 10)
    plain, own = {"output": more.Lain(100, 2_000_000)}, {"output": more.Lain(150, 5_000_000)}
    table = more.disk(100, {"without": plain, "search": own})
    assert table.head == ("", "output: files", "MB", "files a story more", "bytes")
    assert table.rows == (("without", "100", "2", "", ""), ("search", "150", "5", "0.50", "30,000"))


def test_every_run_is_noted_down_as_a_line(tmp_path):
    file = tmp_path / "apart.jsonl"
    for load in (0.5, 1.5):
        figures.note(file, 1000, {"dateline": "1.0"}, 2, "2026-11-26", RUNS, load=load)
    lines = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    assert [line["load"] for line in lines] == [0.5, 1.5]
    assert lines[1]["stories"] == 1000
    assert lines[1]["runs"]["search"]["cold"][1] == {"wall": 8.0, "cpu": 4.5, "peak": 150}
