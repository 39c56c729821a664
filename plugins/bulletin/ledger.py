"""What is to be done with a story's file. Pure: digests in, a decision out.

The editor wins. What a person changed is never overwritten, what a person deleted does not come back, and a file that
we did not write is not touched.
"""

from .model import Action, Decision, Entry, Handling


def decide(last: Entry | None, on_disk: str | None, fresh: str, *, fresh_lies_beside: bool = False) -> Decision:
    """Decide on one file.

    Args:
        last: what is remembered of the story, None if it was never written.
        on_disk: digest of the file as it stands, None where there is none.
        fresh: digest of the page as the bulletin has it now.
        fresh_lies_beside: whether the fresh version that was once put beside an edited file is still there.
    """
    if last is not None and last.told_later:
        return Decision(Action.EARLIER, f"told again in {last.told_later}, which the file follows")
    if last is None or last.wrote is None:
        return _of_new(on_disk)
    if on_disk is None:
        return Decision(Action.GONE, "deleted by an editor, and stays so")
    is_edited, is_changed = on_disk != last.wrote, fresh != last.rendered
    if is_edited and is_changed:
        return _of_both(last, fresh, lies_beside=fresh_lies_beside)
    if is_edited:
        return Decision(Action.LEAVE, "edited by a person")
    if is_changed:
        return Decision(Action.UPDATE, "the bulletin has changed")
    return Decision(Action.KEEP, "nothing has changed")


def left_behind(last: Entry | None, meant: Entry, on_disk: str | None) -> Entry | None:
    """What is to be remembered of a story after a run was cut short; None where it has not come to be.

    Args:
        last: what was remembered before that run, None if nothing was.
        meant: what that run was about to do, and to remember.
        on_disk: digest of the file as it stands, None where there is none.
    """
    if on_disk is not None and on_disk == meant.wrote:
        return meant
    if last is None and on_disk is not None:
        return meant  # its place was free: the run wrote the file, and a person has edited it since
    return last  # not done, or edited since: what the bulletin says now has to be offered again


def handling(last: Entry | None, on_disk: str, *, names_bulletin: bool) -> Handling:
    """Whose words a story's file holds.

    Args:
        last: what is remembered of the story, None if nothing is.
        on_disk: digest of the file as it stands.
        names_bulletin: whether the file says that it came in a bulletin.

    Returns:
        Unknown where the file says so and the receipt is lost, or another file stood in the story's place.
    """
    if last is not None and last.wrote is not None:
        return Handling.CONVERTED if on_disk == last.wrote else Handling.EDITED
    return Handling.UNKNOWN if names_bulletin else Handling.ENTERED


def _of_new(on_disk: str | None) -> Decision:
    if on_disk is None:
        return Decision(Action.CREATE, "new in the bulletin")
    return Decision(Action.FOREIGN, "a file of this name was there before")


def _of_both(last: Entry, fresh: str, *, lies_beside: bool) -> Decision:
    """An editor who has taken the fresh version away has seen it."""
    if last.offered == fresh and not lies_beside:
        return Decision(Action.LEAVE, "edited by a person, who has seen the bulletin's new version")
    return Decision(Action.CONFLICT, "edited by a person, and changed in the bulletin since")
