"""`apv library pull` from end to end, against a server of our own that also misbehaves."""

from __future__ import annotations

import hashlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from apv.bylaws.fetching import official
from apv.bylaws.store.library import Library
from apv.data_files import data_folder
from tests.bylaws.test_bwb_manifest import expression
from tests.official_server import Fault, OfficialServer, Regeling, running

Apv = Callable[..., Any]
EXAMPLES = data_folder("legal_sources") / "examples"
LAW = "BWBR0001854"


def bylaw(name: str, id: str, creator: str = "") -> bytes:
    """A bundled by-law as another document, with the name of another municipality if given."""
    data = (EXAMPLES / f"{name}.xml").read_text("utf-8")
    number = data.partition("<dcterms:identifier>")[2].partition("<")[0]
    data = data.replace(number, id)
    return data.replace(name.capitalize(), creator or name.capitalize()).encode("utf-8")


def law(text: str = "Een artikel.") -> bytes:
    return (
        f'<toestand bwb-id="{LAW}" inwerkingtreding="2024-07-01"><wetgeving soort="wet"><intitule>Wet</intitule>'
        f'<wet-besluit><wettekst><artikel label="1"><kop><label>Artikel</label><nr>1</nr></kop><al>{text}</al>'
        "</artikel></wettekst></wet-besluit></wetgeving></toestand>"
    ).encode()


class Sources:
    """A server with by-laws, decisions under them and a law, and the library that is filled from it."""

    def __init__(self, server: OfficialServer, folder: Path) -> None:
        self.server, self.folder = server, folder
        self.library = folder / "bibliotheek"
        self.slept: list[float] = []

    def publish(self, name: str, id: str, creator: str = "", **more: str) -> str:
        creator = creator or name.capitalize()
        work, _, version = id.partition("_")
        entry = Regeling(id, more.pop("title", f"Algemene plaatselijke verordening {creator}"), creator, **more)
        self.server.index.append(entry)
        path = f"/cvdr/{work}/{version}/xml/{id}.xml"
        self.server.serve(path, bylaw(name, id, creator))
        self.server.serve(path.replace("/cvdr/", "/CVDR/"), bylaw(name, id, creator))
        return path

    def decision(self, id: str, creator: str) -> None:
        title = "Aanwijzingsbesluit alcoholverbod, artikel 2:48 Algemene plaatselijke verordening"
        self.server.index.append(Regeling(id, title, creator))

    def law(self, hashcode: str = "") -> str:
        states = [("2023-01-01_0", "2023-01-01", "2024-06-30"), ("2024-07-01_0", "2024-07-01", "9999-12-31")]
        digest = hashcode or hashlib.sha512(law()).hexdigest()
        parts = [expression(label, begins, ends, hashcode=digest) for label, begins, ends in states]
        text = f'<work label="{LAW}">{"".join(parts)}</work>'.replace("BWBR1_", f"{LAW}_")
        self.server.serve(f"/bwb/{LAW}/manifest.xml", text.encode())
        path = f"/bwb/{LAW}/2024-07-01_0/xml/{LAW}_2024-07-01_0.xml"
        self.server.serve(path, law())
        return path

    @property
    def log(self) -> list[dict[str, Any]]:
        (path,) = self.library.glob("*.opgehaald.jsonl")
        lines = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
        return [line for line in lines if "address" in line]  # the others say when a run began

    def age(self, days: int) -> None:
        """Let everything have been fetched so long ago."""
        (path,) = self.library.glob("*.opgehaald.jsonl")
        entries = self.log
        for entry in entries:
            for name in ("checked", "fetched"):
                entry[name] = (datetime.fromisoformat(entry[name]) - timedelta(days=days)).isoformat()
        path.write_text("".join(json.dumps(entry) + "\n" for entry in entries), "utf-8")

    def kept(self) -> list[str]:
        with Library.open(self.library, create=False) as library:
            return sorted(document.id for document in library.documents())


