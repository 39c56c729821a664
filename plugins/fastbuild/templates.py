"""What is made of templates, kept from build to build: the code that Jinja runs, and what they may see."""

import hashlib
import pickle
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from types import BuiltinFunctionType, ModuleType
from typing import Any

from jinja2 import BytecodeCache, Environment, TemplateError, nodes
from jinja2.bccache import Bucket
from jinja2.runtime import Macro

from .base import Base
from .program import fingerprint_of_stories
from .sums import DamagedError, summed, unsummed

_OPTIONS = (
    *("block_start_string", "block_end_string", "variable_start_string", "variable_end_string"),
    *("comment_start_string", "comment_end_string", "line_statement_prefix", "line_comment_prefix"),
    *("trim_blocks", "lstrip_blocks", "newline_sequence", "keep_trailing_newline", "optimized", "autoescape"),
)
"""What an environment is told that decides how templates are read."""
TRUSTED = frozenset({"_operator", "builtins", "jinja2", "markupsafe"})
"""Packages whose filters, tests and functions look at nothing but what they are given."""
_DOES_ANYTHING = eval, exec, input, open, __import__
READS = "reads"
"""The attribute of an environment in which plugins say what their filters, tests and functions look at, beside
arguments and settings: by name, names of what templates are handed."""
TABLE = "CREATE TABLE IF NOT EXISTS templates (name TEXT PRIMARY KEY, made BLOB)"


class Templates(BytecodeCache):
    """What was made of the templates of a site; Jinja asks it for their code."""

    def __init__(self, settings: Mapping[str, Any]) -> None:
        """Nothing is opened before something is asked for.

        Args:
            settings: The site's. What another program has made, or the same with other settings, is not trusted.
        """
        self._settings = settings
        self._base: Base | None = None
        self._kept: dict[str, bytes] = {}
        self._fresh: dict[str, bytes] = {}
        self._only_now: set[str] = set()
        """The keys of code that may be another next time."""

    def get_bucket(self, environment: Environment, name: str, filename: str | None, source: str) -> Bucket:
        """Jinja's place for the code of a template, with the code if it is kept."""
        key = f"{self.get_cache_key(name, filename)} {_functions_of(environment)}"
        bucket = Bucket(environment, key, self.get_source_checksum(source))
        self.load_bytecode(bucket)
        if bucket.code is None and _is_worked_out_early(environment, source, name):
            self._only_now.add(key)
        return bucket

    def load_bytecode(self, bucket: Bucket) -> None:
        """Put the code of a template there, if it is kept."""
        code = self._made(bucket.key)
        if code:
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of a template, if it stays the same while the template does."""
        if bucket.key not in self._only_now:
            self._fresh[bucket.key] = bucket.bytecode_to_string()

    def seen(self, environment: Environment, name: str) -> Any:  # noqa: ANN401 - whatever was kept
        """What was kept of the look at a template; None where that is nothing."""
        packed = self._made(f"{name} seen {_functions_of(environment)}")
        return pickle.loads(packed) if packed else None  # noqa: S301 - of our own making

    def keep_seen(self, environment: Environment, name: str, seen: object) -> None:
        """Keep what a look at a template has shown."""
        self._fresh[f"{name} seen {_functions_of(environment)}"] = pickle.dumps(seen, pickle.HIGHEST_PROTOCOL)

    def settle(self) -> None:
        """Put on the disk what was made in this build."""
        if self._base and self._fresh:
            rows = [(name, summed(made)) for name, made in self._fresh.items()]
            self._base.change(("INSERT OR REPLACE INTO templates VALUES (?, ?)", rows))
        self._kept.update(self._fresh)
        self._fresh.clear()

    def _made(self, name: str) -> bytes | None:
        if self._base is None:
            made_of = fingerprint_of_stories(self._settings, (), None)
            self._base = Base(Path(self._settings["CACHE_PATH"], "fastbuild"), "templates", made_of, (TABLE,))
            for key, made in self._base.rows("SELECT name, made FROM templates"):
                with suppress(DamagedError):
                    self._kept[key] = unsummed(made)
        return self._fresh.get(name) or self._kept.get(name)


def _functions_of(environment: Environment) -> str:
    """A fingerprint of what templates may call: how it is called is in their code, and what it looks at in the look."""
    called = [
        (name, getattr(each, "__module__", ""), str(getattr(each, "jinja_pass_arg", "")), callable(each))
        for functions in (environment.filters, environment.tests, environment.globals)
        for name, each in sorted(functions.items())
    ]
    declared = sorted(getattr(environment, READS, {}).items())
    options = [str(getattr(environment, name)) for name in _OPTIONS]
    return hashlib.sha256(repr((called, declared, options, sorted(environment.extensions))).encode()).hexdigest()[:16]


def _is_worked_out_early(environment: Environment, source: str, name: str) -> bool:
    """Whether a text goes through somebody's filter or test: Jinja puts what comes of it into the code."""
    if environment.finalize:
        return True
    try:
        tree = environment.parse(source, name)
    except TemplateError:
        return True  # it will be said when the template is compiled
    for kind, functions in ((nodes.Filter, environment.filters), (nodes.Test, environment.tests)):
        for call in tree.find_all(kind):
            is_trusted = package_of(functions.get(call.name)) in TRUSTED
            if not is_trusted and next(call.find_all(nodes.Name), None) is None:
                return True
    return False


def package_of(function: object) -> str:
    """Where a function is from; of an object that is called like one, where its class is.

    Of a method of something in Python's own library, which may be a clock or somebody's table, nothing is known; nor of
    what reads files and runs programs, of a template's macro, and of what looks up words in a catalogue.
    """
    owner = getattr(function, "__self__", None)
    if isinstance(function, BuiltinFunctionType) and not isinstance(owner, ModuleType | None):
        return ""
    module = getattr(function, "__module__", None) or type(function).__module__
    does_anything = any(function is each for each in _DOES_ANYTHING)
    if does_anything or isinstance(function, Macro) or module == "jinja2.ext":
        return ""
    return str(module).partition(".")[0]
