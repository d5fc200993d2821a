"""Fetching politely: pauses, tries, limits and the ways a service can fail, against a server of our own."""

from __future__ import annotations

import gzip
import socket
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from apv import __version__
from apv.bylaws.fetching.official import Limits, Official
from apv.bylaws.fetching.services import Services, load_services
from apv.bylaws.fetching.transfer import FetchError, Overloaded, Reply, Unavailable
from apv.errors import CatalogueError, InputError
from tests.official_server import Fault, OfficialServer, running

TEXT = b"<cvdr>" + b"tekst " * 5000 + b"</cvdr>"
PATH = "/CVDR/CVDR1/1/xml/CVDR1_1.xml"


class Clock:
    """Time that passes only when someone sleeps, or by `tick` whenever one looks."""

    def __init__(self, tick: float = 0.0) -> None:
        self.now, self.tick = 1000.0, tick
        self.slept: list[float] = []

    def __call__(self) -> float:
        self.now += self.tick
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(round(seconds, 3))
        self.now += seconds


@pytest.fixture
def server() -> Iterator[OfficialServer]:
    with running() as server:
        server.serve(PATH, TEXT)
        yield server


@pytest.fixture
def clock() -> Clock:
    return Clock()


Connect = Callable[..., Official]


@pytest.fixture
def connect(server: OfficialServer, clock: Clock, tmp_path: Path) -> Connect:
    services = load_services(server.services(tmp_path))

    def make(limits: Limits | None = None, *, pause: float = 0.0, watch: Clock = clock) -> Official:
        asked = replace(services, pause=pause)
        return Official(asked, limits or Limits(silence=5, tries=3), sleep=watch.sleep, clock=watch)

    return make


def test_a_document_comes_with_what_is_needed_to_ask_again(connect: Connect, server: OfficialServer) -> None:
    reply = connect().get(server.address + PATH)
    assert reply.data == TEXT
    assert reply.content_type == "application/xml"
    assert server.agents == {
        f"apv/{__version__} (toolkit for Dutch municipal by-laws; at most one request a second)"
    }
    again = connect().get(server.address + PATH, etag=reply.etag, last_modified=reply.last_modified)
    assert again.unchanged
    assert again.data == b""
    assert server.headers[-1]["if-none-match"] == reply.etag
    assert server.headers[-1]["if-modified-since"] == reply.last_modified


def test_packed_answers_are_unpacked_and_measured_unpacked(connect: Connect, server: OfficialServer) -> None:
    server.zipped = True
    assert connect().get(server.address + PATH).data == TEXT
    server.serve("/bomb.xml", b" " * 3_000_000)
    assert len(gzip.compress(b" " * 3_000_000)) < 10_000
    with pytest.raises(FetchError, match="groter dan 1 MB"):
        connect(Limits(size=1024 * 1024)).get(server.address + "/bomb.xml")


def test_at_most_one_request_in_each_pause(connect: Connect, server: OfficialServer, clock: Clock) -> None:
    web = connect(pause=1.0)
    for _ in range(4):
        web.get(server.address + PATH)
    assert clock.slept == [1.0, 1.0, 1.0]


def test_real_hosts_are_never_asked_faster_than_once_a_second(clock: Clock) -> None:
    web = Official(replace(load_services(), pause=0.0), sleep=clock.sleep, clock=clock)
    web._wait_for_turn("https://zoekservice.overheid.nl/sru/Search")
    web._wait_for_turn("https://zoekservice.overheid.nl/sru/Search")
    assert clock.slept == [1.0]


def test_too_busy_waits_as_long_as_asked(connect: Connect, server: OfficialServer, clock: Clock) -> None:
    server.faults[PATH] = Fault("429", times=2, value="17")
    assert connect().get(server.address + PATH).data == TEXT
    assert clock.slept == [17, 17]


def test_a_fault_of_the_service_is_tried_again_with_growing_pauses(
    connect: Connect, server: OfficialServer, clock: Clock
) -> None:
    server.faults[PATH] = Fault("500", times=2)
    assert connect().get(server.address + PATH).data == TEXT
    assert clock.slept == [1, 2]


def test_the_number_of_tries_is_bounded(connect: Connect, server: OfficialServer) -> None:
    server.faults[PATH] = Fault("503")
    with pytest.raises(Unavailable, match=r"te druk \(code 503\)") as caught:
        connect().get(server.address + PATH)
    assert not isinstance(caught.value, Overloaded)
    assert server.asked(PATH) == 3


def test_a_service_that_wants_hours_of_rest_gets_it(
    connect: Connect, server: OfficialServer, clock: Clock
) -> None:
    server.faults[PATH] = Fault("429", value="7200")
    with pytest.raises(Overloaded, match="2 uur"):
        connect().get(server.address + PATH)
    assert server.asked(PATH) == 1
    assert clock.slept == []


def test_nonsense_in_retry_after_is_passed_over(connect: Connect, server: OfficialServer, clock: Clock) -> None:
    server.faults[PATH] = Fault("429", times=1, value="binnenkort")
    assert connect().get(server.address + PATH).data == TEXT
    assert clock.slept == [1]


