"""The library survives: killed at any moment, damaged, foreign, newer, read-only, busy, or used by several."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import textwrap
import time
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest

from apv.bylaws.store.adding import add_all
from apv.bylaws.store.database import APPLICATION, VERSION, LibraryError
from apv.bylaws.store.files import gather_files
from apv.bylaws.store.library import Library
from apv.errors import InputError

from .library_files import JEERING, ORDINARY, act, bylaw, write_all

posix = pytest.mark.skipif(os.name != "posix", reason="SIGKILL bestaat hier niet")


def child(code: str, *arguments: str | int | Path) -> subprocess.Popen[str]:
    """A process that runs `code`; sys.argv[1:] are the arguments."""
    return subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(code), *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def sound(place: Path) -> None:
    """The database holds together, and the index says what the passages say."""
    with Library.open(place, create=False) as library:
        raw = library._connection
        assert raw.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        raw.execute("INSERT INTO words (words) VALUES ('integrity-check')")
        for document in library.documents():
            assert library.data(document.hash)
            assert len(library.regulation(document.hash).articles) == document.articles


DIE_AT_STATEMENT = """
    import os, signal, sys
    from pathlib import Path
    from apv.bylaws.store.library import Library
    place, at, names = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3:]
    library = Library.open(place)
    seen = 0
    def count(statement):
        global seen
        seen += 1
        if seen == at:
            os.kill(os.getpid(), signal.SIGKILL)
    library._connection.set_trace_callback(count)
    for name in names:
        library.add(Path(name).read_bytes(), name)
    print(seen)
"""


@posix
def test_killed_at_any_statement_it_keeps_all_or_nothing(tmp_path: Path) -> None:
    first, second = write_all(tmp_path / "bron", 2)
    whole = child(DIE_AT_STATEMENT, tmp_path / "heel", 0, first, second)
    statements = int(whole.communicate()[0])
    assert statements > 10
    for at in range(1, statements + 1, 2):
        place = tmp_path / f"bibliotheek-{at}"
        killed = child(DIE_AT_STATEMENT, place, at, first, second)
        killed.communicate()
        assert killed.returncode == -signal.SIGKILL
        sound(place)
        with Library.open(place, create=False) as library:
            kept = len(library.documents())
            assert kept <= 2
            assert library.search("fluiten").total == kept
            results = [library.add(path.read_bytes(), path.name).status for path in (first, second)]
            assert results.count("known") == kept
            assert library.search("fluiten").total == 2
        sound(place)


@posix
def test_killed_while_it_is_made(tmp_path: Path) -> None:
    """However far the making of the tables came, the next run makes the library."""
    code = """
        import os, signal, sqlite3, sys
        from pathlib import Path
        from apv.bylaws.store import database as library_database
        at, seen = int(sys.argv[2]), 0
        connect = sqlite3.connect
        def count(statement):
            global seen
            seen += 1
            if seen == at:
                os.kill(os.getpid(), signal.SIGKILL)
        def counted(*arguments, **options):
            connection = connect(*arguments, **options)
            connection.set_trace_callback(count)
            return connection
        library_database.sqlite3.connect = counted
        library_database.open_database(Path(sys.argv[1]), create=True)
    """
    for at in range(1, 24, 3):
        place = tmp_path / f"bibliotheek-{at}"
        killed = child(code, place, at)
        killed.communicate()
        assert killed.returncode == -signal.SIGKILL, at
        with Library.open(place) as library:
            assert library.add(bylaw(), "a.xml").status == "new"
        sound(place)


@posix
def test_a_killed_command_is_completed_by_the_same_command(tmp_path: Path) -> None:
    source, place = tmp_path / "bron", tmp_path / "bibliotheek"
    paths = write_all(source, 40)
    command = [sys.executable, "-m", "apv", "library", "add", str(source), "--library", str(place)]
    running = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    deadline = time.monotonic() + 60
    kept = 0
    while kept < 5 and time.monotonic() < deadline and running.poll() is None:
        with suppress(InputError), Library.open(place, create=False) as library:
            kept = len(library.documents())
    running.kill()
    running.wait()
    assert kept >= 5
    with Library.open(place, create=False) as library:
        finished = {document.hash for document in library.documents()}
        for digest in finished:
            assert library.data(digest)
    sound(place)
    done = subprocess.run([*command, "--format", "json"], capture_output=True, text=True, check=True)
    assert f'"known": {len(finished)}' in done.stdout
    with Library.open(place, create=False) as library:
        assert finished <= {document.hash for document in library.documents()}
        assert len(library.documents()) == len(paths)


ADD_ALL = """
    import sys
    from pathlib import Path
    from apv.bylaws.store.library import Library
    with Library.open(Path(sys.argv[1])) as library:
        for path in sorted(Path(sys.argv[2]).glob("*.xml")):
            library.add(path.read_bytes(), path.name)
