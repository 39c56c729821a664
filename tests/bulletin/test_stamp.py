"""Dates read quickly are what they would be if they were read slowly."""

from hypothesis import given
from hypothesis import strategies as st
from pelican.utils import get_date

from bulletin.stamp import moment_of

MONTHS, DAYS = st.integers(0, 14), st.integers(0, 33)
DAY = st.builds("{:04}-{:02}-{:02}".format, st.integers(0, 9999), MONTHS, DAYS)
HOUR = st.builds(" {:02}:{:02}".format, st.integers(0, 26), st.integers(0, 61))
SECOND = st.builds(":{:02}".format, st.integers(0, 61))
ZONE = st.builds("{}{:02}:{:02}".format, st.sampled_from("+-"), st.integers(0, 25), st.integers(0, 61))
TIME = st.builds("".join, st.tuples(HOUR, st.one_of(st.just(""), SECOND), st.one_of(st.just(""), ZONE)))
WRITTEN = st.builds("".join, st.tuples(DAY, st.one_of(st.just(""), TIME)))


@given(WRITTEN)
def test_what_is_read_is_what_pelican_reads(text):
    moment = moment_of(text)
    if moment is not None:
        slow = get_date(text)
        assert (slow, slow.utcoffset()) == (moment, moment.utcoffset())


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
    assert moment_of("2026-11-20 06:45:00+03:00").isoformat() == "2026-11-20T06:45:00+03:00"
