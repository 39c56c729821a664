"""What a template may see of all that Pelican hands it: read in the template, not guessed."""

import hashlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import takewhile

from jinja2 import Environment, Template, TemplateNotFound, TemplateSyntaxError, nodes
from pelican.utils import DateFormatter

from .further import Asked, asked
from .reaches import Reach, Reaches, asks, by_name, reach_of
from .templates import READS, TRUSTED, Templates, package_of

CHOSEN = nodes.Extends | nodes.Include | nodes.Import | nodes.FromImport
TOLD_NAMES = {"map": 0, "reject": 0, "rejectattr": 1, "select": 0, "selectattr": 1}
"""Filters that are told the name of another filter or of a test, and as which of their arguments."""
MOST_TREES = 200
_FOUND = "the name of a filter or a test is found while it runs. Write it out"
_trees: dict[tuple[object, ...], nodes.Template] = {}
"""Trees of templates; a process that builds again and again keeps them."""


@dataclass(frozen=True, slots=True)
class Sight:
    """What a template may see, with all the templates that it extends, includes and imports."""

    reaches: Reaches
    """By name. Names that templates have given themselves may be among them: nobody hands them any such thing."""
    source: bytes
    """The digest of the templates."""
    asked: Asked
    """The names for which they ask."""

    def apart(self, names: Collection[str]) -> tuple[Reaches, Reaches]:
        """What a template may see without being handed some things, and what it finds elsewhere with their help.

        Args:
            names: Of these things.
        """
        others = [reach for name, every in self.reaches.items() if name not in names for reach in every]
        helped = {reach for reach in others if any(asks(step, names) for step in reach.steps)}
        return by_name(set(others) - helped), by_name(helped)


class UnclearError(Exception):
    """What a template may see cannot be told."""

    def __init__(self, line: int, why: str) -> None:
        """Say why.

        Args:
            line: Of the template that is looked at.
            why: What stands there, and what can be done about it.
        """
        super().__init__(why)
        self.line = line
        self.why = why
        self.file = ""
        """The template's."""


class Eyes:
    """Finds out what the templates of an environment may see, once for each."""

    def __init__(self, environment: Environment) -> None:
        self._environment = environment
        self._known: dict[str, Sight | None] = {}
        self.unclear: dict[str, UnclearError] = {}
        """By the name of a template: why it cannot be told what it may see."""
        cache = environment.bytecode_cache
        self._kept = cache if isinstance(cache, Templates) else None

    def sight(self, template: Template) -> Sight | None:
        """What a template may see.

        Returns:
            Its sight; None where that cannot be told: it chooses another template while it is rendered, or calls
            something of which nobody has said what it looks at (`READS`).
        """
        name = template.name or ""
        if name not in self._known:
            self._known[name] = self._seen(name) or self._look(name)
        return self._known[name]

    def place_of(self, template: Template, name: str) -> str:
        """The line in which a template, or one of those that belong to it, first says a name."""
        look = _Look(self._environment)
        look.at(template.name or "")
        for each, source in look.sources.items():
            for said in _parsed(self._environment, source).find_all(nodes.Name):
                if said.name == name:
                    return f"{self._environment.get_template(each).filename}, line {said.lineno}"
        return str(template.filename)

    def _seen(self, name: str) -> Sight | None:
        """What was seen in an earlier build, if it was seen in the same texts."""
        names, sight = (self._kept and self._kept.seen(self._environment, name)) or ((), None)
        loader = self._environment.loader
        if sight is None or loader is None:
            return None
        with suppress(TemplateNotFound):
            if _digest({each: loader.get_source(self._environment, each)[0] for each in names}) == sight.source:
                return sight  # type: ignore[no-any-return] # as it was kept
        return None

    def _look(self, name: str) -> Sight | None:
        look = _Look(self._environment)
        try:
            look.at(name)
            for each in look.sources:  # once here, and not in every copy of this process
                self._environment.get_template(each)
        except UnclearError as unclear:
            self.unclear[name] = unclear
            return None
        except (TemplateNotFound, TemplateSyntaxError):  # it will be said when the page is rendered
            return None
        trees = (_parsed(self._environment, source) for source in look.sources.values())
        sight = Sight(by_name(look.clear()), _digest(look.sources), asked(self._environment, trees))
        if self._kept:
            self._kept.keep_seen(self._environment, name, (tuple(look.sources), sight))
        return sight


