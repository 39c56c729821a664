"""The built site comes to the branch that is shown, and nobody's work is lost."""

from collections.abc import Callable
from pathlib import Path

import pytest

from commanding import git
from delivery import site_branch
from delivery.errors import NotPublished
from delivery.repository import Repository
from delivery.site_branch import Published

Clone = Callable[[str], Path]


def publish(room: Path, text: str, *, domain: str | None = None, anyway: bool = False) -> Published:
    output = room / "output"
    output.mkdir(exist_ok=True)
    (output / "index.html").write_text(text, "utf-8")
    return site_branch.publish(Repository(room, "origin"), output, "gh-pages", domain, anyway=anyway)


def shown(room: Path, name: str = "index.html") -> str:
    return git(room.parent / "remote.git", "show", f"gh-pages:{name}")


def commits(room: Path) -> int:
    return len(git(room.parent / "remote.git", "rev-list", "gh-pages").splitlines())


def commit(room: Path, message: str) -> None:
    git(room, "commit", "--quiet", "--allow-empty", "--message", message)


def test_the_first_time_the_branch_is_made(clone: Clone) -> None:
    ann = clone("ann")
    done = publish(ann, "one", domain="news.example")
    assert (done.files, done.is_new) == (3, True)
    assert (shown(ann), shown(ann, "CNAME"), shown(ann, ".nojekyll")) == ("one", "news.example", "")
    assert git(ann, "branch", "--list").split() == ["*", "main"]


def test_the_same_site_makes_no_commit(clone: Clone) -> None:
    ann = clone("ann")
    first = publish(ann, "one")
    assert publish(ann, "one") == Published(first.commit, 0)
    assert publish(ann, "two").is_new is False
    assert publish(clone("bea"), "two").files == 0
    assert commits(ann) == 2


def test_it_goes_on_top_of_what_others_have_published(clone: Clone) -> None:
    ann, bea = clone("ann"), clone("bea")
    publish(ann, "one")
    publish(bea, "two")
    publish(ann, "three")
    assert shown(ann) == "three"
    assert commits(ann) == 3


def test_a_site_of_stories_that_are_not_here_is_not_replaced(clone: Clone) -> None:
    ann, bea = clone("ann"), clone("bea")
    commit(bea, "Bea's story")
    publish(bea, "two")
    with pytest.raises(NotPublished, match=r"made from stories that are not in this folder.*git pull"):
        publish(ann, "one")
    assert shown(ann) == "two"
    publish(ann, "one", anyway=True)
    assert shown(ann) == "one"
    git(bea, "push", "--quiet", "origin", "main")
    git(ann, "pull", "--quiet")
    publish(ann, "three")
    assert (shown(ann), commits(ann)) == ("three", 3)


def test_what_somebody_pushes_meanwhile_is_not_overwritten(clone: Clone, monkeypatch: pytest.MonkeyPatch) -> None:
    ann, bea = clone("ann"), clone("bea")
    publish(ann, "one")
    fetched = Repository.fetch

    def slowly(self: Repository, branch: str) -> str | None:
        tip = fetched(self, branch)
        if self.folder == ann:
            publish(bea, "two")
        return tip

    monkeypatch.setattr(Repository, "fetch", slowly)
    with pytest.raises(NotPublished, match="Somebody else has put something on the branch 'gh-pages'"):
        publish(ann, "three")
    assert shown(ann) == "two"


def test_a_branch_of_ones_own_of_that_name_is_left_alone(clone: Clone) -> None:
    ann = clone("ann")
    git(ann, "branch", "gh-pages")
    own = git(ann, "rev-parse", "gh-pages")
    publish(ann, "one")
    assert git(ann, "rev-parse", "gh-pages") == own


def test_what_stands_in_the_way_is_said(tmp_path: Path, clone: Clone, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(NotPublished, match="is no git repository"):
        Repository(tmp_path, "origin")
    ann = clone("ann")
    with pytest.raises(NotPublished, match=r"no remote 'elsewhere'.*git remote add elsewhere"):
        Repository(ann, "elsewhere")
    git(ann, "remote", "set-url", "origin", str(tmp_path / "gone.git"))
    with pytest.raises(NotPublished, match=r"cannot be reached.*Git says:"):
        publish(ann, "one")
    monkeypatch.delenv("GIT_COMMITTER_NAME")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "nothing"))
    with pytest.raises(NotPublished, match="does not know who you are"):
        Repository(ann, "origin")


def test_what_the_remote_refuses_is_said(clone: Clone) -> None:
    ann = clone("ann")
    hook = ann.parent / "remote.git" / "hooks" / "pre-receive"
    hook.write_text("#!/bin/sh\necho 'only on Mondays' >&2\nexit 1\n")
    hook.chmod(0o755)
    with pytest.raises(NotPublished, match=r"does not take it(.|\n)*only on Mondays"):
        publish(ann, "one")
