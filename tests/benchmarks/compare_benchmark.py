"""How fast comparing is, in ratios of one run: python -m tests.benchmarks.compare_benchmark [N] [KB] [TIMES].

Writes N synthetic by-laws of about KB kilobytes (default 60 and 500) to a temporary folder and prints the time of
`compare` against a bare lxml parse with text of the same files, two processes against one, a second time with kept
results against the first, and peak memory; with TIMES also TIMES as many by-laws. The first is given for by-laws
that share all, nothing and half of the articles without a norm. Each figure is the median of ROUNDS that
take turns, for a machine is never quiet. Not part of the test suite.
"""

from __future__ import annotations

import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import nullcontext
from datetime import date
from functools import cache
from pathlib import Path
from statistics import median

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
ROUNDS = 5
HALF = 0.5
"""By-laws follow a model in part: what was seen of one article helps with the next that is the same."""

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


@cache
def model_filler(number: str) -> Article:
    """The article with this number in the model that by-laws follow."""
    return filler(random.Random(number), number)


def norms() -> list[Article]:
    """The articles of the bundled by-laws: real material for the recogniser."""
    examples = sorted((data_folder("legal_sources") / "examples").glob("*.xml"))
    return [article for path in examples for article in read_bylaw(path).articles]


def bylaw(seed: int, size: int, known: list[Article], shared: float) -> bytes:
    """A by-law of about `size` bytes: half articles, half explanatory note, as real ones are."""
    chance = random.Random(seed)
    chapters: list[Division] = []
    taken = {article.number for article in known}
    # no number comes twice, as in a real by-law
    unused = {article.number: article for article in chance.sample(known, len(known))}
    written = 0.0
    while written < size / 2:
        number = len(chapters) + 1
        numbers = [one for rank in range(1, 40) if (one := f"{number}:{rank}") not in taken]
        articles = [model_filler(one) if chance.random() < shared else filler(chance, one) for one in numbers]
        articles[5:5] = [unused.popitem()[1] for _ in range(min(3, len(unused)))]
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


def write_all(folder: Path, count: int, size: int, shared: float = HALF) -> int:
    """Writes the by-laws, of whose filler the part `shared` follows one model; total bytes."""
    known = norms()
    total = 0
    for seed in range(count):
        data = bylaw(seed, size, known, shared)
        (folder / f"{seed:05}.xml").write_bytes(data)
        total += len(data)
    return total


def bare(folder: Path) -> float:
    """Seconds of the processor for lxml alone to parse every file and take its text."""
    start = time.process_time()
    for path in sorted(folder.glob("*.xml")):
        "".join(etree.parse(path).getroot().itertext())
    return time.process_time() - start


def measured(folder: Path, jobs: int, cache: Path | None = None) -> dict[str, float]:
    """Seconds by the clock, of the processor with start-up included, and peak megabytes, of one comparison in a
    process of its own."""
    command = [sys.executable, __file__, "--measure", str(folder), str(jobs), *([str(cache)] if cache else [])]
    # an installed program is compiled once, not at each start
    installed = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    answer = subprocess.run(command, check=True, capture_output=True, text=True, env=installed).stdout
    found: dict[str, float] = json.loads(answer)
    return found


def measure(folder: Path, jobs: int, place: Path | None) -> dict[str, float]:
    from apv.comparing.batch import Progress, compare
    from apv.comparing.cache import ResultCache
    from apv.law.catalogue import load_catalogue

    catalogue = load_catalogue()
    start, ready = time.perf_counter(), time.process_time()
    busy = 0.0

    def note(step: Progress) -> None:
        nonlocal busy
        if jobs > 1 and step.done == step.total:
            busy = busy_below(os.getpid())

    with ResultCache(place, catalogue.version) if place else nullcontext() as cache:
        found = compare([folder], catalogue, on=ON, jobs=jobs, cache=cache, on_progress=note)
    seconds, cpu = time.perf_counter() - start, time.process_time()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    norm_count = sum(len(one.norms) for one in found.bylaws)
    return {
        "seconds": seconds,
        "cpu": cpu,
        "work": cpu - ready,
        "workers": busy,
        "peak": peak,
        "bylaws": len(found.bylaws),
        "norms": norm_count,
    }


def busy_below(pid: int) -> float:
    """Seconds of the processor that all processes below `pid` took; 0 where there is no /proc."""
    total = 0.0
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            values = entry.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(values[1]) == pid:
            total += (int(values[11]) + int(values[12])) / os.sysconf("SC_CLK_TCK")
            total += busy_below(int(entry.parent.name))
    return total


