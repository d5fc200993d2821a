"""How much reading and recognising cost over bare lxml: python -m tests.benchmarks.recognise_benchmark [share].

Makes a few by-laws of about 600 kB, half of it explanatory note, in which `share` (default 0.05) of the articles
is about conduct or seems to be; prints milliseconds per by-law and the ratio to parsing with text. Not part of the
test suite.
"""

from __future__ import annotations

import dataclasses
import gc
import random
import statistics
import sys
import time

from lxml import etree

from apv.bylaws.markup import first_sight
from apv.bylaws.markup.cvdr import read_cvdr, write_cvdr
from apv.bylaws.norms import recognise as recogniser
from apv.bylaws.norms.first_look import first_look
from apv.bylaws.norms.lexicon import load_lexicon
from apv.bylaws.norms.recognise import recognise
from apv.bylaws.regulation import Article, Attachment, Lid, Metadata, Regulation
from apv.law.catalogue import load_catalogue
from tests.benchmarks.compare_benchmark import paragraph
from tests.corpus.build import blocks
from tests.corpus.generate import generate_many

COUNT, ARTICLES, NOTES, ROUNDS = 6, 400, 450, 25
LEXICON = load_lexicon(load_catalogue())
PERMIT = "Het is verboden zonder vergunning van het college een inrichting te drijven."


def filler(chance: random.Random, number: str) -> Article:
    """An article about anything else; half of them forbid something."""
    first = [blocks(PERMIT)] if chance.random() < 0.5 else []
    texts = [*first, *((paragraph(chance, 1),) for _ in range(chance.randint(1, 5)))]
    return Article(number, "Onderwerp", lids=tuple(Lid(f"{at}.", text) for at, text in enumerate(texts, start=1)))


def bylaw(seed: int, share: float) -> bytes:
    """A by-law in which `share` of the articles comes from the corpus generator."""
    chance = random.Random(seed)
    known = [article for made in generate_many(20, first=seed * 100) for article in made.regulation.articles]
    articles = tuple(
        dataclasses.replace(chance.choice(known), number=f"2:{at}")
        if chance.random() < share
        else filler(chance, f"2:{at}")
        for at in range(ARTICLES)
    )
    note = Attachment("toelichting", "Toelichting", tuple(paragraph(chance, 3) for _ in range(NOTES)))
    return write_cvdr(Regulation(Metadata(identifier="CVDR900000_1"), body=articles, attachments=(note,)))


def bare(text: bytes) -> object:
    return "".join(etree.fromstring(text).itertext())


def read(text: bytes) -> object:
    return read_cvdr(text, where="proef").articles


def both(text: bytes) -> object:
    return recognise(read_cvdr(text, where="proef"), LEXICON)


WAYS = (bare, read, both)


def forget() -> None:
    """Nothing that was seen of one text helps with the next round."""
    recogniser._read.cache_clear()
    recogniser._telling_heading.cache_clear()
    first_look(LEXICON).clear()
    first_sight._sight.cache_clear()
    gc.collect()


def one_round(texts: list[bytes]) -> dict[str, float]:
    """Milliseconds of processor time per text for each way; the ways take turns, text by text, because the speed
    of a machine changes from one second to the next."""
    spent = dict.fromkeys((way.__name__ for way in WAYS), 0.0)
    forget()
    for text in texts:
        for way in WAYS:
            first_sight._sight.cache_clear()
            start = time.process_time()
            way(text)
            spent[way.__name__] += time.process_time() - start
    return {name: seconds / len(texts) * 1000 for name, seconds in spent.items()}


def main() -> None:
    """Print the table."""
    share = float(sys.argv[1]) if len(sys.argv) > 1 else 0.05
    texts = [bylaw(seed, share) for seed in range(COUNT)]
    norms = sum(len(recognise(read_cvdr(text, where="proef"), LEXICON)) for text in texts) / COUNT
    rounds = [one_round(texts) for _ in range(ROUNDS)]
    middle = {way.__name__: statistics.median(found[way.__name__] for found in rounds) for way in WAYS}
    ratio = {name: statistics.median(found[name] / found["bare"] for found in rounds) for name in middle}
    sys.stdout.write(
        f"{len(texts[0]) // 1000} kB, {ARTICLES} articles, {norms:.0f} norms; medians of {ROUNDS} rounds\n"
        f"bare {middle['bare']:.1f} ms; read {middle['read']:.1f} ms ({ratio['read']:.2f}); "
        f"read and recognise {middle['both']:.1f} ms ({ratio['both']:.2f})\n"
    )


if __name__ == "__main__":
    main()