@pytest.mark.parametrize(
    ("kind", "message"),
    [("404", "staat niet"), ("410", "staat niet"), ("403", "geeft het document niet"), ("418", "418")],
)
def test_a_clear_no_is_not_asked_again(connect: Connect, server: OfficialServer, kind: str, message: str) -> None:
    server.faults[PATH] = Fault(kind)
    with pytest.raises(FetchError, match=message) as caught:
        connect().get(server.address + PATH)
    assert not isinstance(caught.value, Unavailable)
    assert server.asked(PATH) == 1


@pytest.mark.parametrize("kind", ["cut", "chunks"])
def test_a_broken_off_answer_is_fetched_again_whole(connect: Connect, server: OfficialServer, kind: str) -> None:
    server.faults[PATH] = Fault(kind, times=1)
    assert connect().get(server.address + PATH).data == TEXT
    server.faults[PATH] = Fault(kind)
    with pytest.raises(Unavailable, match="afgebroken"):
        connect().get(server.address + PATH)


def test_silence_is_not_waited_for_for_ever(connect: Connect, server: OfficialServer) -> None:
    server.faults[PATH] = Fault("slow")
    with pytest.raises(Unavailable, match="te langzaam"):
        connect(Limits(silence=0.05, tries=2)).get(server.address + PATH)
    assert server.asked(PATH) == 2


def test_a_trickle_is_not_waited_for_for_ever(connect: Connect, server: OfficialServer) -> None:
    server.faults[PATH] = Fault("drip")
    with pytest.raises(Unavailable, match="te langzaam"):
        connect(Limits(silence=5, whole=60, tries=1), watch=Clock(tick=100)).get(server.address + PATH)


def test_redirects_within_the_services_are_followed(connect: Connect, server: OfficialServer) -> None:
    server.faults["/oud.xml"] = Fault("redirect", value=PATH)
    assert connect().get(server.address + "/oud.xml").data == TEXT


@pytest.mark.parametrize(
    "target", ["https://elders.example/x.xml", "file:///etc/passwd", "http://127.0.0.1:1/x.xml", "http://[x"]
)
def test_redirects_to_elsewhere_are_refused(connect: Connect, server: OfficialServer, target: str) -> None:
    server.faults[PATH] = Fault("redirect", value=target)
    with pytest.raises(FetchError, match="verwijst door naar een ander adres"):
        connect().get(server.address + PATH)
    assert len(server.requests) == 1


def test_going_round_in_circles_ends(connect: Connect, server: OfficialServer) -> None:
    server.faults[PATH] = Fault("redirect", value=PATH)
    with pytest.raises(FetchError, match="steeds weer"):
        connect().get(server.address + PATH)


def test_nobody_there_is_said_in_words(tmp_path: Path, clock: Clock) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        nobody = OfficialServer(address=f"http://127.0.0.1:{free.getsockname()[1]}")
        web = Official(load_services(nobody.services(tmp_path)), Limits(tries=2), sleep=clock.sleep, clock=clock)
        with pytest.raises(Unavailable, match="niet bereikbaar"):
            web.get(nobody.address + PATH)


def test_only_the_official_hosts_are_asked_and_only_over_https() -> None:
    services: Services = load_services()
    host = "repository.officiele-overheidspublicaties.nl"
    assert services.allowed(f"http://{host}/CVDR/x.xml") == f"https://{host}/CVDR/x.xml"
    assert services.allowed(f"https://{host}:443/x.xml")
    for address in (
        "https://elders.example/x.xml",
        f"https://{host}.elders.example/x.xml",
        f"https://{host}:8443/x.xml",
        f"https://mij@{host}/x.xml",
        f"ftp://{host}/x.xml",
        "http://127.0.0.1/x.xml",
        "https://[x",
        "x.xml",
        "",
    ):
        with pytest.raises(InputError):
            services.allowed(address)
        with pytest.raises(FetchError):
            Official(services).get(address)


def test_a_broken_list_of_services_is_named(tmp_path: Path) -> None:
    path = tmp_path / "services.xml"
    path.write_text("<services pause='1'><search address='gopher://x' connection='cvdr' page='5'/></services>")
    with pytest.raises(CatalogueError, match=r"services\.xsd.*regel 1"):
        load_services(path)


def test_a_proxy_of_this_computer_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    import urllib3

    monkeypatch.setenv("https_proxy", "http://proxy.example:3128")
    monkeypatch.setenv("no_proxy", "intern.example")
    web = Official(load_services())
    assert isinstance(web._pool("https://zoekservice.overheid.nl/sru/Search"), urllib3.ProxyManager)
    assert not isinstance(web._pool("https://intern.example/x"), urllib3.ProxyManager)
    assert not isinstance(web._pool("http://127.0.0.1:8000/x"), urllib3.ProxyManager)


def test_an_empty_reply_is_no_document() -> None:
    assert Reply().data == b""
    assert not Reply().unchanged
