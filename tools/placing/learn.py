"""The weights: a conditional logit over the candidates of each story, with small weights preferred."""

from collections.abc import Sequence

import numpy as np
from scipy.optimize import minimize

from bulletin import aboutness
from bulletin.aboutness import NOWHERE

from .gold import Story, clues, rightful

# How much small weights are preferred; the figures of the check hardly change between 0.5 and 4.
RIDGE = 1.0
# A story whose place is not among the candidates teaches that it is better to tell none, but less surely.
UNREACHABLE = 0.5
HEAD = """\
# What speaks for a story being about a place, and how much. Learned by tools/train_placing.py from tests/stories and
# tests/corpus; do not edit by hand.
"""


def learn(stories: Sequence[Story]) -> dict[str, float]:
    """The weight of each sign."""
    told = [aboutness.signs_of(clues(story)) for story in stories]
    names = sorted({sign for candidates in told for signs in candidates.values() for sign in signs})
    column = {sign: at for at, sign in enumerate(names)}
    tables, right, surely = [], [], []
    for story, candidates in zip(stories, told, strict=True):
        good = rightful(story, candidates)
        table = np.zeros((len(candidates), len(names)))
        for row, signs in enumerate(candidates.values()):
            for sign, value in signs.items():
                table[row, column[sign]] = value
        tables.append(table)
        right.append(np.array([area in (good or {NOWHERE}) for area in candidates]))
        surely.append(1.0 if good else UNREACHABLE)
    found = minimize(_loss, np.zeros(len(names)), (tables, right, surely), jac=True, method="L-BFGS-B")
    return dict(zip(names, found.x.tolist(), strict=True))


def text(weights: dict[str, float]) -> str:
    """The weights as data/placing.tsv holds them."""
    return HEAD + "".join(f"{sign}\t{weight:.2f}\n" for sign, weight in sorted(weights.items()))


def _loss(
    weights: np.ndarray, tables: list[np.ndarray], right: list[np.ndarray], surely: list[float]
) -> tuple[float, np.ndarray]:
    """How unlikely the right candidates are, and in which direction they are less so."""
    loss, slope = RIDGE * float(weights @ weights) / 2, RIDGE * weights
    for table, good, sure in zip(tables, right, surely, strict=True):
        scores = table @ weights
        likely = np.exp(scores - scores.max())
        hit = likely[good].sum()
        loss -= sure * float(np.log(hit / likely.sum()))
        slope = slope - sure * table.T @ (np.where(good, likely / hit, 0) - likely / likely.sum())
    return loss, slope