@pytest.fixture
def sources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Sources]:
    with running() as server:
        sources = Sources(server, tmp_path)
        monkeypatch.setenv("APV_SERVICES", str(server.services(tmp_path)))
        monkeypatch.setenv("APV_LIBRARY", str(sources.library))
        monkeypatch.setattr("time.sleep", sources.slept.append)
        yield sources


def pull(apv: Apv, *arguments: object) -> Any:
    return apv("library", "pull", *[str(argument) for argument in arguments])


def test_the_bylaw_of_a_municipality_lands_in_the_library(apv: Apv, sources: Sources) -> None:
    sources.publish("zandrecht", "CVDR900001_1")
    sources.publish("zandrecht", "CVDR900001_2", ends="2023-01-01", begins="2020-01-01")
    sources.publish("veldhaven", "CVDR900002_1")
    sources.decision("CVDR900090_1", "Zandrecht")
    ran = pull(apv, "--municipality", "zandrecht")
    assert ran.code == 0, ran.err
    assert "Nieuw: Zandrecht (CVDR900001_1)" in ran.out
    assert "1 tekst: 1 nieuw." in ran.out
    assert sources.kept() == ["CVDR900001_1"]
    (entry,) = sources.log
    data = sources.server.documents["/cvdr/CVDR900001/1/xml/CVDR900001_1.xml"]
    assert entry["address"].endswith("/cvdr/CVDR900001/1/xml/CVDR900001_1.xml")
    assert entry["sha256"] == hashlib.sha256(data).hexdigest()
    assert entry["size"] == len(data)
    assert entry["fetched"].endswith("+00:00")
    with Library.open(sources.library) as library:
        (document,) = library.documents()
        assert document.origin == entry["address"]
        assert document.municipality == "Zandrecht"
        assert library.data("CVDR900001_1") == data


def test_the_version_of_the_date_is_fetched(apv: Apv, sources: Sources) -> None:
    sources.publish("zandrecht", "CVDR900001_1", begins="2015-01-01", ends="2020-01-01")
    sources.publish("zandrecht", "CVDR900001_2", begins="2020-01-01")
    assert pull(apv, "--municipality", "Zandrecht", "--date", "2018-07-06").code == 0
    assert sources.kept() == ["CVDR900001_1"]
    none = pull(apv, "--municipality", "Zandrecht", "--date", "2014-12-31")
    assert none.code == 2
    assert "op 31 december 2014 geen APV gevonden" in none.err


def test_a_name_that_is_not_exact_is_asked_back(apv: Apv, sources: Sources) -> None:
    sources.publish("zandrecht", "CVDR900001_1", "Bergen (NH)")
    sources.publish("zandrecht", "CVDR900002_1", "Bergen (L.)")
    sources.publish("zandrecht", "CVDR900003_1", "Bergen op Zoom")
    ran = pull(apv, "--municipality", "Bergen")
    assert ran.code == 2
    assert "'Bergen (L.)', 'Bergen (NH)' of 'Bergen op Zoom'" in ran.err
    assert ran.err.count("\n") == 1
    assert not sources.library.exists(), "nothing is fetched, nothing is made"
    assert pull(apv, "--municipality", "bergen nh").code == 0
    assert sources.kept() == ["CVDR900001_1"]


def test_odd_titles_are_found_by_the_later_questions(apv: Apv, sources: Sources) -> None:
    sources.publish("zandrecht", "CVDR900001_1", "Venlo", title="APV Venlo")
    sources.publish("veldhaven", "CVDR900002_1", "Oord", title="Verordening op de openbare orde en veiligheid")
    sources.publish("sluismeer", "CVDR900003_1", "Geul", title="Verzamelde regels", citation="APV Geul")
    sources.server.index[-1] = Regeling(
        "CVDR900003_1", "Verzamelde regels", "Geul", "APV Geul", body="deze algemene plaatselijke verordening"
    )
    ran = pull(apv, "--municipality", "Venlo", "--municipality", "Oord", "--municipality", "Geul")
    assert ran.code == 0, ran.err
    assert sources.kept() == ["CVDR900001_1", "CVDR900002_1", "CVDR900003_1"]


