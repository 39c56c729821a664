"""Headings that look like what they are not: headlines as short as a crosshead, crossheads as long as a sentence."""

import re
from collections.abc import Sequence
from random import Random

QUOTED = re.compile(r"[“\"‘]([^“”\"‘’]{8,60})[,.!?]?[”\"’]")
SENTENCE = re.compile(r"(?<=[.!?]) ")
QUOTES = ("“", '"', "‘")
FEWEST_WORDS, MOST_WORDS = 4, 12


def headline(text: str, paragraphs: Sequence[str], rng: Random) -> str:
    """A headline like a crosshead: something that is said in the story, or the first words of its own headline."""
    said = [quotation for paragraph in paragraphs for quotation in QUOTED.findall(paragraph)]
    if said and rng.random() < 0.6:
        words = rng.choice(said).strip(" ,.")
        return f"‘{words}’" if rng.random() < 0.5 else f"“{words}”"
    return _first_words(text, rng.choice((2, 3, 4))).strip(" ,:;–-") + rng.choice(("", "", "?", "!"))


def crosshead(text: str, below: Sequence[str], rng: Random) -> str:
    """A crosshead like a headline: the first sentence below it, if it is short, or its first words."""
    first = SENTENCE.split(below[0])[0].strip() if below else ""
    count = len(first.split())
    if FEWEST_WORDS <= count <= MOST_WORDS and not first.startswith(QUOTES):
        return first.rstrip(".")
    words = _first_words(first, rng.choice((6, 7, 8, 9))).strip(' ,.;:“”"')
    return words if count > FEWEST_WORDS else text


def _first_words(text: str, number: int) -> str:
    return " ".join(text.split()[:number])
