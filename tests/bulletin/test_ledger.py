"""The decision table: what is done with a story's file, row by row."""

import pytest

from bulletin.ledger import decide, handling
from bulletin.model import Action, Entry, Handling
from making import WHO


def remembered(*, wrote: str | None = "file", rendered: str = "page", offered: str | None = None) -> Entry:
    return Entry(WHO, "Headline", 1, "body", rendered, wrote, offered=offered)


@pytest.mark.parametrize(
    ("last", "on_disk", "fresh", "action"),
    [
        pytest.param(None, None, "page", Action.CREATE, id="nothing written before"),
        pytest.param(None, "other", "page", Action.FOREIGN, id="a file that is not ours"),
        pytest.param(remembered(wrote=None), "other", "page", Action.FOREIGN, id="still not ours on the next run"),
        pytest.param(remembered(), "file", "page", Action.KEEP, id="unchanged on both sides"),
        pytest.param(remembered(), "file", "new", Action.UPDATE, id="changed in the bulletin only"),
        pytest.param(remembered(), "edited", "page", Action.LEAVE, id="edited by a person only"),
        pytest.param(remembered(), "edited", "new", Action.CONFLICT, id="changed on both sides"),
        pytest.param(remembered(), None, "page", Action.GONE, id="deleted by an editor"),
        pytest.param(remembered(), None, "new", Action.GONE, id="deleted by an editor, and changed since"),
    ],
)
def test_decision(last: Entry | None, on_disk: str | None, fresh: str, action: Action) -> None:
    decision = decide(last, on_disk, fresh)
    assert decision.action is action
    assert decision.why


@pytest.mark.parametrize(
    ("last", "on_disk", "names_bulletin", "whose"),
    [
        pytest.param(remembered(), "file", True, Handling.CONVERTED, id="as it was written"),
        pytest.param(remembered(), "edited", True, Handling.EDITED, id="edited"),
        pytest.param(remembered(), "edited", False, Handling.EDITED, id="edited, and the source taken out"),
        pytest.param(None, "file", False, Handling.ENTERED, id="of no bulletin"),
        pytest.param(remembered(wrote=None), "other", False, Handling.ENTERED, id="stood in the story's place before"),
        pytest.param(None, "file", True, Handling.UNKNOWN, id="the receipt is lost"),
    ],
)
def test_whose_words_a_file_holds(last: Entry | None, on_disk: str, names_bulletin: bool, whose: Handling) -> None:
    assert handling(last, on_disk, names_bulletin=names_bulletin) is whose


def test_a_conflict_lasts_until_the_editor_takes_the_fresh_version_away() -> None:
    last = remembered(offered="new")
    assert decide(last, "edited", "new", fresh_lies_beside=True).action is Action.CONFLICT
    assert decide(last, "edited", "new", fresh_lies_beside=False).action is Action.LEAVE
    assert decide(last, "edited", "newer", fresh_lies_beside=False).action is Action.CONFLICT
