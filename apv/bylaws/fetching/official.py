"""The only module of the product that uses the network: fetches documents from the official services, politely.

At most one request a second, longer pauses when the service asks for them, a bounded number of tries, only the
hosts of services.xml and only over https, no more than a document can be. Nothing is stored here; see `pull`.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit
from urllib.request import getproxies, proxy_bypass

import urllib3
from urllib3.exceptions import (
    HTTPError,
    IncompleteRead,
    InvalidHeader,
    NewConnectionError,
    ProtocolError,
    ProxyError,
    SSLError,
    TimeoutError,
)

from apv import __version__
from apv.bylaws.fetching.services import OWN_COMPUTER, Services
from apv.bylaws.fetching.transfer import FetchError, Overloaded, Reply, Unavailable
from apv.errors import InputError
from apv.safe_xml import MAX_BYTES

USER_AGENT = f"apv/{__version__} (toolkit for Dutch municipal by-laws; at most one request a second)"
BUSY = frozenset({429, 503})
FLEETING = frozenset({500, 502, 504}) | BUSY
MOVED = frozenset({301, 302, 303, 307, 308})
CHUNK = 64 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """How far to go for one document. Times in seconds, size in bytes."""

    tries: int = 4
    connect: float = 10.0
    silence: float = 30.0
    whole: float = 180.0
    longest_wait: float = 120.0
    redirects: int = 3
    size: int = MAX_BYTES


class Official:
    """The official services over the network. `sleep` and `clock` can be replaced, so that tests need not wait."""

    def __init__(
        self,
        services: Services,
        limits: Limits | None = None,
        *,
        sleep: Callable[[float], None] | None = None,
        clock: Callable[[], float] | None = None,
    ) -> None:
        self._services = services
        self._limits = limits or Limits()
        self._sleep = sleep or time.sleep
        self._clock = clock or time.monotonic
        self._not_before = 0.0
        self._pools: dict[str, urllib3.PoolManager] = {}

    def get(self, address: str, *, etag: str = "", last_modified: str = "") -> Reply:
        """The document at `address`, tried several times where that can help. Raises FetchError or Unavailable."""
        headers = {"User-Agent": USER_AGENT, "Accept": "application/xml, text/xml", "Accept-Encoding": "gzip"}
        if etag:
            headers["If-None-Match"] = etag
        if last_modified:
            headers["If-Modified-Since"] = last_modified
        for attempt in range(1, self._limits.tries + 1):
            last = attempt == self._limits.tries
            try:
                return self._follow(address, headers)
            except _Fleeting as trouble:
                wait = trouble.wait if trouble.wait is not None else 2.0 ** (attempt - 1)
                if wait > self._limits.longest_wait:
                    raise Overloaded(
                        f"De dienst vraagt om {_minutes(wait)} te wachten",
                        where=address,
                        advice="Geef dezelfde opdracht later opnieuw; wat er al is, wordt niet opnieuw opgehaald.",
                    ) from trouble
                if last:
                    raise Unavailable(
                        trouble.what, where=address, advice="Probeer het later opnieuw."
                    ) from trouble
                self._sleep(wait)
        raise AssertionError("the last attempt returns or raises")

    def _follow(self, address: str, headers: dict[str, str]) -> Reply:
        """One try, with the redirects within the official services."""
        here = self._allowed(address)
        for _ in range(self._limits.redirects + 1):
            reply = self._ask(here, headers)
            if isinstance(reply, Reply):
                return reply
            try:
                here = self._services.allowed(urljoin(here, reply))
            except (InputError, ValueError) as error:
                raise FetchError(
                    f"De dienst verwijst door naar een ander adres ({reply[:120]}), en dat wordt niet bezocht",
                    where=address,
                ) from error
        raise FetchError("De dienst verwijst steeds weer door", where=address)

    def _allowed(self, address: str) -> str:
        try:
            return self._services.allowed(address)
        except InputError as error:
            raise FetchError(error.what, where=error.where, advice=error.advice) from error

    def _ask(self, address: str, headers: dict[str, str]) -> Reply | str:
        """One request: the reply, or the address to which the service sends us on."""
        self._wait_for_turn(address)
        started = self._clock()
        try:
            response = self._pool(address).request(
                "GET",
                address,
                headers=headers,
                redirect=False,
                retries=False,
                preload_content=False,
                timeout=urllib3.Timeout(connect=self._limits.connect, read=self._limits.silence),
            )
            try:
                if response.status in MOVED and (target := response.headers.get("Location")):
                    return target
                self._check(response, address)
                data = b"" if response.status == 304 else self._body(response, address, started)
            finally:
                response.close()  # an answer that is not read to its end is not worth a reusable connection
        except HTTPError as error:
            raise _network_trouble(error, address) from error
        return Reply(
            data=data,
            etag=response.headers.get("ETag", ""),
            last_modified=response.headers.get("Last-Modified", ""),
            content_type=response.headers.get("Content-Type", ""),
            unchanged=response.status == 304,
        )

    def _wait_for_turn(self, address: str) -> None:
        """At most one request a second; only a server on this computer may be asked faster."""
        own = urlsplit(address).hostname in OWN_COMPUTER
        pause = self._services.pause if own else max(1.0, self._services.pause)
        wait = self._not_before - self._clock()
        if wait > 0:
            self._sleep(wait)
        self._not_before = self._clock() + pause

    def _pool(self, address: str) -> urllib3.PoolManager:
        """The connections for this address: through the proxy of this computer where it has one."""
        parts = urlsplit(address)
        host = parts.hostname or ""
        proxy = getproxies().get("https", "") if parts.scheme == "https" and not proxy_bypass(host) else ""
        if proxy not in self._pools:
            self._pools[proxy] = urllib3.ProxyManager(proxy) if proxy else urllib3.PoolManager()
        return self._pools[proxy]

    def _check(self, response: urllib3.BaseHTTPResponse, address: str) -> None:
        """Raises what the status of the answer means, unless there is something to read or nothing has changed."""
        status = response.status
        if status in {200, 304}:
            return
        if status in FLEETING:
            what = "De dienst is te druk" if status in BUSY else "De dienst heeft een storing"
            raise _Fleeting(f"{what} (code {status})", _retry_after(response))
        if status in {404, 410}:
            raise FetchError("Het document staat niet (meer) op dit adres", where=address)
        if status in {401, 403}:
            raise FetchError(f"De dienst geeft het document niet (code {status})", where=address)
        raise FetchError(f"De dienst antwoordt met code {status} en zonder document", where=address)

    def _body(self, response: urllib3.BaseHTTPResponse, address: str, started: float) -> bytes:
        """All of the answer, unpacked; within the limits of size and time.

        Read as it comes in: whoever waits for a full chunk never notices a server that sends one byte at a time.
        """
        data = bytearray()
        while chunk := response.read1(CHUNK, decode_content=True):
            data += chunk
            if len(data) > self._limits.size:
                limit = self._limits.size // 1024 // 1024
                raise FetchError(f"Het document is groter dan {limit} MB", where=address)
            if self._clock() - started > self._limits.whole:
                raise _Fleeting("De dienst antwoordt te langzaam")
        return bytes(data)


class _Fleeting(Exception):
    """Trouble that may be over at the next try, `wait` seconds from now (None: the caller's choice)."""

    def __init__(self, what: str, wait: float | None = None) -> None:
        super().__init__(what)
        self.what, self.wait = what, wait


def _network_trouble(error: HTTPError, address: str) -> Exception:
    if isinstance(error, SSLError):
        return Unavailable(
            "De beveiligde verbinding met de dienst komt niet tot stand",
            where=address,
            advice="Vraag uw beheerder naar certificaten en proxy.",
        )
    if isinstance(error, NewConnectionError | ProxyError):
        return _Fleeting("De dienst is niet bereikbaar; is er verbinding met internet?")
    if isinstance(error, TimeoutError):
        return _Fleeting("De dienst antwoordt te langzaam")
    if isinstance(error, IncompleteRead | ProtocolError):
        return _Fleeting("Het antwoord van de dienst is afgebroken")
    return _Fleeting("Het antwoord van de dienst is niet te lezen")


def _retry_after(response: urllib3.BaseHTTPResponse) -> float | None:
    """The seconds the service asks us to wait; None when it does not say, or not so that one can read it."""
    try:
        return urllib3.Retry().get_retry_after(response)
    except InvalidHeader:
        return None


def _minutes(seconds: float) -> str:
    minutes = round(seconds / 60)
    return f"{minutes} minuten" if minutes < 120 else f"{round(minutes / 60)} uur"
