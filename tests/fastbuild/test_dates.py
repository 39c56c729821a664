import subprocess
import sys

import pytest

# In a process of its own: fastbuild has a part in all moments of a process that has once loaded it.
COMPARED = """
import locale, sys
from itertools import product
from zoneinfo import ZoneInfo
from pelican.utils import SafeDatetime, strftime
from fastbuild.dates import write_out_in_one_go

locale.setlocale(locale.LC_ALL, sys.argv[1])
parts = [f"%{letter}" for letter in "aAbBcdfGHIjmMpSUuVwWxXyYzZ%"] + ["%-d", "%-m", "%e", "%q", ", ", "é", "年"]
zones = None, ZoneInfo("UTC"), ZoneInfo("Asia/Kolkata")
moments = [SafeDatetime(*day, 6, 5, 9, 120, zone) for day in ((1, 1, 1), (2026, 3, 9)) for zone in zones]
wanted = [f"{one}{two}{three}" for one, two, three in product(parts, ("", " of "), parts)]
with_parts_alone = [strftime(moment, text) for moment in moments for text in wanted]
write_out_in_one_go()
assert [moment.strftime(text) for moment in moments for text in wanted] == with_parts_alone
assert [moment.strftime("%-d|%d", safe=False) for moment in moments] == ["1|01"] * 3 + ["9|09"] * 3
"""


@pytest.mark.parametrize("place", ["C", "C.UTF-8"])
def test_a_moment_in_one_go_says_what_pelican_says_part_by_part(place):
    done = subprocess.run([sys.executable, "-c", COMPARED, place], check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
