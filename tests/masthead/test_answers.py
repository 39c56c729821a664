"""What a newsroom answers: taken, put right, or refused with a remedy."""

from pathlib import Path

import pytest

from masthead import answers, github
from masthead.errors import Unusable

THEME = Path(__file__).parents[2] / "theme"


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("https://news.example.org/", "https://news.example.org"),
        (" https://News.Example.org/repo// ", "https://news.example.org/repo"),
        ("http://192.168.0.7:8080", "http://192.168.0.7:8080"),
        ("https://münchen.org", "https://xn--mnchen-3ya.org"),
        ("http://localhost:8000/repo", "http://localhost:8000/repo"),
        ("https://github.com/marsa/news", "https://marsa.github.io/news"),
        ("http://github.com/Marsa/marsa.github.io.git", "https://marsa.github.io"),
        ("git@github.com:marsa/news.git", "https://marsa.github.io/news"),
        ("Marsa-News/bulletins", "https://marsa-news.github.io/bulletins"),
        ("marsa/Marsa.github.io", "https://marsa.github.io"),
    ],
)
def test_address(written: str, kept: str) -> None:
    assert answers.address(written) == kept


@pytest.mark.parametrize(
    ("written", "remedy"),
    [
        ("news.example.org", "no https:// in front"),
        ("news.example.org/repo", "no https:// in front"),
        ("ftp://news.example.org", "Write it like https://news.example.org"),
        ("https://", "Write it like"),
        ("https://news", "Write it like"),
        ("https://a b.org", "Write it like"),
        ("https://news.org:port", "Write it like"),
        ("https://newsroom.example", "nobody can have"),
        ("http://marsa.github.io/news", "without its style. Write https://marsa.github.io/news$"),
        ("http://news.org:8000", "Write https://news.org:8000$"),
        ("https://github.com/marsa", "is a page of GitHub, not of your site"),
        ("https://github.com/marsa/news/tree/main", "like https://OWNER.github.io/REPOSITORY"),
        ("https://news.org/?page=1", "Leave out what stands behind ?"),
        ("https://me:secret@news.org", "before @"),
        ("https://news.org/a b", "in the path there may be letters"),
    ],
)
def test_address_that_is_none(written: str, remedy: str) -> None:
    with pytest.raises(Unusable, match="^.*" + remedy.replace("?", "\\?")):
        answers.address(written)


@pytest.mark.parametrize(
    ("written", "kept"),
    [("africa/nairobi", "Africa/Nairobi"), ("UTC", "UTC"), ("America/new york", "America/New_York")],
)
def test_zone(written: str, kept: str) -> None:
    assert answers.zone(written) == kept


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Nairobi", "Africa/Nairobi"),
        ("Africa/Nairobbi", "Africa/Nairobi"),
        ("Europe/Lisboa", "Europe/Lisbon"),
        ("new york", "America/New_York"),
        ("nowhere at all", "Write it like"),
        ("../../etc/passwd", "Write it like"),
    ],
)
def test_zone_that_is_none_is_told_what_is_near(written: str, meant: str) -> None:
    with pytest.raises(Unusable, match=meant):
        answers.zone(written)


@pytest.mark.parametrize(
    ("written", "kept"), [("es", "es"), ("pt_br", "pt-BR"), ("en-us", "en-US"), ("en-GB", "en-GB")]
)
def test_language(written: str, kept: str) -> None:
    assert answers.language(written, THEME) == kept


@pytest.mark.parametrize(
    ("written", "remedy"),
    [("it", r"It speaks ar \(Arabic\), de"), ("Klingon", "It speaks"), ("es-JP", "names no country")],
)
def test_language_that_the_theme_does_not_speak(written: str, remedy: str) -> None:
    with pytest.raises(Unusable, match=remedy):
        answers.language(written, THEME)


def test_a_name_is_one_line() -> None:
    assert answers.line(' The "Daily"\n\t\\ News ') == 'The "Daily" \\ News'
    with pytest.raises(Unusable, match="may not be empty"):
        answers.line(" \n ")


@pytest.mark.parametrize(
    "remote",
    [
        "https://github.com/Marsa/daily.news.git",
        "https://token@github.com/Marsa/daily.news",
        "git@github.com:Marsa/daily.news.git",
        "ssh://git@github.com/Marsa/daily.news.git",
        "https://github.com/Marsa/daily.news/",
    ],
)
def test_repository_is_read_from_the_remote(remote: str) -> None:
    assert github.repository_of(remote) == "Marsa/daily.news"


@pytest.mark.parametrize(
    "remote", ["", "/srv/remote.git", "https://git.example.org/a/b.git", "git@notgithub.com:a/b.git"]
)
def test_remotes_elsewhere_tell_no_address(remote: str) -> None:
    assert github.repository_of(remote) is None


@pytest.mark.parametrize(
    ("written", "kept"),
    [("Spanish", "es"), ("español", "es"), ("ESPANOL", "es"), ("German", "de"), ("deutsch", "de"), ("العربية", "ar")],
)
def test_a_language_may_be_called_by_its_name(written: str, kept: str) -> None:
    assert answers.language(written, THEME) == kept
