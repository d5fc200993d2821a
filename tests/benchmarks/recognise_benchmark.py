"""How much reading and recognising cost over bare lxml: python -m tests.benchmarks.recognise_benchmark [share].

Makes a few by-laws of about 600 kB, half of it explanatory note, in which `share` (default 0.05) of the articles
is about conduct or seems to be; prints milliseconds per by-law and the ratio to parsing with text. Not part of the
test suite.
"""

from __future__ import annotations

import dataclasses
import gc
import random
import sys
import time
from collections.abc import Callable

from lxml import etree

from apv.bylaws.markup.cvdr import read_cvdr, write_cvdr
from apv.bylaws.markup.headings import printed_heading
from apv.bylaws.norms import recognise as recogniser
from apv.bylaws.norms.first_look import first_look
from apv.bylaws.norms.lexicon import load_lexicon
from apv.bylaws.norms.recognise import recognise
from apv.bylaws.regulation import Article, Attachment, Lid, Metadata, Regulation
from apv.law.catalogue import load_catalogue
from tests.benchmarks.compare_benchmark import paragraph
from tests.corpus.build import blocks
from tests.corpus.generate import generate_many

COUNT, ARTICLES, NOTES, ROUNDS = 6, 400, 450, 7
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


def fastest(work: Callable[[bytes], object], texts: list[bytes]) -> float:
    """Milliseconds of processor time per text, the best of a few rounds; nothing is remembered between rounds."""
    best = float("inf")
    for _ in range(ROUNDS):
        recogniser._read.cache_clear()
        first_look(LEXICON).clear()
        printed_heading.cache_clear()
        gc.collect()
        start = time.process_time()
        for text in texts:
            work(text)
        best = min(best, time.process_time() - start)
    return best / len(texts) * 1000


def main() -> None:
    """Print the table."""
    share = float(sys.argv[1]) if len(sys.argv) > 1 else 0.05
    texts = [bylaw(seed, share) for seed in range(COUNT)]
    norms = sum(len(recognise(read_cvdr(text, where="proef"), LEXICON)) for text in texts) / COUNT
    bare = fastest(lambda text: "".join(etree.fromstring(text).itertext()), texts)
    read = fastest(lambda text: read_cvdr(text, where="proef").articles, texts)
    both = fastest(lambda text: recognise(read_cvdr(text, where="proef"), LEXICON), texts)
    sys.stdout.write(
        f"{len(texts[0]) // 1000} kB, {ARTICLES} articles, {norms:.0f} norms\n"
        f"bare {bare:.1f} ms; read {read:.1f} ms ({read / bare:.2f}); "
        f"read and recognise {both:.1f} ms ({both / bare:.2f})\n"
    )


if __name__ == "__main__":
    main()
