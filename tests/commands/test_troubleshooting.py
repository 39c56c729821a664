"""Every message that a program may have for a person is in docs/troubleshooting.md.

The messages are read from the code. Of each, the longest piece that is always the same has to stand in the document.
"""

import ast
import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DOCUMENT = ROOT / "docs" / "troubleshooting.md"
PROGRAMS = sorted([*(ROOT / "plugins").rglob("*.py"), ROOT / "tasks.py"])
# What makes a message of its arguments: errors for people, findings, and the methods that make these.
MAKERS = {
    *("BadInput", "NotNow", "Exit", "Finding", "WrongSetting", "ClickException", "UsageError", "BadParameter"),
    *("NoIndexError", "FileOverwriteFailedError", "Decision", "_error", "_problem", "_warning"),
}
FOR_PROGRAMMERS = {"ValueError", "TypeError", "RuntimeError", "AssertionError", "NotImplementedError", "KeyError"}
LOGS = {"warning", "error", "critical"}
# Decisions that are told an editor as a problem.
TOLD = {"Action.CONFLICT", "Action.FOREIGN"}
# The parts of a message that change: of %-formats and, as the visitor marks them, of f-strings.
CHANGING = re.compile(r"%(?:\(\w+\))?[-#0-9.]*[a-zA-Z]|\0")
IS_PROSE = re.compile(r"[A-Za-z_]{2,} [a-z]")
# Functions that give back what is wrong, for others to say.
COMPLAINING = re.compile(r"_faults_\w+|logo_of|_logo|house_of|why_not|_tell|_holder|said")
# What to do comes in sentences behind the one that says what is wrong.
WHAT_TO_DO = re.compile(r"(?<=[.?!])\s.*", re.DOTALL)


def literal(node: ast.expr) -> str:
    """What a text says, a mark in place of what changes; empty for what is no text."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(literal(part) or "\0" for part in node.values)
    if isinstance(node, ast.BinOp):
        return "\0".join(filter(None, map(literal, (node.left, node.right))))
    if isinstance(node, ast.IfExp):
        return literal(node.body) or literal(node.orelse)
    return ""


def longest_piece(message: str) -> str:
    """Of the sentence that says what is wrong, the longest piece that does not change; what to do comes behind it."""
    what_is_wrong = WHAT_TO_DO.sub("", message)
    return max((" ".join(piece.split()).strip(" .,:;()'\"“”") for piece in CHANGING.split(what_is_wrong)), key=len)


def is_what(argument: ast.expr) -> bool:
    """Whether this is what is wrong, by its name; where it was made elsewhere, it was heard there."""
    if isinstance(argument, ast.Call):
        return ast.unparse(argument.func) not in ("str", "ascii")
    return ast.unparse(argument).rpartition(".")[2] in ("what", "why")


class Listener(ast.NodeVisitor):
    """Collects the messages of a program."""

    def __init__(self) -> None:
        self.messages: list[tuple[int, str]] = []
        self._names: dict[str, list[ast.expr]] = {}

    def visit_Module(self, node: ast.Module) -> None:
        self._learn(node.body)
        self.generic_visit(node)

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        before, self._names = self._names, {**self._names}
        self._learn(ast.walk(node))
        if COMPLAINING.fullmatch(node.name):
            self._hear_all(node.body)
        self.generic_visit(node)
        self._names = before

    def visit_Call(self, node: ast.Call) -> None:
        name = ast.unparse(node.func).rpartition(".")[2]
        if name == "Decision" and ast.unparse(node.args[0]) not in TOLD:
            return
        is_log = name in LOGS and ast.unparse(node.func).rpartition(".")[0] in ("log", "logger", "_log")
        is_remark = ast.unparse(node.func) in ("remarks.append", "sys.exit")
        is_error = any(keyword.arg == "err" for keyword in node.keywords)
        if name in MAKERS or is_log or is_remark or is_error:
            self._hear(node.lineno, [*node.args, *(keyword.value for keyword in node.keywords)])
        self.generic_visit(node)

    def visit_Raise(self, node: ast.Raise) -> None:
        if isinstance(node.exc, ast.Call) and ast.unparse(node.exc.func) not in FOR_PROGRAMMERS:
            self._hear(node.lineno, [*node.exc.args, *(keyword.value for keyword in node.exc.keywords)])
        self.generic_visit(node)

    def _learn(self, statements: Iterable[ast.AST]) -> None:
        """Remember what names stand for."""
        for one in statements:
            if isinstance(one, ast.Assign) and isinstance(one.targets[0], ast.Name):
                self._names.setdefault(one.targets[0].id, []).append(one.value)

    def _hear_all(self, body: list[ast.stmt]) -> None:
        """Keep what a function yields or gives back: of a row, the first sentence."""
        for statement in body:
            for node in ast.walk(statement):
                if isinstance(node, ast.Yield | ast.Return) and node.value:
                    row = node.value.elts if isinstance(node.value, ast.Tuple | ast.List) else [node.value]
                    self._hear(node.lineno, row)

    def _hear(self, line: int, arguments: list[ast.expr]) -> None:
        """Keep the first argument that is a sentence, by whatever name it is handed over."""
        for argument in arguments:
            values = self._names.get(argument.id, []) if isinstance(argument, ast.Name) else [argument]
            found = [text for text in map(literal, values) if IS_PROSE.search(text)]
            self.messages += [(line, longest_piece(text)) for text in found]
            if found or is_what(argument):
                return


def messages() -> Iterator[tuple[str, str]]:
    """Where a message is made, and its piece."""
    for path in PROGRAMS:
        listener = Listener()
        listener.visit(ast.parse(path.read_text("utf-8")))
        yield from ((f"{path.relative_to(ROOT)}:{line}", text) for line, text in dict.fromkeys(listener.messages))


@cache
def document() -> str:
    return " ".join(DOCUMENT.read_text("utf-8").replace("`", "").split())


def test_the_messages_are_found() -> None:
    pieces = {piece for _, piece in messages()}
    assert {"there is no Title", "the file is empty", "a story has one Thread"} <= pieces
    assert len(pieces) > 80


@pytest.mark.parametrize(("where", "piece"), [pytest.param(*one, id=" ".join(one)) for one in messages()])
def test_message_is_explained(where: str, piece: str) -> None:
    assert piece in document(), f"docs/troubleshooting.md does not explain what {where} says: {piece}"
