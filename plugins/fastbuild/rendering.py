"""Jinja's templates and contexts, without what takes longer than it has to."""

import threading
from collections import ChainMap
from collections.abc import Iterator, Mapping, MutableMapping
from itertools import islice
from types import BuiltinFunctionType, FunctionType, MethodType
from typing import Any

from jinja2 import Environment, Template
from jinja2.runtime import Context, Macro, new_context
from jinja2.utils import internalcode

MANY = 10_000
"""Pieces of a page that are in memory at once."""
PLAIN = frozenset({BuiltinFunctionType, FunctionType, MethodType})
"""Kinds of functions that say themselves whether they want to be handed more than their arguments."""


class _UnderWay(threading.local):
    """The page that is being rendered."""

    contexts: list[Context] | None = None
    """Those that were made for it."""


_under_way = _UnderWay()


class QuickTemplate(Template):
    """A template that leaves nothing behind.

    What a context knows, macros, know the context in turn: Python finds such rings by looking through all that is
    there, again and again, which takes a fifth of the time of a page. Here they are opened when the page is done.
    """

    def render(self, *given: Any, **named: Any) -> str:  # noqa: ANN401
        """As in Jinja."""
        if self.environment.is_async:
            return super().render(*given, **named)
        outer, contexts = _under_way.contexts, list[Context]()
        _under_way.contexts = contexts
        try:
            contexts.append(self.new_context(dict(*given, **named)))
            return self.environment.concat(_in_parts(self.root_render_func(contexts[0])))
        except Exception:
            self.environment.handle_exception()
        finally:
            _under_way.contexts = outer
            for context in contexts:
                context.vars.clear()

    def new_context(
        self,
        vars: dict[str, Any] | None = None,  # noqa: A002 - Jinja's names
        shared: bool = False,
        locals: Mapping[str, Any] | None = None,  # noqa: A002
    ) -> Context:
        """As in Jinja, with the globals in one dictionary: a chain of them is looked through name by name."""
        context = new_context(self.environment, self.name, self.blocks, vars, shared, _in_one(self.globals), locals)
        if shared and _under_way.contexts is not None:  # others may belong to what is imported once for all pages
            _under_way.contexts.append(context)
        return context


class QuickContext(Context):
    """A context that calls what most templates call without a long look at it."""

    @internalcode
    def call(self, called: Any, /, *given: Any, **named: Any) -> Any:  # noqa: ANN401
        """As in Jinja."""
        __traceback_hide__ = True
        kind = type(called)
        if kind is Macro:
            given = (self.eval_ctx, *given)
        elif kind not in PLAIN or hasattr(called, "jinja_pass_arg"):
            return super().call(called, *given, **named)
        if named:
            named.pop("_block_vars", None)
            named.pop("_loop_vars", None)
        try:
            return called(*given, **named)
        except StopIteration:
            return super().call(_stop)


def _in_parts(pieces: Iterator[str]) -> Iterator[str]:
    """The pieces of a page, many in one: where it shows all stories there are ten for each, larger than the page."""
    while many := list(islice(pieces, MANY)):
        yield "".join(many)


def _in_one(names: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """What the layers of a chain come to."""
    if not isinstance(names, ChainMap):
        return names
    known: dict[str, Any] = {}
    for layer in reversed(names.maps):
        known.update(layer)
    return known


def _stop() -> None:
    raise StopIteration


def equip_environment(environment: Environment) -> None:
    """Have an environment render its templates so."""
    if environment.template_class is Template:
        environment.template_class = QuickTemplate
    if environment.context_class is Context:
        environment.context_class = QuickContext