def middle(rounds: list[dict[str, float]]) -> dict[str, float]:
    return {name: median(found[name] for found in rounds) for name in rounds[0]}


def report(count: int, size: int, times: int) -> Iterator[str]:
    """Lines with ratios; with `times` also so many times as many by-laws."""
    with tempfile.TemporaryDirectory() as place:
        folder, kept = Path(place) / "apvs", Path(place) / "gelezen.sqlite3"
        folder.mkdir()
        for shared in (1, 0, HALF):
            total = write_all(folder, count, size, shared)
            yield f"{count} by-laws of {total / count / 1000:.0f} kB, {shared:.0%} of the filler from one model"
            yield one_job(folder)
        yield from two_jobs(folder)
        yield from again(folder, kept)
        if times:
            larger = Path(place) / "meer"
            larger.mkdir()
            write_all(larger, count * times, size)
            before, more, after = measured(folder, 1), measured(larger, 1), measured(folder, 1)
            longer = 2 * more["work"] / (before["work"] + after["work"])
            yield f"{count * times} by-laws: {longer:.2f} x as long, peak {more['peak']:.0f} MB"


def one_job(folder: Path) -> str:
    """One process against bare lxml just before and just after it, for a machine is never quiet."""
    bases, ratios, worked, cpus = [bare(folder)], [], [], []
    for _ in range(ROUNDS):
        found = measured(folder, 1)
        bases.append(bare(folder))
        cpus.append(found["cpu"])
        ratios.append(2 * found["cpu"] / (bases[-1] + bases[-2]))
        worked.append(2 * found["work"] / (bases[-1] + bases[-2]))
    return (
        f"bare lxml parse + text: {median(bases):.2f} s of the processor; compare, 1 job, with start-up: "
        f"{median(cpus):.2f} s = {median(ratios):.2f} x bare ({median(worked):.2f} without the start of the "
        f"program), {found['norms']:.0f} norms"
    )


def two_jobs(folder: Path) -> Iterator[str]:
    """Two processes against one just before and just after them."""
    ones, twos = [measured(folder, 1)], []
    for _ in range(3 * ROUNDS):  # what else the machine does weighs twice
        twos.append(measured(folder, 2))
        ones.append(measured(folder, 1))
    around = list(zip(ones, twos, ones[1:], strict=False))
    faster = [(before["seconds"] + after["seconds"]) / 2 / two["seconds"] for before, two, after in around]
    free = [(before["work"] + after["work"]) / (two["work"] + two["workers"]) for before, two, after in around]
    spread = f"{min(faster):.2f} to {max(faster):.2f}"
    yield f"2 jobs: {median(faster):.2f} x faster by the clock ({spread}), {median(free):.2f} x on two free cores"
    peaks = (median(found["peak"] for found in rounds) for rounds in (ones, twos))
    yield "peak memory of the main process: {:.0f} MB (1 job), {:.0f} MB (2 jobs)".format(*peaks)


def again(folder: Path, kept: Path) -> Iterator[str]:
    """A second time with kept results against the first, which keeps them, and that against keeping nothing."""
    costs, shares, started = [], [], []
    for _ in range(ROUNDS):
        one = measured(folder, 1)
        kept.unlink(missing_ok=True)
        cold = measured(folder, 1, kept)
        warm = middle([measured(folder, 1, kept) for _ in range(3)])
        costs.append(cold["work"] / one["work"])
        shares.append(warm["work"] / cold["work"])
        started.append(warm["cpu"] / cold["cpu"])
    kept_cost, share, with_start = map(median, (costs, shares, started))
    yield f"keeping results: {kept_cost:.2f} x; again: {share:.3f} x cold, {with_start:.3f} x with start-up"
    yield f"kept: {kept.stat().st_size / len(list(folder.iterdir())) / 1000:.1f} kB a document"


def main(arguments: list[str]) -> None:
    if arguments[:1] == ["--measure"]:
        place = Path(arguments[3]) if len(arguments) > 3 else None
        sys.stdout.write(json.dumps(measure(Path(arguments[1]), int(arguments[2]), place)))
        return
    count, size, times = (*map(int, arguments), *(60, 500, 0)[len(arguments) :])
    for line in report(count, size * 1000, times):
        print(line, flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