"""


def test_two_programs_may_add_at_once(tmp_path: Path) -> None:
    source, place = tmp_path / "bron", tmp_path / "bibliotheek"
    write_all(source, 15)
    running = [child(ADD_ALL, place, source) for _ in range(3)]
    for one in running:
        _, trouble = one.communicate()
        assert one.returncode == 0, trouble
    sound(place)
    with Library.open(place) as library:
        assert len(library.documents()) == 15


def test_who_waits_too_long_is_told(tmp_path: Path) -> None:
    with Library.open(tmp_path, patience=0.05) as library:
        library.add(bylaw(), "a.xml")
        other = sqlite3.connect(library.path)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(LibraryError, match="Een ander programma is bezig met de bibliotheek"):
            library.add(bylaw("Anders"), "b.xml")
        assert library.document("CVDR500001_1"), "reading goes on"
        other.rollback()
        other.close()
        assert library.add(bylaw("Anders", work="CVDR500002"), "b.xml").status == "new"


def test_trouble_with_the_library_stops_a_run_and_trouble_with_a_file_does_not(tmp_path: Path) -> None:
    write_all(tmp_path / "bron", 2)
    (tmp_path / "bron" / "kapot.xml").write_text("<")
    files = gather_files([tmp_path / "bron"])
    with Library.open(tmp_path / "bibliotheek", patience=0.05) as library:
        other = sqlite3.connect(library.path)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(LibraryError):
            add_all(library, files.items())
        other.close()
        results = {Path(one.file).name: one for one in add_all(library, files.items())}
        assert [results[name].status for name in sorted(results)] == ["new", "new", "failed"]
        assert "geen geldige XML" in results["kapot.xml"].reason


# files that are no library


def test_a_foreign_file_is_not_touched(tmp_path: Path) -> None:
    text, foreign = tmp_path / "tekst.db", tmp_path / "ander.db"
    text.write_bytes(b"gewone tekst, geen database" * 99)
    with sqlite3.connect(foreign) as raw:
        raw.execute("CREATE TABLE documents (id)")
    raw.close()
    for path in (text, foreign):
        before = path.read_bytes()
        for create in (True, False):
            with pytest.raises(LibraryError, match="geen bibliotheek van apv") as caught:
                Library.open(path, create=create)
            assert path.name in str(caught.value)
        assert path.read_bytes() == before
        assert {other.name for other in tmp_path.iterdir()} == {"tekst.db", "ander.db"}


def test_a_newer_library_is_refused(tmp_path: Path) -> None:
    with Library.open(tmp_path) as library:
        path = library.path
    with sqlite3.connect(path) as raw:
        assert raw.execute("PRAGMA application_id").fetchone() == (APPLICATION,)
        raw.execute(f"PRAGMA user_version = {VERSION + 1}")
    raw.close()
    with pytest.raises(LibraryError, match="nieuwere versie van apv"):
        Library.open(tmp_path)


def test_an_empty_file_is_a_library_to_be(tmp_path: Path) -> None:
    path = tmp_path / "leeg.sqlite3"
    path.touch()
    with pytest.raises(LibraryError, match="nog geen bibliotheek"):
        Library.open(path, create=False)
    with Library.open(path) as library:
        assert library.add(bylaw(), "a.xml").status == "new"


def test_a_library_that_may_only_be_read(tmp_path: Path) -> None:
    if os.name != "posix" or os.geteuid() == 0:
        pytest.skip("deze gebruiker mag overal schrijven")
    with Library.open(tmp_path) as library:
        library.add(bylaw(), "a.xml")
        path = library.path
    path.chmod(0o444)
    tmp_path.chmod(0o555)
    try:
        with Library.open(tmp_path) as library:
            assert library.search("fluiten").total == 1
            with pytest.raises(LibraryError, match="geschreven"):
                library.add(bylaw("Anders"), "b.xml")
    finally:
        tmp_path.chmod(0o755)


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "bestand").write_text("x")
    with pytest.raises(LibraryError, match="kan niet worden gemaakt"):
        Library.open(tmp_path / "bestand" / "bibliotheek")


def use_everything(place: Path) -> None:
    """Everything a user may ask of a library."""
    with Library.open(place, create=True, patience=0.1) as library:
        library.works()
        library.laws()
        for document in library.documents():
            library.regulation(document.hash)
            library.meta(document)
            library.findings(document)
        library.search("verboden weg*")
        library.find("Zandrecht", date(2020, 1, 1))
        library.add(bylaw("Nieuw", ORDINARY, work="CVDR500009"), "nieuw.xml")
        library.remove("CVDR500001")


@pytest.mark.parametrize("seed", range(60))
def test_a_damaged_library_is_said_to_be_damaged(tmp_path: Path, seed: int) -> None:
    """Bytes changed, pages lost, the end cut off: it works, or says in one sentence that it does not."""
    with Library.open(tmp_path) as library:
        library.add(bylaw("Zandrecht", JEERING * 40, ORDINARY * 40), "a.xml")
        library.add(act(), "b.xml")
        path = library.path
    chance = random.Random(seed)
    data = bytearray(path.read_bytes())
    if seed % 3 == 0:
        del data[chance.randrange(100, len(data)) :]
    else:
        for _ in range(chance.choice([1, 20, 400])):
            data[chance.randrange(16 if seed % 3 == 1 else 4096, len(data))] = chance.randrange(256)
    path.write_bytes(bytes(data))
    said = ""
    try:
        use_everything(tmp_path)
    except InputError as error:
        said = str(error)
    assert said == "" or "bibliotheek" in said.lower()
    assert "\n" not in said


def test_changed_contents_are_not_passed_off_as_official(tmp_path: Path) -> None:
    import zlib

    with Library.open(tmp_path) as library:
        library.add(bylaw(), "a.xml")
        path = library.path
    with sqlite3.connect(path) as raw:
        forged = zlib.compress(bylaw().replace(b"verboden", b"toegestaan"))
        raw.execute("UPDATE contents SET data = ?", (forged,))
    raw.close()
    with Library.open(tmp_path) as library, pytest.raises(InputError, match="beschadigd"):
        library.regulation("CVDR500001_1")