def test_other_regulations_of_the_municipality_are_named_when_its_bylaw_is_not_found(
    apv: Apv, sources: Sources
) -> None:
    sources.decision("CVDR900090_1", "Zandrecht")
    ran = pull(apv, "--municipality", "Zandrecht")
    assert ran.code == 2
    assert "geen APV gevonden, wel 'Aanwijzingsbesluit alcoholverbod" in ran.err
    assert "--from-list" in ran.err


def test_all_municipalities_page_by_page(apv: Apv, sources: Sources) -> None:
    names = ["zandrecht", "veldhaven", "sluismeer", "brugwoude", "duinvoort", "lindeborg", "rietmonde"]
    for at, name in enumerate(names):
        sources.publish(name, f"CVDR90000{at}_1")
        sources.decision(f"CVDR9001{at}_1", name.capitalize())
    sources.publish("heuvelmonde", "CVDR900008_1", title="APV Heuvelmonde")
    sources.server.index.append(Regeling("CVDR5_1", "Algemene plaatselijke verordening", "Land", kind="Provincie"))
    ran = pull(apv, "--all")
    assert ran.code == 0, ran.err
    assert "8 teksten: 8 nieuw." in ran.out
    assert len(sources.kept()) == 8
    assert sources.server.asked("startRecord=4&") > 0
    asked = len(sources.server.requests)
    again = pull(apv, "--all")
    assert "8 teksten: 8 al aanwezig." in again.out
    assert not any("/xml/" in path for path in sources.server.requests[asked:]), "only searched"


def test_a_law_is_chosen_by_the_manifest_and_checked_by_its_hash(apv: Apv, sources: Sources) -> None:
    path = sources.law()
    ran = pull(apv, "--law", "sr", "--date", "2024-07-01")
    assert ran.code == 0, ran.err
    assert f"Nieuw: Sr ({LAW}_2024-07-01_0)" in ran.out
    assert len(sources.kept()) == 1
    assert "1 al aanwezig" in pull(apv, "--law", LAW).out
    assert sources.server.asked(path) == 1
    sources.age(days=365)
    assert "1 al aanwezig" in pull(apv, "--law", "sr").out, "the hash says so, however long ago"
    assert sources.server.asked(path) == 1
    gone = pull(apv, "--law", "sr", "--date", "2022-12-31")
    assert gone.code == 2
    assert "31 december 2022" in gone.err
    unseen = pull(apv, "--law", "sr", "--date", "2024-07-01", "--known-on", "2024-06-01")
    assert unseen.code == 2
    assert "gezien op 1 juni 2024" in unseen.err


def test_a_law_with_another_hash_is_not_kept(apv: Apv, sources: Sources) -> None:
    sources.law(hashcode="0" * 128)
    ran = pull(apv, "--law", "sr")
    assert ran.code == 1
    assert "controlegetal" in ran.err
    assert sources.kept() == []


@pytest.mark.parametrize(
    ("name", "hint"), [("srr", "'sr'"), ("evrm", "geen landelijke tekst"), ("", "bestaat niet")]
)
def test_laws_that_cannot_be_fetched_are_named(apv: Apv, sources: Sources, name: str, hint: str) -> None:
    ran = pull(apv, "--law", name)
    assert ran.code == 2
    assert hint in ran.err
    assert sources.server.requests == []


def test_a_list_of_all_sorts(apv: Apv, sources: Sources) -> None:
    sources.law()
    sources.publish("zandrecht", "CVDR900001_3")
    sources.publish("veldhaven", "CVDR900002_1", begins="2015-01-01", ends="2020-01-01")
    sources.publish("veldhaven", "CVDR900002_2", begins="2020-01-01")
    path = sources.publish("sluismeer", "CVDR900003_1")
    wanted = sources.folder / "lijst.csv"
    wanted.write_text(f"CVDR900001_3\nCVDR900002\n{sources.server.address}{path}\n{LAW}\nonzin\nCVDR999999\n")
    ran = pull(apv, "--from-list", wanted)
    assert ran.code == 1
    assert "4 teksten: 4 nieuw." in ran.out
    assert "'onzin' is geen kenmerk" in ran.err
    assert "CVDR999999" in ran.err
    kept = sources.kept()
    assert kept[1:] == ["CVDR900001_3", "CVDR900002_2", "CVDR900003_1"]
    for line in ("Zandrecht (CVDR900001_3)", "Veldhaven (CVDR900002_2)", f"Wet ({LAW}_2024-07-01_0)"):
        assert f"Nieuw: {line}" in ran.out


