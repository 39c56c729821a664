"""Learns what speaks for what: a conditional random field of python-crfsuite, as the lines of data/reading.tsv."""

import tempfile
from collections import Counter
from collections.abc import Sequence
from itertools import chain
from pathlib import Path
from random import Random

import pycrfsuite

from bulletin import signs

from . import mix, vary
from .gold import Example

SEED = 7
# How often each bulletin is set otherwise, and how many new ones are mixed from all.
VARIED, MIXED = 2, 900
# And how often all is learned.
TIMES = 3
# A sign in fewer bulletins is chance.
FEWEST = 3
SETTINGS = {"c1": 1.0, "c2": 10.0, "max_iterations": 150, "feature.possible_transitions": False}
# A smaller weight changes nothing.
LEAST = 0.05
HEAD = """\
# Learned by tools/train_reading.py from tests/corpus; do not edit by hand. A sign, what it speaks for, how much.
"""


def learn(examples: Sequence[Example], *, varied: int = VARIED, mixed: int = MIXED, times: int = TIMES) -> list[str]:
    """The weights that these bulletins teach, as lines; the same bulletins give the same lines.

    They are learned several times, from other mixtures, and the mean is taken: what one mixture makes look telling by
    chance, the others do not.

    Args:
        examples: labelled bulletins; of those whose labels do not fit their blocks nothing is learned.
        varied: how often each is set otherwise.
        mixed: how many new ones are made of them.
        times: how often it is all learned.
    """
    fitting = [one for one in examples if not one.missing]
    total = Counter[tuple[str, str]]()
    for at in range(times):
        total.update(_fit(_lessons(fitting, varied, mixed, Random(SEED + at))))
    means = ((sign, tag, weight / times) for (sign, tag), weight in total.items())
    return sorted(
        f"{sign}\t{tag}\t{weight:.2f}" for sign, tag, weight in means if abs(weight) >= LEAST or sign.startswith("> ")
    )


def text(lines: Sequence[str]) -> str:
    """The file that holds the weights."""
    return HEAD + "".join(f"{line}\n" for line in lines)


def _lessons(examples: Sequence[Example], varied: int, mixed: int, rng: Random) -> list[Example]:
    lessons = [lesson for one in examples for lesson in (one, *(vary.otherwise(one, rng) for _ in range(varied)))]
    stocks = mix.stock(examples)
    return lessons + [vary.doubt(vary.forget(mix.bulletin_of(stocks, rng), rng), rng) for _ in range(mixed)]


def _fit(lessons: Sequence[Example]) -> dict[tuple[str, str], float]:
    # Sorted, since the order of signs is not the same in two runs, and crfsuite adds up in the order that it is given.
    shown = [[sorted(chain.from_iterable(of_block)) for of_block in signs.of(one.marked)] for one in lessons]
    bulletins = Counter(sign for blocks in shown for sign in {sign for of_block in blocks for sign in of_block})
    trainer = pycrfsuite.Trainer(verbose=False, params=SETTINGS)
    for one, blocks in zip(lessons, shown, strict=True):
        kept = [[sign for sign in of_block if bulletins[sign] >= FEWEST] for of_block in blocks]
        trainer.append(kept, [tag.value for tag in one.tags])
    with tempfile.TemporaryDirectory() as folder:
        model = Path(folder, "model")
        trainer.train(str(model))
        tagger = pycrfsuite.Tagger()
        tagger.open(str(model))
        info = tagger.info()
    steps = {(f"> {before}", after): weight for (before, after), weight in info.transitions.items()}
    return {**info.state_features, **steps}
