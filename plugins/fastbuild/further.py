"""What a template asks of what it is handed, and what it may ask of whatever it comes to from there."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import NamedTuple

from jinja2 import Environment, nodes
from jinja2.utils import Cycler
from pelican.paginator import Page, Paginator
from pelican.utils import DateFormatter

from .reaches import Reach, reach_of
from .templates import TRUSTED, package_of

Kinds = tuple[type[nodes.Node], ...]
METHODS = frozenset(
    name
    for kind in (str, list, tuple, dict, set, datetime, timedelta, Page, Paginator, Cycler)
    for name in dir(kind)
    if not name.startswith("_")
) - {"format", "format_map"}
"""Methods that ask nothing of what they are handed; a format asks for what stands in it."""
PARTS_OF_A_LIST = "object_list"
"""What every part of a list has, which leads to the others."""
TOLD = frozenset(
    {"attr", "groupby", "map", "max", "min", "reject", "rejectattr", "select", "selectattr", "sort", "sum", "unique"}
)
"""Filters that are told what to ask for."""
ASK = frozenset({dir, eval, exec, getattr, hasattr, vars})
"""Functions of Python's own that are told what to ask for."""
OF_JINJA = frozenset({"caller", "loop", "self", "super", "varargs", "kwargs"})
"""Names that are there without being given."""
SETS: Kinds = (nodes.Assign, nodes.AssignBlock)
SCOPES: Kinds = (nodes.CallBlock, nodes.For, nodes.Macro, nodes.With)
"""What gives names that are seen within."""
SEES: Kinds = (nodes.Include, nodes.Import, nodes.FromImport, nodes.Block)
"""What stands elsewhere and sees these names; a block only if it says so."""
WORD = re.compile(r"\w+")


class Asked(NamedTuple):
    """The names for which templates ask."""

    first: Mapping[str, frozenset[str]]
    """By the name of what they are handed: of it itself, `article.title`."""
    further: frozenset[str] | None
    """Of anything else that they come to, `article.title.upper` or `one.title`; None where that cannot be told."""

    def may_be(self, names: Collection[str]) -> bool:
        """Whether they may ask for one of some names that of what they have come to."""
        return self.further is None or not self.further.isdisjoint(names)


class _AnythingError(Exception):
    """Something in a template may ask for anything."""


def asked(environment: Environment, trees: Iterable[nodes.Template]) -> Asked:
    """The names for which some templates ask that belong together.

    Args:
        environment: Theirs.
        trees: Them, parsed.
    """
    look = _Look(environment, list(trees))
    try:
        names = frozenset(look.names())
    except _AnythingError:
        return Asked({}, None)
    first: dict[str, set[str]] = {}
    for name, step in look.first:
        first.setdefault(name, set()).add(step)
    return Asked({name: frozenset(steps) for name, steps in first.items()}, names)


class _Look:
    def __init__(self, environment: Environment, trees: list[nodes.Template]) -> None:
        self.first: set[tuple[str, str]] = set()
        self._environment = environment
        self._trees = trees
        self._parts = {node.target for tree in trees for node in tree.find_all(nodes.Import)}
        self._given: set[str] = set()
        """Names that templates give to something themselves, wherever these can be seen."""
        for tree in trees:
            for part in tree.find_all(nodes.FromImport):
                self._given.update(name if isinstance(name, str) else name[1] for name in part.names)
            self._given.update(macro.name for macro in tree.find_all(nodes.Macro))
            self._given.update(*map(_given_by, tree.find_all(SETS)))
            for scope in tree.find_all(SCOPES):
                if any(not isinstance(node, nodes.Block) or node.scoped for node in scope.find_all(SEES)):
                    self._given |= _given_by(scope)

    def names(self) -> Iterator[str]:
        """The names of what is asked further; what is asked first is noted down on the way.

        Raises:
            _AnythingError: It may be anything.
        """
        if self._environment.finalize:
            raise _AnythingError
        for tree in self._trees:
            yield from self._walked(tree, frozenset())

    def _walked(self, node: nodes.Node, given: frozenset[str]) -> Iterator[str]:
        reach = reach_of(node)
        if reach is not None:
            yield from self._reached(reach, given)
            return
        if isinstance(node, SCOPES):
            given |= _given_by(node)
        if isinstance(node, nodes.Call):
            self._look_at_called(node.node, given)
        elif isinstance(node, nodes.Filter | nodes.Test):
            self._look_at_named(node)
        elif isinstance(node, nodes.Getattr):
            yield node.attr
        elif isinstance(node, nodes.Getitem) and not isinstance(node.arg, nodes.Const | nodes.Slice):
            raise _AnythingError
        elif isinstance(node, nodes.Const) and isinstance(node.value, str):
            yield from WORD.findall(node.value)
        for child in node.iter_child_nodes(exclude=("template",)):  # the name of another template
            yield from self._walked(child, given)

    def _reached(self, reach: Reach, given: frozenset[str]) -> Iterator[str]:
        steps = [step for step in reach.steps if isinstance(step, str) and not step.startswith("__")]
        if len(steps) < len(reach.steps):
            raise _AnythingError
        is_handed = reach.name not in given and reach.name not in self._given
        if is_handed and steps:
            self.first.add((reach.name, steps[0]))
        yield from steps[is_handed:]

    def _look_at_called(self, called: nodes.Node, given: frozenset[str]) -> None:
        """What is called may ask for anything of what it is handed, and a method of its own things, too."""
        reach = reach_of(called)
        if isinstance(called, nodes.Name):
            is_ours = called.name in given or called.name in self._given or called.name in OF_JINJA
            if not is_ours and not self._is_trusted(self._environment.globals.get(called.name)):
                raise _AnythingError
        elif not isinstance(called, nodes.Getattr):
            raise _AnythingError
        elif called.attr in METHODS or (called.attr == "format" and self._is_known(called.node, given)):
            return
        elif not reach or reach.name not in self._parts | OF_JINJA:
            raise _AnythingError

    def _look_at_named(self, node: "nodes.Filter | nodes.Test") -> None:
        known = self._environment.filters if isinstance(node, nodes.Filter) else self._environment.tests
        more = [*node.args, *(each.value for each in node.kwargs), node.dyn_args, node.dyn_kwargs]
        tells = node.name in TOLD and not all(each is None or isinstance(each, nodes.Const) for each in more)
        if tells or not self._is_trusted(known.get(node.name)):
            raise _AnythingError

    def _is_known(self, text: nodes.Node, given: frozenset[str]) -> bool:
        """Whether a text stands in the template or in the settings: there it says where lists and feeds are."""
        if isinstance(text, nodes.Name):
            return text.name.isupper() and text.name not in given and text.name not in self._given
        return isinstance(text, nodes.Const)

    @staticmethod
    def _is_trusted(function: object) -> bool:
        if isinstance(function, DateFormatter):
            return True
        return function is not None and function not in ASK and package_of(function) in TRUSTED


def _given_by(scope: nodes.Node) -> frozenset[str]:
    """The names that something gives: a `set` to all that follows, a loop or a macro to what is within."""
    targets = [*getattr(scope, "args", ()), *getattr(scope, "targets", ()), getattr(scope, "target", None)]
    within = (name for target in targets if target for name in target.find_all(nodes.Name))
    return frozenset(name.name for name in (*targets, *within) if isinstance(name, nodes.Name))