def test_dry_run_only_searches(apv: Apv, sources: Sources) -> None:
    path = sources.publish("zandrecht", "CVDR900001_1")
    ran = pull(apv, "--municipality", "Zandrecht", "--dry-run")
    assert ran.code == 0
    assert f"{sources.server.address}{path}" in ran.out
    assert "1 tekst op te halen. Er is niets opgehaald." in ran.out
    assert all(request.startswith("/sru/") for request in sources.server.requests)
    assert not sources.library.exists()
    pull(apv, "--municipality", "Zandrecht")
    assert "0 teksten op te halen, 1 al aanwezig" in pull(apv, "--municipality", "Zandrecht", "--dry-run").out


def test_a_day_later_the_service_is_asked_whether_it_changed(apv: Apv, sources: Sources) -> None:
    path = sources.publish("zandrecht", "CVDR900001_1")
    pull(apv, "--municipality", "Zandrecht")
    sources.age(days=365)
    ran = pull(apv, "--municipality", "Zandrecht")
    assert "1 niet veranderd" in ran.out
    assert sources.server.headers[-1]["if-none-match"] == sources.log[0]["etag"]
    assert len({entry["fetched"] for entry in sources.log}) == 1
    sources.age(days=365)
    sources.server.serve(path, sources.server.documents[path].replace(b"2022-11-24", b"2022-11-25"))
    assert "1 nieuw" in pull(apv, "--municipality", "Zandrecht").out
    with Library.open(sources.library) as library:
        assert [document.counts for document in library.documents()] == [False, True]


def test_changes_tell_what_the_last_pull_brought(apv: Apv, sources: Sources) -> None:
    sources.publish("zandrecht", "CVDR900001_1")
    path = sources.publish("veldhaven", "CVDR900002_1")
    pull(apv, "--municipality", "Zandrecht", "--municipality", "Veldhaven")
    sources.age(days=365)
    old = sources.server.documents[path]
    assert b"uit te jouwen" in old
    sources.server.serve(path, old.replace(b"uit te jouwen", b"na te fluiten"))
    pull(apv, "--municipality", "Veldhaven")
    told = apv("library", "changes", "--format", "json")
    assert told.code == 0, told.err
    (only,) = json.loads(told.out)["bylaws"]
    assert only["new"]["municipality"] == "Veldhaven"
    assert ("nafluiten" in only["changes"][0]["gained"], only["changes"][0]["kind"]) == (True, "changed")


def test_what_was_removed_from_the_library_is_fetched_again(apv: Apv, sources: Sources) -> None:
    sources.publish("zandrecht", "CVDR900001_1")
    pull(apv, "--municipality", "Zandrecht")
    with Library.open(sources.library) as library:
        library.remove("CVDR900001_1")
    assert "1 nieuw" in pull(apv, "--municipality", "Zandrecht").out


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(official, "Limits", partial(official.Limits, silence=0.1, tries=2))


