"""How fast comparing is, as ratios measured in one run: python -m tests.benchmarks.compare_benchmark [N] [KB].

Writes N synthetic by-laws of about KB kilobytes (default 60 and 500) to a temporary folder and prints the time of
`compare` against a bare lxml parse with text of the same files, two processes against one, and peak memory. Not
part of the test suite.
"""

from __future__ import annotations

import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from lxml import etree

from apv.bylaws.markup.cvdr import read_bylaw, write_cvdr
from apv.bylaws.regulation import (
    Article,
    Attachment,
    Division,
    Lid,
    Metadata,
    Paragraph,
    Regulation,
    Run,
)
from apv.data_files import data_folder

ON = date(2026, 11, 23)

VOCABULARY = """
het college de burgemeester kan nadere regels stellen over een vergunning ontheffing aanvraag termijn van weken
dagen op in aan bij voor met zonder ter bescherming van openbare orde veiligheid gezondheid milieu weg terrein
gebouw inrichting evenement markt standplaats collecte reclame geluid verlichting afval boom houtopstand hond
paard voertuig caravan fiets vaartuig ligplaats strand oever vuur rook gebruik toestaan weigeren intrekken
wijzigen voorschrift beperking belanghebbende rechthebbende houder exploitant bezoeker gebruiker artikel lid
onderdeel bedoeld bepaalde krachtens wet besluit verordening gemeente raad toezicht naleving het is verboden te
"""
WORDS = VOCABULARY.split()


def sentence(chance: random.Random, length: int = 24) -> str:
    """Words that look like a by-law to a parser and to a matcher, and mean nothing."""
    return " ".join(chance.choices(WORDS, k=length)).capitalize() + "."


def paragraph(chance: random.Random, sentences: int) -> Paragraph:
    return Paragraph((Run(" ".join(sentence(chance) for _ in range(sentences))),))


def filler(chance: random.Random, number: str) -> Article:
    lids = tuple(Lid(f"{rank}.", (paragraph(chance, 1),)) for rank in range(1, chance.randint(2, 6)))
    return Article(number, sentence(chance, 4).rstrip("."), lids=lids)


def norms() -> list[Article]:
    """The articles of the bundled by-laws: real material for the recogniser."""
    examples = sorted((data_folder("legal_sources") / "examples").glob("*.xml"))
    return [article for path in examples for article in read_bylaw(path).articles]


def bylaw(seed: int, size: int, known: list[Article]) -> bytes:
    """A by-law of about `size` bytes: half articles, half explanatory note, as real ones are."""
    chance = random.Random(seed)
    chapters: list[Division] = []
    written = 0.0
    while written < size / 2:
        number = len(chapters) + 1
        articles = [filler(chance, f"{number}:{rank}") for rank in range(1, 40)]
        articles[5:5] = chance.sample(known, min(3, len(known)))
        chapters.append(Division("hoofdstuk", str(number), "Onderwerp", "Hoofdstuk", children=tuple(articles)))
        written += sum(len(article.text) * 1.6 for article in articles)
    note = tuple(paragraph(chance, 2) for _ in range(int(size / 2 / 350)))
    name = f"Proefgemeente {seed:05}"
    meta = Metadata(
        identifier=f"CVDR{500_000 + seed}_1", work=f"CVDR{500_000 + seed}", title=f"APV {name}", creator=name,
        creator_scheme="overheid:Gemeente", kind="regeling", valid_from=date(2018, 1, 1),
    )  # fmt: skip
    return write_cvdr(
        Regulation(
            meta,
            f"APV {name}",
            body=tuple(chapters),
            attachments=(Attachment("toelichting", "Toelichting", note),),
        )
    )


def write_all(folder: Path, count: int, size: int) -> int:
    """Writes the by-laws; total bytes. A few texts are enough: names differ, so every file is its own work."""
    known = norms()
    total = 0
    texts = [bylaw(seed, size, known) for seed in range(min(count, 12))]
    for seed in range(count):
        base = seed % len(texts)
        data = texts[base].replace(f"{500_000 + base}".encode(), f"{500_000 + seed}".encode())
        data = data.replace(f"{base:05}".encode(), f"{seed:05}".encode())
        (folder / f"{seed:05}.xml").write_bytes(data)
        total += len(data)
    return total


def bare(folder: Path) -> float:
    """Seconds of processor time for lxml alone to parse every file and take its text."""
    start = time.process_time()
    for path in sorted(folder.glob("*.xml")):
        "".join(etree.parse(path).getroot().itertext())
    return time.process_time() - start


def measured(folder: Path, jobs: int) -> dict[str, float]:
    """Seconds, processor time of this process from its start, and peak megabytes of one comparison in a process of
    its own."""
    command = [sys.executable, __file__, "--measure", str(folder), str(jobs)]
    answer = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    found: dict[str, float] = json.loads(answer)
    return found


def measure(folder: Path, jobs: int) -> dict[str, float]:
    from apv.comparing.batch import compare
    from apv.law.catalogue import load_catalogue

    start = time.perf_counter()
    found = compare([folder], load_catalogue(), on=ON, jobs=jobs)
    seconds = time.perf_counter() - start
    cpu = time.process_time()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    norm_count = sum(len(one.norms) for one in found.bylaws)
    return {"seconds": seconds, "cpu": cpu, "peak": peak, "bylaws": len(found.bylaws), "norms": norm_count}


def report(count: int, size: int) -> Iterator[str]:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        total = write_all(folder, count, size)
        yield f"{count} by-laws, {total / count / 1000:.0f} kB each"
        base = bare(folder)
        one, two = measured(folder, 1), measured(folder, 2)
    yield f"bare lxml parse + text: {base:.2f} s"
    yield (
        f"compare, 1 job, start-up included: {one['cpu']:.2f} s = {one['cpu'] / base:.2f} x bare, "
        f"{one['norms']:.0f} norms"
    )
    yield f"compare, 2 jobs: {two['seconds']:.2f} s = {one['seconds'] / two['seconds']:.2f} x faster"
    yield f"peak memory of the main process: {one['peak']:.0f} MB (1 job), {two['peak']:.0f} MB (2 jobs)"


def main(arguments: list[str]) -> None:
    if arguments[:1] == ["--measure"]:
        sys.stdout.write(json.dumps(measure(Path(arguments[1]), int(arguments[2]))))
        return
    count, size = (*map(int, arguments), *(60, 500)[len(arguments) :])
    for line in report(count, size * 1000):
        sys.stdout.write(line + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
