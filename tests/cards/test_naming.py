"""Which image is whose."""

from types import SimpleNamespace

from cards.naming import names


def story(url, **metadata):
    return SimpleNamespace(url=url, metadata=metadata)


def test_an_image_stays_with_its_story_wherever_it_moves():
    before, after = (names([story(url, story_id="AB12")]) for url in ("2026/11/20/one/", "2026/11/21/other/"))
    assert list(before.values()) == list(after.values()) == ["ab12"]


def test_no_two_stories_share_an_image():
    stories = [
        story("one/", story_id="ab12"),
        story("two/", story_id="AB12"),
        story("three/"),
        story("four/", story_id="site"),
        story("five/", story_id="../../"),
    ]
    found = names(stories)
    assert len(set(found.values())) == len(stories)
    assert "site" not in found.values()
    assert all(name.isalnum() for name in found.values())