@pytest.mark.parametrize(
    ("fault", "sentence"),
    [
        (Fault("404"), "staat niet (meer) op dit adres"),
        (Fault("500"), "storing (code 500)"),
        (Fault("429", value="5"), "te druk (code 429)"),
        (Fault("slow"), "te langzaam"),
        (Fault("cut"), "afgebroken"),
        (Fault("half"), "geen geldige XML of is afgebroken"),
        (Fault("html"), "een webpagina in plaats van de regeling"),
        (Fault("redirect", value="https://elders.example/x.xml"), "verwijst door naar een ander adres"),
        (
            Fault("other", value="/cvdr/CVDR900001/1/xml/CVDR900001_1.xml"),
            "een ander document dan gevraagd (CVDR900001)",
        ),
        (Fault("other", value="/stop.xml"), "formaat STOP"),
    ],
    ids=lambda value: value.kind if isinstance(value, Fault) else "",
)
@pytest.mark.usefixtures("impatient")
def test_one_failure_is_one_sentence_and_the_rest_goes_on(
    apv: Apv, sources: Sources, fault: Fault, sentence: str
) -> None:
    stop = b'<Consolidaties xmlns="https://standaarden.overheid.nl/lvbb/stop/uitlevering/"/>'
    sources.server.serve("/stop.xml", stop)
    sources.publish("zandrecht", "CVDR900001_1")
    path = sources.publish("veldhaven", "CVDR900002_1")
    sources.publish("sluismeer", "CVDR900003_1")
    sources.server.faults[path] = fault
    ran = pull(apv, "--all")
    assert ran.code == 1
    assert "3 teksten: 2 nieuw, 1 niet gelukt." in ran.out
    (line,) = ran.err.splitlines()
    assert line.startswith("Niet opgehaald: Veldhaven (CVDR900002_1): ")
    assert sentence in line
    assert sources.kept() == ["CVDR900001_1", "CVDR900003_1"]
    assert len(sources.log) == 2
    del sources.server.faults[path]
    asked = len(sources.server.requests)
    assert pull(apv, "--all").code == 0
    assert [one for one in sources.server.requests[asked:] if "/xml/" in one] == [path], "only what was missing"
    assert sources.kept() == ["CVDR900001_1", "CVDR900002_1", "CVDR900003_1"]


def test_a_passing_fault_is_not_even_seen(apv: Apv, sources: Sources) -> None:
    path = sources.publish("zandrecht", "CVDR900001_1")
    sources.server.faults = {path: Fault("500", times=1), "/sru/Search": Fault("429", times=1, value="3")}
    assert pull(apv, "--municipality", "Zandrecht").code == 0
    assert sources.slept == [3, 1]


@pytest.mark.usefixtures("impatient")
def test_a_service_that_stays_silent_is_left_alone(apv: Apv, sources: Sources) -> None:
    paths = [sources.publish("zandrecht", f"CVDR90000{at}_1", f"Stad{at}") for at in range(6)]
    for path in paths[1:]:
        sources.server.faults[path] = Fault("503")
    ran = pull(apv, "--all")
    assert ran.code == 1
    assert "6 teksten: 1 nieuw, 3 niet gelukt, 2 niet meer geprobeerd." in ran.out
    assert "Dezelfde opdracht gaat later verder" in ran.out
    assert [sources.server.asked(path) for path in paths] == [1, 2, 2, 2, 0, 0]


@pytest.mark.usefixtures("impatient")
def test_an_unreachable_search_service_is_one_sentence(apv: Apv, sources: Sources) -> None:
    sources.server.faults["/sru/Search"] = Fault("503")
    ran = pull(apv, "--municipality", "Zandrecht")
    assert ran.code == 2
    assert ran.err.startswith("apv: De dienst is te druk (code 503)")
    assert ran.err.count("\n") == 1
    many = pull(apv, "--municipality", "Zandrecht", "--municipality", "Veldhaven", "--municipality", "Sluismeer")
    assert many.code == 2
    assert many.err.count("\n") == 1


@pytest.mark.usefixtures("impatient")
def test_a_list_stops_asking_when_the_service_goes_silent(apv: Apv, sources: Sources) -> None:
    sources.publish("zandrecht", "CVDR900001_1")
    sources.server.faults["/sru/Search"] = Fault("500")
    wanted = sources.folder / "lijst.txt"
    wanted.write_text("CVDR900001_1\nCVDR900002\nCVDR900003\nCVDR900004_1\n")
    ran = pull(apv, "--from-list", wanted)
    assert ran.code == 1
    assert "omdat de dienst niet antwoordt: 2" in ran.err
    assert "1 tekst: 1 nieuw." in ran.out
    assert sources.server.asked("/sru/") == 2


