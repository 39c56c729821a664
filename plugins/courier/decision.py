"""Whether a run publishes what it has built."""

from .model import Run, State


def is_to_be_published(run: Run, default_branch: str, *, is_changed: bool) -> bool:
    """Whether readers are to get what was built.

    Args:
        run: Where and for what the workflow runs.
        default_branch: The branch that is published; empty where GitHub does not name it, as in scheduled runs.
        is_changed: Whether readers see something else now. What somebody has asked for is published all the same.
    """
    is_scheduled = run.event == "schedule"
    is_main = is_scheduled or run.branch == default_branch
    can_be = run.pages in {State.READY, State.UNKNOWN}
    return is_main and not run.is_proposal and can_be and (is_changed or not is_scheduled)
