"""The summary of a run, as GitHub shows it to a person: what became of the bulletins, and what is to be done."""

from collections import Counter
from collections.abc import Iterator, Sequence

from . import escapes
from .address import is_elsewhere
from .corrections import Correction
from .model import CONTENT, ERROR, Bulletin, Finding, Problem, Remark, Run, State, Story

# Of a table, in bytes: GitHub shows no summary of more than a megabyte.
LARGEST = 200_000
BUILT = "output/"
HEAD_OF_FINDINGS = ("", "Where", "What is wrong", "What to do")
TO_LOOK_AT = {"error": "❌ error", "warning": "⚠️ warning"}
SWITCH_ON = (
    "Press [Settings, Pages]({pages}); under **Build and deployment**, **Source**, choose **GitHub Actions**. "
    "Then press [Actions, Publish]({publish}), **Run workflow**."
)
OF_PAGES = {
    State.OFF: "**The site is built, but GitHub Pages is not switched on yet.** " + SWITCH_ON,
    State.BRANCH: "**The site is built, but GitHub Pages shows a branch instead of it.** " + SWITCH_ON,
    State.PRIVATE: "**The site is built, but this repository is private**, and GitHub shows the sites of private "
    "repositories on paid plans only. Make it public ([Settings]({settings}), at the bottom, **Change visibility**; "
    "then everybody can read bulletins and drafts, too) or change the plan. " + SWITCH_ON,
}
ELSEWHERE = (
    "**The site is built for {built}, but GitHub Pages shows it at {shown}.** Press [Settings, Pages]({pages}) and "
    "write your domain under **Custom domain**, or correct `SITEURL` in `publishconf.py`."
)


def failure(why: Remark) -> str:
    """What has stopped a run, as GitHub's Markdown: a summary of its own, above that of the run."""
    place = f"{why.file}, line {why.line}: " if why.file and why.line else f"{why.file}: " if why.file else ""
    said = f"{why.what}. {why.remedy}".rstrip(" ")
    return f"❌ **{escapes.markdown(why.title)}:** {escapes.markdown(f'{place}{said}')}\n\n"


def summary(
    run: Run,
    bulletins: Sequence[Bulletin],
    findings: Sequence[Finding] | None,
    *,
    corrections: Sequence[Correction] = (),
    publishes: bool,
    pages_address: str = "",
) -> str:
    """The summary, as GitHub's Markdown.

    Args:
        run: Where the workflow runs.
        bulletins: What became of each.
        findings: What the proofreader found; None where it has not come to that.
        corrections: What an editor has changed by hand.
        publishes: Whether what was built is to be published.
        pages_address: Where GitHub shows the site.
    """
    left = [finding for finding in findings or () if finding.is_left_to_editors]
    faults = [finding for finding in findings or () if not (finding.is_left_to_editors or finding.is_note)]
    parts = [
        "## Bulletins and site",
        _verdict(run, findings, _open(bulletins, findings or ()), publishes=publishes),
        *_misled(run, pages_address),
        _totals(bulletins),
        _table(_head_of_stories(run), list(_stories(run, bulletins))),
        *_section("Changed by hand", ("", "Story or page", "Correct it"), list(_corrections(run, corrections))),
        *_section("Needs an editor", ("Where", "What is wrong", "What to do"), list(_problems(run, bulletins))),
        *_section("Proofreading", HEAD_OF_FINDINGS, list(_findings(run, faults))),
        *_folded("Left to editors", HEAD_OF_FINDINGS, list(_findings(run, left))),
        *(
            escapes.markdown(finding.what[:1].upper() + finding.what[1:])
            for finding in findings or ()
            if finding.is_note
        ),
    ]
    return "\n\n".join(filter(None, parts)) + "\n"


def _open(bulletins: Sequence[Bulletin], findings: Sequence[Finding]) -> int:
    """How many things need an editor: drafts of this run, too; what waits since, as it was told to, does not."""
    drafts = sum(story.is_news and story.draft for bulletin in bulletins for story in bulletin.stories)
    problems = sum(len(bulletin.problems) for bulletin in bulletins)
    return drafts + problems + sum(not (finding.is_note or finding.waits) for finding in findings)


def _verdict(run: Run, findings: Sequence[Finding] | None, left: int, *, publishes: bool) -> str:
    if findings is None:
        return (
            "**The site could not be built.** What is marked ❌ above says why; where nothing is, the step with the "
            "red cross does. Readers see what they saw before."
        )
    if any(finding.gravity == ERROR for finding in findings):
        return "**Not published:** mend first what is marked ❌ below. Readers see what they saw."
    if run.is_proposal:
        return (
            "**This is a proposal; nothing is published.** To read the site as it would be, download **site** under "
            "**Artifacts** below, unpack it and open `index.html`. Merge the pull request to publish it."
        )
    if publishes and left:
        needs = "1 thing needs" if left == 1 else f"{left:,} things need"
        return f"**Published:** {run.address} shows the site in a minute or two. **{needs} an editor:** see below."
    if publishes:
        return f"**All well:** {run.address} shows the site in a minute or two."
    if run.pages in OF_PAGES:
        return _with_links(OF_PAGES[run.pages], run)
    return "**Nothing to publish:** readers see all of it already, or this is not the branch that is published."


