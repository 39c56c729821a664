"""Dates read quickly are what they would be if they were read slowly."""

from hypothesis import given
from hypothesis import strategies as st
from pelican.utils import get_date

from bulletin.stamp import moment_of

MONTHS, DAYS = st.integers(0, 14), st.integers(0, 33)
DAY = st.builds("{:04}-{:02}-{:02}".format, st.integers(0, 9999), MONTHS, DAYS)
HOUR = st.builds(" {:02}:{:02}".format, st.integers(0, 26), st.integers(0, 61))
SECOND = st.builds(":{:02}".format, st.integers(0, 61))
WRITTEN = st.builds("".join, st.tuples(DAY, st.one_of(st.just(""), HOUR, st.builds("".join, st.tuples(HOUR, SECOND)))))


@given(WRITTEN)
def test_what_is_read_is_what_pelican_reads(text):
    moment = moment_of(text)
    if moment is not None:
        assert get_date(text) == moment


def test_other_ways_are_left_to_others():
    for text in (
        "20 November 2026",
        "2026-11-20T06:00",
        "2026-11-31",
        "2026-11-20 25:00",
        "2026-11-20 06:00 +0200",
        "",
    ):
        assert moment_of(text) is None
    assert moment_of("2026-11-20 06:45").hour == 6
