"""What a template may see of all that Pelican hands it: read in the template, not guessed."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from jinja2 import Environment, Template, TemplateNotFound, TemplateSyntaxError, nodes
from pelican.utils import DateFormatter

Path = tuple["str | Path", ...]
"""A name, and attributes one after another: `article.entry.headline`. A path within it stands for its value, the key of an
item: `atlas.archives[period_num]`."""

CHOSEN = nodes.Extends | nodes.Include | nodes.Import | nodes.FromImport
READS = "reads"
"""The attribute of an environment in which plugins say of filters, tests and functions what of all that templates are handed
these look at, beside their arguments: names by name. What they know from the settings need not be said."""
TRUSTED = frozenset({"builtins", "jinja2", "markupsafe"})
"""Packages whose filters, tests and functions look at nothing else."""


@dataclass(frozen=True, slots=True)
class Sight:
    """What a template may see, with all the templates that it extends, includes and imports."""

    paths: tuple[Path, ...]
    """In order. Names that a template has made itself may be among them: they are never found, so always the same."""
    source: bytes
    """The digest of the templates."""


class Eyes:
    """Finds out what the templates of an environment may see, once for each."""

    def __init__(self, environment: Environment) -> None:
        self._environment = environment
        self._known: dict[str, Sight | None] = {}

    def sight(self, template: Template) -> Sight | None:
        """What a template may see.

        Returns:
            Its sight; None where that cannot be told: it chooses another template while it is rendered, or calls
            something of which nobody has said what it looks at (`READS`).
        """
        name = template.name or ""
        if name not in self._known:
            self._known[name] = self._look(name)
        return self._known[name]

    def _look(self, name: str) -> Sight | None:
        look = _Look(self._environment)
        try:
            look.at(name)
        except (UnclearError, TemplateNotFound, TemplateSyntaxError):
            return None
        source = hashlib.sha256(repr(sorted(look.sources.items())).encode()).digest()
        return Sight(tuple(sorted(look.clear_paths(), key=repr)), source)


class UnclearError(Exception):
    """What a template may see cannot be told."""


@dataclass(slots=True)
class _Look:
    """One look at a template and at all that belong to it."""

    environment: Environment
    paths: set[Path] = field(default_factory=set)
    given: set[str] = field(default_factory=set)
    """The names that templates give to something themselves."""
    sources: dict[str, str] = field(default_factory=dict)

    def clear_paths(self) -> set[Path]:
        """The paths as far as they can be followed before a template runs: a key with a name of its own is not known."""
        return {tuple(takewhile(self._is_known, path)) for path in self.paths}

    def _is_known(self, step: "str | Path") -> bool:
        return isinstance(step, str) or (step[0] not in self.given and all(map(self._is_known, step)))

    def at(self, name: str) -> None:
        """Look at one template."""
        if name in self.sources or self.environment.loader is None:
            return
        self.sources[name] = self.environment.loader.get_source(self.environment, name)[0]
        self._walk(self.environment.parse(self.sources[name], name))

    def _walk(self, node: nodes.Node) -> None:
        if isinstance(node, CHOSEN):
            self._follow(node.template)
            self.given.update(_given_by(node))
        if isinstance(node, nodes.Name) and node.ctx != "load":
            self.given.add(node.name)
        if isinstance(node, nodes.ContextReference | nodes.DerivedContextReference | nodes.ExtensionAttribute):
            raise UnclearError
        if isinstance(node, nodes.Filter):
            self._ask(node.name, self.environment.filters.get(node.name))
        if isinstance(node, nodes.Test):
            self._ask(node.name, self.environment.tests.get(node.name))
        if isinstance(node, nodes.Call):
            self._call(node)
        elif isinstance(node, nodes.Name | nodes.Getattr | nodes.Getitem):
            self._note(node)
        else:
            for child in node.iter_child_nodes():
                self._walk(child)

    def _follow(self, chosen: nodes.Node) -> None:
        if not isinstance(chosen, nodes.Const) or not isinstance(chosen.value, str):
            raise UnclearError
        self.at(chosen.value)

    def _call(self, node: nodes.Call) -> None:
        """A method may look at all of its object; a function looks at its arguments, unless it says otherwise."""
        called = node.node
        if _is_lookup(node):
            self._note(nodes.Getitem(called.node, node.args[0], "load"))
            return
        if isinstance(called, nodes.Name):
            self.paths.add((called.name,))
            self._ask(called.name, self.environment.globals.get(called.name))
        elif isinstance(called, nodes.Getattr):
            self._walk(called.node)
        else:
            self._walk(called)
        for child in node.iter_child_nodes(exclude=("node",)):
            self._walk(child)

    def _ask(self, name: str, function: object) -> None:
        """What a filter, a test or a function looks at, besides what it is handed."""
        if function is None or _module(function).partition(".")[0] in TRUSTED:
            return
        declared: Mapping[str, Sequence[str]] = getattr(self.environment, READS, {})
        if name not in declared:
            raise UnclearError
        self.paths.update((path,) for path in declared[name])

    def _note(self, node: nodes.Node) -> None:
        """Note down a name with as many attributes as are written behind it."""
        path = _path(node)
        if path is not None:
            self.paths.add(path)
            for key in path:
                if isinstance(key, tuple):
                    self.paths.add(key)
            return
        for child in node.iter_child_nodes():
            self._walk(child)


def _module(function: object) -> str:
    """Where a function is from; of an object that is called like one, its class."""
    module = getattr(function, "__module__", None) or type(function).__module__
    return "jinja2" if isinstance(function, DateFormatter) else str(module)


def _given_by(node: nodes.Node) -> Iterator[str]:
    """The names that an import gives to what it imports."""
    if isinstance(node, nodes.Import):
        yield node.target
    if isinstance(node, nodes.FromImport):
        yield from (name if isinstance(name, str) else name[1] for name in node.names)


def _path(node: nodes.Node) -> Path | None:
    """The path that an expression is; None where it is another kind of expression."""
    if isinstance(node, nodes.Name):
        return (node.name,)
    if isinstance(node, nodes.Getattr):
        above = _path(node.node)
        return None if above is None else (*above, node.attr)
    if isinstance(node, nodes.Getitem):
        above, key = _path(node.node), _key(node.arg)
        return None if above is None or key is None else (*above, key)
    return None


def _key(node: nodes.Node) -> "str | Path | None":
    if isinstance(node, nodes.Const):
        return node.value if isinstance(node.value, str) else None
    return _path(node)


def _is_lookup(node: nodes.Call) -> bool:
    """Whether it is `mapping.get(key)`."""
    called, plain = node.node, not (node.kwargs or node.dyn_args or node.dyn_kwargs)
    return isinstance(called, nodes.Getattr) and called.attr == "get" and plain and len(node.args) == 1