def _misled(run: Run, pages_address: str) -> Iterator[str]:
    if run.pages is State.READY and is_elsewhere(run.address, pages_address):
        yield _with_links(ELSEWHERE, run, built=run.address, shown=pages_address)


def _with_links(text: str, run: Run, **values: str) -> str:
    settings = run.link("settings")
    publish = run.link("actions", "workflows", "publish.yml")
    return text.format(settings=settings, pages=f"{settings}/pages", publish=publish, **values)


def _totals(bulletins: Sequence[Bulletin]) -> str:
    stories = [story for bulletin in bulletins for story in bulletin.stories]
    counts = Counter(story.action for story in stories if story.is_news)
    counts["waiting for an editor (drafts)"] = sum(story.draft for story in stories)
    counts["waiting for the date"] = sum(bool(story.waits_until) for story in stories)
    told = [f"{number:,} {what}" for what, number in counts.items() if number]
    if told:
        return f"Stories: {', '.join(told)}."
    return f"Nothing new in {_count(len(bulletins), 'bulletin')}." if bulletins else ""


def _head_of_stories(run: Run) -> tuple[str, ...]:
    return ("", "Story", "Regions", "In the bulletin", "Worth a look", *([] if run.is_proposal else ["Correct it"]))


def _stories(run: Run, bulletins: Sequence[Bulletin]) -> Iterator[tuple[str, ...]]:
    for bulletin in bulletins:
        for story in bulletin.stories:
            if story.is_news:
                yield _story(run, bulletin, story)


def _story(run: Run, bulletin: Bulletin, story: Story) -> tuple[str, ...]:
    headline = escapes.markdown(story.headline)
    is_out = not (run.is_proposal or story.draft or story.waits_until or story.action == "deleted")
    waits = f", waits until {story.waits_until[:16].replace('T', ' ')}" if story.waits_until else ""
    return (
        f"{story.action}{', draft' if story.draft else ''}{waits}",
        f"[{headline}]({run.address}/{_page_of(story)})" if is_out and run.address else headline,
        escapes.markdown(", ".join(story.regions)),
        _place(run, bulletin.file, story.line),
        escapes.markdown("; ".join(story.look)),
        *([] if run.is_proposal else [_edit(run, story) if story.action != "deleted" else ""]),
    )


def _corrections(run: Run, corrections: Sequence[Correction]) -> Iterator[tuple[str, ...]]:
    for one in corrections:
        headline = escapes.markdown(one.headline)
        yield (
            "deleted" if one.is_deleted else "changed",
            f"[{headline}]({run.address}/{_page_of(one)})" if one.is_shown and run.address else headline,
            "" if one.is_deleted else _edit(run, one),
        )


def _page_of(story: Story | Correction) -> str:
    """The part of its address that a story never loses: content/2026/11/20/x.md is at 2026/11/20/x/."""
    return escapes.path(story.file.partition("/")[2].removesuffix(".md")) + "/"


def _edit(run: Run, story: Story | Correction) -> str:
    return f"[edit]({run.link('edit', escapes.path(run.branch), escapes.path(story.file))})"


def _problems(run: Run, bulletins: Sequence[Bulletin]) -> Iterator[tuple[str, ...]]:
    for bulletin in bulletins:
        for problem in bulletin.problems:
            yield _place(run, problem.file, problem.line), *_told(problem)


def _findings(run: Run, findings: Sequence[Finding]) -> Iterator[tuple[str, ...]]:
    for finding in sorted(findings, key=lambda one: one.gravity != ERROR):
        is_built = finding.file.startswith(BUILT)
        place = escapes.markdown(finding.file) if is_built else _place(run, finding.file, finding.line)
        yield TO_LOOK_AT.get(finding.gravity, finding.gravity), place, *_told(finding)


def _told(one: Problem | Finding) -> tuple[str, str]:
    return escapes.markdown(one.what), escapes.markdown(one.remedy)


def _place(run: Run, file: str, line: int | None) -> str:
    """A file and line, with a link to it: a story's on the branch, where it may be new; all else as it was built."""
    where = f"?plain=1#L{line}" if line else ""
    shown = escapes.markdown(f"{file}, line {line}" if line else file)
    version = escapes.path(run.branch) if file.startswith(CONTENT) and not run.is_proposal else run.commit
    return f"[{shown}]({run.link('blob', version, escapes.path(file))}{where})"


def _section(title: str, head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> Iterator[str]:
    if rows:
        yield f"### {title}"
        yield _table(head, rows)


def _folded(title: str, head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> Iterator[str]:
    """A table that opens when it is pressed."""
    if rows:
        yield f"<details><summary>{title}: {len(rows):,}</summary>"
        yield _table(head, rows)
        yield "</details>"


def _table(head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    """A table; where it has no room for all rows, it says how many are missing."""
    if not rows:
        return ""
    lines = [_row(head), _row(("---",) * len(head))]
    room = LARGEST
    for at, row in enumerate(map(_row, rows)):
        room -= len(row.encode()) + 1
        if room < 0:
            return "\n".join([*lines, "", f"There is no room here for {len(rows) - at:,} more."])
        lines.append(row)
    return "\n".join(lines)


def _row(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(cells)} |"


def _count(number: int, one: str) -> str:
    return f"{number:,} {one}{'' if number == 1 else 's'}"