@dataclass(slots=True)
class _Look:
    """One look at a template and at all that belong to it."""

    environment: Environment
    reaches: set[Reach] = field(default_factory=set)
    given: set[str] = field(default_factory=set)
    """The names that templates give to something themselves."""
    sources: dict[str, str] = field(default_factory=dict)

    def clear(self) -> set[Reach]:
        """The reaches as far as they can be followed before a template runs, which gives names to keys."""
        return {Reach(name, tuple(takewhile(self._is_known, steps))) for name, steps in self.reaches}

    def _is_known(self, step: "str | Reach") -> bool:
        return isinstance(step, str) or (step.name not in self.given and all(map(self._is_known, step.steps)))

    def at(self, name: str) -> None:
        """Look at one template."""
        if name in self.sources or self.environment.loader is None:
            return
        self.sources[name], file, _ = self.environment.loader.get_source(self.environment, name)
        try:
            self._walk(_parsed(self.environment, self.sources[name]))
        except UnclearError as unclear:
            unclear.file = unclear.file or file or name
            raise

    def _walk(self, node: nodes.Node) -> None:
        if isinstance(node, nodes.ContextReference | nodes.DerivedContextReference | nodes.ExtensionAttribute):
            raise UnclearError(node.lineno, "an extension of Jinja has a part there, of which that cannot be told")
        if isinstance(node, CHOSEN):
            self._follow(node.template)
            self.given.update(_given_by(node))
        if isinstance(node, nodes.Filter):
            self._ask(node, node.name, self.environment.filters.get(node.name))
            self._ask_named(node)
        if isinstance(node, nodes.Test):
            self._ask(node, node.name, self.environment.tests.get(node.name))
        if isinstance(node, nodes.Name) and node.ctx != "load":
            self.given.add(node.name)
        elif isinstance(node, nodes.Call):
            self._call(node)
        else:
            self._note(node)

    def _follow(self, chosen: nodes.Node) -> None:
        if not isinstance(chosen, nodes.Const) or not isinstance(chosen.value, str):
            raise UnclearError(chosen.lineno, "the name of another template is found while it runs. Write it out")
        self.at(chosen.value)

    def _call(self, node: nodes.Call) -> None:
        """A method may look at all of its object; a function looks at its arguments, unless it says otherwise."""
        called = node.node
        if _is_lookup(node):
            self._note(nodes.Getitem(called.node, node.args[0], "load"))  # type: ignore[attr-defined]
            return
        if isinstance(called, nodes.Name):
            self.reaches.add(Reach(called.name))
            self._ask(node, called.name, self.environment.globals.get(called.name))
        else:
            self._walk(called.node if isinstance(called, nodes.Getattr) else called)
        for child in node.iter_child_nodes(exclude=("node",)):
            self._walk(child)

    def _ask_named(self, node: nodes.Filter) -> None:
        place = TOLD_NAMES.get(node.name, len(node.args))
        for told in node.args[place : place + 1]:
            if not isinstance(told, nodes.Const):
                raise UnclearError(node.lineno, _FOUND)
            self._ask(node, str(told.value), self.environment.filters.get(str(told.value)))
            self._ask(node, str(told.value), self.environment.tests.get(str(told.value)))
        if node.name in TOLD_NAMES and node.dyn_args:
            raise UnclearError(node.lineno, _FOUND)

    def _ask(self, node: nodes.Node, name: str, function: object) -> None:
        """What a filter, a test or a function looks at, besides what it is handed."""
        if function is None or isinstance(function, DateFormatter) or package_of(function) in TRUSTED:
            return
        declared: Mapping[str, Sequence[str]] = getattr(self.environment, READS, {})
        if name not in declared:
            why = f"nobody has said what {name} looks at. Have its plugin say it in `{READS}`"
            raise UnclearError(node.lineno, why)
        self.reaches.update(map(Reach, declared[name]))

    def _note(self, node: nodes.Node) -> None:
        """Note down how far an expression reaches, with its keys; or what the parts of another expression do."""
        reach = reach_of(node)
        if reach is None:
            for child in node.iter_child_nodes():
                self._walk(child)
            return
        self.reaches.add(reach)
        if callable(self.environment.globals.get(reach.name)):
            self._ask(node, reach.name, self.environment.globals[reach.name])
        self.reaches.update(step for step in reach.steps if isinstance(step, Reach))


def _parsed(environment: Environment, source: str) -> nodes.Template:
    """The syntax tree of a template: the same for environments that read alike, as those of Pelican's generators do."""
    key = environment.lexer, tuple(environment.extensions), source
    if key not in _trees:
        _trees[key] = environment.parse(source)
        if len(_trees) > MOST_TREES:
            del _trees[next(iter(_trees))]
    return _trees[key]


def _digest(sources: Mapping[str, str]) -> bytes:
    return hashlib.sha256(repr(sorted(sources.items())).encode()).digest()


def _given_by(node: nodes.Node) -> Iterator[str]:
    """The names that an import gives to what it imports."""
    if isinstance(node, nodes.Import):
        yield node.target
    if isinstance(node, nodes.FromImport):
        yield from (name if isinstance(name, str) else name[1] for name in node.names)


def _is_lookup(node: nodes.Call) -> bool:
    """Whether it is `mapping.get(key)`."""
    called, plain = node.node, not (node.kwargs or node.dyn_args or node.dyn_kwargs)
    return isinstance(called, nodes.Getattr) and called.attr == "get" and plain and len(node.args) == 1
