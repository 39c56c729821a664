"""How far an expression in a template reaches into what the template is handed."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from jinja2 import nodes


class Reach(NamedTuple):
    """How far a template reaches into what it is handed: `article.entry.headline`."""

    name: str
    steps: tuple["str | Reach", ...] = ()
    """Attributes, one after another. A reach among them stands for its value, the key of an item: `archives[day]`."""

    def __str__(self) -> str:
        """As it stands in a template."""
        return self.name + "".join(f".{step}" if isinstance(step, str) else f"[{step}]" for step in self.steps)


Reaches = Mapping[str, Sequence[Reach]]
"""By the name of what they reach into."""


def names_of_keys(reaches: Iterable[Reach]) -> frozenset[str]:
    """The names of the things in which the keys of reaches are found."""
    keys = [step for reach in reaches for step in reach.steps if isinstance(step, Reach)]
    return frozenset(key.name for key in keys) | (names_of_keys(keys) if keys else frozenset())


def asks(step: "str | Reach", names: Collection[str]) -> bool:
    """Whether a key is found in one of some things."""
    return isinstance(step, Reach) and (step.name in names or any(asks(inner, names) for inner in step.steps))


def by_name(reaches: set[Reach]) -> Reaches:
    """Reaches by their names, without those that others include.

    A thing does not include what is asked of it: a story may be seen without what it was given.
    """
    found: dict[str, list[Reach]] = {}
    for reach in sorted(reaches, key=lambda reach: (reach.name, len(reach.steps), repr(reach))):
        wider = found.setdefault(reach.name, [])
        if not any(other.steps and reach.steps[: len(other.steps)] == other.steps for other in wider):
            wider.append(reach)
    return found


def reach_of(node: nodes.Node) -> Reach | None:
    """The reach that an expression is; None where it is another kind of expression."""
    if isinstance(node, nodes.Name):
        return Reach(node.name)
    if isinstance(node, nodes.Getattr):
        whole = reach_of(node.node)
        return whole and Reach(whole.name, (*whole.steps, node.attr))
    if isinstance(node, nodes.Getitem):
        whole, key = reach_of(node.node), _key(node.arg)
        return None if whole is None or key is None else Reach(whole.name, (*whole.steps, key))
    return None


def _key(node: nodes.Node) -> "str | Reach | None":
    if isinstance(node, nodes.Const):
        return node.value if isinstance(node.value, str) else None
    return reach_of(node)