def test_search_results_that_cannot_be_read_are_counted(apv: Apv, sources: Sources) -> None:
    sources.publish("zandrecht", "CVDR900001_1")
    sources.server.index.append(Regeling("gmb-2023-1", "Algemene plaatselijke verordening Zandrecht", "Zandrecht"))
    ran = pull(apv, "--municipality", "Zandrecht")
    assert ran.code == 0
    assert "omdat ze niet te lezen zijn: 1" in ran.err


def test_a_refused_question_is_one_sentence(apv: Apv, sources: Sources) -> None:
    path = Path(os.environ["APV_SERVICES"])
    path.write_text(path.read_text("utf-8").replace("dcterms.title=", "dt.title="), "utf-8")
    ran = pull(apv, "--all")
    assert ran.code == 2
    assert "weigert de vraag" in ran.err
    assert "Unsupported index" in ran.err


def test_addresses_of_other_hosts_are_not_visited(apv: Apv, sources: Sources) -> None:
    sources.publish("zandrecht", "CVDR900001_1", xml="https://elders.example/CVDR900001_1.xml")
    ran = pull(apv, "--municipality", "Zandrecht")
    assert ran.code == 1
    assert "hoort niet bij de officiële diensten" in ran.err


@pytest.mark.parametrize(
    ("arguments", "hint"),
    [
        ([], "--municipality"),
        (["--from-list", "bestaat-niet.csv"], "bestaat-niet.csv"),
        (["--municipality", "  "], "geen APV gevonden"),
        (["--municipality", "Zandrecht", "--date", "gisteren"], "jaar-maand-dag"),
    ],
)
def test_wrong_use_is_one_sentence(apv: Apv, sources: Sources, arguments: list[str], hint: str) -> None:
    ran = pull(apv, *arguments)
    assert ran.code == 2
    assert hint in ran.err
    assert ran.err.count("\n") == 1
    assert sources.server.requests == []


def test_killed_half_way_and_completed_by_the_same_command(apv: Apv, sources: Sources) -> None:
    paths = [sources.publish("zandrecht", f"CVDR90000{at}_1", f"Stad{at}") for at in range(6)]
    sources.server.faults[paths[3]] = Fault("slow", times=1)
    child = subprocess.Popen(
        [sys.executable, "-m", "apv", "library", "pull", "--all"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    try:
        assert sources.server.reached.wait(30), "the child got as far as the fourth document"
        child.send_signal(signal.SIGKILL)
        child.communicate(timeout=30)
    finally:
        child.kill()
    assert child.returncode == -signal.SIGKILL
    sources.server.release.set()
    assert sources.kept() == ["CVDR900000_1", "CVDR900001_1", "CVDR900002_1"]
    asked = len(sources.server.requests)
    ran = pull(apv, "--all")
    assert ran.code == 0, ran.err
    assert "6 teksten: 3 nieuw, 3 al aanwezig." in ran.out
    assert [path for path in sources.server.requests[asked:] if "/xml/" in path] == paths[3:]
    assert len(sources.kept()) == 6


def test_killed_between_keeping_and_noting_costs_one_request(apv: Apv, sources: Sources) -> None:
    sources.publish("zandrecht", "CVDR900001_1")
    pull(apv, "--municipality", "Zandrecht")
    (log,) = sources.library.glob("*.opgehaald.jsonl")
    log.write_bytes(log.read_bytes()[:50])
    ran = pull(apv, "--municipality", "Zandrecht")
    assert "1 opgehaald maar al bewaard" in ran.out
    assert sources.kept() == ["CVDR900001_1"]


def test_today_is_the_default_date(apv: Apv, sources: Sources) -> None:
    sources.publish("zandrecht", "CVDR900001_1")
    pull(apv, "--municipality", "Zandrecht", "--dry-run")
    assert f"datumGeldendOp%3D{date.today().isoformat()}" in sources.server.requests[0]


def test_nothing_waits_without_reason(sources: Sources, apv: Apv) -> None:
    sources.publish("zandrecht", "CVDR900001_1")
    started = time.monotonic()
    pull(apv, "--municipality", "Zandrecht")
    assert sources.slept == []
    assert time.monotonic() - started < 20
