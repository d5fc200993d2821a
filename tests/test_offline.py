"""No command uses the network, except `apv library pull`: with sockets forbidden, everything else still works."""

from __future__ import annotations

import io
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

import click
import pytest

from apv.cli.app import cli
from apv.data_files import data_folder

Apv = Callable[..., Any]
EXAMPLES = data_folder("legal_sources") / "examples"
ZANDRECHT = str(EXAMPLES / "zandrecht.xml")

COMMANDS: dict[str, list[str]] = {
    "map": ["sissen", "--setting", "public", "--place", "public_road", "--municipality", "Zandrecht"],
    "gaps": ["sissen", "naroepen", "--municipality", "Zandrecht", "--format", "json"],
    "ask": ["sissen", "--setting", "public", "--place", "public_road", "--municipality", "Zandrecht"],
    "timeline": ["sissen", "--format", "svg"],
    "draft": ["Zandrecht", "--model", "rotterdam", "--format", "text"],
    "lint": [ZANDRECHT, "--format", "json"],
    "compare": [str(EXAMPLES), "--format", "json"],
    "catalogue list": ["provisions"],
    "catalogue show": ["sr:429ter"],
    "catalogue check": [],
    "catalogue verify": ["--bwb", "{folder}/wet.xml"],
    "test": ["{folder}/geval.toml"],
    "policy": ["--new", "Zandrecht"],
    "library add": [ZANDRECHT, "--library", "{folder}/bibliotheek"],
    "library list": ["--library", "{folder}/bibliotheek"],
    "library show": ["CVDR900001_1", "--library", "{folder}/bibliotheek"],
    "library search": ["straat", "--library", "{folder}/bibliotheek"],
    "library changes": ["--municipality", "Zandrecht", "--library", "{folder}/bibliotheek"],
    "library remove": ["CVDR900001_1", "--library", "{folder}/bibliotheek"],
}
"""Every command with arguments with which it does its work; a new command has to be added here, in this order."""

CASE = 'title = "x"\ndate = 2024-07-01\nbehaviours = ["sissen"]\nsource = "x"\n[expect]\napplies = []\n'
LAW = (
    '<toestand bwb-id="BWBR0001854" inwerkingtreding="2024-07-01"><wetgeving soort="wet"><wet-besluit>'
    '<wettekst><artikel label="1"><kop><nr>1</nr></kop><al>Tekst.</al></artikel></wettekst></wet-besluit>'
    "</wetgeving></toestand>"
)


def leaf_names(group: click.Group, above: str = "") -> list[str]:
    names: list[str] = []
    for name in group.list_commands(click.Context(group)):
        command = group.get_command(click.Context(group), name)
        path = f"{above} {name}".strip()
        names += leaf_names(command, path) if isinstance(command, click.Group) else [path]
    return names


def test_every_command_but_one_is_tried() -> None:
    # `serve` goes on until it is stopped; tests/web tries its pages
    assert set(leaf_names(cli)) - {"library pull", "serve"} == set(COMMANDS)


def test_every_command_works_without_sockets(apv: Apv, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(*_: object, **__: object) -> NoReturn:
        raise AssertionError("this command uses the network")

    for name in ("socket", "create_connection", "getaddrinfo", "gethostbyname"):
        monkeypatch.setattr(socket, name, forbidden)
    monkeypatch.setenv("APV_LIBRARY", str(tmp_path / "bibliotheek"))
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    (tmp_path / "geval.toml").write_text(CASE, "utf-8")
    (tmp_path / "wet.xml").write_text(LAW, "utf-8")
    for command, arguments in COMMANDS.items():
        ran = apv(*command.split(), *(argument.replace("{folder}", str(tmp_path)) for argument in arguments))
        assert ran.code in {0, 1}, f"{command}: {ran.err}"
        assert ran.out, command


def test_the_network_library_is_not_even_loaded() -> None:
    code = (
        "import sys; from apv.cli.app import run; run(['library', 'list', '--help']); run(['map', 'sissen']);"
        "sys.exit('urllib3' in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)
