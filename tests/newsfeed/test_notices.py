"""What a feed says of a story that was corrected or withdrawn."""

from dataclasses import replace
from datetime import UTC, datetime
from types import SimpleNamespace

from newsfeed.budget import Budget
from newsfeed.channels import Site, Subject, plan_channels
from newsfeed.items import permanent_id, to_correction, to_item

ADDRESS = "https://news.example/repo"
FEW = Site(ADDRESS, "News", "All", "The desk", "en", Budget(2, 10_000), has_archives=False)


def notice(day, text="It carries <230>.", heading="Correction"):
    return SimpleNamespace(when=datetime(2026, 11, day, tzinfo=UTC), heading=f"{heading}, {day} November", text=text)


def article(name, day=20, **metadata):
    return SimpleNamespace(
        title=name,
        url=f"2026/11/{day}/{name}/",
        relative_source_path=f"2026/11/{day}/{name}.md",
        date=datetime(2026, 11, day, tzinfo=UTC),
        modified=datetime(2026, 11, 28, tzinfo=UTC),
        lang="en",
        summary="<p>Summary.</p>",
        get_content=lambda site: '<p>Body.</p><figure><img src="p.jpg" alt=""></figure>',
        metadata={"story_id": name, **metadata},
    )


def feeds(*articles):
    subjects = {Subject("Kenya", "kenya", "tag/kenya/"): articles}
    return {plan.place.stem: plan.made() for plan in plan_channels(FEW, articles, subjects)}


def test_a_corrected_story_opens_with_its_corrections():
    item = to_item(article("ferry", corrections=(notice(22, "Two."), notice(21))), ADDRESS)
    assert item.title == "ferry"
    assert item.html.startswith(
        "<p><strong>Correction, 22 November.</strong> Two.</p>"
        "<p><strong>Correction, 21 November.</strong> It carries &lt;230&gt;.</p><p>Body.</p>"
    )
    assert item.updated == datetime(2026, 11, 28, tzinfo=UTC)


def test_a_withdrawn_story_keeps_its_guid_and_its_headline_and_nothing_else():
    story = article("ferry", withdrawal=notice(22, "Forged.", "Withdrawn"), corrections=(notice(21),), byline="A")
    item = to_item(story, ADDRESS)
    assert (item.guid, item.title, item.summary) == (permanent_id(article("ferry")), "Withdrawn: ferry", "Forged.")
    assert item.html == "<p><strong>Withdrawn, 22 November.</strong> Forged.</p>"
    assert (item.byline, item.pictures, item.published) == (None, (), story.date)
    assert to_correction(story, item) == replace(item, published=datetime(2026, 11, 22, tzinfo=UTC))


def test_a_withdrawn_story_stays_while_it_would_be_in_the_feed():
    stories = [article("new", 22), article("forged", 21, withdrawal=notice(22)), article("old", 20)]
    found = feeds(*stories)
    for path in ("feeds/all", "feeds/tag/kenya"):
        assert [item.title for item in found[path].items] == ["new", "Withdrawn: forged"]
    assert [item.title for item in feeds(article("newest", 23), *stories)["feeds/all"].items] == [
        "newest",
        "new",
    ]


def test_the_feed_of_corrections_has_the_last_notice_first_under_the_story_s_own_guid():
    stories = [
        article("untouched", 22),
        article("corrected", 21, corrections=(notice(23), notice(22, "Too."))),
        article("withdrawn", 20, withdrawal=notice(25, "Forged.")),
        article("long ago", 19, corrections=(notice(20),)),
    ]
    channel = feeds(*stories)["feeds/corrections"]
    assert channel.link == f"{ADDRESS}/corrections/"
    assert [item.title for item in channel.items] == ["Withdrawn: withdrawn", "Correction: corrected"]
    assert channel.items[1].guid == permanent_id(stories[1])
    assert channel.items[1].summary == "It carries <230>. Too."
    assert "Body" not in channel.items[1].html
    assert channel.items[1].pictures == ()


def test_a_correction_is_published_with_its_first_notice():
    [item] = feeds(article("ferry", 20, corrections=(notice(25, "Two."), notice(22))))["feeds/corrections"].items
    assert item.published == datetime(2026, 11, 22, tzinfo=UTC)
