"""Many users at once on the local page: python -m tests.benchmarks.web_benchmark [SECONDS] [USERS].

Starts `apv serve` on a free port and lets USERS (default 20) ask for Toetsen and Gaten for SECONDS (default 60),
each as soon as the last answer came. Prints how long answers took, against the fastest page as the baseline in the
same run, errors, and the memory of the server. Traffic goes to 127.0.0.1 only. Not part of the test suite.
"""

from __future__ import annotations

import http.client
import os
import random
import re
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from statistics import median, quantiles
from urllib.parse import quote

BEHAVIOURS = ("sissen", "nafluiten", "hinderlijk-volgen", "schelden", "betasten", "spugen", "belediging")
ANSWERS = ("", "&f.sexual_nature=yes", "&f.sexual_nature=yes&f.insistent=yes", "&f.insulting=no")
DAYS = ("2018-06-01", "2024-07-01", "2026-11-01")


def addresses(chance: random.Random) -> tuple[str, str]:
    """A name for the kind of page, and an address that a user may ask for."""
    if chance.random() < 0.3:
        town = chance.choice(("", "Rotterdam", "Zandrecht"))
        return "gaten", f"/gaten?datum={chance.choice(DAYS)}&gemeente={quote(town)}"
    return "toetsen", (
        f"/toetsen?gedraging={chance.choice(BEHAVIOURS)}&situatie=public&plaats=public_road"
        f"&datum={chance.choice(DAYS)}{chance.choice(ANSWERS)}"
    )


class User(threading.Thread):
    """Asks for one page after another until the time is over."""

    def __init__(self, number: int, port: int, key: str, until: float) -> None:
        super().__init__(daemon=True)
        self._chance, self._port, self._until = random.Random(number), port, until
        self._headers = {"Cookie": f"apv_sessie={key}"}
        self.took: list[tuple[str, float]] = []
        self.errors: list[str] = []

    def run(self) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=60)
        while time.monotonic() < self._until:
            kind, address = addresses(self._chance)
            start = time.perf_counter()
            try:
                connection.request("GET", address, headers=self._headers)
                answer = connection.getresponse()
                answer.read()
                if answer.status != 200:
                    self.errors.append(f"{answer.status} {address}")
            except OSError as error:
                self.errors.append(f"{error} {address}")
                connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=60)
            self.took.append((kind, (time.perf_counter() - start) * 1000))


def megabytes(process: int) -> float:
    """The memory of a process, where the system tells (Linux); 0 elsewhere."""
    status = Path(f"/proc/{process}/status")
    found = re.search(r"VmRSS:\s+(\d+)", status.read_text()) if status.exists() else None
    return int(found[1]) / 1024 if found else 0.0


def main() -> None:
    seconds, users = (*map(int, sys.argv[1:]), *(60, 20)[len(sys.argv) - 1 :])
    with tempfile.TemporaryDirectory() as place:
        command = [sys.executable, "-m", "apv", "serve", "--no-browser", "--port", "0"]
        environment = {**os.environ, "PYTHONUNBUFFERED": "1", "APV_LIBRARY": f"{place}/bibliotheek"}
        server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)
        try:
            measure(server, seconds, users)
        finally:
            server.terminate()
            server.wait()


def measure(server: subprocess.Popen[str], seconds: int, users: int) -> None:
    assert server.stdout is not None
    match = next(filter(None, (re.search(r":(\d+)/\?sleutel=(\S+)", line) for line in server.stdout)))
    began = time.monotonic()
    everyone = [User(number, int(match[1]), match[2], began + seconds) for number in range(users)]
    for user in everyone:
        user.start()
    memory = []
    while any(user.is_alive() for user in everyone):
        time.sleep(min(5, seconds / 6))
        memory.append(megabytes(server.pid))
    took = [item for user in everyone for item in user.took]
    errors = [error for user in everyone for error in user.errors]
    print(f"{users} users, {seconds} s: {len(took)} pages, {len(errors)} errors {errors[:3]}")
    fastest = min(time for _, time in took)
    for kind in ("toetsen", "gaten"):
        times = sorted(time for name, time in took if name == kind)
        cuts = quantiles(times, n=100)
        print(
            f"{kind}: {len(times)} pages, median {median(times):.0f} ms, p95 {cuts[94]:.0f} ms, "
            f"p99 {cuts[98]:.0f} ms, most {times[-1]:.0f} ms; p95 is {cuts[94] / fastest:.0f} x the fastest page"
        )
    third = max(1, len(memory) // 3)
    first, last = median(memory[:third]), median(memory[-third:])
    print(f"memory of the server: {first:.0f} MB at first, {last:.0f} MB at the end")


if __name__ == "__main__":
    main()
