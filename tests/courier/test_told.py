"""What a run says: annotations and the summary, whatever a bulletin holds."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from courier import escapes
from courier.annotations import MOST, annotation, annotations
from courier.corrections import Correction
from courier.model import Bulletin, Finding, Problem, Remark, Run, State, Story
from courier.summary import failure, summary

RUN = Run("newsroom/bulletins", "main", "c0ffee", "push", address="https://newsroom.github.io/bulletins")
HOSTILE = (
    "::set-env name=PATH::/tmp",
    "##[error]boo\n::warning::boo\r::stop-commands::x",
    "a | b `c` **d** <script>alert(1)</script> [e](javascript:f) @everyone #1 :smile: $x$ ~~g~~",
    "https://evil.example www.evil.example a@evil.example",
    "\x00\x1b[31m\u2028\ud800\x85 %0A::error::",
)
GFM = MarkdownIt("gfm-like", {"linkify": False})


def bulletin(*stories: Story, problems: tuple[Problem, ...] = (), name: str = "x.txt") -> Bulletin:
    return Bulletin(name, f"seeds/{name}", unchanged=False, stories=stories, problems=problems)


def story(headline: str = "Ferry sails again", **more: object) -> Story:
    given = {"file": "content/2026/03/09/ferry.md", "line": 3, "action": "new", "regions": ["Africa"], **more}
    return Story(headline, **given)  # type: ignore[arg-type]


def told(*bulletins: Bulletin, findings: list[Finding] | None = None, run: Run = RUN, publishes: bool = True) -> str:
    return summary(run, bulletins, [] if findings is None else findings, publishes=publishes)


def cell_of(markdown: str) -> list[Token]:
    """What GitHub makes of a cell of a table."""
    *_, cell = (token for token in GFM.parse(f"| |\n| --- |\n| {markdown} |\n") if token.type == "inline")
    return cell.children or []


def test_an_annotation_names_file_and_line() -> None:
    remark = Remark("warning", "Needs an editor", "the file is empty", "Paste the bulletin", "seeds/a,b:c.txt", 3)
    assert annotation(remark) == (
        "::warning file=seeds/a%2Cb%3Ac.txt,line=3,title=Needs an editor::the file is empty. Paste the bulletin"
    )


def with_texts(test: object) -> object:
    for text in HOSTILE:
        test = example(text)(test)  # type: ignore[arg-type]
    return given(st.text())(test)  # type: ignore[arg-type]


@with_texts
def test_any_text_is_one_command(text: str) -> None:
    command = annotation(Remark("warning", text, text, text, text, 3))
    assert len(command.splitlines()) == 1
    values, message = re.fullmatch(r"::warning ([^:]*)::(.*)", command).groups()  # type: ignore[union-attr]
    assert re.fullmatch(r"(file=[^,]*,line=3,)?title=[^,]*|file=[^,]*,line=3|", values)
    assert "%" not in re.sub("%25", "", message)
    command.encode()


@with_texts
def test_any_headline_is_one_row_that_shows_it(text: str) -> None:
    lines = told(bulletin(story(text))).splitlines()
    rows = [line for line in lines if line.startswith("| new |")]
    assert len(rows) == 1
    assert [len(re.findall(r"(?<!\\)\|", line)) for line in lines if line.startswith("|")] == [7, 7, 7]


@with_texts
def test_any_text_is_shown_to_the_letter_and_taken_for_nothing_else(text: str) -> None:
    cell = escapes.markdown(text)
    parts = cell_of(cell)
    assert {part.type for part in parts} <= {"text"}
    assert "".join(part.content for part in parts) == escapes.line(text)
    assert not any(mark in cell for mark in ("://", "www.", "@"))


def test_github_shows_ten_of_a_kind_the_gravest_first() -> None:
    remarks = [Remark("notice", "t", str(number)) for number in range(20)]
    commands = list(annotations([*remarks, Remark("error", "t", "stop")]))
    assert len(commands) == 1 + MOST
    assert commands[0].startswith("::error ")


def test_a_story_leads_to_its_page_its_bulletin_and_its_file() -> None:
    said = told(bulletin(story(look=["no place found"])))
    assert "[Ferry sails again](https://newsroom.github.io/bulletins/2026/03/09/ferry/)" in said
    assert "https://github.com/newsroom/bulletins/blob/c0ffee/seeds/x.txt?plain=1#L3" in said
    assert "[edit](https://github.com/newsroom/bulletins/edit/main/content/2026/03/09/ferry.md)" in said
    assert "Stories: 1 new." in said
    assert "no place found" in said
    assert "shows the site in a minute" in said


def test_what_readers_cannot_see_is_not_linked() -> None:
    said = told(
        bulletin(story("Draft", draft=True), story("Later", waits_until="2096-03-09T06:00:00+00:00")),
    )
    assert "| new, draft | Draft |" in said
    assert "| new, waits until 2096-03-09 06:00 | Later |" in said
    assert "2 new, 1 waiting for an editor (drafts), 1 waiting for the date" in said


def test_what_was_told_before_is_not_told_again() -> None:
    old = bulletin(story(action="same", look=["no place found"]), story(action="earlier"))
    said = told(old)
    assert list(old.remarks()) == []
    assert "Nothing new in 1 bulletin." in said
    assert "|" not in said


def test_a_proposal_offers_the_copy_and_no_editing() -> None:
    run = Run("newsroom/bulletins", "7/merge", "c0ffee", "pull_request", address=RUN.address)
    said = told(bulletin(story()), run=run, publishes=False)
    assert "**site** under **Artifacts**" in said
    assert "/edit/" not in said


def test_what_is_left_to_editors_is_folded_and_notes_stand_last() -> None:
    findings = [
        Finding("note", "output", "the archive reaches 1 GB in 9 years", ""),
        Finding("warning", "content/2026/03/09/ferry.md", "a photo has no credit", "Write one", 9),
    ]
    said = told(bulletin(), findings=findings)
    assert "<details><summary>Left to editors: 1</summary>\n\n|" in said
    assert "blob/main/content/2026/03/09/ferry.md?plain=1#L9" in said
    assert said.endswith("</details>\n\nThe archive reaches 1 GB in 9 years\n")


DRAFT = Finding("warning", "content/2026/03/09/a.md", "a draft waits for an editor", "Read it over", 6, "draft")
EMBARGO = Finding("warning", "content/2026/03/09/b.md", "the story is under embargo", "Publish again", 2, "embargo")
REGION = Finding("warning", "content/2026/03/09/c.md", "no region is called 'Afrika'", "Is África meant?", 5, "region")


@pytest.mark.parametrize(
    ("findings", "problems", "verdict"),
    [
        ([], (), f"**All well:** {RUN.address} shows the site"),
        ([DRAFT, EMBARGO, Finding("note", "output", "the archive grows", "")], (), "**All well:**"),
        (
            [DRAFT, REGION],
            (),
            f"**Published:** {RUN.address} shows the site in a minute or two. **1 thing needs an editor:**",
        ),
        ([REGION], (Problem("seeds/x.txt", "the file is empty", "Fill it"),), "**2 things need an editor:** see below"),
    ],
)
def test_all_is_well_where_nothing_needs_an_editor(
    findings: list[Finding], problems: tuple[Problem, ...], verdict: str
) -> None:
    said = told(bulletin(problems=problems), findings=findings)
    assert verdict in said
    assert ("All well" in said) == ("All well" in verdict)


def test_a_draft_of_this_run_needs_an_editor_and_one_of_an_earlier_run_waits() -> None:
    assert "**1 thing needs an editor:**" in told(bulletin(story(draft=True)), findings=[DRAFT])
    assert "**All well:**" in told(bulletin(story(draft=True, action="same")), findings=[DRAFT])


def test_what_is_changed_by_hand_has_its_headline_its_page_and_its_file() -> None:
    corrections = [
        Correction("content/2026/03/09/ferry.md", "Ferry sails | twice"),
        Correction("content/2026/03/10/quay.md", "Quay", is_shown=False),
        Correction("content/2026/03/11/tram.md", "tram", is_deleted=True, is_shown=False),
    ]
    said = summary(RUN, [], [], corrections=corrections, publishes=True)
    assert "### Changed by hand" in said
    edit = "https://github.com/newsroom/bulletins/edit/main/content/2026/03"
    assert (
        f"| changed | [Ferry sails &#124; twice]({RUN.address}/2026/03/09/ferry/) | [edit]({edit}/09/ferry.md) |"
        in said
    )
    assert f"| changed | Quay | [edit]({edit}/10/quay.md) |" in said
    assert "| deleted | tram |  |" in said


def test_what_stopped_a_run_is_told_to_the_letter() -> None:
    said = failure(Remark("error", "Not done", "it cannot be read (`x`)", "Undo it", "publishconf.py", 2))
    assert said.startswith("❌ **Not done:** publishconf&#46;py, line 2&#58; it cannot be read")
    assert "`" not in said


def test_errors_stop_the_publication_and_stand_first() -> None:
    findings = [
        Finding("warning", "output/index.html", "the page is heavy", "Make it lighter"),
        Finding("error", "output/about/index.html", "the link x leads nowhere", "Correct it"),
    ]
    said = told(bulletin(), findings=findings)
    assert "**Not published:**" in said
    assert said.index("❌") < said.index("⚠️")


def test_a_build_that_failed_says_so() -> None:
    assert "could not be built" in summary(RUN, [], None, publishes=False)


@pytest.mark.parametrize(
    ("pages", "words"),
    [
        (State.OFF, "not switched on yet"),
        (State.BRANCH, "shows a branch instead"),
        (State.PRIVATE, "repository is private"),
        (State.READY, "Nothing to publish"),
    ],
)
def test_why_nothing_is_published(pages: State, words: str) -> None:
    run = Run("newsroom/bulletins", "main", "c0ffee", "push", address=RUN.address, pages=pages)
    said = told(run=run, publishes=False)
    assert words in said
    assert ("choose **GitHub Actions**" in said) == (pages is not State.READY)
    assert ("newsroom/bulletins/settings/pages" in said) == (pages is not State.READY)


def test_a_site_that_github_shows_elsewhere() -> None:
    run = Run("newsroom/bulletins", "main", "c0ffee", "push", address="https://news.example.org", pages=State.READY)
    said = summary(run, [], [], publishes=True, pages_address="https://newsroom.github.io/bulletins/")
    assert "is built for https://news.example.org, but GitHub Pages shows it at https://newsroom.github.io" in said


def test_a_problem_names_its_place() -> None:
    problem = Problem("seeds/x.txt", "the file is empty", "Paste the bulletin into it", None)
    said = told(bulletin(problems=(problem,)))
    assert "### Needs an editor" in said
    assert "| [seeds&#47;x&#46;txt](https://github.com/newsroom/bulletins/blob/c0ffee/seeds/x.txt) |" in said
    assert [remark.gravity for remark in bulletin(problems=(problem,)).remarks()] == ["warning"]


def test_a_summary_has_room_on_github() -> None:
    problems = tuple(Problem("seeds/x.txt", "&" * 200, "&" * 200, 1) for _ in range(3000))
    said = told(bulletin(*(story("&" * 300) for _ in range(3000)), problems=problems))
    assert len(said.encode()) < 1024 * 1024
    assert len(re.findall(r"There is no room here for [\d,]+ more\.", said)) == 2
