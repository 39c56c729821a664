"""Which image is whose."""

from types import SimpleNamespace

from cards.naming import names, own_name


def named(**ids):
    """By the address of each story, the name of its image."""
    return names(
        {url: own_name(SimpleNamespace(metadata={"story_id": own} if own else {})) for url, own in ids.items()}
    )


def test_an_image_stays_with_its_story_wherever_it_moves():
    before, after = named(one="AB12"), named(other="AB12")
    assert list(before.values()) == list(after.values()) == ["ab12"]


def test_no_two_stories_share_an_image():
    found = named(one="ab12", two="AB12", three="", four="site", five="../../")
    assert len(set(found.values())) == 5
    assert "site" not in found.values()
    assert all(name.isalnum() for name in found.values())
